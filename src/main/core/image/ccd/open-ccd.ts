/** A disc image from CloneCD's three files: control (ccd), sectors (img), subchannel (sub). */
import { SpindleError } from '../../../../shared/errors.ts';
import type { DiscSession } from '../../../../shared/model/disc.ts';
import { pregapLba } from '../../../../shared/msf.ts';
import { hasBytes, u8 } from '../../byte-fields.ts';
import { crc16 } from '../../optical/crc16.ts';
import { lbaOfHeaderWord, syncPattern } from '../../optical/sector-layout.ts';
import { subchannelBytes } from '../../optical/subchannel.ts';
import type { ByteSource } from '../byte-source.ts';
import type { DiscImage, ImageTrack } from '../disc-image.ts';
import { discImageOf, type Extent, rawSectorBytes } from '../extent-image.ts';
import { type SheetWarnings, sheetWarnings } from '../sheet-text.ts';
import { layoutCcd } from './layout-ccd.ts';
import { parseCcd } from './parse-ccd.ts';

export interface CcdFiles {
  readonly sectors: ByteSource;
  readonly subchannel: ByteSource | null;
}

const sessionPregapSectors = 150;

/**
 * What an image keeps between its sessions: nothing, the pregap of the later session, or everything. CloneCD leaves
 * the gap out; programs that write its format do not agree.
 */
const gapForms = ['none', 'pregap', 'whole'] as const;
type GapForm = (typeof gapForms)[number];

interface Stretch {
  readonly startLba: number;
  readonly endLba: number;
  readonly firstImageSector: number;
}

function stretchesOf(sessions: readonly DiscSession[], form: GapForm): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let reached = 0;
  for (const [at, session] of sessions.entries()) {
    const pregap = at > 0 && form === 'pregap' ? sessionPregapSectors : 0;
    const startLba = at === 0 ? 0 : session.startLba - pregap;
    if (form === 'whole') reached = startLba;
    stretches.push({ startLba, endLba: session.leadOutLba, firstImageSector: reached });
    reached += session.leadOutLba - startLba;
  }
  return stretches;
}

function imageSectors(stretches: readonly Stretch[]): number {
  const last = stretches.at(-1)!;
  return last.firstImageSector + last.endLba - last.startLba;
}

/** How many data tracks say in their first header that they are where this form puts them. */
function provedTracks(
  source: ByteSource,
  stretches: readonly Stretch[],
  tracks: readonly ImageTrack[],
): number {
  const head = new Uint8Array(16);
  return tracks.filter((track) => {
    const stretch = stretches.find(
      ({ startLba, endLba }) => track.startLba >= startLba && track.startLba < endLba,
    );
    if (track.mode === 'AUDIO' || !stretch) return false;
    const at = (stretch.firstImageSector + track.startLba - stretch.startLba) * rawSectorBytes;
    if (at + head.length > source.sizeBytes) return false;
    source.read(at, head);
    const address = u8(head, 12) | (u8(head, 13) << 8) | (u8(head, 14) << 16);
    return hasBytes(head, 0, syncPattern) && lbaOfHeaderWord(address) === track.startLba;
  }).length;
}

/** Sector headers decide, then the size of the file, then CloneCD's own way. */
function chooseForm(
  source: ByteSource,
  sessions: readonly DiscSession[],
  tracks: readonly ImageTrack[],
  warnings: SheetWarnings,
): readonly Stretch[] {
  const sectors = Math.floor(source.sizeBytes / rawSectorBytes);
  const candidates = gapForms.map((form) => {
    const stretches = stretchesOf(sessions, form);
    const isRightSize = imageSectors(stretches) === sectors;
    return { stretches, proved: provedTracks(source, stretches, tracks), isRightSize };
  });
  const best = candidates.reduce((chosen, each) => {
    const isBetter =
      each.proved > chosen.proved ||
      (each.proved === chosen.proved && each.isRightSize && !chosen.isRightSize);
    return isBetter ? each : chosen;
  });
  const expected = imageSectors(best.stretches);
  if (!best.isRightSize)
    warnings.add(
      null,
      `The TOC has ${expected} sectors, the image ${sectors}; what is missing cannot be read.`,
    );
  return best.stretches;
}

function extentsOf(
  { sectors, subchannel }: CcdFiles,
  stretches: readonly Stretch[],
  tracks: readonly ImageTrack[],
): readonly Extent[] {
  const extents: Extent[] = [
    { kind: 'generated', startLba: pregapLba, lengthSectors: -pregapLba, mode: tracks[0]!.mode },
  ];
  for (const track of tracks) {
    const stretch = stretches.find(
      ({ startLba, endLba }) => track.startLba >= startLba && track.startLba < endLba,
    )!;
    const startLba = Math.max(track.pregapLba, stretch.startLba);
    if (startLba > track.pregapLba && track.pregapLba >= 0)
      extents.push({
        kind: 'generated',
        startLba: track.pregapLba,
        lengthSectors: startLba - track.pregapLba,
        mode: track.mode,
      });
    const first = stretch.firstImageSector + startLba - stretch.startLba;
    extents.push({
      kind: 'stored',
      startLba,
      lengthSectors: track.endLba - startLba,
      form: track.mode === 'AUDIO' ? 'audio-little-endian' : 'raw-2352',
      source: sectors,
      offsetBytes: first * rawSectorBytes,
      strideBytes: rawSectorBytes,
      endBytes: sectors.sizeBytes,
      subchannel: subchannel && {
        source: subchannel,
        offsetBytes: first * subchannelBytes,
        strideBytes: subchannelBytes,
        order: 'channels',
      },
    });
  }
  return extents;
}

/** The file leaves out the CRC of each pack. */
function withCrc(packs: readonly Uint8Array[]): Uint8Array | null {
  if (packs.length === 0) return null;
  return Uint8Array.from(
    packs.flatMap((pack) => {
      const crc = crc16(pack, 0, pack.length);
      return [...pack, crc >> 8, crc & 0xff];
    }),
  );
}

/** @throws SpindleError bad-image for an unusable control file, unsupported for scrambled data tracks */
export function openCcd(sheetBytes: Uint8Array, files: CcdFiles): DiscImage {
  const sheet = parseCcd(sheetBytes);
  const warnings = sheetWarnings();
  const { sessions, tracks } = layoutCcd(sheet, warnings);
  if (sheet.areDataTracksScrambled && tracks.some((track) => track.mode !== 'AUDIO'))
    throw new SpindleError(
      'unsupported',
      'The data tracks of this CloneCD image are kept scrambled, as on the disc. Make the image again without this option.',
    );
  const stretches = chooseForm(files.sectors, sessions, tracks, warnings);
  return discImageOf({
    sessions,
    tracks,
    mcn: sheet.mcn,
    cdTextPacks: withCrc(sheet.cdTextPacks),
    endLba: sessions.at(-1)!.leadOutLba,
    warnings: [...sheet.warnings, ...warnings.all()],
    extents: extentsOf(files, stretches, tracks),
  });
}
