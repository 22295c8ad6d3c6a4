/** CDDB (freedb) disc ids: a checksum of the starts in seconds, the length in seconds, the number of tracks. */
import type { DiscPositions } from './disc-positions.ts';

const framesPerSecond = 75;
const firstPregapSectors = 150;

function seconds(lba: number): number {
  return Math.floor((lba + firstPregapSectors) / framesPerSecond);
}

function digitSum(value: number): number {
  return [...String(value)].reduce((sum, digit) => sum + Number(digit), 0);
}

/** Over all tracks, data too. @returns eight hexadecimal digits */
export function cddbId(disc: DiscPositions): string {
  const checksum = disc.tracks.reduce((sum, track) => sum + digitSum(seconds(track.startLba)), 0) % 255;
  const length = seconds(disc.leadOutLba) - seconds(disc.tracks[0]!.startLba);
  const id = checksum * 0x100_0000 + (length & 0xffff) * 0x100 + disc.tracks.length;
  return id.toString(16).padStart(8, '0');
}
