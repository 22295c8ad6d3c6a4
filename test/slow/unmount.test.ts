/** Slow: what is mounted is taken out of the system's hands, unless somebody is in it. Needs the right to mount. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { unmount } from '../../src/main/adapters/linux/unmount.ts';
import { ownFolder } from '../support/folders.ts';
import { has } from '../support/needs.ts';

function mounted(): string | null {
  const folder = ownFolder();
  const isMounted = spawnSync('mount', ['-t', 'tmpfs', 'none', folder]).status === 0;
  if (isMounted) onTestFinished(() => void spawnSync('umount', [folder]));
  return isMounted ? folder : null;
}

function isMounted(folder: string): boolean {
  return readFileSync('/proc/mounts', 'utf8').includes(` ${folder} `);
}

const mayMount =
  process.platform === 'linux' &&
  has(
    spawnSync('unshare', ['-m', 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0,
    'needs the right to mount',
  );

describe.skipIf(!mayMount)('a medium that is mounted', () => {
  it('is unmounted', () => {
    const folder = mounted()!;
    expect(isMounted(folder)).toBe(true);
    unmount('/dev/fd0', [folder]);
    expect(isMounted(folder)).toBe(false);
  });

  it('and in use stays, and the person is told', async () => {
    const folder = mounted()!;
    const user = spawn('sleep', ['60'], { cwd: folder });
    await once(user, 'spawn');
    expect(() => unmount('/dev/fd0', [folder])).toThrowError(/mounted at .* could not be unmounted .*busy/);
    expect(isMounted(folder)).toBe(true);
    user.kill();
    await once(user, 'exit');
  });
});
