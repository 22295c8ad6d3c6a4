/** `spindle ls` and `spindle extract` as scripts use them, from a failing floppy to the file that is hurt. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { practiceMedia } from '../../src/main/core/block/practice-media.ts';
import { openFat } from '../../src/main/core/filesystem/fat/open-fat.ts';
import { find } from '../../src/main/core/filesystem/walk.ts';
import { memoryReader } from '../../src/main/core/identify/sector-reader.ts';
import { spindle } from '../support/cli.ts';
import { contentOf, sha256 } from '../support/filesystem-tree.ts';
import { ownFolder } from '../support/folders.ts';

const floppy = practiceMedia[0]!.build();
const whole = openFat(memoryReader(floppy))!;
const ledger = find(whole, 'LEDGER.TXT')!.entry;

describe('a floppy with bad sectors under one file', () => {
  it('has that file damaged, at those bytes, and no other, in the listing and in what is extracted', async () => {
    const folder = ownFolder();
    const badSector = ledger.extents[0]!.offsetBytes / 512 + 3;
    writeFileSync(join(folder, 'floppy.img'), floppy);
    writeFileSync(join(folder, 'bad.json'), JSON.stringify({ fail: [{ lba: [badSector, badSector + 1] }] }));
    const address = `sim:${join(folder, 'floppy.img')}?behaviour=${join(folder, 'bad.json')}`;
    const out = join(folder, 'out');
    const options = ['--out', out, '--name', 'disk', '--no-catalogue', '--retries', '0', '--json'];
    expect((await spindle('image', address, ...options)).status).toBe(3);

    const listing = await spindle('ls', join(out, 'disk.img'), '--json');
    expect(listing.status).toBe(0);
    const entries = listing.lines.filter(({ type }) => type === 'entry');
    expect(entries.filter(({ damaged }) => damaged)).toMatchObject([
      { path: 'LEDGER.TXT', state: 'damaged', damagedRanges: [[3 * 512, 1024]] },
    ]);
    expect(listing.result).toMatchObject({ entries: entries.length, damaged: 1, tree: 'FAT12' });
    const [lba, sectors] = entries.find(({ path }) => path === 'LEDGER.TXT')!.extents[0];
    expect([lba, sectors]).toEqual([badSector - 3, Math.ceil(ledger.sizeBytes / 512)]);

    const extraction = await spindle(
      'extract',
      join(out, 'disk.spindle.json'),
      '--out',
      join(folder, 'files'),
      '--json',
    );
    expect(extraction.status).toBe(3);
    expect(extraction.result).toMatchObject({ files: entries.length, damaged: 1 });
    expect(readdirSync(join(folder, 'files')).sort()).toEqual(
      [...entries.map(({ path }) => path), 'LEDGER.TXT.damaged-ranges.json'].sort(),
    );
    const expected = contentOf(whole, ledger).fill(0, 3 * 512, 5 * 512);
    expect(sha256(readFileSync(join(folder, 'files', 'LEDGER.TXT')))).toBe(sha256(expected));
  });
});

describe('ls and extract', () => {
  it('take a folder or file of the image, and refuse what is not there', async () => {
    const folder = ownFolder();
    const path = join(folder, 'disk.img');
    writeFileSync(path, floppy);
    const listing = await spindle('ls', path, 'readme.txt', '--json');
    expect(listing.lines.map(({ type, path: name }) => name ?? type)).toEqual(['README.TXT', 'result']);
    const missing = await spindle('ls', path, 'no/such', '--json');
    expect([missing.status, missing.error?.code]).toEqual([2, 'not-found']);
    const tree = await spindle('ls', path, '--tree', 'Joliet', '--json');
    expect(tree.error?.message).toMatch(/no tree "Joliet".*FAT12/);
    const extraction = await spindle('extract', path, 'README.TXT', '--out', join(folder, 'out'), '--json');
    expect([extraction.status, readdirSync(join(folder, 'out'))]).toEqual([0, ['README.TXT']]);
  });

  it('say what an image without files they know holds', async () => {
    const folder = ownFolder();
    writeFileSync(join(folder, 'noise.img'), Buffer.alloc(368_640, 0x5a));
    const run = await spindle('ls', join(folder, 'noise.img'), '--json');
    expect([run.status, run.error?.code]).toEqual([2, 'unsupported']);
  });
});
