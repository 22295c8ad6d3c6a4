/** Images that lie about their files: walking and reading them ends soon, stays inside, and never throws. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { practiceMedia } from '../../../src/main/core/block/practice-media.ts';
import { byteRanges } from '../../../src/main/core/filesystem/byte-ranges.ts';
import { damageOfEntry } from '../../../src/main/core/filesystem/damage.ts';
import { openFilesystems, wholeMedium } from '../../../src/main/core/filesystem/open-filesystems.ts';
import { walk } from '../../../src/main/core/filesystem/walk.ts';
import { memoryReader, type SectorReader } from '../../../src/main/core/identify/sector-reader.ts';
import { corpusImages, unpacked } from '../../support/corpus-images.ts';
import { hasCorpus } from '../../support/needs.ts';

const small = /freedos|rust-fatfs|joliet\.iso|joliet_rockridge|xorriso|copying-rr|multi_extent|corkami|droid/;
const seeds: readonly Uint8Array[] = [
  practiceMedia[0]!.build(),
  ...(hasCorpus()
    ? corpusImages('floppy', 'iso')
        .filter(({ path }) => small.test(path))
        .map(unpacked)
    : []),
];

/** Where boot sectors, FATs, root directories, descriptors, path tables and directories begin. */
const telling = [
  0, 0x200, 0x1200, 0x2600, 0x4200, 0x8000, 0x8800, 0x9000, 0x9800, 0xa000, 0xb800, 0xc000, 0xe800,
];

const change = fc.oneof(
  fc.record({
    kind: fc.constant('bit' as const),
    near: fc.constantFrom(...telling),
    at: fc.nat(2047),
    bit: fc.nat(7),
  }),
  fc.record({
    kind: fc.constant('word' as const),
    near: fc.constantFrom(...telling),
    at: fc.nat(511),
    value: fc.constantFrom(0, 1, 2, 16, 20, 0xffff, 0x7fff_ffff, 0xffff_fff7, 0xffff_ffff),
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
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

function changed(seed: Uint8Array, changes: readonly Change[]): Uint8Array {
  let bytes: Uint8Array = Uint8Array.from(seed);
  for (const one of changes) {
    if (one.kind === 'cut') bytes = bytes.subarray(0, Math.floor(bytes.length * one.share));
    else if (one.kind === 'splice') {
      const piece = seeds[one.seed]!.subarray(one.from, one.from + one.length);
      bytes.set(piece.subarray(0, Math.max(0, bytes.length - one.to)), Math.min(one.to, bytes.length));
    } else if (one.near + one.at + 4 <= bytes.length) {
      const at = one.near + one.at;
      if (one.kind === 'bit') bytes[at]! ^= 1 << one.bit;
      else new DataView(bytes.buffer, bytes.byteOffset).setUint32(at, one.value, true);
    }
  }
  return bytes;
}

const cases = fc
  .tuple(
    fc.nat(seeds.length - 1),
    fc.array(change, { minLength: 1, maxLength: 8 }),
    fc.constantFrom(512, 2048),
  )
  .map(([seed, changes, sectorSize]) => ({ bytes: changed(seeds[seed]!, changes), sectorSize }));

/** Entries a floppy or a small disc cannot exceed, however it lies. */
const mostEntries = 100_000;

describe('a changed image', () => {
  it('is walked to its end, every file read, within the image', () => {
    fc.assert(
      fc.property(cases, ({ bytes, sectorSize }) => {
        const inner = memoryReader(bytes, sectorSize);
        let readBytes = 0;
        const reader: SectorReader = {
          ...inner,
          readAt(offsetBytes, lengthBytes) {
            expect(lengthBytes).toBeLessThanOrEqual(64 * 1024 * 1024);
            readBytes += lengthBytes;
            return inner.readAt(offsetBytes, lengthBytes);
          },
        };
        for (const { filesystem, startBytes } of openFilesystems(reader, [wholeMedium(reader)])) {
          let entries = 0;
          const into = new Uint8Array(4096);
          const warnings: string[] = [];
          for (const { entry } of walk(filesystem, {
            withDeleted: true,
            onWarning: (_, what) => warnings.push(what),
          })) {
            expect(++entries).toBeLessThan(mostEntries);
            expect(entry.name).not.toMatch(/[/\0]/);
            expect(['', '.', '..']).not.toContain(entry.name);
            for (const { offsetBytes, lengthBytes } of entry.extents) {
              expect(Number.isSafeInteger(offsetBytes) && offsetBytes >= 0).toBe(true);
              expect(Number.isSafeInteger(lengthBytes) && lengthBytes > 0).toBe(true);
            }
            const { ranges } = damageOfEntry(entry, byteRanges([]), startBytes, bytes.length);
            const lost = filesystem.read(entry, 0, into.subarray(0, Math.min(4096, entry.sizeBytes)));
            // What reading cannot find was told before.
            if (entry.kind === 'file' && lost.length > 0) expect(ranges.length).toBeGreaterThan(0);
          }
          filesystem.conclude?.();
          expect(warnings.length + filesystem.warnings.length).toBeLessThan(mostEntries);
        }
        expect(readBytes).toBeLessThan(256 * 1024 * 1024);
      }),
      { numRuns: 300, seed: 20261121 },
    );
  });
});
