/** What a test needs beyond Node, and the words with which it is skipped. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

export const corpus = resolve(import.meta.dirname, '../../../shared/corpus');
export const rig = resolve(import.meta.dirname, '../../../shared/rig');

/** @returns true when it is there; otherwise says what is skipped for want of it */
export function has(present: boolean, what: string): boolean {
  if (!present) console.warn(`skipped: ${what}`);
  return present;
}

export function hasProgram(name: string, debianPackage: string): boolean {
  const found = spawnSync('sh', ['-c', `command -v ${name}`]).status === 0;
  return has(found, `needs the program ${name} (Debian package ${debianPackage})`);
}

export function hasCorpus(): boolean {
  return has(existsSync(corpus), 'needs the corpus of real images beside the checkout');
}

/** Root on a Linux that has loop devices. */
export function hasLoopDevices(): boolean {
  const works =
    process.getuid?.() === 0 && existsSync('/dev/loop-control') && spawnSync('losetup', ['-f']).status === 0;
  return has(works, 'needs root and loop devices');
}
