/** Platforms that hide in audio: a header in the second session, graphics in the subchannel, data before track 1. */
import { hasBytes } from '../../byte-fields.ts';
import type { DiscImage, ImageTrack } from '../../image/disc-image.ts';
import { syncPattern } from '../../optical/sector-layout.ts';
import { type PlatformFinding, platformFinding } from './platform-finding.ts';

const controlData = 4;
const sectorBytes = 2352;
const headerSectors = 4;

/** Samples are 16 bits, so a text of bytes comes with each pair swapped. */
function swapped(text: string): string {
  return text.replace(/(.)(.)/g, '$2$1');
}

const jaguar = swapped('ATARI APPROVED DATA HEADER ATR');

function jaguarIn(image: DiscImage, tracks: readonly ImageTrack[]): PlatformFinding | null {
  const first = tracks.find(({ session }) => session === 2);
  if (!first) return null;
  const bytes = new Uint8Array(headerSectors * sectorBytes);
  for (let index = 0; index < headerSectors; index++)
    image.readSector(first.startLba + index, bytes.subarray(index * sectorBytes, (index + 1) * sectorBytes));
  const at = indexOfText(bytes, jaguar);
  if (at < 0) return null;
  return platformFinding('Atari Jaguar CD', first.startLba * 2048, bytes.subarray(at, at + 32));
}

function indexOfText(bytes: Uint8Array, text: string): number {
  for (let at = bytes.indexOf(text.charCodeAt(0)); at >= 0; at = bytes.indexOf(text.charCodeAt(0), at + 1))
    if (hasBytes(bytes, at, text)) return at;
  return -1;
}

const sampledSectors = 64;
/** Mode 1, item 1 of a pack: TV graphics (Red Book, subchannel R to W); the first symbol is not interleaved away. */
const graphics = 0x09;
const symbolsOfPack = 24;

function firstSymbols(channels: Uint8Array): number[] {
  return [0, 1, 2, 3].map((pack) => {
    const symbol = pack * symbolsOfPack;
    let value = 0;
    for (let channel = 2; channel < 8; channel++)
      value = (value << 1) | ((channels[channel * 12 + (symbol >> 3)]! >> (7 - (symbol & 7))) & 1);
    return value;
  });
}

function graphicsIn(image: DiscImage, tracks: readonly ImageTrack[]): PlatformFinding | null {
  const [track] = tracks;
  if (!track) return null;
  const channels = new Uint8Array(96);
  const length = track.endLba - track.startLba;
  let seen = 0;
  let first: { readonly lba: number; readonly bytes: Uint8Array } | null = null;
  for (let index = 0; index < Math.min(sampledSectors, length); index++) {
    const lba = track.startLba + Math.floor((index * length) / Math.min(sampledSectors, length));
    if (!image.readSubchannel(lba, channels)) continue;
    if (!firstSymbols(channels).includes(graphics)) continue;
    seen++;
    first ??= { lba, bytes: channels.slice(24, 56) };
  }
  if (seen < 2 || !first) return null;
  return platformFinding('CD+G', first.lba * 2048, first.bytes, {
    facts: { graphics: `in ${seen} of ${Math.min(sampledSectors, length)} sectors looked at` },
  });
}

/** The programme of a CD-i Ready disc stands in the pause before an audio track 1 (Green Book). */
function cdiReady(image: DiscImage): PlatformFinding | null {
  const [first] = image.tracks;
  if (!first || (first.control & controlData) !== 0 || first.startLba <= 16) return null;
  const sector = new Uint8Array(sectorBytes);
  if (image.readSector(16, sector) === 'absent' || !hasBytes(sector, 0, syncPattern)) return null;
  const at = [16, 24].find((each) => hasBytes(sector, each + 1, 'CD-I '));
  return at === undefined
    ? null
    : platformFinding('CD-i Ready', 16 * 2048 + 1, sector.subarray(at + 1, at + 6));
}

export function platformsByAudio(image: DiscImage): PlatformFinding[] {
  const audio = image.tracks.filter(({ control }) => (control & controlData) === 0);
  return [jaguarIn(image, audio), graphicsIn(image, audio), cdiReady(image)].filter((one) => one !== null);
}
