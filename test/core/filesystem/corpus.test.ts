/** Images made by others: what Spindle lists beside what 7z and mdir say, and beside their hashes of the contents. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openFat } from '../../../src/main/core/filesystem/fat/open-fat.ts';
import type { Filesystem } from '../../../src/main/core/filesystem/filesystem.ts';
import {
  openIso9660,
  openJoliet,
  openRockRidge,
} from '../../../src/main/core/filesystem/iso9660/open-iso9660.ts';
import { walk } from '../../../src/main/core/filesystem/walk.ts';
import { memoryReader, type SectorReader } from '../../../src/main/core/identify/sector-reader.ts';
import { type CorpusImage, corpusImages, unpacked } from '../../support/corpus-images.ts';
import { treeOf } from '../../support/filesystem-tree.ts';
import { corpus, hasCorpus, hasProgram } from '../../support/needs.ts';

const here = hasCorpus() && hasProgram('xz', 'xz-utils');
const images = here ? corpusImages('floppy', 'fat-corrupt', 'fs', 'iso') : [];

const kept = new Map<string, Uint8Array>();
function bytesOf(image: CorpusImage): Uint8Array {
  const bytes = kept.get(image.path) ?? unpacked(image);
  kept.set(image.path, bytes);
  return bytes;
}

function textOf(image: CorpusImage): string {
  return readFileSync(join(corpus, 'facts', `${image.path}.txt`), 'latin1');
}

function decoded(latin: string): string {
  return Buffer.from(latin, 'latin1').toString('utf8');
}

/** What one program printed: from its command line to the next one. */
function outputOf(image: CorpusImage, command: string): string | null {
  const text = textOf(image);
  const start = text.indexOf(`\n$ ${command}`);
  if (start < 0) return null;
  const end = text.indexOf('\n$ ', start + 1);
  return text.slice(start, end < 0 ? undefined : end);
}

interface Listed {
  readonly path: string;
  readonly sizeBytes: number | null;
}

/** Files and folders 7z lists, without the boot images it makes up names for. */
function listedBy7z(image: CorpusImage, type: string): Listed[] | null {
  const output = outputOf(image, '7z l');
  if (!output || !new RegExp(`^Type = ${type}$`, 'm').test(output)) return null;
  return [...output.matchAll(/^Path = (.*)\nFolder = (.)\nSize = (\d*)$/gm)]
    .map(([, path, folder, size]) => ({
      path: decoded(path!),
      sizeBytes: folder === '+' ? null : Number(size),
    }))
    .filter(({ path }) => !path.startsWith('[BOOT]'))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function listed(filesystem: Filesystem): Listed[] {
  return [...walk(filesystem)]
    .filter(({ path }) => !path.startsWith('[BOOT]'))
    .map(({ path, entry }) => ({ path, sizeBytes: entry.kind === 'directory' ? null : entry.sizeBytes }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function listedByMdir(image: CorpusImage): string[] | null {
  const output = outputOf(image, 'mdir');
  if (output === null) return null;
  const paths = [...output.matchAll(/^::\/(.*)$/gm)].map(([, path]) => decoded(path!).replace(/\/$/, ''));
  return paths.sort();
}

/** Where the programs say something else, and why we are right to. */
const argued: ReadonlyMap<string, string> = new Map([
  [
    'fat-corrupt/dosfstools/check-bad_names.img.xz',
    'names that are empty or begin with a blank: mdir shows .BIN for both, 7z makes up [NONAME]-1',
  ],
]);

describe.skipIf(!here)('FAT volumes of others', () => {
  it.each(images.filter((image) => listedByMdir(image) !== null && !argued.has(image.path)))(
    '$path has what mdir lists',
    (image) => {
      const filesystem = openFat(memoryReader(bytesOf(image)));
      const paths = filesystem ? [...walk(filesystem)].map(({ path }) => path).sort() : [];
      expect(paths).toEqual(listedByMdir(image));
    },
  );

  /** The first of it; zeros up to the size of the medium stand for the rest, which is empty. */
  const beginning = (path: string, sizeBytes: number): SectorReader => {
    const command = 'xz -dc "$0" | head -c 4194304';
    const head = execFileSync('sh', ['-c', command, join(corpus, path)], { maxBuffer: 8 << 20 });
    const inner = memoryReader(head);
    return {
      ...inner,
      sizeBytes,
      readAt: (offsetBytes, lengthBytes) =>
        offsetBytes >= head.length ? new Uint8Array(lengthBytes) : inner.readAt(offsetBytes, lengthBytes),
    };
  };
  const damaged = (name: string, sizeBytes: number) =>
    treeOf(openFat(beginning(`fat-corrupt/dosfstools/${name}.img.xz`, sizeBytes))!).warnings;

  it('are faulted for what fsck.fat faults them for', () => {
    // fsck.fat: "Bad short file name ( AME1.BIN)", "()", "(N>ME4.BIN)"
    expect(damaged('check-bad_names', 262_144_000)).toEqual([
      '/: The name " AME1.BIN" begins with a blank.',
      '/: The name "" is empty.',
      '/: The name "N>ME4.BIN" holds the character >.',
    ]);
    // fsck.fat: "Fixing first cluster in FAT."
    expect(damaged('check-fat12_first_cluster', 1_000_000).join()).toMatch(/not the media descriptor f8h/);
    // fsck.fat: "Volume label 'LABEL2' stored in root directory and label 'label1' stored in boot sector and different."
    expect(damaged('check-label-different', 34_603_008)).toEqual([
      'The root directory names the volume "LABEL2", the boot sector "label1".',
    ]);
  });

  it.each(
    images.filter((image) => /fsck\.fat[^\n]*\n[\s\S]*?\[exit 0\]/.test(outputOf(image, 'fsck.fat') ?? '')),
  )('$path, which fsck.fat finds sound, is found sound', (image) => {
    expect(treeOf(openFat(memoryReader(bytesOf(image)))!).warnings).toEqual([]);
  });
});

const discs = images.filter((image) => listedBy7z(image, 'Iso') !== null);

/** 7z prefers Joliet; a tree of its own names stands for it where the disc has none. */
function likeSevenZip(bytes: Uint8Array, expected: readonly Listed[]): Filesystem {
  const reader = memoryReader(bytes, 2048);
  const trees = [openJoliet, openRockRidge, openIso9660]
    .map((open) => open(reader))
    .filter((tree) => tree !== null);
  const names = expected.map(({ path }) => path).join();
  return trees.find((tree) => [...walk(tree)].some(({ path }) => names.includes(path))) ?? trees[0]!;
}

describe.skipIf(!here)('ISO 9660 discs of others', () => {
  it.each(discs)('$path has what 7z lists', (image) => {
    const expected = listedBy7z(image, 'Iso')!;
    expect(listed(likeSevenZip(bytesOf(image), expected))).toEqual(expected);
  });

  it('the index says what single files hash to', () => {
    const index = readFileSync(join(corpus, 'INDEX.md'), 'utf8');
    let compared = 0;
    for (const image of images) {
      const line = index.split('\n').find((each) => each.startsWith(`- **${image.path}**`)) ?? '';
      for (const [, path, size, hash] of line.matchAll(/"([^"]+)" (\d+) bytes sha256 ([0-9a-f]{64})/g)) {
        if (/\.(imz|imd)$/.test(image.path)) continue;
        const reader = memoryReader(bytesOf(image), 2048);
        const trees = [openFat, openJoliet, openRockRidge, openIso9660].map((open) => open(reader));
        const hashes = trees
          .filter((tree) => tree !== null)
          .map((tree) => treeOf(tree).entries[path!.replace(/^\//, '')]);
        expect(hashes, `${image.path}: ${path}, ${size} bytes`).toContain(hash);
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(10);
  });
});
