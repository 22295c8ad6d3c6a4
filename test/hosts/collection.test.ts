/** The collection from the command line: expected, described, decided, taken back. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { spindle } from '../support/cli.ts';
import { ownFolder } from '../support/folders.ts';
import { jpegBaseline } from '../support/photos.ts';

describe('spindle catalogue carrier', { timeout: 120_000 }, () => {
  it('imports a table with a preview, edits, decides and takes back', async () => {
    const folder = ownFolder();
    const own = ['--catalogue', join(folder, 'c.db'), '--json'];
    const run = (...args: string[]) => spindle('catalogue', ...args, ...own);
    const table = join(folder, 'expected.csv');
    writeFileSync(table, '\uFEFFCode;Title;Item;Shelf\r\nAR-1;Letters;Box 4;R1\r\nAR-2;=1+1;Box 4;R1\r\n');

    const preview = await run('carrier', 'import', table, '--preview');
    expect(preview.status, preview.stderr).toBe(2);
    expect(preview.result).toMatchObject({
      ...{ encoding: 'UTF-8', delimiter: ';', counts: { new: 1, refused: 1 } },
      makes: { items: ['Box 4'], locations: ['R1'] },
    });
    const refused = await run('carrier', 'import', table);
    expect(refused.status).toBe(2);
    expect(refused.lines.at(-1)).toMatchObject({
      type: 'error',
      message: expect.stringMatching(/^Line 3 .*formula/),
    });
    expect((await run('carrier', 'list')).result).toMatchObject({ total: 0 });

    writeFileSync(table, 'Code;Title;Item;Shelf\r\nAR-1;Letters;Box 4;R1\r\nAR-2;Replies;Box 4;R1\r\n');
    expect((await run('carrier', 'import', table)).result).toMatchObject({ made: 2, edited: 0, refused: 0 });
    expect((await run('carrier', 'import', table)).result).toMatchObject({ made: 0, edited: 0, txn: null });
    expect((await run('carrier', 'show', 'AR-2')).result).toMatchObject({
      carrier: { title: { manual: 'Replies' }, location: 'R1', item: { title: 'Box 4' }, state: 'expected' },
    });
    const edit = await run('carrier', 'edit', 'AR-1', 'AR-2', '--tag', 'wet', '--kind', 'cd-r');
    expect(edit.result).toMatchObject({ summary: 'Edited 2 carriers.' });
    const dispose = await run('carrier', 'dispose', 'AR-1', '--as', 'send-to-vendor', '--reason', 'Cracked.');
    expect(dispose.status, dispose.stderr).toBe(0);
    expect((await run('carrier', 'list', '--state', 'set-aside')).result).toMatchObject({ total: 1 });
    expect((await run('undo')).result).toMatchObject({
      summary: expect.stringMatching(/^Took back: Set AR-1/),
    });
    expect((await run('carrier', 'list', '--state', 'expected')).result).toMatchObject({ total: 2 });
    expect((await run('check')).result).toMatchObject({ ok: true });
  });

  it('is imaged: the dump is its, and its state follows', async () => {
    const folder = ownFolder();
    const own = ['--catalogue', join(folder, 'c.db'), '--json'];
    await spindle('catalogue', 'carrier', 'run', 'AR-0001..0003', ...own);
    const image = ['image', 'sim:practice/floppy-clean', '--out', folder, '--carrier', 'AR-0002', ...own];
    expect((await spindle(...image)).status).toBe(0);
    const shown = await spindle('catalogue', 'carrier', 'show', 'AR-0002', ...own);
    expect(shown.result).toMatchObject({
      carrier: { state: 'imaged', kind: { auto: 'fd-3.5-hd' }, dumps: 1 },
    });
    const off = await spindle('catalogue', 'carrier', 'sign-off', 'AR-0003', ...own);
    expect(off.status).toBe(2);
    expect(off.lines.at(-1)).toMatchObject({ type: 'error', code: 'conflict' });
  });

  it('is given a label to print', async () => {
    const folder = ownFolder();
    const own = ['--catalogue', join(folder, 'c.db'), '--json'];
    await spindle('catalogue', 'carrier', 'run', 'AR-0001..0003', ...own);
    const out = join(folder, 'shelf 4.pdf');
    const order = ['AR-0001', 'AR-0003', '--layout', 'l7651', '--start', '65', '--out', out];
    const made = await spindle('catalogue', 'labels', ...order, ...own);
    expect(made.status, made.stderr).toBe(0);
    expect(made.result).toMatchObject({ path: out, labels: 2, pages: 2, withReplacedWords: [] });
    expect(readFileSync(out).subarray(0, 5).toString()).toBe('%PDF-');
    const unknown = await spindle('catalogue', 'labels', 'AR-9', '--out', join(folder, 'none.pdf'), ...own);
    expect(unknown.status).toBe(2);
    expect(unknown.error).toMatchObject({ code: 'not-found' });
    expect(existsSync(join(folder, 'none.pdf'))).toBe(false);
  });

  it('has photos, which go into its bag, and whose loss a check finds', async () => {
    const folder = ownFolder();
    const own = ['--catalogue', join(folder, 'c.db'), '--json'];
    const run = (...args: string[]) => spindle('catalogue', ...args, ...own);
    const image = ['image', 'sim:practice/floppy-clean', '--out', folder, '--carrier', 'AR-1', ...own];
    expect((await spindle(...image)).status).toBe(0);
    const file = join(folder, 'label.jpg');
    writeFileSync(file, jpegBaseline);
    const added = await run('photo', 'add', 'AR-1', file, '--role', 'back');
    expect(added.status, added.stderr).toBe(0);
    const again = await run('photo', 'add', 'AR-1', file, '--role', 'back');
    expect([again.status, again.error!.code]).toEqual([2, 'conflict']);
    const table = join(folder, 'table.csv');
    writeFileSync(table, 'Code;Title');
    expect((await run('photo', 'add', 'AR-1', table)).error).toMatchObject({ code: 'bad-image' });
    const listed = await run('photo', 'list', 'AR-1');
    expect(listed.lines[0]).toMatchObject({ type: 'photo', role: 'back', width: 20, name: 'label.jpg' });
    const bag = join(folder, 'bag');
    expect((await run('export', '--bag', bag, '--carrier', 'AR-1')).status).toBe(0);
    expect(readFileSync(join(bag, 'data/AR-1/photos/back.jpg')).equals(jpegBaseline)).toBe(true);

    rmSync(join(folder, 'assets'), { recursive: true });
    const check = await run('check');
    expect(check.status).toBe(1);
    expect(check.lines[0]).toMatchObject({
      type: 'problem',
      what: expect.stringMatching(/photo \(back\) of the carrier AR-1 is not there any more/),
    });
    expect((await run('photo', 'remove', listed.lines[0]!.uuid)).status).toBe(0);
    expect((await run('check')).status).toBe(0);
  });
});
