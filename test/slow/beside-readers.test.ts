/**
 * Slow: what Spindle lists and takes out of images beside what other readers do: xorriso, isoinfo, 7z, mtools, hfsutils.
 * The same folder goes into every image: deep, with long names, names in other scripts, empty files and large ones.
 */
import { execFileSync } from 'node:child_process';
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openImage } from '../../src/main/adapters/open-image.ts';
import { walk } from '../../src/main/core/filesystem/walk.ts';
import { treeOf, treeOnDisk } from '../support/filesystem-tree.ts';
import { hasProgram } from '../support/needs.ts';
import { seededRandom } from '../support/seeded-random.ts';

const here =
  hasProgram('genisoimage', 'genisoimage') &&
  hasProgram('xorriso', 'xorriso') &&
  hasProgram('7z', 'p7zip-full') &&
  hasProgram('mformat', 'mtools') &&
  hasProgram('hformat', 'hfsutils');
const folder = here ? mkdtempSync(join(tmpdir(), 'spindle-readers-')) : '';

function run(program: string, ...args: readonly string[]): string {
  const env = { ...process.env, HOME: folder, LC_ALL: 'C.UTF-8', MTOOLS_SKIP_CHECK: '1' };
  return execFileSync(program, args, {
    cwd: folder,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    maxBuffer: 64 << 20,
  });
}

function fill(name: string): void {
  const at = join(folder, name);
  const random = seededRandom(4);
  const deep = join(at, ...Array.from({ length: 14 }, (_, level) => `level ${level}`));
  mkdirSync(deep, { recursive: true });
  writeFileSync(join(deep, 'leaf.txt'), 'at the end\n');
  mkdirSync(join(at, 'Ünïcode – ☃'));
  writeFileSync(join(at, 'Ünïcode – ☃', 'naïve, русский, 日本語.txt'), 'é');
  writeFileSync(join(at, `${'a long name '.repeat(8)}.text`), 'long');
  writeFileSync(join(at, 'empty'), '');
  writeFileSync(
    join(at, 'large'),
    Uint8Array.from({ length: 3_000_001 }, () => random() * 256),
  );
  for (let index = 0; index < 200; index++)
    writeFileSync(join(at, 'level 0', `file ${index}.dat`), `${index}`);
}

/** The tree of that type in an image, in the form of a folder on disk. */
async function ours(image: string, type: string) {
  const opened = await openImage(join(folder, image));
  try {
    const found = opened.filesystems.find(({ filesystem }) => filesystem.type === type);
    expect(
      found,
      `${image} has ${opened.filesystems.map(({ filesystem }) => filesystem.type)}`,
    ).toBeDefined();
    const { entries, warnings } = treeOf(found!.filesystem);
    expect(warnings).toEqual([]);
    return entries;
  } finally {
    opened.close();
  }
}

function theirs(name: string) {
  return treeOnDisk(join(folder, name));
}

describe.skipIf(!here)('beside other readers', () => {
  beforeAll(() => {
    fill('files');
    fill('links');
    symlinkSync('empty', join(folder, 'links', 'link'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each([
    ['genisoimage', ['-quiet', '-R', '-J', '-joliet-long', '-udf']],
    ['xorriso', ['-as', 'mkisofs', '-quiet', '-R', '-J', '-joliet-long']],
  ] as const)('Rock Ridge by %s is what xorriso and isoinfo read of it', async (program, args) => {
    const image = `${program}-ridge.iso`;
    run(program, ...args, '-o', image, 'links');
    run('xorriso', '-osirrox', 'on', '-indev', image, '-extract', '/', `${program}-out`);
    const entries = await ours(image, 'Rock Ridge');
    // The empty place deep directories were moved to is nothing anybody made.
    const { rr_moved: _, ...extracted } = theirs(`${program}-out`);
    expect(entries).toEqual(extracted);
    expect(entries).toEqual(theirs('links'));
    const listed = run('isoinfo', '-R', '-f', '-i', image)
      .split('\n')
      .filter((line) => line.startsWith('/'));
    const paths = listed
      .map((line) => line.slice(1))
      .filter((path) => path !== '' && !/^(\.rr_moved|rr_moved)$/.test(path));
    // isoinfo shows directories that were moved where they were moved to.
    const isMoved = (path: string) => /rr_moved/.test(path) || path.split('/').length > 7;
    expect(Object.keys(entries).filter((path) => !isMoved(path))).toEqual(
      paths.filter((path) => !isMoved(path)).toSorted(),
    );
  });

  it.each(['Joliet', 'UDF'])('%s is what 7z reads of it', async (type) => {
    const image = `${type}.iso`;
    const args = type === 'UDF' ? ['-udf'] : ['-J', '-joliet-long'];
    // Without -D directories deeper than eight are left out of these trees.
    run('genisoimage', '-quiet', '-D', ...args, '-o', image, 'files');
    run('7z', 'x', '-y', `-o${type}-out`, image);
    const entries = await ours(image, type);
    expect(entries).toEqual(theirs(`${type}-out`));
    expect(Object.values(entries).toSorted()).toEqual(Object.values(theirs('files')).toSorted());
  });

  it.each([
    ['FAT16', ['-T', '40000']],
    ['FAT32', ['-F', '-T', '140000']],
  ] as const)('%s is what mtools read of it', async (type, args) => {
    const image = `${type}.img`;
    run('mformat', '-C', '-i', image, ...args, '::');
    run('mcopy', '-s', '-i', image, 'files', '::');
    mkdirSync(join(folder, `${type}-out`));
    run('mcopy', '-s', '-n', '-i', image, '::/', `${type}-out`);
    const entries = await ours(image, type);
    expect(entries).toEqual(theirs(`${type}-out`));
    expect(Object.keys(entries).length).toBe(Object.keys(theirs('files')).length + 1);
  });

  it('HFS is what hfsutils read of it', async () => {
    truncateAs('hfs.img', 10_000_000);
    run('hformat', '-l', 'Volume', 'hfs.img');
    run('hmount', 'hfs.img');
    run('hmkdir', ':Folder');
    run('hcopy', '-r', 'files/large', ':large');
    for (let index = 0; index < 40; index++)
      run('hcopy', '-r', `files/level 0/file ${index}.dat`, `:Folder:file ${index}.dat`);
    mkdirSync(join(folder, 'hfs-out', 'Folder'), { recursive: true });
    run('hcopy', '-r', ':large', 'hfs-out/large');
    for (let index = 0; index < 40; index++)
      run('hcopy', '-r', `:Folder:file ${index}.dat`, `hfs-out/Folder/file ${index}.dat`);
    run('humount');
    expect(await ours('hfs.img', 'HFS')).toEqual(theirs('hfs-out'));
  });

  it('a file of more than 4 GiB in several extents is as long as 7z says, and whole at their seams', async () => {
    const size = 4_400 * 1024 * 1024;
    mkdirSync(join(folder, 'big'));
    truncateAs('big/large.bin', size);
    const marks = [0, 0xffff_f800 - 4, 0xffff_ffff - 2, size - 5] as const;
    const file = openSync(join(folder, 'big/large.bin'), 'r+');
    for (const at of marks) writeSync(file, 'MARK', at);
    closeSync(file);
    // Through dd, which leaves holes: neither the file nor its image takes the room it seems to.
    run('sh', '-c', 'xorriso -as mkisofs -quiet -iso-level 3 -R big | dd of=big.iso bs=1M conv=sparse');
    const told = /Size = (\d+)/.exec(run('7z', 'l', '-slt', 'big.iso').split('large.bin')[1]!)![1];
    const opened = await openImage(join(folder, 'big.iso'));
    try {
      const { filesystem } = opened.filesystems.find((each) => each.filesystem.type === 'Rock Ridge')!;
      const entry = [...walk(filesystem)].find(({ path }) => path === 'large.bin')!.entry;
      expect(entry.sizeBytes).toBe(Number(told));
      expect(entry.sizeBytes).toBe(size);
      expect(entry.extents.length).toBeGreaterThan(1);
      for (const at of marks) {
        const piece = new Uint8Array(5);
        expect(filesystem.read(entry, at, piece)).toEqual([]);
        expect(Buffer.from(piece).toString('latin1')).toBe('MARK\0');
      }
    } finally {
      opened.close();
    }
  });
});

function truncateAs(name: string, sizeBytes: number): void {
  writeFileSync(join(folder, name), '');
  truncateSync(join(folder, name), sizeBytes);
}
