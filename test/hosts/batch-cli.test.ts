/** A batch at the command line: run, decided, gone on with, shifted and closed by a script. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { insertInto } from '../../src/main/adapters/simulated/inserted.ts';
import { buildFat12Floppy } from '../../src/main/core/block/fat12-floppy.ts';
import { type Line, type Run, spindle, startSpindle } from '../support/cli.ts';
import { ownFolder } from '../support/folders.ts';

/** The smallest disk there is: 160K. */
const layout = {
  ...{ sectorsPerTrack: 8, totalSectors: 320, mediaId: 0xfe },
  fat: { sectorsPerCluster: 1, rootEntries: 64, sectorsPerFat: 1 },
};

/** Puts in what each carrier is asked for with, and takes out what is done. */
async function fed(stack: string, media: Readonly<Record<string, string>>, args: string[]): Promise<Run> {
  insertInto(stack, '');
  const { child, ended } = startSpindle(args);
  for await (const line of createInterface({ input: child.stdout! })) {
    const { type, kind, code } = JSON.parse(line) as Line;
    if (type !== 'prompt') continue;
    if (kind === 'insert') insertInto(stack, media[code]!);
    if (kind === 'take-out') insertInto(stack, '');
  }
  return ended;
}

test('a batch is decided, gone on with and closed at the command line', { timeout: 240_000 }, async () => {
  const folder = ownFolder();
  const stack = join(folder, 'stack');
  mkdirSync(stack);
  const content = new TextEncoder().encode('Letters to Berlin. '.repeat(200));
  writeFileSync(
    join(stack, '1.img'),
    buildFat12Floppy(layout, 'LETTERS', 1, [{ name: 'README.TXT', content }]),
  );
  writeFileSync(join(stack, 'blank.img'), Buffer.alloc(320 * 512, 0xf6));
  const own = ['--catalogue', join(folder, 'c.db'), '--json'];
  const media = { 'AR-1': '1.img', 'AR-2': 'blank.img', 'AR-3': 'blank.img' };
  const batch = (...args: string[]) => spindle('catalogue', 'batch', ...args, ...own);
  const run = ['catalogue', 'batch', 'run', 'Box 4', '--carriers', 'AR-1..3', '--drive', `sim:${stack}`];

  const open = await fed(stack, media, [...run, '--out', join(folder, 'out'), ...own]);
  expect(open.status, open.stderr).toBe(3);
  expect(open.result).toMatchObject({ state: 'open', done: 1, exceptions: 2, byException: { blank: 2 } });

  const refused = await batch('decide', 'Box 4', 'AR-2', 'AR-1', '--as', 'blank');
  expect(refused.status).toBe(2);
  expect(refused.error).toMatchObject({
    message: expect.stringMatching(/^AR-1 is done: .*nothing was decided/),
  });
  const shown = await batch('show', 'Box 4');
  expect(shown.lines.filter(({ type }) => type === 'entry')).toMatchObject([
    { code: 'AR-1', state: 'done', observed: 'LETTERS' },
    { code: 'AR-2', state: 'exception', exception: 'blank' },
    { code: 'AR-3', state: 'exception' },
  ]);

  expect((await batch('shift', 'Box 4')).error).toMatchObject({ code: 'bad-request' });
  const shift = await batch('shift', 'Box 4', '--from', '1', '--by', '1');
  expect(shift.result).toMatchObject({ summary: expect.stringMatching(/^Moved 1 dump/) });
  expect((await spindle('catalogue', 'undo', ...own)).status).toBe(0);

  expect((await batch('decide', 'Box 4', 'AR-2', '--as', 'send-to-vendor')).result).toMatchObject({
    ...{ action: 'dispose', disposition: 'send-to-vendor', decided: ['AR-2'] },
    summary: 'AR-2: Send to a vendor.',
  });
  expect((await batch('decide', 'Box 4', 'AR-3', '--as', 'retry')).status).toBe(0);
  const resume = ['catalogue', 'batch', 'resume', 'Box 4', '--simulate', `sim:${stack}`, ...own];
  const closed = await fed(stack, media, resume);
  expect(closed.status, closed.stderr).toBe(0);
  expect(closed.result).toMatchObject({ state: 'closed', done: 2, skipped: 1, exceptions: 0 });
  expect((await batch('resume', 'Box 4')).status).not.toBe(0);

  const carrier = (...args: string[]) => spindle('catalogue', 'carrier', ...args, ...own);
  const state = async (code: string) => (await carrier('show', code)).result?.carrier;
  await carrier('exception', 'AR-1', '--set', 'mismatch', '--reason', 'The label says letters to Paris.');
  expect(await state('AR-1')).toMatchObject({ state: 'needs-attention', exception: 'mismatch' });
  await carrier('exception', 'AR-1', '--set', 'none', '--reason', 'The label is wrong.');
  expect((await carrier('sign-off', 'AR-1')).status).toBe(0);
  expect(await state('AR-1')).toMatchObject({ state: 'signed-off', exception: null });
  expect(await state('AR-2')).toMatchObject({ state: 'set-aside', disposition: 'send-to-vendor' });
});
