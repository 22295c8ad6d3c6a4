/** Fixity from the command line: a flipped bit, a deleted file and an unmounted storage are three different answers. */
import { spawnSync } from 'node:child_process';
import {
  closeSync,
  cpSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Run, spindle, startSpindle } from '../support/cli.ts';
import { ownFolder } from '../support/folders.ts';
import { has } from '../support/needs.ts';

async function archive(names: readonly string[]) {
  const folder = ownFolder();
  const root = join(folder, 'archive');
  const own = ['--catalogue', join(folder, 'c.db'), '--json'];
  for (const name of names) {
    const run = await spindle('image', 'sim:practice/floppy-clean', '--out', root, '--name', name, ...own);
    expect(run.status, run.stderr).toBe(0);
  }
  const fixity = (...args: string[]) => spindle('catalogue', 'fixity', ...args, ...own);
  return { folder, root, own, fixity };
}

function flipBit(path: string): void {
  const byte = readFileSync(path)[70_000]!;
  const fd = openSync(path, 'r+');
  writeSync(fd, Buffer.of(byte ^ 1), 0, 1, 70_000);
  closeSync(fd);
}

const problems = (run: Run) =>
  run.lines.filter((line) => line.type === 'problem').map(({ path, state }) => [path, state]);

describe('spindle catalogue fixity', () => {
  it('tells a flipped bit, a deleted file and an absent storage apart', async () => {
    const { folder, root, fixity } = await archive(['a']);
    const sound = await fixity('--all');
    expect(sound.status, sound.stderr).toBe(0);
    expect(sound.result).toMatchObject({ ok: true, checkedFiles: 3, counts: { ok: 3 } });

    flipBit(join(root, 'a.img'));
    const flipped = await fixity('--all');
    expect(flipped.status).toBe(1);
    expect(problems(flipped)).toEqual([[join(root, 'a.img'), 'mismatch']]);

    rmSync(join(root, 'a.map'));
    const deleted = await fixity(join(root, 'a.map'));
    expect(deleted.status).toBe(1);
    expect(problems(deleted)).toEqual([[join(root, 'a.map'), 'missing']]);

    renameSync(root, join(folder, 'elsewhere'));
    const away = await fixity('--all');
    expect(problems(away)).toEqual([]);
    expect(away.lines.find((line) => line.type === 'skipped')).toMatchObject({ root });
    expect(away.result).toMatchObject({ ok: false, checkedFiles: 0, counts: { offline: 3, missing: 0 } });
    const status = await fixity('status');
    expect(status.lines[0]).toMatchObject({ type: 'storage', root, counts: { offline: 3, ok: 0 } });
  });

  it('reports what was found until it is closed with a reason, and keeps the files as they are until then', async () => {
    const { root, own, fixity } = await archive(['a']);
    const bytes = readFileSync(join(root, 'a.img'));
    flipBit(join(root, 'a.img'));
    expect((await fixity('--all')).status).toBe(1);
    const frozen = await spindle(
      ...['image', 'sim:practice/floppy-clean', '--out', root, '--name', 'a', '--resume', ...own],
    );
    expect(frozen.status).toBe(2);
    expect(frozen.error).toMatchObject({ code: 'conflict' });

    writeFileSync(join(root, 'a.img'), bytes);
    const mended = await fixity('--all');
    expect(mended.status).toBe(1);
    expect(mended.result).toMatchObject({
      counts: { ok: 3, mismatch: 0 },
      incidents: [{ id: 1, state: 'mismatch' }],
    });

    expect((await fixity('close', '1', '--reason', ' ')).status).toBe(2);
    expect((await fixity('close', '1', '--reason', 'Restored from the second copy')).status).toBe(0);
    expect((await fixity('--due')).result).toMatchObject({ ok: true, checkedFiles: 1, counts: { ok: 1 } });
    expect((await fixity('status')).status).toBe(0);
    expect((await spindle('catalogue', 'check', ...own)).status).toBe(0);
  });

  it('says status 4, not 1, when all that is wrong is that the storage is away', async () => {
    const { folder, root, fixity } = await archive(['a']);
    renameSync(root, join(folder, 'elsewhere'));
    mkdirSync(root);
    const away = await fixity('--all');
    expect(away.status).toBe(4);
    expect(away.result).toMatchObject({ counts: { offline: 3 }, incidents: [] });
  });

  it.skipIf(!canMount())(
    'knows the empty folder below an unmounted storage from a deleted archive',
    async () => {
      const folder = ownFolder();
      const root = join(folder, 'archive');
      mkdirSync(root);
      const mount = () => spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', root]).status === 0;
      const unmount = () => spawnSync('umount', [root]);
      expect(mount()).toBe(true);
      onTestFinished(() => void unmount());
      const own = ['--catalogue', join(folder, 'c.db'), '--json'];
      await spindle('image', 'sim:practice/floppy-clean', '--out', root, '--name', 'a', ...own);
      expect((await spindle('catalogue', 'fixity', '--all', ...own)).status).toBe(0);
      const kept = join(folder, 'kept');
      cpSync(root, kept, { recursive: true });
      unmount();
      const away = await spindle('catalogue', 'fixity', '--all', ...own);
      expect(away.status).toBe(4);
      expect(away.result).toMatchObject({ counts: { offline: 3, missing: 0 }, incidents: [] });

      // Copies on the system's own disk are another volume until somebody says that they are the archive now.
      cpSync(kept, root, { recursive: true });
      expect((await spindle('catalogue', 'fixity', '--all', ...own)).status).toBe(4);
      await spindle('catalogue', 'fixity', 'storage', root, '--accept-volume', ...own);
      expect((await spindle('catalogue', 'fixity', '--all', ...own)).status).toBe(0);
    },
  );

  it('keeps the rate it was given, and does not read in quiet hours unless it is asked for', async () => {
    const { root, fixity } = await archive(['a']);
    const startedMs = performance.now();
    expect((await fixity('--all', '--rate', '1')).status).toBe(0);
    expect(performance.now() - startedMs).toBeGreaterThan(1400);
    const set = await fixity('storage', root, '--interval', '90', '--rate', '20', '--quiet', '00:00-23:59');
    expect(set.result).toMatchObject({ root, policy: { intervalDays: 90, maxBytesPerSecond: 20_000_000 } });
    expect((await fixity('--all')).result).toMatchObject({ checkedFiles: 3 });
    expect((await fixity('storage', root, '--quiet', '25:00-1')).status).toBe(2);
  });

  it('loses nothing to kill -9 in the middle of a run', async () => {
    const { root, own, fixity } = await archive(['a', 'b', 'c']);
    flipBit(join(root, 'a.img'));
    const { child, ended } = startSpindle(['catalogue', 'fixity', '--all', '--rate', '1', ...own]);
    child.stdout!.on('data', (text: string) => {
      if (text.includes('"mismatch"')) setTimeout(() => child.kill('SIGKILL'), 400);
    });
    expect((await ended).signal).toBe('SIGKILL');
    expect((await spindle('catalogue', 'check', ...own)).status).toBe(0);
    const status = await fixity('status');
    expect(status.lines.filter((line) => line.type === 'incident')).toMatchObject([
      { path: join(root, 'a.img'), state: 'mismatch' },
    ]);
    const again = await fixity('--all');
    expect(again.result).toMatchObject({ checkedFiles: 9, counts: { ok: 8, mismatch: 1 } });
    expect(again.result!.incidents).toHaveLength(1);
  });

  it.each([
    [['--all', '--due'], 'bad-usage'],
    [['--all', '/tmp'], 'bad-usage'],
    [['/no/such/path'], 'not-found'],
    [['--rate', 'fast'], 'bad-usage'],
    [['close', '7', '--reason', 'x'], 'not-found'],
  ])('%j is refused with one sentence', async (args, code) => {
    const run = await spindle(
      'catalogue',
      'fixity',
      ...args,
      '--catalogue',
      join(ownFolder(), 'c.db'),
      '--json',
    );
    expect(run.status).toBe(2);
    expect(run.error).toMatchObject({ code });
  });
});

function canMount(): boolean {
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
  const folder = isRoot ? spawnSync('mktemp', ['-d'], { encoding: 'utf8' }).stdout.trim() : '';
  const works = isRoot && spawnSync('mount', ['-t', 'tmpfs', 'tmpfs', folder]).status === 0;
  if (works) spawnSync('umount', [folder]);
  if (folder) rmSync(folder, { recursive: true });
  return has(works, 'needs root and the right to mount a tmpfs');
}
