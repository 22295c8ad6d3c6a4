import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import { filesystemAt, isNetworkFilesystem } from '../../core/catalogue/network-filesystem.ts';
import { CatalogueFault } from './catalogue-fault.ts';

/**
 * Refuses a place on another machine before anything is made there. Linux says what is mounted; elsewhere a network
 * path is known by its name only (`\\server\share`).
 *
 * @param path absolute; it and its folders need not exist yet
 * @throws CatalogueFault catalogue-network
 */
export function refuseNetwork(path: string, mountinfo: string | null = readMountinfo()): void {
  if (/^[\\/]{2}[^\\/?.]/.test(path)) throw refusal(path, 'a network share');
  if (mountinfo === null) return;
  const mounted = filesystemAt(mountinfo, realpathSync(nearestExisting(path)));
  if (mounted && isNetworkFilesystem(mounted.type)) {
    throw refusal(path, `${mounted.mountPoint}, which is ${mounted.type}`);
  }
}

function readMountinfo(): string | null {
  return process.platform === 'linux' ? readFileSync('/proc/self/mountinfo', 'utf8') : null;
}

function nearestExisting(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : nearestExisting(dirname(path));
}

function refusal(path: string, where: string): CatalogueFault {
  return new CatalogueFault(
    'catalogue-network',
    `The catalogue ${path} lies on ${where}: databases break there sooner or later. Nothing was changed; keep the catalogue on a disk of this machine.`,
    { path, where },
  );
}
