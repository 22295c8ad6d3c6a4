import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { openAmiga } from '../../../../src/main/core/filesystem/amiga/open-amiga.ts';
import type { Entry, Filesystem } from '../../../../src/main/core/filesystem/filesystem.ts';
import { walk } from '../../../../src/main/core/filesystem/walk.ts';
import { memoryReader } from '../../../../src/main/core/identify/sector-reader.ts';
import { readerWithout, sha256, treeOf } from '../../../support/filesystem-tree.ts';
import { corpus, hasCorpus, hasProgram } from '../../../support/needs.ts';

const folder = mkdtempSync(join(tmpdir(), 'spindle-amiga-'));
afterAll(() => rmSync(folder, { recursive: true }));

const disks = [
  'floppy/adflib/testffs.adf',
  'floppy/adflib/testofs.adf',
  'floppy/amitools/boot-dd-ffs.adf.gz',
];

function bytesOf(path: string): Uint8Array {
  const bytes = readFileSync(join(corpus, path));
  return path.endsWith('.gz') ? gunzipSync(bytes) : bytes;
}

function open(path: string): Filesystem {
  return openAmiga(memoryReader(bytesOf(path)))!;
}

function entryAt(filesystem: Filesystem, path: string): Entry {
  return [...walk(filesystem)].find((walked) => walked.path === path)!.entry;
}

describe.runIf(hasCorpus())('Amiga disks of the corpus', () => {
  it('are named and labelled as unadf does', () => {
    expect(disks.map((path) => open(path)).map(({ type, label }) => `${type}: ${label}`)).toEqual([
      'Amiga FFS (directory cache): ffs_cache',
      'Amiga OFS (international): testofs',
      'Amiga FFS: Boot-DD-FFS',
    ]);
  });

  it('list what unadf lists, and the links it leaves out', () => {
    for (const path of disks) {
      const facts = readFileSync(join(corpus, 'facts', `${path.replace(/\.gz$/, '.gz')}.txt`), 'latin1');
      const theirs = [
        ...facts.matchAll(/^ *(\d*) {2}(\d{4})\/(\d\d)\/(\d\d) +(\d+):(\d\d):(\d\d) {2}(.*)$/gm),
      ].map(
        ([, size, year, month, day, hour, minute, second, name]) =>
          `${name!.split(', ')[0]!.replace(/\/$/, '')} ${size || 'directory'} ` +
          `${year}-${month}-${day}T${hour!.padStart(2, '0')}:${minute}:${second}`,
      );
      const ours = [...walk(open(path))]
        .filter(({ entry }) => !entry.facts.hardLink && entry.kind !== 'symlink')
        .map(({ path: own, entry }) => {
          const latin = own.replace(/[\u0080-\u00ff]/g, '\ufffd');
          return `${latin} ${entry.kind === 'directory' ? 'directory' : entry.sizeBytes} ${entry.modified}`;
        });
      const unaccented = theirs.map((line) => line.replace(/\u00ef\u00bf\u00bd|[\u0080-\u00ff]/g, '\ufffd'));
      expect(ours.sort(), path).toEqual(unaccented.sort());
    }
  });

  it('keep comments, protection and links', () => {
    const ffs = open('floppy/adflib/testffs.adf');
    expect(entryAt(ffs, 'mod.And.DistantCall').facts).toEqual({
      protection: '----rwed',
      comment: 'protracker module',
    });
    expect(entryAt(ffs, 'slink_dir1')).toMatchObject({ kind: 'symlink', linkTarget: 'dir_1' });
    expect(entryAt(ffs, 'hlink_blue')).toMatchObject({ kind: 'file', sizeBytes: 3330 });
    expect(entryAt(ffs, 'hlink_dir1')).toMatchObject({ kind: 'other' });
    expect(entryAt(open('floppy/adflib/testofs.adf'), 'MOON.GIF').facts.comment).toBe('comment of MOON.GIF');
  });

  it('of long names are read, where unadf takes the variant for another', () => {
    const disk = open('floppy/fluxengine/amiga.adf');
    expect(disk).toMatchObject({ type: 'Amiga FFS (long names)', label: 'Empty' });
    expect(Object.keys(treeOf(disk).entries)).toEqual(['Trashcan', 'Trashcan.info']);
  });

  it.runIf(hasProgram('unadf', 'unadf'))('give the bytes unadf extracts', () => {
    const names: Readonly<Record<string, readonly string[]>> = {
      'floppy/adflib/testofs.adf': ['MOON.GIF'],
      'floppy/adflib/testffs.adf': ['secret.S', 'mod.And.DistantCall'],
    };
    for (const [path, files] of Object.entries(names)) {
      const { entries, warnings } = treeOf(open(path));
      expect(warnings).toEqual([]);
      for (const file of files) {
        const run = spawnSync('unadf', [join(corpus, path), file, '-d', folder]);
        expect(run.status).toBe(0);
        expect(entries[file], file).toBe(sha256(readFileSync(join(folder, file))));
      }
    }
  });

  it('with bad sectors lose just the bytes in them, and say so', () => {
    const bytes = bytesOf('floppy/adflib/testofs.adf');
    const { extents } = entryAt(openAmiga(memoryReader(bytes))!, 'MOON.GIF');
    const sector = Math.floor(extents[3]!.offsetBytes / 512);
    const hurt = openAmiga(readerWithout(bytes, [sector]))!;
    const moon = entryAt(hurt, 'MOON.GIF');
    const lost = { offsetBytes: 3 * 488, lengthBytes: 488 };
    expect(hurt.read(moon, 0, new Uint8Array(moon.sizeBytes))).toEqual([lost]);
    // A block another file has taken is as lost as an unreadable one.
    const taken = Uint8Array.from(bytes);
    taken[sector * 512 + 7] = taken[sector * 512 + 7]! ^ 1;
    const other = openAmiga(memoryReader(taken))!;
    expect(other.read(entryAt(other, 'MOON.GIF'), 0, new Uint8Array(moon.sizeBytes))).toEqual([lost]);
  });

  it('without a boot block still have their files', () => {
    for (const path of disks) {
      const bytes = Uint8Array.from(bytesOf(path)).fill(0, 0, 1024);
      const { entries } = treeOf(openAmiga(memoryReader(bytes))!);
      expect(entries, path).toEqual(treeOf(open(path)).entries);
    }
    expect(openAmiga(memoryReader(new Uint8Array(901_120)))).toBeNull();
  });
});
