/** Whether a storage's root is there, and what it lies on. */
import { opendirSync, realpathSync, statSync } from 'node:fs';
import { join, parse } from 'node:path';
import type { StorageSight } from '../../core/fixity/presence.ts';
import { mountOf, readMounts } from '../linux/mounts.ts';
import { entries, type LinuxView, thisSystem } from '../linux/sysfs.ts';

/** Blocks for as long as the file system takes to answer: not for the hub's own thread. */
export function sightStorage(root: string): StorageSight {
  try {
    // A share that is away may still be listed by its mount point: only looking into it tells.
    opendirSync(root).closeSync();
    return { rootIsThere: true, volume: volumeOf(realpathSync(root)) };
  } catch {
    // Not there, no folder, not ours to enter, stale: in each case nothing can be said of what is in it.
    return { rootIsThere: false, volume: null };
  }
}

function volumeOf(root: string): string {
  return process.platform === 'linux' ? linuxVolume(thisSystem, root) : volumeByDevice(root);
}

/** The file system's UUID; a share by where it comes from; anything else by where it is mounted. */
export function linuxVolume(view: LinuxView, root: string): string {
  const mount = mountOf(readMounts(view), root);
  if (!mount) return volumeByDevice(root);
  const uuid = uuidOf(view, mount.device);
  if (uuid) return `${mount.type} ${uuid}`;
  const isRemote = mount.source.includes(':') || mount.source.startsWith('//');
  return isRemote ? `${mount.type} ${mount.source}` : `${mount.type} at ${mount.mountPoint}`;
}

/** Names below /dev/disk/by-uuid are links udev keeps. */
function uuidOf(view: LinuxView, device: string): string | null {
  const folder = join(view.dev, 'disk/by-uuid');
  return entries(folder).find((uuid) => view.deviceAt(join(folder, uuid)) === device) ?? null;
}

/** Windows numbers volumes for good; elsewhere numbers change, but never from another volume's to the system's own. */
function volumeByDevice(root: string): string {
  const { dev } = statSync(root);
  if (process.platform === 'win32') return `volume ${dev.toString(16)}`;
  return dev === statSync(parse(root).root).dev ? 'the system volume' : 'a mounted volume';
}
