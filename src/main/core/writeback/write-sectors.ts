/**
 * Puts an image onto a medium: a track at a time, then everything is read back from the medium itself and held against
 * the image; what did not take is written again, sector by sector, as often as was asked for.
 */
import type { SectorRange } from '../../../shared/model/sector-runs.ts';
import type { ByteSource } from '../image/byte-source.ts';
import type { ReadFault, ReadResult } from '../ports.ts';
import { rangesOf } from './sector-ranges.ts';

/** A medium open for writing. */
export interface WritableMedium {
  /** Writes whole sectors from the start of `bytes`. @returns null when the system took them */
  write(lba: number, count: number, bytes: Uint8Array): ReadFault | null;
  /** What was taken reaches the medium, and nothing of it is kept in memory. */
  flush(): ReadFault | null;
  /** Reads from the medium, past any cache. */
  read(lba: number, count: number, into: Uint8Array): ReadResult;
}

export interface WriteRequest {
  readonly image: ByteSource;
  readonly sectorSize: number;
  readonly totalSectors: number;
  readonly sectorsPerTrack: number;
  /** Rounds of writing again what did not take. */
  readonly retries: number;
  /** Memory the system accepts for its transfers. */
  readonly allocate: (bytes: number) => Uint8Array;
}

export interface WriteStep {
  readonly phase: 'write' | 'compare' | 'rewrite';
  readonly lba: number;
  /** 0 to 1 of this phase. */
  readonly share: number;
}

export interface WriteReport {
  /** Sectors that are on the medium as they are in the image. */
  readonly goodSectors: number;
  /** Sectors that did not take, however often they were written. */
  readonly failed: readonly SectorRange[];
  /** Sectors that took only when they were written again. */
  readonly rewrittenSectors: number;
  /** What stopped the writing for good; null when it went to its end. */
  readonly stoppedBy: ReadFault | null;
}

/** Faults of the drive or the system, after which no other sector would fare better. */
function isFinal(fault: ReadFault): boolean {
  return fault.kind !== 'medium' && fault.kind !== 'unforeseen';
}

/** Yields between tracks, so that whoever runs it can show how far it is, or stop. */
export function* writeSectors(
  medium: WritableMedium,
  request: WriteRequest,
): Generator<WriteStep, WriteReport> {
  const { totalSectors, sectorsPerTrack, retries } = request;
  const io = trackIo(medium, request);
  let stoppedBy: ReadFault | null = null;
  for (let lba = 0; lba < totalSectors && !stoppedBy; lba += sectorsPerTrack) {
    stoppedBy = io.writeTrack(lba);
    yield { phase: 'write', lba, share: (lba + io.countAt(lba)) / totalSectors };
  }
  stoppedBy ??= finalOf(medium.flush());
  let wrong: number[] = [];
  for (let lba = 0; lba < totalSectors && !stoppedBy; lba += sectorsPerTrack) {
    stoppedBy = io.compareTrack(lba, wrong);
    yield { phase: 'compare', lba, share: (lba + io.countAt(lba)) / totalSectors };
  }
  const atFirst = wrong.length;
  for (let round = 0; round < retries && wrong.length > 0 && !stoppedBy; round++) {
    const still: number[] = [];
    for (const [at, lba] of wrong.entries()) {
      stoppedBy = io.writeOne(lba);
      yield { phase: 'rewrite', lba, share: (at + 1) / wrong.length };
      if (stoppedBy) break;
    }
    stoppedBy ??= finalOf(medium.flush());
    for (const lba of wrong) if (!stoppedBy && !io.isSame(lba)) still.push(lba);
    if (!stoppedBy) wrong = still;
  }
  return {
    goodSectors: stoppedBy ? 0 : totalSectors - wrong.length,
    failed: rangesOf(wrong),
    rewrittenSectors: stoppedBy ? 0 : atFirst - wrong.length,
    stoppedBy,
  };
}

function finalOf(fault: ReadFault | null): ReadFault | null {
  return fault && isFinal(fault) ? fault : null;
}

function trackIo(medium: WritableMedium, request: WriteRequest) {
  const { image, sectorSize, totalSectors, sectorsPerTrack, allocate } = request;
  const wanted = allocate(sectorsPerTrack * sectorSize);
  const found = allocate(sectorsPerTrack * sectorSize);
  const countAt = (lba: number) => Math.min(sectorsPerTrack, totalSectors - lba);

  function load(lba: number, count: number): Uint8Array {
    const part = wanted.subarray(0, count * sectorSize);
    image.read(lba * sectorSize, part);
    return part;
  }

  function writeOne(lba: number): ReadFault | null {
    return finalOf(medium.write(lba, 1, load(lba, 1)));
  }

  function isEqual(offsetBytes: number): boolean {
    for (let at = offsetBytes; at < offsetBytes + sectorSize; at++)
      if (wanted[at] !== found[at]) return false;
    return true;
  }

  function isSame(lba: number): boolean {
    load(lba, 1);
    return medium.read(lba, 1, found).goodSectors === 1 && isEqual(0);
  }

  return {
    countAt,
    writeOne,
    isSame,
    /** One bad sector must not keep its neighbours from being written. */
    writeTrack(lba: number): ReadFault | null {
      const count = countAt(lba);
      const fault = medium.write(lba, count, load(lba, count));
      if (!fault || isFinal(fault)) return fault;
      for (let sector = lba; sector < lba + count; sector++) {
        const single = writeOne(sector);
        if (single) return single;
      }
      return null;
    },
    compareTrack(lba: number, wrong: number[]): ReadFault | null {
      const count = countAt(lba);
      const { goodSectors, fault } = medium.read(lba, count, found);
      if (fault && isFinal(fault)) return fault;
      load(lba, count);
      if (goodSectors === count) {
        for (let index = 0; index < count; index++) if (!isEqual(index * sectorSize)) wrong.push(lba + index);
        return null;
      }
      for (let sector = lba; sector < lba + count; sector++) if (!isSame(sector)) wrong.push(sector);
      return null;
    },
  };
}
