/**
 * What a broken Q should have been, for files that want every sector to have one, and which broken ones look made
 * rather than damaged. The bytes read are never changed: LibCrypt and SecuROM live in such errors.
 */
import { leadInStartLba } from '../../../shared/msf.ts';
import { lastLba, type QCollector } from './q-collector.ts';
import { buildIsrcQ, buildMcnQ, leadOutTrack } from './q-frame.ts';
import { distanceBits, likenessBits, positionQIn, stretchAt } from './q-layout.ts';
import type { QAnalysis } from './q-track.ts';

export interface RepairedQ {
  /** Twelve bytes, CRC included. */
  readonly q: Uint8Array;
  /** Bits in which it differs from what was read; 0 for a Q that was right. */
  readonly distanceBits: number;
}

/**
 * @param lba of the disc
 * @returns null where nothing was read, or what was read is like nothing that could stand there
 */
export function repairQ(collector: QCollector, analysis: QAnalysis, lba: number): RepairedQ | null {
  const readLba = lba - (analysis.shiftSectors ?? 0);
  const read = collector.qOf(readLba);
  if (!read) return null;
  if (collector.stateOf(readLba) === 'valid') return { q: read.slice(), distanceBits: 0 };
  let best: RepairedQ | null = null;
  for (const q of candidates(analysis, lba)) {
    const bits = distanceBits(read, q);
    if (bits <= likenessBits && bits < (best?.distanceBits ?? Number.POSITIVE_INFINITY)) {
      best = { q, distanceBits: bits };
    }
  }
  return best;
}

function candidates(analysis: QAnalysis, lba: number): Uint8Array[] {
  const stretch = stretchAt(analysis.stretches, lba);
  if (!stretch || lba < leadInStartLba || lba > lastLba) return [];
  const found = [positionQIn(stretch, lba, analysis.pauseEnd)];
  if (analysis.mcn !== null) found.push(buildMcnQ(stretch.control, analysis.mcn, lba));
  const isrc = analysis.tracks.find(({ number }) => number === stretch.track)?.isrc ?? null;
  if (isrc !== null && stretch.track !== leadOutTrack) found.push(buildIsrcQ(stretch.control, isrc, lba));
  return found;
}

export interface LoneBadQ {
  /** Of the disc. */
  readonly lba: number;
  /** As read. */
  readonly q: Uint8Array;
  /** What its place wants, or null where that is not told. */
  readonly expected: Uint8Array | null;
  /** Stored CRC XOR the CRC of what is expected: 8001h is SecuROM's mark. */
  readonly crcDifference: number | null;
}

/** Damage comes in stretches; protections spoil one sector, or two next to each other, among good ones. */
const longestLoneRun = 2;

/**
 * Broken Q right between good ones: to be read again and, if they stay, kept for what they are.
 * LibCrypt has pairs at x and x+5, SecuROM 10 to 216 of them.
 */
export function loneBadQ(collector: QCollector, analysis: QAnalysis): readonly LoneBadQ[] {
  const found: LoneBadQ[] = [];
  const shiftSectors = analysis.shiftSectors ?? 0;
  let runStart = collector.firstLba;
  for (let readLba = collector.firstLba; readLba <= collector.endLba; readLba++) {
    const state = collector.stateOf(readLba);
    if (state === 'invalid') continue;
    const isLone =
      readLba > runStart &&
      readLba - runStart <= longestLoneRun &&
      state === 'valid' &&
      collector.stateOf(runStart - 1) === 'valid';
    for (let at = runStart; isLone && at < readLba; at++) {
      if (hasStrayP(collector, at)) continue;
      const q = collector.qOf(at)!.slice();
      const expected = repairQ(collector, analysis, at + shiftSectors)?.q ?? null;
      found.push({
        lba: at + shiftSectors,
        q,
        expected,
        crcDifference: expected && crcOf(q) ^ crcOf(expected),
      });
    }
    runStart = readLba + 1;
  }
  return found;
}

/** A P unlike both its neighbours, which agree: the whole subchannel of the sector was hit. */
function hasStrayP(collector: QCollector, readLba: number): boolean {
  const before = collector.pOf(readLba - 1);
  const own = collector.pOf(readLba);
  if (before === null || own === null) return false;
  return before === collector.pOf(readLba + 1) && own !== before;
}

function crcOf(q: Uint8Array): number {
  return (q[10]! << 8) | q[11]!;
}
