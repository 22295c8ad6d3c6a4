/** Discs made by genisoimage: every tree gives back what went in, as isoinfo and 7z read it. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { OpenFilesystem } from '../../../../src/main/core/filesystem/filesystem.ts';
import {
  openIso9660,
  openJoliet,
  openRockRidge,
} from '../../../../src/main/core/filesystem/iso9660/open-iso9660.ts';
import { openFilesystems } from '../../../../src/main/core/filesystem/open-filesystems.ts';
import { find } from '../../../../src/main/core/filesystem/walk.ts';
import { memoryReader } from '../../../../src/main/core/identify/sector-reader.ts';
import { contentOf, sha256, treeOf, treeOnDisk } from '../../../support/filesystem-tree.ts';
import { ownFolder } from '../../../support/folders.ts';
import { hasProgram } from '../../../support/needs.ts';
import { numberedImage } from '../../../support/sim-medium.ts';

const here = hasProgram('genisoimage', 'genisoimage') && hasProgram('isoinfo', 'genisoimage');

const deep = 'one/two/three/four/five/six/seven/eight/nine/ten';
const files: Readonly<Record<string, Uint8Array>> = {
  'README.TXT': Buffer.from('plain\n'),
  'a name as long as Joliet takes it, with dots. and spaces (64).tx': numberedImage(3, 2048),
  'Grüße.txt': Buffer.from('umlauts'),
  empty: Buffer.alloc(0),
  [`${deep}/bottom.txt`]: Buffer.from('deep'),
  'one/not-so-deep.bin': numberedImage(70),
};

function sourceIn(folder: string, content = files): string {
  const source = join(folder, 'source');
  for (const [name, bytes] of Object.entries(content)) {
    mkdirSync(join(source, dirname(name)), { recursive: true });
    writeFileSync(join(source, name), bytes);
  }
  return source;
}

function burnt(options: readonly string[], source: string, image: string): Uint8Array {
  execFileSync('genisoimage', ['-quiet', '-input-charset', 'utf-8', ...options, '-o', image, source], {
    stdio: 'pipe',
  });
  return readFileSync(image);
}

const open = (how: OpenFilesystem, bytes: Uint8Array) => how(memoryReader(bytes, 2048))!;

/** The paths isoinfo lists, without those below the folder deep directories were moved to. */
function listedByIsoinfo(image: string, tree: '-R' | '-J'): string[] {
  return execFileSync('isoinfo', [tree, '-f', '-i', image], {
    // It prints Joliet names in Latin-1, the others as they stand.
    encoding: tree === '-J' ? 'latin1' : 'utf8',
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('/rr_moved'))
    .map((line) => line.slice(1))
    .sort();
}

describe.skipIf(!here)('beside genisoimage and isoinfo', () => {
  it('Rock Ridge gives back names, links, rights, times and directories of any depth', () => {
    const folder = ownFolder();
    const source = sourceIn(folder);
    symlinkSync('../one/./two', join(source, 'link'));
    symlinkSync('/absolute/place', join(source, 'far-link'));
    chmodSync(join(source, 'README.TXT'), 0o640);
    utimesSync(join(source, 'README.TXT'), 800_000_000, 800_000_000);
    const image = join(folder, 'disc.iso');
    const filesystem = open(openRockRidge, burnt(['-R', '-V', 'ROCKY'], source, image));
    const { entries, warnings } = treeOf(filesystem);
    expect(entries).toEqual(treeOnDisk(source));
    expect(warnings).toEqual([]);
    const readMe = find(filesystem, 'README.TXT')!.entry;
    expect(readMe.mode! & 0o777).toBe(0o640);
    expect(Date.parse(readMe.modified!)).toBe(800_000_000_000);
    // isoinfo shows relocated directories in the folder they were moved to only.
    const listed = listedByIsoinfo(image, '-R');
    expect(Object.keys(entries)).toEqual(expect.arrayContaining(listed));
  });

  it('Joliet gives back names of 64 characters', () => {
    const folder = ownFolder();
    const source = sourceIn(folder);
    const image = join(folder, 'disc.iso');
    const bytes = burnt(['-J', '-D', '-V', 'Jolie Été'], source, image);
    const { entries, warnings } = treeOf(open(openJoliet, bytes));
    expect(entries).toEqual(treeOnDisk(source));
    expect(warnings).toEqual([]);
    expect(Object.keys(entries)).toEqual(listedByIsoinfo(image, '-J'));
    expect(open(openJoliet, bytes).label).toBe('Jolie Été');
    expect(openRockRidge(memoryReader(bytes, 2048))).toBeNull();
  });

  it('the plain tree has the same content under its own names, and all trees can be had', () => {
    const folder = ownFolder();
    const source = sourceIn(folder);
    const bytes = burnt(['-R', '-J'], source, join(folder, 'disc.iso'));
    const reader = memoryReader(bytes, 2048);
    const place = { startBytes: 0, sizeBytes: bytes.length, track: 1, session: 1 };
    const all = openFilesystems(reader, [place]);
    expect(all.map(({ filesystem }) => filesystem.type)).toEqual(['Rock Ridge', 'Joliet', 'ISO 9660']);
    const hashes = new Set(Object.values(treeOf(open(openIso9660, bytes)).entries));
    for (const content of Object.values(files)) expect(hashes).toContain(sha256(content));
    expect(find(open(openIso9660, bytes), 'readme.txt')?.path).toBe('README.TXT');
  });

  it('files packed by zisofs come out unpacked, in pieces as well', () => {
    if (!hasProgram('mkzftree', 'zisofs-tools')) return;
    const folder = ownFolder();
    const text = Buffer.from('many of the same words, and zeros behind them '.repeat(5000));
    const source = sourceIn(folder, { 'text.txt': Buffer.concat([text, Buffer.alloc(100_000)]) });
    execFileSync('mkzftree', [source, join(folder, 'packed')]);
    const bytes = burnt(['-z', '-R'], join(folder, 'packed'), join(folder, 'disc.iso'));
    const inflate = (packed: Uint8Array, maxOutputLength: number) => inflateSync(packed, { maxOutputLength });
    const filesystem = openRockRidge(memoryReader(bytes, 2048), { inflate })!;
    expect(treeOf(filesystem).entries).toEqual(treeOnDisk(source));
    const { entry } = find(filesystem, 'text.txt')!;
    const piece = new Uint8Array(50_000);
    expect(filesystem.read(entry, 200_000, piece)).toEqual([]);
    expect(piece).toEqual(contentOf(filesystem, entry).subarray(200_000, 250_000));
    const asStored = openRockRidge(memoryReader(bytes, 2048))!;
    expect(find(asStored, 'text.txt')!.entry).toMatchObject({ facts: { packed: 'zisofs' } });
  });

  it('boot images are shown beside the files', () => {
    const folder = ownFolder();
    const floppy = numberedImage(2880);
    const source = sourceIn(folder, { 'boot/floppy.img': floppy, 'file.txt': Buffer.from('x') });
    const bytes = burnt(['-b', 'boot/floppy.img', '-c', 'boot/catalog'], source, join(folder, 'disc.iso'));
    const { entries } = treeOf(open(openIso9660, bytes));
    expect(entries['[BOOT]/boot-1-x86-floppy-1.44m.img']).toBe(sha256(floppy));
  });

  it('the last session of a disc has the files of all, addresses counted from the start of the disc', () => {
    const folder = ownFolder();
    const first = sourceIn(join(folder, 'first'), {
      'old.txt': Buffer.from('old'),
      'dir/kept.bin': numberedImage(9),
    });
    const one = burnt(['-R', '-J'], first, join(folder, 'one.iso'));
    const second = sourceIn(join(folder, 'second'), { 'new.txt': Buffer.from('new') });
    const startLba = one.length / 2048 + 11_400;
    const two = burnt(
      ['-R', '-J', '-C', `0,${startLba}`, '-M', join(folder, 'one.iso')],
      second,
      join(folder, 'two.iso'),
    );
    const disc = new Uint8Array(startLba * 2048 + two.length);
    disc.set(one);
    disc.set(two, startLba * 2048);
    const reader = memoryReader(disc, 2048);
    const places = [
      { startBytes: startLba * 2048, sizeBytes: two.length, track: 2, session: 2 },
      { startBytes: 0, sizeBytes: one.length, track: 1, session: 1 },
    ];
    const trees = openFilesystems(reader, places);
    expect(trees.map(({ filesystem, session }) => [filesystem.type, session])).toEqual([
      ['Rock Ridge', 2],
      ['Joliet', 2],
      ['ISO 9660', 2],
      ['Rock Ridge', 1],
      ['Joliet', 1],
      ['ISO 9660', 1],
    ]);
    expect(treeOf(trees[0]!.filesystem)).toEqual({
      entries: { ...treeOnDisk(first), ...treeOnDisk(second) },
      warnings: [],
    });
    expect(treeOf(trees[3]!.filesystem).entries).toEqual(treeOnDisk(first));
    // The same image burnt behind another one, its addresses counting from its own start.
    const alone = new Uint8Array(100 * 2048 + one.length);
    alone.set(one, 100 * 2048);
    const shifted = openRockRidge(memoryReader(alone, 2048), { sessionStartBytes: 100 * 2048 })!;
    expect(treeOf(shifted).entries).toEqual(treeOnDisk(first));
  });
});
