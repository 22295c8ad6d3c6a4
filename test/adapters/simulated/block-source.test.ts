/** The simulated drive for block media, key by key of its behaviour. */
import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSimulatedSource } from '../../../src/main/adapters/simulated/simulated-block-source.ts';
import type { BlockSource, ReadResult } from '../../../src/main/core/ports.ts';
import { SpindleError } from '../../../src/shared/errors.ts';
import { ownFolder } from '../../support/folders.ts';
import { type SimMedium, simMedium } from '../../support/sim-medium.ts';

const sectors = 100;

interface Bench extends SimMedium {
  readonly source: BlockSource;
  /** Milliseconds the drive took for each read, in order; nothing waits for real. */
  readonly waitedMs: number[];
  readonly read: (lba: number, count?: number) => ReadResult & { readonly bytes: Buffer };
}

function bench(behaviour: Record<string, unknown>, priorReads: (lba: number) => number = () => 0): Bench {
  const medium = simMedium(ownFolder(), sectors, behaviour);
  const waits: number[] = [];
  const source = openSimulatedSource(medium.address, {
    priorReads,
    wait: (delayMs) => {
      waits[waits.length - 1]! += delayMs;
    },
  });
  return {
    ...medium,
    source,
    waitedMs: waits,
    read(lba, count = 1) {
      const bytes = Buffer.alloc(count * source.medium.sectorSize, 0x5a);
      waits.push(0);
      return { ...source.read(lba, count, bytes), bytes };
    },
  };
}

function isGood({ goodSectors, fault, bytes }: ReturnType<Bench['read']>): boolean {
  if (fault) expect(goodSectors).toBe(0);
  return fault === null && goodSectors * 512 === bytes.length;
}

describe('a drive that behaves', () => {
  it('gives the bytes of its image', () => {
    const { read, image, source } = bench({});
    expect(source.medium).toMatchObject({ sizeBytes: sectors * 512, sectorSize: 512, totalSectors: sectors });
    const result = read(10, 90);
    expect(isGood(result)).toBe(true);
    expect(result.bytes.equals(image.subarray(10 * 512))).toBe(true);
  });

  it('refuses what lies outside of its medium or buffer', () => {
    const { source } = bench({});
    const into = new Uint8Array(512);
    for (const [lba, count] of [
      [99, 2],
      [100, 1],
      [-1, 1],
      [0, 0],
      [0, 2],
      [0.5, 1],
      [Number.NaN, 1],
    ] as const)
      expect(source.read(lba, count, into)).toMatchObject({ goodSectors: 0, fault: { kind: 'unforeseen' } });
  });
});

describe('vendor, product, revision, serial', () => {
  it('are the drive, which otherwise is a practice drive', () => {
    const told = { vendor: 'TEAC', product: 'FD-235HF', revision: '2.1', serial: '77' };
    expect(bench(told).source.identity).toEqual({ ...told, bus: 'simulated' });
    expect(bench({}).source.identity.product).toBe('Practice drive');
  });
});

describe('sector_size and write_protected', () => {
  it('are those of the medium', () => {
    const { medium } = bench({ sector_size: 1024, write_protected: 1 }).source;
    expect(medium).toMatchObject({ sectorSize: 1024, totalSectors: 50, writeProtected: true });
  });
});

describe('tray_open', () => {
  it('means there is no medium', () => {
    expect(() => bench({ tray_open: true })).toThrow(expect.objectContaining({ code: 'no-medium' }));
  });
});

describe('fail', () => {
  it('always: on a number, a range, several ranges, a bare LBA; the whole command fails and nothing is given', () => {
    const { read } = bench({
      fail: [
        { lba: 3 },
        { lba: [10, 12] },
        {
          lba: [
            [20, 21],
            [30, 30],
          ],
        },
        40,
      ],
    });
    const bad = [3, 10, 11, 12, 20, 21, 30, 40];
    for (let lba = 0; lba < sectors; lba++) expect(isGood(read(lba)), `${lba}`).toBe(!bad.includes(lba));
    const wide = read(0, 50);
    expect(wide).toMatchObject({
      goodSectors: 0,
      fault: { kind: 'medium', system: 'sense 3/11/05 at LBA 3' },
    });
    expect(wide.bytes.every((byte) => byte === 0x5a)).toBe(true);
  });

  it('first: as often as it says, counting every command that covers the LBA', () => {
    const { read, image } = bench({ fail: [{ lba: 7, first: 2 }] });
    expect([read(7), read(0, 20), read(7)].map(isGood)).toEqual([false, false, true]);
    expect(read(7).bytes.equals(image.subarray(7 * 512, 8 * 512))).toBe(true);
  });

  it('first: counts on from what earlier runs of a job have read', () => {
    const { read } = bench({ fail: [{ lba: [7, 8], first: 2 }] }, (lba) => (lba === 7 ? 2 : 1));
    expect([read(7), read(8), read(8)].map(isGood)).toEqual([true, false, true]);
  });

  it('prob: about as often as it says, the same again for a seed, another for another', () => {
    const pattern = (seed: number) => {
      const { read } = bench({ fail: [{ lba: [0, 99], prob: 0.3 }], seed });
      return Array.from({ length: 300 }, (_, at) => isGood(read(at % sectors)));
    };
    const one = pattern(1);
    expect(pattern(1)).toEqual(one);
    expect(pattern(2)).not.toEqual(one);
    const failures = one.filter((good) => !good).length;
    expect(failures).toBeGreaterThan(60);
    expect(failures).toBeLessThan(120);
  });

  it.each([
    ['seek', '3/02/00'],
    ['crc', '3/10/90'],
    ['hardware', '4/08/03'],
    ['range', '5/21/00'],
    ['mode', '5/64/00'],
    ['aborted', 'B/11/05'],
    [[1, 0x17, 0xff], '1/17/FF'],
  ])('sense: %s is told as %s', (sense, words) => {
    const { read } = bench({ fail: [{ lba: 1, sense }] });
    expect(read(1).fault).toEqual({ kind: 'medium', system: `sense ${words} at LBA 1` });
  });
});

describe('what takes time', () => {
  it('slow: the milliseconds of a rule, when one of its LBAs is read', () => {
    const { read, waitedMs } = bench({ slow: [{ lba: [5, 6], ms: 500, first: 1 }] });
    for (const lba of [4, 5, 5]) read(lba);
    read(5, 2);
    expect(waitedMs).toEqual([0, 500, 0, 500]);
  });

  it('seek_ms: not for the sector that follows, but after a failure', () => {
    const { read, waitedMs } = bench({ seek_ms: 80, fail: [3] });
    for (const lba of [0, 1, 10, 2, 3, 4]) read(lba);
    expect(waitedMs).toEqual([80, 0, 80, 80, 0, 80]);
  });

  it('cmd_ms for every command, speed for every sector', () => {
    const { read, waitedMs } = bench({ cmd_ms: 2, speed: 4 });
    read(0, 1);
    read(1, 30);
    expect(waitedMs[0]).toBeCloseTo(2 + 1000 / 300);
    expect(waitedMs[1]).toBeCloseTo(2 + 30_000 / 300);
  });

  it('hang_at_read: that command alone, for hang_ms', () => {
    const { read, waitedMs } = bench({ hang_at_read: 2, hang_ms: 4000 });
    for (const lba of [0, 1, 2]) expect(isGood(read(lba))).toBe(true);
    expect(waitedMs).toEqual([0, 4000, 0]);
  });
});

describe('what befalls the medium', () => {
  it('yank_at_read: from that command on it is out', () => {
    const { read } = bench({ yank_at_read: 3 });
    expect([read(0), read(1)].map(isGood)).toEqual([true, true]);
    for (const lba of [2, 0])
      expect(read(lba)).toMatchObject({
        goodSectors: 0,
        fault: { kind: 'no-medium', system: 'sense 2/3A/00' },
      });
  });

  it('reset_at_read: is answered by asking again, which counts', () => {
    const { read } = bench({ reset_at_read: 2, yank_at_read: 4 });
    expect([read(0), read(1), read(2)].map(isGood)).toEqual([true, true, false]);
  });

  it('an image file that shrinks is no bad sector of the medium it simulates', () => {
    const folder = ownFolder();
    const { address } = simMedium(folder, sectors, {});
    const source = openSimulatedSource(address);
    truncateSync(join(folder, 'medium.img'), 512);
    expect(source.read(50, 1, new Uint8Array(512)).fault?.kind).toBe('unforeseen');
  });
});

describe('an address', () => {
  it('of a folder means its first image', () => {
    const folder = ownFolder();
    for (const [name, byte] of [
      ['b.img', 2],
      ['a.IMA', 1],
      ['0.txt', 9],
    ] as const)
      writeFileSync(join(folder, name), Buffer.alloc(512, byte));
    const into = new Uint8Array(512);
    openSimulatedSource(`sim:${folder}`).read(0, 1, into);
    expect(into[0]).toBe(1);
  });

  it.each([
    ['sim:', 'not-a-source'],
    ['sim:/dev/null', 'not-a-source'],
    ['sim:practice/no-such-medium', 'not-found'],
  ])('%s is refused as %s', (address, code) => {
    expect(() => openSimulatedSource(address)).toThrow(expect.objectContaining({ code }));
  });

  it('of nothing, of no images, of no whole sectors is refused, each in its own words', () => {
    const folder = ownFolder();
    const codes = (path: string) => {
      try {
        openSimulatedSource(`sim:${join(folder, path)}`).close();
        return null;
      } catch (error) {
        return error instanceof SpindleError ? error.code : error;
      }
    };
    mkdirSync(join(folder, 'empty'));
    writeFileSync(join(folder, 'odd.img'), Buffer.alloc(700));
    writeFileSync(join(folder, 'nothing.img'), '');
    expect(['missing.img', 'empty', 'odd.img', 'nothing.img'].map(codes)).toEqual([
      'not-found',
      'no-medium',
      'not-a-source',
      'not-a-source',
    ]);
  });
});
