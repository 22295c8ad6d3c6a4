/** MusicBrainz disc ids (musicbrainz.org/doc/Disc_ID_Calculation): the TOC of the audio, hashed. */
import type { DiscPositions } from './disc-positions.ts';

export type Sha1 = (bytes: Uint8Array) => Uint8Array;

const firstPregapSectors = 150;
/** Lead-out, lead-in and pregap between the first session and the data of an enhanced CD. */
const sessionGapSectors = 11_400;
const slots = 99;
const hashBytes = 20;
/** Base64 with the three signs that mean something in addresses replaced. */
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._';

function hex(value: number, digits: number): string {
  return value.toString(16).toUpperCase().padStart(digits, '0');
}

function webBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const group = (bytes[at]! << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const letters = Math.min(4, bytes.length - at + 1);
    for (let letter = 0; letter < 4; letter++) {
      text += letter < letters ? alphabet[(group >> (18 - 6 * letter)) & 0x3f] : '-';
    }
  }
  return text;
}

/**
 * Tracks of data at the end do not count: the audio ends a session's gap before them. First and last track, lead-out,
 * starts, all with the 150 sectors of the first pregap.
 * @returns null for a disc without audio
 */
export function musicBrainzToc(disc: DiscPositions): readonly number[] | null {
  const lastAudioAt = disc.tracks.findLastIndex((track) => track.isAudio);
  if (lastAudioAt < 0) return null;
  const counted = disc.tracks.slice(0, lastAudioAt + 1);
  const last = counted.at(-1)!;
  const following = disc.tracks[lastAudioAt + 1];
  const leadOutLba = following ? following.startLba - sessionGapSectors : disc.leadOutLba;
  if (leadOutLba <= last.startLba) return null;
  return [
    counted[0]!.number,
    last.number,
    leadOutLba + firstPregapSectors,
    ...counted.map((track) => track.startLba + firstPregapSectors),
  ];
}

/** @returns 28 characters, or null for a disc without audio */
export function musicBrainzId(disc: DiscPositions, sha1: Sha1): string | null {
  const toc = musicBrainzToc(disc);
  if (toc === null) return null;
  const [first, last, leadOut] = toc as [number, number, number];
  const positions = Array<number>(slots + 1).fill(0);
  positions[0] = leadOut;
  toc.slice(3).forEach((start, at) => {
    positions[disc.tracks[at]!.number] = start;
  });
  const text = hex(first, 2) + hex(last, 2) + positions.map((start) => hex(start, 8)).join('');
  const hash = sha1(new TextEncoder().encode(text));
  if (hash.length !== hashBytes) throw new RangeError(`SHA-1 has ${hashBytes} bytes, not ${hash.length}`);
  return webBase64(hash);
}
