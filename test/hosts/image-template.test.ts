/** `spindle image --template`: the files of a carrier are named by what the catalogue knows of it. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { spindle } from '../support/cli.ts';
import { ownFolder } from '../support/folders.ts';

test('a carrier that is in the catalogue names its files by a template', { timeout: 240_000 }, async () => {
  const folder = ownFolder();
  const own = ['--catalogue', join(folder, 'c.db'), '--json'];
  const template = ['--template', '{code}_{title}_{volume}'];
  const image = ['image', 'sim:practice/floppy-clean', '--out', folder, ...template];
  await spindle('catalogue', 'carrier', 'new', 'AR-0001', '--title', 'Letters: Berlin', ...own);
  const named = await spindle(...image, '--carrier', 'AR-0001', ...own);
  expect(named.status, named.stderr).toBe(0);
  expect(named.result).toMatchObject({
    outcome: 'complete',
    carrier: 'AR-0001',
    name: expect.stringMatching(/^AR-0001_Letters_ Berlin_\S+/),
  });
  const unknown = await spindle(...image, '--carrier', 'AR-0009', ...own);
  expect([unknown.status, unknown.error?.code]).toEqual([2, 'not-found']);
  expect((await spindle(...image, ...own)).error).toMatchObject({ code: 'bad-request' });
});
