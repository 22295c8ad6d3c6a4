/** Volumes that lie: just the structures a reader goes by are changed, and walking them ends, in bounds, soon. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openAmiga } from '../../../src/main/core/filesystem/amiga/open-amiga.ts';
import type { OpenFilesystem } from '../../../src/main/core/filesystem/filesystem.ts';
import { openHfs } from '../../../src/main/core/filesystem/hfs/open-hfs.ts';
import { openHfsPlus } from '../../../src/main/core/filesystem/hfsplus/open-hfs-plus.ts';
import { openUdf } from '../../../src/main/core/filesystem/udf/open-udf.ts';
import { walk } from '../../../src/main/core/filesystem/walk.ts';
import { memoryReader, type SectorReader } from '../../../src/main/core/identify/sector-reader.ts';
import { corpusImages, unpacked } from '../../support/corpus-images.ts';
import { hasCorpus, hasProgram } from '../../support/needs.ts';

interface Seed {
  readonly open: OpenFilesystem;
  readonly bytes: Uint8Array;
  /** Where the reader looks on its way through the undamaged volume. */
  readonly places: readonly number[];
}

const mostReads = 60_000;

/** @returns offsets that were read, as far as they are structures and not content */
function look(open: OpenFilesystem, bytes: Uint8Array): readonly number[] {
  const places = new Set<number>();
  let reads = 0;
  let allocated = 0;
  const inner = memoryReader(bytes, 2048);
  const reader: SectorReader = {
    ...inner,
    readAt(offsetBytes, lengthBytes) {
      reads++;
      allocated += lengthBytes;
      if (reads > mostReads) throw new Error(`more than ${mostReads} reads`);
      if (offsetBytes >= 0 && offsetBytes + lengthBytes <= bytes.length) places.add(offsetBytes);
      return inner.readAt(offsetBytes, lengthBytes);
    },
  };
  const filesystem = open(reader);
  if (!filesystem) return [...places];
  let entries = 0;
  const head = new Uint8Array(512);
  for (const { entry } of walk(filesystem, { withDeleted: true })) {
    for (const separator of ['/', '\0']) expect(entry.name).not.toContain(separator);
    expect(++entries).toBeLessThan(20_000);
    for (const { offsetBytes, lengthBytes } of entry.extents) {
      expect(offsetBytes).toBeGreaterThanOrEqual(0);
      expect(lengthBytes).toBeGreaterThan(0);
    }
    if (entry.kind !== 'file') continue;
    for (const at of [0, Math.max(0, entry.sizeBytes - 100)])
      for (const unread of filesystem.read(entry, at, head))
        expect(unread.offsetBytes + unread.lengthBytes).toBeLessThanOrEqual(entry.sizeBytes);
    for (const fork of entry.forks) filesystem.read(entry, 0, head, fork.name);
  }
  expect(allocated).toBeLessThan(256 * 1024 * 1024);
  return [...places];
}

function seed(open: OpenFilesystem, bytes: Uint8Array): Seed {
  return { open, bytes, places: look(open, bytes) };
}

function fromCorpus(): Seed[] {
  if (!hasCorpus()) return [];
  const images = corpusImages('floppy', 'iso', 'fs');
  const bytesOf = (name: string) => unpacked(images.find(({ fileName }) => fileName === name)!);
  return [
    seed(openHfs, bytesOf('hello-world-untitled-volume.img')),
    seed(openHfs, bytesOf('iso9660_hfs.iso')),
    seed(openAmiga, bytesOf('testffs.adf')),
    seed(openAmiga, bytesOf('testofs.adf')),
    seed(openAmiga, bytesOf('amiga.adf')),
    seed(openUdf, bytesOf('test-udf1.iso')),
    seed(openUdf, bytesOf('iso9660_udf.iso')),
  ];
}

function inFolder(make: (folder: string) => Seed): Seed[] {
  const folder = mkdtempSync(join(tmpdir(), 'spindle-damaged-'));
  try {
    return [make(folder)];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The HFS Plus partition of a hybrid stands where its signature does, a kilobyte behind its start. */
function fromXorriso(): Seed[] {
  if (!hasProgram('xorriso', 'xorriso')) return [];
  return inFolder((folder) => {
    mkdirSync(join(folder, 'source/a/b'), { recursive: true });
    for (let at = 0; at < 80; at++) writeFileSync(join(folder, `source/a/b/file ${at}`), `${at}`);
    spawnSync('xorriso', ['-outdev', 'x', '-hfsplus', 'on', '-map', 'source', '/', '-commit'], {
      cwd: folder,
    });
    const disc = readFileSync(join(folder, 'x'));
    return seed(openHfsPlus, disc.subarray(disc.indexOf('H+\u0000\u0004', 0, 'latin1') - 1024));
  });
}

function fromMkudffs(): Seed[] {
  if (!hasProgram('mkudffs', 'udftools')) return [];
  return ['cdrw', 'cdr'].flatMap((mediaType) =>
    inFolder((folder) => {
      const args = ['--new-file', `--media-type=${mediaType}`, '--udfrev=2.01', 'x', '2000'];
      spawnSync('mkudffs', args, { cwd: folder });
      return seed(openUdf, readFileSync(join(folder, 'x')));
    }),
  );
}

const seeds = [...fromCorpus(), ...fromXorriso(), ...fromMkudffs()];

const change = fc.oneof(
  fc.record({ kind: fc.constant('byte' as const), place: fc.nat(), at: fc.nat(700), value: fc.nat(255) }),
  fc.record({
    kind: fc.constant('word' as const),
    place: fc.nat(),
    at: fc.nat(180).map((word) => word * 4),
    value: fc.constantFrom(0, 1, 2, 0x0fff_ffff, 0x7fff_ffff, 0xffff_fffe, 0xffff_ffff),
  }),
  /** One structure in the place of another: loops, and files that are directories. */
  fc.record({
    kind: fc.constant('copy' as const),
    place: fc.nat(),
    from: fc.nat(),
    length: fc.constantFrom(512, 2048),
  }),
  fc.record({ kind: fc.constant('cut' as const), share: fc.double({ min: 0, max: 1, noNaN: true }) }),
);

/** UDF structures with a wrong sum are not believed at all: let some of the changed ones be. */
function withRightTag(bytes: Uint8Array, at: number): void {
  if (at + 16 > bytes.length) return;
  let sum = 0;
  for (let byte = 0; byte < 16; byte++) if (byte !== 4) sum += bytes[at + byte]!;
  bytes[at + 4] = sum & 0xff;
}

describe.runIf(seeds.length > 0)('a damaged volume', () => {
  it('is walked in bounds, and to an end', () => {
    fc.assert(
      fc.property(
        fc.nat(Math.max(0, seeds.length - 1)),
        fc.array(change, { minLength: 1, maxLength: 6 }),
        fc.boolean(),
        (index, changes, isSummed) => {
          const { open, bytes: whole, places } = seeds[index]!;
          let bytes: Uint8Array = Uint8Array.from(whole);
          for (const one of changes) {
            if (one.kind === 'cut') {
              if (one.share < 0.1) bytes = bytes.slice(0, Math.floor((bytes.length * one.share) / 0.1));
              continue;
            }
            const base = places[one.place % places.length]!;
            if (one.kind === 'byte') bytes[base + one.at] = one.value;
            else if (one.kind === 'copy') {
              const from = places[one.from % places.length]!;
              const piece = whole.subarray(from, from + one.length);
              if (base + piece.length <= bytes.length) bytes.set(piece, base);
            } else if (base + one.at + 4 <= bytes.length)
              new DataView(bytes.buffer).setUint32(base + one.at, one.value, open === openUdf);
            if (isSummed && open === openUdf) withRightTag(bytes, base);
          }
          look(open, bytes);
        },
      ),
      { numRuns: 700, seed: 20261121 },
    );
  });
});
