/** Media that lie: whatever stands on them, looking at them ends soon, with findings in bounds, and without throwing. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inspectBlock, inspectImage } from '../../../src/main/core/block/inspect.ts';
import { practiceMedia } from '../../../src/main/core/block/practice-media.ts';
import { memoryReader } from '../../../src/main/core/identify/sector-reader.ts';
import { inspectionSchema } from '../../../src/shared/model/drive.ts';
import { corpusImages, unpacked } from '../../support/corpus-images.ts';
import { hasCorpus } from '../../support/needs.ts';

/** Every kind of file system and table of the corpus that is quick to copy, and our own disks where there is none. */
const seeds: readonly Uint8Array[] = hasCorpus()
  ? corpusImages('floppy', 'fs', 'iso')
      .filter(({ path }) => !/fat32_|hfs\.img|rockridge\.iso\.xz/.test(path))
      .map(unpacked)
  : practiceMedia.map(({ build }) => build());

/** Places where structures that steer a search stand. */
const telling = [0, 446, 510, 512, 1024, 0x410, 0x438, 0x6e000, 0x8000, 0x8800, 0x9000];

const change = fc.oneof(
  fc.record({
    kind: fc.constant('byte' as const),
    near: fc.constantFrom(...telling),
    at: fc.nat(600),
    value: fc.nat(255),
  }),
  fc.record({
    kind: fc.constant('word' as const),
    near: fc.constantFrom(...telling),
    at: fc.nat(600),
    value: fc.constantFrom(0, 1, 0x7fff_ffff, 0xffff_fffe, 0xffff_ffff),
  }),
  fc.record({ kind: fc.constant('cut' as const), share: fc.double({ min: 0, max: 1, noNaN: true }) }),
  fc.record({
    kind: fc.constant('splice' as const),
    seed: fc.nat(seeds.length - 1),
    from: fc.constantFrom(...telling),
    to: fc.constantFrom(...telling),
    length: fc.integer({ min: 1, max: 4096 }),
  }),
);

function changed(
  seed: Uint8Array,
  changes: readonly (typeof change extends fc.Arbitrary<infer T> ? T : never)[],
): Uint8Array {
  let bytes: Uint8Array = Uint8Array.from(seed);
  for (const one of changes) {
    if (one.kind === 'byte') bytes[one.near + one.at] = one.value;
    else if (one.kind === 'word' && one.near + one.at + 4 <= bytes.length)
      new DataView(bytes.buffer, bytes.byteOffset).setUint32(one.near + one.at, one.value, true);
    else if (one.kind === 'cut') bytes = bytes.slice(0, Math.floor(bytes.length * one.share));
    else if (one.kind === 'splice')
      bytes.set(
        seeds[one.seed]!.subarray(one.from, one.from + one.length).subarray(
          0,
          Math.max(0, bytes.length - one.to),
        ),
        Math.min(one.to, bytes.length),
      );
  }
  return bytes;
}

const cases = fc
  .tuple(
    fc.nat(seeds.length - 1),
    fc.array(change, { minLength: 1, maxLength: 6 }),
    fc.constantFrom(512, 2048),
  )
  .map(([seed, changes, sectorSize]) => ({ bytes: changed(seeds[seed]!, changes), sectorSize }));

describe('a damaged image', () => {
  it('is described in bounds, by a description that can be sent, after reads that can be counted', () => {
    fc.assert(
      fc.property(cases, ({ bytes, sectorSize }) => {
        let reads = 0;
        const inner = memoryReader(bytes, sectorSize);
        const reader = {
          ...inner,
          readAt: (offsetBytes: number, lengthBytes: number) => {
            reads++;
            expect(lengthBytes).toBeLessThanOrEqual(64 * 1024);
            return inner.readAt(offsetBytes, lengthBytes);
          },
        };
        const inspection = inspectImage(reader, 'disk.img');
        expect(reads).toBeLessThan(4000);
        expect(inspectionSchema.safeParse(inspection).success).toBe(true);
        for (const { startLba, evidence } of inspection.filesystems) {
          expect(startLba * sectorSize).toBeLessThanOrEqual(bytes.length);
          for (const { offsetBytes = 0 } of evidence) expect(offsetBytes).toBeLessThan(bytes.length);
        }
        for (const { confidence } of inspection.hypotheses) {
          expect(confidence).toBeGreaterThanOrEqual(0);
          expect(confidence).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 500, seed: 20261120 },
    );
  });

  it('in a drive that fails anywhere costs no more reads than the first look may', () => {
    fc.assert(
      fc.property(cases, fc.array(fc.nat(200), { maxLength: 30 }), ({ bytes, sectorSize }, bad) => {
        const totalSectors = Math.floor(bytes.length / sectorSize);
        let commands = 0;
        const inspection = inspectBlock(
          {
            address: '/dev/fd0',
            medium: {
              sizeBytes: totalSectors * sectorSize,
              sectorSize,
              totalSectors,
              writeProtected: null,
              removable: true,
              diskSequence: null,
            },
            identity: { vendor: '', product: '', revision: '', serial: '', bus: '' },
            deviceGeometry: null,
            alignmentBytes: sectorSize,
            read: (lba, count, into) => {
              commands++;
              expect(lba + count).toBeLessThanOrEqual(totalSectors);
              if (bad.some((one) => one >= lba && one < lba + count))
                return { goodSectors: 0, fault: { kind: 'medium', system: 'EIO' } };
              into.set(bytes.subarray(lba * sectorSize, (lba + count) * sectorSize));
              return { goodSectors: count, fault: null };
            },
            close: () => {},
          },
          (size) => new Uint8Array(size),
        );
        expect(commands).toBeLessThanOrEqual(192);
        expect(inspectionSchema.safeParse(inspection).success).toBe(true);
      }),
      { numRuns: 200, seed: 20261120 },
    );
  });
});

it('no file system is found in noise, nor in a medium of one byte repeated', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 4096, maxLength: 4096 }),
      fc.constantFrom(368_640, 737_280, 1_474_560),
      (noise, size) => {
        const bytes = new Uint8Array(size);
        for (let at = 0; at < size; at += noise.length) bytes.set(noise.subarray(0, size - at), at);
        expect(inspectImage(memoryReader(bytes), 'disk.img').filesystems).toEqual([]);
      },
    ),
    { numRuns: 40, seed: 20261120 },
  );
  for (let byte = 0; byte < 256; byte++)
    expect(inspectImage(memoryReader(new Uint8Array(1_474_560).fill(byte)), 'disk.img').filesystems).toEqual(
      [],
    );
});
