/** Platforms that sign the first sectors of a disc or of its data track. Offsets count user data. */
import { hasBytes, u16be } from '../../byte-fields.ts';
import type { SectorReader } from '../sector-reader.ts';
import {
  type PlatformFinding,
  platformFinding,
  type TextField,
  textAt,
  textsOf,
} from './platform-finding.ts';

interface SectorSignature {
  readonly platform: string;
  readonly at: number;
  readonly bytes: string | readonly number[];
  readonly title?: readonly [at: number, lengthBytes: number];
  readonly facts?: readonly TextField[];
}

const firstBytes = 8 * 2048;

const megaCdFacts: readonly TextField[] = [
  ['system', 0, 16],
  ['date', 0x50, 8],
  ['product', 0x180, 16],
  ['region', 0x1f0, 3],
];

const signatures: readonly SectorSignature[] = [
  { platform: 'Sega Mega-CD', at: 0, bytes: 'SEGADISCSYSTEM', title: [0x150, 48], facts: megaCdFacts },
  { platform: 'Sega Mega-CD', at: 0, bytes: 'SEGABOOTDISC', title: [0x150, 48], facts: megaCdFacts },
  { platform: 'Sega Mega-CD (data)', at: 0, bytes: 'SEGADATADISC' },
  { platform: 'Sega Mega-CD (data)', at: 0, bytes: 'SEGADISC ' },
  {
    platform: 'Sega Saturn',
    at: 0,
    bytes: 'SEGA SEGASATURN ',
    title: [0x60, 112],
    facts: [
      ['maker', 0x10, 16],
      ['product', 0x20, 10],
      ['version', 0x2a, 6],
      ['date', 0x30, 8],
      ['disc', 0x38, 8],
      ['region', 0x40, 10],
    ],
  },
  {
    platform: 'Sega Dreamcast',
    at: 0,
    bytes: 'SEGA SEGAKATANA ',
    title: [0x80, 128],
    facts: [
      ['maker', 0x10, 16],
      ['disc', 0x25, 11],
      ['region', 0x30, 8],
      ['product', 0x40, 10],
      ['version', 0x4a, 6],
      ['date', 0x50, 8],
      ['boot', 0x60, 16],
    ],
  },
  { platform: '3DO', at: 0, bytes: [1, 0x5a, 0x5a, 0x5a, 0x5a, 0x5a, 1], title: [0x28, 32] },
  { platform: 'PC Engine CD', at: 0x820, bytes: 'PC Engine CD-ROM SYSTEM', title: [0x86a, 22] },
  { platform: 'PC-FX', at: 0, bytes: 'PC-FX:Hu_CD-ROM', title: [0x800, 32] },
  { platform: 'FM Towns', at: 0, bytes: 'IPL4' },
  {
    platform: 'Nintendo GameCube',
    at: 0x1c,
    bytes: [0xc2, 0x33, 0x9f, 0x3d],
    title: [0x20, 96],
    facts: [['product', 0, 6]],
  },
  {
    platform: 'Nintendo Wii',
    at: 0x18,
    bytes: [0x5d, 0x1c, 0x9e, 0xa3],
    title: [0x20, 96],
    facts: [['product', 0, 6]],
  },
  { platform: 'PlayStation 3', at: 0x800, bytes: 'PlayStation3', facts: [['product', 0x810, 32]] },
  { platform: 'PlayStation 4', at: 0x800, bytes: 'PlayStation4', facts: [['product', 0x810, 32]] },
  { platform: 'PlayStation 5', at: 0x800, bytes: 'PlayStation5', facts: [['product', 0x810, 32]] },
];

function bySignature(head: Uint8Array): PlatformFinding[] {
  return signatures
    .filter(({ at, bytes }) => hasBytes(head, at, bytes))
    .map(({ platform, at, bytes, title, facts = [] }) =>
      platformFinding(platform, at, head.subarray(at, at + bytes.length), {
        title: title ? textAt(head, ...title) : '',
        facts: textsOf(head, facts),
      }),
    );
}

const volumeAt = 16 * 2048;
const xaSignatureAt = 1024;
const licenceAt = 4 * 2048;

/** What the volume descriptor says of the system it is for (ECMA-119 8.4.5), and of XA (Yellow Book extension). */
function byVolume(reader: SectorReader): PlatformFinding[] {
  const descriptor = reader.readAt(volumeAt, 2048);
  if (descriptor?.[0] !== 1) return [];
  const found: PlatformFinding[] = [];
  const isIso = hasBytes(descriptor, 1, 'CD001');
  const isCdi = hasBytes(descriptor, 1, 'CD-I ');
  const system = textAt(descriptor, 8, 32);
  const title = textAt(descriptor, 40, 32);
  const say = (platform: string, at: number, lengthBytes: number) =>
    found.push(
      platformFinding(platform, volumeAt + at, descriptor.subarray(at, at + lengthBytes), {
        title,
        facts: system === '' ? {} : { system },
      }),
    );
  if (isCdi) say('CD-i', 1, 5);
  else if (isIso && /^CD-RTOS/.test(system)) say(/BRIDGE/.test(system) ? 'CD-i Bridge' : 'CD-i', 8, 32);
  if (isIso && hasBytes(descriptor, xaSignatureAt, 'CD-XA001')) say('CD-ROM XA', xaSignatureAt, 8);
  if (isIso && system === 'PSP GAME') say('PlayStation Portable', 8, 32);
  return found;
}

/** Sector 4 of a PlayStation disc has its licence; the executable of the disc is named by SYSTEM.CNF. */
function byLicence(reader: SectorReader): PlatformFinding[] {
  const sector = reader.readAt(licenceAt, 128);
  const text = sector ? textAt(sector, 0, 128) : '';
  if (!sector || !/Licensed\s+by\s+Sony Computer Entertainment/.test(text)) return [];
  const region = /(America|Europe|Inc\.)/.exec(text)?.[1];
  const place = { America: 'America', Europe: 'Europe', 'Inc.': 'Japan' }[region ?? ''];
  return [platformFinding('PlayStation', licenceAt, sector, { facts: place ? { region: place } : {} })];
}

/** A sector TOS starts from adds up to 1234h in big-endian words. */
export function atariStBoot(reader: SectorReader): PlatformFinding | null {
  const sector = reader.readAt(0, 512);
  if (!sector || sector.every((byte) => byte === sector[0])) return null;
  let sum = 0;
  for (let at = 0; at < 512; at += 2) sum = (sum + u16be(sector, at)) & 0xffff;
  if (sum !== 0x1234) return null;
  return platformFinding('Atari ST (starts from this disk)', 0, sector.subarray(0, 2));
}

/** @param reader from the start of the data track, or of the disc */
export function platformsBySector(reader: SectorReader): PlatformFinding[] {
  const head = reader.readAt(0, Math.min(firstBytes, reader.sizeBytes)) ?? reader.readAt(0, 512);
  return [...(head ? bySignature(head) : []), ...byVolume(reader), ...byLicence(reader)];
}
