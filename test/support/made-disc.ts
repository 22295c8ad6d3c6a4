/** Discs made in memory from a list of tracks, every sector of its own, so that no shift or swap goes unseen. */

import type { DiscImage, ImageTrack } from '../../src/main/core/image/disc-image.ts';
import {
  generateMode1,
  generateMode2Form1,
  generateMode2Form2,
} from '../../src/main/core/optical/generate-sector.ts';
import type { DiscSession } from '../../src/shared/model/disc.ts';

export interface MadeTrack {
  readonly mode: ImageTrack['mode'];
  /** INDEX 00 to INDEX 01; of a later session's first track it is no part of the session. */
  readonly gapSectors?: number;
  /** The kind of the sectors in the gap, where it is not that of the track. */
  readonly gapMode?: ImageTrack['mode'];
  readonly lengthSectors: number;
  readonly control?: number;
  readonly isrc?: string;
  /** Offsets from INDEX 01 of INDEX 02 and up. */
  readonly indices?: readonly number[];
  readonly opensSession?: boolean;
}

export interface MadeDisc {
  readonly image: DiscImage;
  /** Main channel of LBA 0 to the last lead-out; zeros between sessions. */
  readonly bytes: Uint8Array;
  readonly totalSectors: number;
}

const sectorBytes = 2352;
const sessionGap = 11_400;
const laterSessionGap = 6900;

export function madeDisc(
  tracks: readonly MadeTrack[],
  { firstNumber = 1, mcn = null as string | null } = {},
): MadeDisc {
  const made: ImageTrack[] = [];
  const sessions: DiscSession[] = [];
  /** Kind of each stretch, as it lies on the disc. */
  const stretches: { from: number; end: number; mode: ImageTrack['mode'] }[] = [];
  let lba = 0;
  for (const [at, track] of tracks.entries()) {
    const { mode, gapSectors = 0, lengthSectors, indices = [] } = track;
    const opens = track.opensSession === true || at === 0;
    if (opens && at > 0) lba += sessions.length === 1 ? sessionGap : laterSessionGap;
    const startLba = opens && at > 0 ? lba : lba + gapSectors;
    const pregapLba = opens && at > 0 ? lba - gapSectors : lba;
    const endLba = startLba + lengthSectors;
    if (startLba > lba) stretches.push({ from: lba, end: startLba, mode: track.gapMode ?? mode });
    stretches.push({ from: startLba, end: endLba, mode });
    const number = firstNumber + at;
    const open = sessions.at(-1);
    if (opens)
      sessions.push({
        number: sessions.length + 1,
        firstTrack: number,
        lastTrack: number,
        startLba,
        leadOutLba: endLba,
      });
    else sessions[sessions.length - 1] = { ...open!, lastTrack: number, leadOutLba: endLba };
    made.push({
      number,
      session: sessions.length,
      mode,
      control: track.control ?? (mode === 'AUDIO' ? 0 : 4),
      pregapLba,
      startLba,
      indices: indices.map((offset, index) => ({ number: index + 2, lba: startLba + offset })),
      endLba,
      isrc: track.isrc ?? null,
    });
    lba = endLba;
  }
  const bytes = new Uint8Array(lba * sectorBytes);
  for (const { from, end, mode } of stretches)
    for (let at = from; at < end; at++)
      fill(bytes.subarray(at * sectorBytes, (at + 1) * sectorBytes), at, mode);
  return { image: imageOf(made, sessions, stretches, bytes, mcn, lba), bytes, totalSectors: lba };
}

function fill(sector: Uint8Array, lba: number, mode: ImageTrack['mode']): void {
  const words = new DataView(sector.buffer, sector.byteOffset, sectorBytes);
  for (let at = 0; at < sectorBytes; at += 4)
    words.setUint32(at, Math.imul(lba * 588 + at / 4 + 1, 0x9e3779b1), true);
  if (mode === 'AUDIO') return;
  if (mode === 'MODE1') {
    generateMode1(sector, lba);
    return;
  }
  sector.fill(0, 16, 24);
  if (lba % 3 === 0) generateMode2Form2(sector, lba);
  else generateMode2Form1(sector, lba);
}

function imageOf(
  tracks: readonly ImageTrack[],
  sessions: readonly DiscSession[],
  stretches: readonly { from: number; end: number }[],
  bytes: Uint8Array,
  mcn: string | null,
  endLba: number,
): DiscImage {
  return {
    sessions,
    tracks,
    mcn,
    cdTextPacks: null,
    endLba,
    warnings: [],
    readSector(lba, into) {
      if (!stretches.some(({ from, end }) => lba >= from && lba < end)) {
        into.fill(0);
        return 'absent';
      }
      into.set(bytes.subarray(lba * sectorBytes, (lba + 1) * sectorBytes));
      return 'stored';
    },
    readSubchannel: () => false,
  };
}
