/** FAT volumes made by mtools and mkfs.fat: names and contents come out as they went in, and as mdir lists them. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openFat } from '../../../../src/main/core/filesystem/fat/open-fat.ts';
import { memoryReader } from '../../../../src/main/core/identify/sector-reader.ts';
import { treeOf, treeOnDisk } from '../../../support/filesystem-tree.ts';
import { ownFolder } from '../../../support/folders.ts';
import { hasProgram } from '../../../support/needs.ts';
import { numberedImage } from '../../../support/sim-medium.ts';

const here = hasProgram('mcopy', 'mtools') && hasProgram('mkfs.fat', 'dosfstools');

const files: Readonly<Record<string, Uint8Array>> = {
  'README.TXT': Buffer.from('plain\r\n'),
  'lower.txt': Buffer.from('case bits'),
  'A name that is much longer than thirteen characters.document': numberedImage(9),
  'Grüße aus Köln – ölig.txt': Buffer.from('umlauts'),
  'Привет.txt': Buffer.from('cyrillic'),
  'empty.bin': Buffer.alloc(0),
  'deep/er/and deeper/still deeper/file.bin': numberedImage(40),
  'deep/er/and deeper/x': Buffer.from('x'),
};

function made(format: readonly string[]): { bytes: Uint8Array; source: string; image: string } {
  const folder = ownFolder();
  const source = join(folder, 'source');
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(source, dirname(name)), { recursive: true });
    writeFileSync(join(source, name), content);
  }
  const image = join(folder, 'disk.img');
  const [program, ...options] = format;
  execFileSync(program!, [...options.map((option) => (option === 'IMAGE' ? image : option))], {
    stdio: 'pipe',
  });
  const names = [...new Set(Object.keys(files).map((name) => name.split('/')[0]!))];
  execFileSync('mcopy', ['-s', '-i', image, ...names.map((name) => join(source, name)), '::'], {
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  });
  return { bytes: readFileSync(image), source, image };
}

describe.skipIf(!here)('beside mtools', () => {
  it.each([
    ['FAT12', ['mformat', '-C', '-f', '1440', '-v', 'TWELVE', '-i', 'IMAGE', '::']],
    ['FAT16', ['mkfs.fat', '-C', '-F', '16', '-n', 'SIXTEEN', 'IMAGE', '9000']],
    ['FAT32', ['mkfs.fat', '-C', '-F', '32', '-s', '1', '-n', 'THIRTYTWO', 'IMAGE', '34000']],
  ])('%s gives back every name and byte', (type, format) => {
    const { bytes, source } = made(format);
    const filesystem = openFat(memoryReader(bytes))!;
    expect(filesystem.type).toBe(type);
    expect(filesystem.label).toBe({ FAT12: 'TWELVE', FAT16: 'SIXTEEN', FAT32: 'THIRTYTWO' }[type]);
    const { entries, warnings } = treeOf(filesystem);
    expect(entries).toEqual(treeOnDisk(source));
    expect(warnings).toEqual([]);
  });

  it('what mdel erased is found whole, with its long name', () => {
    const { image } = made(['mformat', '-C', '-f', '1440', '-i', 'IMAGE', '::']);
    const name = 'A name that is much longer than thirteen characters.document';
    execFileSync('mdel', ['-i', image, `::${name}`]);
    const filesystem = openFat(memoryReader(readFileSync(image)))!;
    const deleted = filesystem.list(filesystem.root).entries.filter(({ isDeleted }) => isDeleted);
    expect(deleted.map((entry) => entry.name)).toEqual([name]);
    const content = new Uint8Array(deleted[0]!.sizeBytes);
    expect(filesystem.read(deleted[0]!, 0, content)).toEqual([]);
    expect(Buffer.compare(content, files[name]!)).toBe(0);
  });
});
