import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReadFault } from '../../../src/main/core/ports.ts';
import {
  type WritableMedium,
  type WriteReport,
  writeSectors,
} from '../../../src/main/core/writeback/write-sectors.ts';
import { memorySource } from '../../support/image-files.ts';
import { numberedImage } from '../../support/sim-medium.ts';

const sectorSize = 512;
const totalSectors = 90;
const image = Uint8Array.from(numberedImage(totalSectors));

interface Faults {
  /** Writes of these are refused so many times. */
  readonly refusing?: ReadonlyMap<number, number>;
  /** These take every write and keep something else, so many times. */
  readonly forgetting?: ReadonlyMap<number, number>;
  readonly unreadable?: ReadonlySet<number>;
  /** Everything from this write on fails like this. */
  readonly endsAt?: { readonly write: number; readonly fault: ReadFault };
}

const mediumFault: ReadFault = { kind: 'medium', system: 'EIO' };

class FaultyDiskette implements WritableMedium {
  readonly bytes = new Uint8Array(totalSectors * sectorSize).fill(0xf6);
  readonly #refusals: Map<number, number>;
  readonly #losses: Map<number, number>;
  readonly #faults: Faults;
  writes = 0;

  constructor(faults: Faults = {}) {
    this.#faults = faults;
    this.#refusals = new Map(faults.refusing);
    this.#losses = new Map(faults.forgetting);
  }

  write(lba: number, count: number, bytes: Uint8Array): ReadFault | null {
    const { endsAt } = this.#faults;
    if (endsAt && this.writes++ >= endsAt.write) return endsAt.fault;
    for (let at = lba; at < lba + count; at++) {
      const refusals = this.#refusals.get(at) ?? 0;
      this.#refusals.set(at, refusals - 1);
      if (refusals > 0) return mediumFault;
      this.bytes.set(bytes.subarray((at - lba) * sectorSize, (at - lba + 1) * sectorSize), at * sectorSize);
      const losses = this.#losses.get(at) ?? 0;
      this.#losses.set(at, losses - 1);
      if (losses > 0) this.bytes[at * sectorSize + 77]! ^= 1;
    }
    return null;
  }

  flush(): ReadFault | null {
    return null;
  }

  read(lba: number, count: number, into: Uint8Array) {
    for (let at = lba; at < lba + count; at++)
      if (this.#faults.unreadable?.has(at)) return { goodSectors: at - lba, fault: mediumFault };
    into.set(this.bytes.subarray(lba * sectorSize, (lba + count) * sectorSize));
    return { goodSectors: count, fault: null };
  }
}

function run(medium: WritableMedium, retries = 3): WriteReport {
  const steps = writeSectors(medium, {
    image: memorySource(image),
    sectorSize,
    totalSectors,
    sectorsPerTrack: 18,
    retries,
    allocate: (bytes) => new Uint8Array(bytes),
  });
  for (;;) {
    const { value, done } = steps.next();
    if (done) return value;
  }
}

describe('an image written to a medium', () => {
  it('is on it, byte for byte, when nothing fails', () => {
    const medium = new FaultyDiskette();
    expect(run(medium)).toEqual({ goodSectors: 90, failed: [], rewrittenSectors: 0, stoppedBy: null });
    expect(medium.bytes).toEqual(image);
  });

  it('keeps the neighbours of sectors that refuse, and takes these at a later try', () => {
    const medium = new FaultyDiskette({ refusing: new Map([[20, 2]]) });
    expect(run(medium)).toMatchObject({ goodSectors: 90, failed: [], rewrittenSectors: 1 });
    expect(medium.bytes).toEqual(image);
  });

  it('is never called good where another thing is read back', () => {
    const medium = new FaultyDiskette({
      forgetting: new Map([
        [0, 99],
        [1, 99],
        [40, 2],
      ]),
    });
    expect(run(medium)).toEqual({
      goodSectors: 88,
      failed: [{ lba: 0, lengthSectors: 2 }],
      rewrittenSectors: 1,
      stoppedBy: null,
    });
  });

  it('is never called good where nothing can be read back', () => {
    const medium = new FaultyDiskette({ unreadable: new Set([89]) });
    expect(run(medium, 0)).toMatchObject({ goodSectors: 89, failed: [{ lba: 89, lengthSectors: 1 }] });
  });

  it('claims nothing at all once the drive is gone', () => {
    const fault: ReadFault = { kind: 'gone', system: 'ENXIO' };
    const report = run(new FaultyDiskette({ endsAt: { write: 2, fault } }));
    expect(report).toMatchObject({ goodSectors: 0, stoppedBy: fault });
  });

  it('is reported as the medium has it, whatever fails', () => {
    const times = fc.array(fc.tuple(fc.integer({ min: 0, max: 89 }), fc.integer({ min: 1, max: 6 })), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(times, times, fc.integer({ min: 0, max: 4 }), (refusing, forgetting, retries) => {
        const medium = new FaultyDiskette({ refusing: new Map(refusing), forgetting: new Map(forgetting) });
        const { failed, goodSectors } = run(medium, retries);
        const bad = new Set(
          failed.flatMap(({ lba, lengthSectors }) =>
            Array.from({ length: lengthSectors }, (_, at) => lba + at),
          ),
        );
        for (let lba = 0; lba < totalSectors; lba++) {
          const range = [lba * sectorSize, (lba + 1) * sectorSize] as const;
          const isSame = Buffer.compare(medium.bytes.subarray(...range), image.subarray(...range)) === 0;
          expect(isSame, `LBA ${lba}`).toBe(!bad.has(lba));
        }
        expect(goodSectors).toBe(totalSectors - bad.size);
      }),
      { numRuns: 60, seed: 4 },
    );
  });
});
