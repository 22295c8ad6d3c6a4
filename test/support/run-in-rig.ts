/** Runs a command in the virtual machine beside the checkout, whose real kernel has the drives a test wants (its README). */
import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { inject } from 'vitest';
import { has, rig } from './needs.ts';

const project = resolve(import.meta.dirname, '../..');
/** For commands inside: the disk of this machine is the disk there. */
export const nodeInRig = join(project, 'node_modules/.bin/node');
export const spindleInRig = join(inject('packageDir'), 'bin/spindle.mjs');

/** @param name of a program of `test/fixtures/processes` that was built with everything else */
export function probeInRig(name: 'mmc-lists' | 'mmc-probe' | 'rip-discs'): string {
  return join(inject('packageDir'), 'dist/main', `${name}.js`);
}

const cache = process.env.RIG_CACHE ?? join(tmpdir(), 'rig-cache');
/** The machine inside is slow: what one start of it has compiled is there for the next. */
const compiled = join(tmpdir(), 'spindle-compile-cache-rig');

export function hasRig(): boolean {
  return (
    has(existsSync(rig), 'needs the rig beside the checkout') &&
    has(existsSync(join(cache, 'base.cpio')), 'needs the rig built (its README)')
  );
}

/** Only its own QEMU fails at bad sectors of a floppy. */
export function hasRigWithBadFloppies(): boolean {
  return (
    hasRig() &&
    has(
      existsSync(join(cache, 'qemu', 'qemu-system-x86_64')),
      'needs the rig built with --qemu (its README) for bad sectors',
    )
  );
}

/**
 * @param options of `rig run`: `--disc`, `--floppy`, `--share` ...
 * @param command one line of shell, or a program and its arguments; it runs in the checkout
 */
export function runInRig(options: readonly string[], command: readonly string[]): SpawnSyncReturns<string> {
  mkdirSync(compiled, { recursive: true });
  const ours = [
    ...['--cwd', project, '--env', `HOME=${homedir()}`],
    ...['--share', `${compiled}:/compiled`, '--env', 'NODE_COMPILE_CACHE=/compiled'],
  ];
  return spawnSync(join(rig, 'rig'), ['run', ...options, ...ours, '--', ...command], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
}
