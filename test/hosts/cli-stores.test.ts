/** The store of a dump, named where an image is asked for: while it holds the sectors, and after they became files. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startSpindle } from '../support/cli.ts';
import { ownFolder } from '../support/folders.ts';

const spindle = (...args: string[]) => startSpindle([...args, '--json']).ended;

/** Reads until something could not be read, so that a store stays. */
async function dumped(source: string, ...more: string[]): Promise<string> {
  const folder = ownFolder();
  const run = await spindle('image', source, '--out', folder, '--name', 'd1', '--no-catalogue', ...more);
  expect(run.status).toBe(3);
  return join(folder, 'd1.spindle');
}

describe('the store of a dump with errors stands for its files', () => {
  it('of a floppy', async () => {
    const store = await dumped('sim:practice/floppy-worn');
    const info = await spindle('info', store);
    expect(info.result).toMatchObject({
      kind: 'block',
      filesystems: [{ type: 'FAT12', label: 'PRACTICE 2' }],
    });
    const listed = await spindle('ls', store);
    expect(listed.lines.some(({ path, damaged }) => path === 'LEDGER.TXT' && damaged)).toBe(true);
    expect((await spindle('verify', store)).result).toMatchObject({ ok: true, checkedFiles: 3 });
  });

  it('of a disc', async () => {
    const store = await dumped('sim:practice/cd-mixed');
    expect((await spindle('info', store)).result).toMatchObject({
      kind: 'optical',
      tracks: [{ mode: 'MODE1' }, { mode: 'AUDIO' }, { mode: 'AUDIO' }],
    });
    expect((await spindle('verify', store)).result).toMatchObject({ ok: true, checkedFiles: 6 });
  });
});

it('the store of a dump that is not finished says what the disc is, and that nothing vouches for it yet', async () => {
  const folder = ownFolder();
  const { child, ended } = startSpindle([
    ...['image', 'sim:practice/cd-mixed', '--out', folder, '--name', 'd1', '--no-catalogue', '--json'],
  ]);
  await new Promise<void>((seen) => {
    child.stdout!.on('data', (text: string) => text.includes('"progress"') && seen());
  });
  child.kill('SIGINT');
  expect((await ended).status).toBe(130);
  const store = join(folder, 'd1.spindle');
  expect((await spindle('info', store)).result).toMatchObject({ kind: 'optical', tracks: { length: 3 } });
  const verified = await spindle('verify', store);
  expect(verified.status).toBe(2);
  expect(verified.error?.message).toMatch(/not finished.*--resume/);
});

it('a command that does not exist is named, not taken for an argument too many', async () => {
  const run = await spindle('frob');
  expect(run.status).toBe(2);
  expect(run.error?.message).toBe('there is no command "frob"; spindle --help lists them');
  expect((await startSpindle(['help']).ended).stdout).toMatch(/^Usage: spindle/);
});
