/** HFS Plus as xorriso writes it into hybrid discs, beside the folder it was made of and what 7z lists. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openHfsPlus } from '../../../../src/main/core/filesystem/hfsplus/open-hfs-plus.ts';
import { walk } from '../../../../src/main/core/filesystem/walk.ts';
import { findHfsPlus } from '../../../../src/main/core/identify/macintosh.ts';
import { findApm } from '../../../../src/main/core/identify/partitions.ts';
import { memoryReader, windowReader } from '../../../../src/main/core/identify/sector-reader.ts';
import { readerWithout, treeOf, treeOnDisk } from '../../../support/filesystem-tree.ts';
import { hasProgram } from '../../../support/needs.ts';

const hasXorriso = hasProgram('xorriso', 'xorriso');
const folder = mkdtempSync(join(tmpdir(), 'spindle-hfsplus-'));
afterAll(() => rmSync(folder, { recursive: true }));

function build(): Uint8Array {
  const source = join(folder, 'source');
  mkdirSync(join(source, 'folder', 'deep'), { recursive: true });
  writeFileSync(join(source, 'readme.txt'), 'hello\n');
  writeFileSync(
    join(source, 'folder', 'large'),
    new Uint8Array(300_000).map((_, at) => at % 251),
  );
  writeFileSync(join(source, 'folder', 'deep', 'naïve – ünï ☃.txt'), 'é');
  writeFileSync(join(source, 'empty'), '');
  symlinkSync('../readme.txt', join(source, 'folder', 'link'));
  for (let at = 0; at < 300; at++) writeFileSync(join(source, 'folder', 'deep', `file ${at}`), `${at}`);
  const args = [
    '-outdev',
    'disc.iso',
    '-hfsplus',
    'on',
    '-volid',
    'HYBRID',
    '-map',
    'source',
    '/',
    '-commit',
  ];
  const run = spawnSync('xorriso', args, { cwd: folder, encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr);
  return readFileSync(join(folder, 'disc.iso'));
}

function volumeOf(disc: Uint8Array) {
  const reader = memoryReader(disc, 2048);
  const parts = findApm(reader)?.parts ?? [];
  for (const { startBytes, sizeBytes } of parts) {
    const part = windowReader(reader, startBytes, sizeBytes);
    if (findHfsPlus(part)) return disc.subarray(startBytes, startBytes + sizeBytes);
  }
  throw new Error('xorriso made no HFS Plus partition');
}

describe.runIf(hasXorriso)('an HFS Plus volume made by xorriso', () => {
  const volume = hasXorriso ? volumeOf(build()) : new Uint8Array(0);

  it('holds the folder it was made of', () => {
    const filesystem = openHfsPlus(memoryReader(volume))!;
    expect(filesystem).toMatchObject({ type: 'HFS Plus', label: 'HYBRID', warnings: [] });
    const { entries, warnings } = treeOf(filesystem);
    expect(warnings).toEqual([]);
    const composed = Object.entries(entries).map(([path, hash]) => [path.normalize('NFC'), hash]);
    expect(Object.fromEntries(composed)).toEqual(treeOnDisk(join(folder, 'source')));
  });

  it('keeps names as the medium has them, modes and moments', () => {
    const found = [...walk(openHfsPlus(memoryReader(volume))!)];
    const accented = found.find(({ path }) => path.endsWith('☃.txt'))!;
    expect(accented.entry.name).toBe('naïve – ünï ☃.txt'.normalize('NFD'));
    const link = found.find(({ path }) => path === 'folder/link')!;
    expect(link.entry).toMatchObject({ kind: 'symlink', linkTarget: '../readme.txt' });
    const readme = found.find(({ path }) => path === 'readme.txt')!;
    expect(readme.entry.mode! & 0o400).toBe(0o400);
    expect(Math.abs(Date.parse(readme.entry.modified!) - Date.now())).toBeLessThan(86_400_000);
  });

  it('is found without its volume header', () => {
    const lost = openHfsPlus(readerWithout(volume, [2]))!;
    expect(lost.warnings.join()).toContain('copy');
    expect(Object.keys(treeOf(lost).entries)).toHaveLength(307);
  });

  it('is found in an HFS wrapper', () => {
    const startBytes = 1536 + 3 * 4096;
    const wrapped = new Uint8Array(startBytes + Math.ceil(volume.length / 4096) * 4096 + 1024);
    const view = new DataView(wrapped.buffer, 1024);
    wrapped.set(volume, startBytes);
    wrapped.set([0x42, 0x44], 1024);
    view.setUint32(20, 4096);
    view.setUint16(28, 3);
    wrapped.set([1, 0x57], 1024 + 36);
    wrapped.set([0x48, 0x2b], 1024 + 124);
    view.setUint16(126, 3);
    view.setUint16(128, Math.ceil(volume.length / 4096));
    expect(Object.keys(treeOf(openHfsPlus(memoryReader(wrapped))!).entries)).toHaveLength(307);
  });

  it.runIf(hasProgram('7z', 'p7zip-full'))('is listed by 7z with the same sizes', () => {
    writeFileSync(join(folder, 'volume.img'), volume);
    const { stdout } = spawnSync('7z', ['l', '-slt', 'volume.img'], { cwd: folder, encoding: 'utf8' });
    const theirs = stdout
      .split('\n\n')
      .filter((block) => /^Folder = -$/m.test(block))
      .map((block) => {
        const path = /^Path = HYBRID\/(.*)$/m.exec(block)![1]!;
        return `${path.normalize('NFC')} ${/^Size = (\d+)$/m.exec(block)![1]}`;
      })
      .sort();
    const ours = [...walk(openHfsPlus(memoryReader(volume))!)]
      .filter(({ entry }) => entry.kind !== 'directory')
      .map(({ path, entry }) => `${path.normalize('NFC')} ${entry.sizeBytes}`)
      .sort();
    expect(ours).toEqual(theirs);
  });
});
