/** Images opened by path, with what lies beside them, and their files extracted: inside the folder, nothing replaced. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { extractor } from '../../src/main/adapters/exports/extract-files.ts';
import { writeImz } from '../../src/main/adapters/exports/imz.ts';
import { type OpenedImage, openImage } from '../../src/main/adapters/open-image.ts';
import { practiceMedia } from '../../src/main/core/block/practice-media.ts';
import { damageOfEntry } from '../../src/main/core/filesystem/damage.ts';
import type { DirectoryListing, Entry, Filesystem } from '../../src/main/core/filesystem/filesystem.ts';
import { find, walk } from '../../src/main/core/filesystem/walk.ts';
import { formatMapfile } from '../../src/main/core/rescue/mapfile.ts';
import { treeOf, treeOnDisk } from '../support/filesystem-tree.ts';
import { ownFolder } from '../support/folders.ts';
import { hasProgram } from '../support/needs.ts';
import { makeRecord } from '../support/scenarios.ts';

const floppy = practiceMedia[0]!.build();
/** Where the first file's first cluster lies on a 1.44 MB disk of one sector a cluster. */
const heapSector = 33;

function mapOf(badSectors: readonly number[], totalSectors = 2880): string {
  const runs = Array.from(
    { length: totalSectors },
    (_, lba) => [1, badSectors.includes(lba) ? 'bad' : 'good'] as const,
  );
  const header = { tool: 'test', version: '1', commandLine: 'test', startTime: '', currentTime: '' };
  return formatMapfile(header, runs, 512, null);
}

function statesOf({ filesystems, damage, reader }: OpenedImage): Record<string, unknown> {
  const { filesystem, startBytes } = filesystems[0]!;
  return Object.fromEntries(
    [...walk(filesystem)].map(({ path, entry }) => {
      const { state, ranges } = damageOfEntry(entry, damage, startBytes, reader.sizeBytes);
      return [path, state === 'intact' ? state : [state, ...ranges]];
    }),
  );
}

describe('an image', () => {
  it('opens by the rescue map beside it, whose damage it has', async () => {
    const folder = ownFolder();
    for (const [image, map] of [
      ['disk.img', 'disk.map'],
      ['other.dsk', 'other.dsk.mapfile'],
    ] as const) {
      writeFileSync(join(folder, image), floppy);
      writeFileSync(join(folder, map), mapOf([heapSector]));
      const opened = await openImage(join(folder, map));
      expect(opened.path).toBe(join(folder, image));
      expect(opened.damage.touches(heapSector * 512, 1)).toBe(true);
      opened.close();
    }
    writeFileSync(join(folder, 'alone.map'), mapOf([]));
    await expect(openImage(join(folder, 'alone.map'))).rejects.toMatchObject({ code: 'not-found' });
  });

  it('opens as a file, packed as IMZ and as gzip, with the same files', async () => {
    const folder = ownFolder();
    const path = join(folder, 'disk.img');
    writeFileSync(path, floppy);
    const source = { sizeBytes: floppy.length, pieces: [floppy] };
    await writeImz(source, join(folder, 'disk.imz'), { entryName: 'disk', modified: new Date(2020, 1, 1) });
    writeFileSync(join(folder, 'disk.adf.gz'), gzipSync(floppy));
    const trees = [];
    for (const name of ['disk.img', 'disk.imz', 'disk.adf.gz']) {
      const image = await openImage(join(folder, name));
      trees.push(treeOf(image.filesystems[0]!.filesystem));
      image.close();
    }
    expect(Object.keys(trees[0]!.entries)).toEqual(['INDEX.TXT', 'LEDGER.TXT', 'LETTER.TXT', 'README.TXT']);
    expect(trees[1]).toEqual(trees[0]);
    expect(trees[2]).toEqual(trees[0]);
  });

  it('of a medium whose sectors are not of 512 bytes has its damage where its sidecar counts it', async () => {
    const folder = ownFolder();
    writeFileSync(join(folder, 'disk.img'), floppy);
    const { record } = makeRecord();
    const [image] = record.files.filter(({ role }) => role === 'image');
    const sidecar = {
      ...record,
      name: 'disk',
      source: { ...record.source, medium: { ...record.source.medium, sectorSize: 1024, totalSectors: 1440 } },
      states: [
        [100, 'good'],
        [2, 'bad'],
        [1338, 'good'],
      ],
      files: [{ ...image, path: 'disk.img' }],
    };
    writeFileSync(join(folder, 'disk.spindle.json'), JSON.stringify(sidecar));
    const { damage, warnings, close } = await openImage(join(folder, 'disk.img'));
    close();
    expect([damage.ranges, warnings]).toEqual([[{ offsetBytes: 102_400, lengthBytes: 2048 }], []]);
  });

  it('with a map beside it has damage where the map says, in that file and no other', async () => {
    const folder = ownFolder();
    writeFileSync(join(folder, 'disk.img'), floppy);
    const clean = await openImage(join(folder, 'disk.img'));
    const { entry } = find(clean.filesystems[0]!.filesystem, 'LEDGER.TXT')!;
    const firstSector = entry.extents[0]!.offsetBytes / 512;
    expect(Object.values(statesOf(clean))).toEqual(['intact', 'intact', 'intact', 'intact']);
    clean.close();
    writeFileSync(join(folder, 'disk.map'), mapOf([firstSector, firstSector + 1, 2800]));
    const image = await openImage(join(folder, 'disk.img'));
    expect(statesOf(image)).toEqual({
      'README.TXT': 'intact',
      'LETTER.TXT': 'intact',
      'LEDGER.TXT': ['damaged', { offsetBytes: 0, lengthBytes: 1024 }],
      'INDEX.TXT': 'intact',
    });
    // The filling is not given out as content.
    const into = new Uint8Array(512).fill(7);
    const { filesystem } = image.filesystems[0]!;
    const lost = filesystem.read(find(filesystem, 'LEDGER.TXT')!.entry, 0, into);
    expect(lost).toEqual([{ offsetBytes: 0, lengthBytes: 512 }]);
    expect(into.every((byte) => byte === 0)).toBe(true);
    image.close();
  });

  it('with a map of another medium beside it opens all the same, and says so', async () => {
    const folder = ownFolder();
    writeFileSync(join(folder, 'disk.img'), floppy);
    writeFileSync(join(folder, 'disk.map'), mapOf([], 5000));
    const image = await openImage(join(folder, 'disk.img'));
    expect(image.warnings.join()).toMatch(/disk\.map was not used.*another medium/);
    expect(image.damage.ranges).toEqual([]);
    image.close();
  });

  it('cut short has files that end behind it', async () => {
    const folder = ownFolder();
    writeFileSync(join(folder, 'disk.img'), floppy.subarray(0, (heapSector + 2) * 512));
    const image = await openImage(join(folder, 'disk.img'));
    const states = statesOf(image);
    expect(states['INDEX.TXT']).toEqual(['unread', expect.anything()]);
    image.close();
  });

  it.each([
    ['nothing', '/no/such/image.img', 'not-found'],
    ['a folder', '/tmp', 'not-a-source'],
    ['a device', '/dev/null', 'not-a-source'],
  ])('is not %s', async (_what, path, code) => {
    await expect(openImage(path)).rejects.toMatchObject({ code });
  });

  it('that is empty is refused in words', async () => {
    const folder = ownFolder();
    writeFileSync(join(folder, 'disk.img'), '');
    await expect(openImage(join(folder, 'disk.img'))).rejects.toMatchObject({ code: 'bad-image' });
  });

  it('of several sessions shows the last one first, through its sheet', async () => {
    if (!hasProgram('genisoimage', 'genisoimage')) return;
    const folder = ownFolder();
    for (const [name, text] of [
      ['first', 'old'],
      ['second', 'new'],
    ]) {
      mkdirSync(join(folder, name!));
      writeFileSync(join(folder, name!, `${text}.txt`), text!);
    }
    const burn = (...options: string[]) =>
      execFileSync('genisoimage', ['-quiet', '-R', ...options], { stdio: 'pipe', cwd: folder });
    burn('-o', 'one.iso', 'first');
    const lengthSectors = statSync(join(folder, 'one.iso')).size / 2048;
    writeFileSync(
      join(folder, 'disc.cue'),
      [
        ...['REM SESSION 01', 'FILE "one.iso" BINARY', 'TRACK 01 MODE1/2048', 'INDEX 01 00:00:00'],
        ...['REM SESSION 02', 'FILE "two.iso" BINARY', 'TRACK 02 MODE1/2048', 'INDEX 01 00:00:00', ''],
      ].join('\r\n'),
    );
    burn('-C', `0,${lengthSectors + 11_400}`, '-M', 'one.iso', '-o', 'two.iso', 'second');
    const image = await openImage(join(folder, 'disc.cue'));
    const [last] = image.filesystems;
    expect(last).toMatchObject({ session: 2, track: 2 });
    expect(Object.keys(treeOf(last!.filesystem).entries)).toEqual(['new.txt', 'old.txt']);
    image.close();
  });
});

/** A filesystem of made-up entries; every file holds its own name. */
function madeUp(entries: readonly Partial<Entry>[]): Filesystem {
  const root: Entry = {
    name: '',
    kind: 'directory',
    sizeBytes: 0,
    modified: null,
    extents: [],
    mode: null,
    linkTarget: null,
    isDeleted: false,
    forks: [],
    facts: {},
  };
  const made = entries.map((entry) => ({ ...root, kind: 'file' as const, sizeBytes: 4, ...entry }));
  return {
    type: 'made up',
    label: '',
    root,
    warnings: [],
    list: (directory): DirectoryListing => ({ entries: directory === root ? made : [], warnings: [] }),
    read(_entry, offsetBytes, into) {
      into.set(Buffer.from('data').subarray(offsetBytes, offsetBytes + into.length));
      return [];
    },
  };
}

function extracted(entries: readonly Partial<Entry>[], out: string) {
  const said: string[] = [];
  const filesystem = madeUp(entries);
  const into = extractor(out, filesystem, {
    imagePath: 'image',
    onProblem: (path, what) => said.push(`${path}: ${what}`),
    onRename: (path, name) => said.push(`${path} -> ${name}`),
  });
  for (const walked of walk(filesystem)) into.add(walked, { state: 'intact', ranges: [] });
  into.finish();
  return said;
}

describe('extraction', () => {
  it('never leaves its folder, whatever the names say', () => {
    const folder = ownFolder();
    const out = join(folder, 'out');
    const names = ['../evil', '..', '/etc/evil', 'a/../../evil', 'C:\\evil', 'nul', 'x\0y', '\u001b[2J'];
    extracted(
      names.map((name) => ({ name })),
      out,
    );
    expect(readdirSync(folder)).toEqual(['out']);
    expect(readdirSync(out)).toHaveLength(names.length);
    for (const name of readdirSync(out)) expect(readFileSync(join(out, name), 'utf8')).toBe('data');
  });

  it('makes links only to what is inside, after everything else, and follows none', () => {
    const folder = ownFolder();
    const out = join(folder, 'out');
    const said = extracted(
      [
        { name: 'good', kind: 'symlink', linkTarget: 'file' },
        { name: 'bad', kind: 'symlink', linkTarget: '../../outside' },
        { name: 'absolute', kind: 'symlink', linkTarget: '/etc/passwd' },
        { name: 'good', kind: 'file' },
        { name: 'file' },
        { name: 'null', kind: 'other' },
      ],
      out,
    );
    expect(treeOnDisk(out)).toEqual({
      file: createHash('sha256').update('data').digest('hex'),
      good: createHash('sha256').update('data').digest('hex'),
      'good-2': '-> file',
    });
    expect(said).toEqual([
      'null: is a device or pipe, which was not made',
      'good -> good-2',
      'bad: is a link to "../../outside", which was not made',
      'absolute: is a link to "/etc/passwd", which was not made',
    ]);
  });

  it('writes through no link that is in the folder already, and replaces no file', () => {
    const folder = ownFolder();
    const out = join(folder, 'out');
    mkdirSync(out);
    mkdirSync(join(folder, 'elsewhere'));
    symlinkSync(join(folder, 'elsewhere'), join(out, 'dir'));
    symlinkSync(join(folder, 'elsewhere', 'target'), join(out, 'link.txt'));
    writeFileSync(join(out, 'file.txt'), 'mine');
    extracted([{ name: 'dir', kind: 'directory' }, { name: 'link.txt' }, { name: 'file.txt' }], out);
    expect(readdirSync(join(folder, 'elsewhere'))).toEqual([]);
    expect(readFileSync(join(out, 'file.txt'), 'utf8')).toBe('mine');
    expect(readdirSync(out).sort()).toEqual([
      'dir',
      'dir-2',
      'file-2.txt',
      'file.txt',
      'link-2.txt',
      'link.txt',
    ]);
  });

  it('keeps names apart that differ in case only, times and rights', () => {
    const out = join(ownFolder(), 'out');
    extracted(
      [
        { name: 'README', modified: '1999-12-31T23:59:58Z', mode: 0o4750 },
        { name: 'readme' },
        { name: 'Readme' },
        { name: 'dir', kind: 'directory', modified: '2001-02-03T04:05:06Z', mode: 0o555 },
      ],
      out,
    );
    expect(readdirSync(out).sort()).toEqual(['README', 'Readme-3', 'dir', 'readme-2']);
    expect(statSync(join(out, 'README')).mtime.toISOString()).toBe('1999-12-31T23:59:58.000Z');
    expect(statSync(join(out, 'README')).mode & 0o7777).toBe(0o750);
    expect(statSync(join(out, 'dir')).mtime.toISOString()).toBe('2001-02-03T04:05:06.000Z');
  });

  it('leaves a note beside what is damaged, and no unfinished file', () => {
    const out = join(ownFolder(), 'out');
    const filesystem = madeUp([{ name: 'a.txt' }]);
    const into = extractor(out, filesystem, { imagePath: 'i.img', onProblem: () => {}, onRename: () => {} });
    const [walked] = [...walk(filesystem)];
    into.add(walked!, { state: 'damaged', ranges: [{ offsetBytes: 1, lengthBytes: 2 }] });
    into.finish();
    expect(readdirSync(out).sort()).toEqual(['a.txt', 'a.txt.damaged-ranges.json']);
    expect(JSON.parse(readFileSync(join(out, 'a.txt.damaged-ranges.json'), 'utf8'))).toMatchObject({
      image: 'i.img',
      path: 'a.txt',
      damagedRanges: [[1, 2]],
    });
    expect(existsSync(join(out, 'a.txt.part'))).toBe(false);
    expect(lstatSync(join(out, 'a.txt')).isFile()).toBe(true);
  });
});
