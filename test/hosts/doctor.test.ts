/** `spindle doctor` as a person and a script use it. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { spindle, startSpindle } from '../support/cli.ts';
import { ownFolder } from '../support/folders.ts';

const statusOf = { ok: 0, attention: 3, missing: 3 } as const;

test('examines the station, makes nothing, and says by its status whether all is well', async () => {
  const folder = ownFolder();
  const catalogue = join(folder, 'none/catalogue.db');
  const run = await spindle('doctor', '--json', '--catalogue', catalogue, '--out', join(folder, 'results'));
  expect(run.result).toMatchObject({ version: expect.any(String), reportPath: null });
  expect(run.status).toBe(statusOf[run.result!.state as keyof typeof statusOf]);
  expect(run.lines.filter(({ type }) => type === 'line')).toHaveLength(run.result!.lines.length);
  expect(run.lines).toContainEqual(
    expect.objectContaining({ what: 'Catalogue', state: 'ok', found: expect.stringContaining('none yet') }),
  );
  expect(existsSync(join(folder, 'none'))).toBe(false);
  expect(existsSync(join(folder, 'results'))).toBe(false);
});

test('a file that is no catalogue is told of, not an error, and left as it is', async () => {
  const folder = ownFolder();
  const catalogue = join(folder, 'catalogue.db');
  writeFileSync(catalogue, 'not a database, but forty bytes of something');
  const run = await spindle('doctor', '--json', '--catalogue', catalogue);
  expect(run.status).toBe(3);
  expect(run.error).toBeUndefined();
  expect(run.lines).toContainEqual(
    expect.objectContaining({
      what: 'Catalogue',
      state: 'missing',
      mend: expect.stringContaining('catalogue rebuild'),
    }),
  );
  expect(readFileSync(catalogue, 'utf8')).toContain('forty bytes');
});

test('writes a report with what it said, without the name of the home folder, and over nothing', async () => {
  const home = join(ownFolder(), 'ann-example');
  const report = join(ownFolder(), 'report.txt');
  const args = ['doctor', '--report', report, '--catalogue', join(home, 'catalogue.db')];
  const run = await startSpindle(args, { env: { HOME: home } }).ended;
  const text = readFileSync(report, 'utf8');
  expect(text).toContain('Node: ');
  expect(text).toContain('~/Spindle');
  expect(text).not.toContain('ann-example');
  expect(run.stdout).toContain('read it before you send it');
  const again = await startSpindle(args, { env: { HOME: home } }).ended;
  expect(again.status).toBe(2);
  expect(readFileSync(report, 'utf8')).toBe(text);
});
