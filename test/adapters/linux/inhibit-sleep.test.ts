/** The lock against sleeping, with a program in the place of systemd's that notes what it was asked and what it saw. */
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { inhibitSleep } from '../../../src/main/adapters/linux/inhibit-sleep.ts';

const adapter = resolve(import.meta.dirname, '../../../src/main/adapters/linux/inhibit-sleep.ts');
let folder: string;
let notes: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'spindle-inhibit-'));
  notes = join(folder, 'notes');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function program(script: string): string {
  const path = join(folder, 'systemd-inhibit');
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}
/** As systemd's: holds what it was asked for until the command after the options ends. */
const holding = () =>
  program(`echo "held $*" >> '${notes}'
while [ "\${1#--}" != "$1" ]; do shift; done
"$@"
echo released >> '${notes}'`);
const noted = () => (existsSync(notes) ? readFileSync(notes, 'utf8').trim().split('\n') : []);
const isHeld = () => expect.poll(noted).toHaveLength(1);
const isReleased = () => expect.poll(() => noted().at(-1), { timeout: 20_000 }).toBe('released');

describe.skipIf(process.platform === 'win32')('the lock against sleeping', () => {
  it('is held until it is released', async () => {
    const onRefused = vi.fn();
    const release = inhibitSleep({ program: holding(), onRefused });
    await isHeld();
    expect(noted()[0]).toMatch(/^held --what=sleep:idle --mode=block --who=Spindle --why=.+ cat$/);
    release();
    await isReleased();
    expect(onRefused).not.toHaveBeenCalled();
  });

  it('ends with the process that holds it, even one that is killed', async () => {
    const script = `
      const { inhibitSleep } = await import(${JSON.stringify(adapter)});
      inhibitSleep({ program: ${JSON.stringify(holding())}, onRefused() {} });
      setInterval(() => {}, 1000);`;
    const holder = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'ignore' });
    await isHeld();
    holder.kill('SIGKILL');
    await isReleased();
  });

  it('that is refused says why', async () => {
    const onRefused = vi.fn();
    inhibitSleep({ program: program('echo "Access denied" >&2; exit 1'), onRefused });
    await expect.poll(() => onRefused.mock.calls, { timeout: 20_000 }).toEqual([['Access denied']]);
  });

  it('is nothing where the system has no such program', async () => {
    const onRefused = vi.fn();
    const release = inhibitSleep({ program: join(folder, 'none'), onRefused });
    await new Promise((resolve) => setImmediate(resolve));
    release();
    expect(onRefused).not.toHaveBeenCalled();
  });
});
