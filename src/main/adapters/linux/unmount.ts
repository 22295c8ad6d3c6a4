/** Takes a medium out of the system's hands before it is written to; what is in use stays where it is. */
import { spawnSync } from 'node:child_process';
import { SpindleError } from '../../../shared/errors.ts';

/** The deepest first: a mount may lie in another. @throws SpindleError device-busy when one of them cannot be unmounted */
export function unmount(address: string, mountPoints: readonly string[]): void {
  for (const mountPoint of mountPoints.toSorted((a, b) => b.length - a.length)) {
    const { status, stderr, error } = spawnSync('umount', ['--', mountPoint], { encoding: 'utf8' });
    if (status === 0) continue;
    const why = error ? error.message : stderr.trim().split('\n').at(-1);
    throw new SpindleError(
      'device-busy',
      `${address} is mounted at ${mountPoint} and could not be unmounted (${why}). Nothing was written; unmount it and try again.`,
      { address, mountPoint },
    );
  }
}
