/** A block device of the kernel's from a file, for the length of a test. */
import { execFileSync } from 'node:child_process';
import { onTestFinished } from 'vitest';

export function loopDevice(file: string, ...options: string[]): string {
  const device = execFileSync('losetup', ['--show', '-f', '-r', ...options, file], {
    encoding: 'utf8',
  }).trim();
  onTestFinished(() => {
    execFileSync('losetup', ['-d', device]);
  });
  return device;
}
