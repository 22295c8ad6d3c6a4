/** Which device holds a path: the mount table of this process (proc(5), mountinfo). */
import { dirname, join } from 'node:path';
import { attribute, directoryOfName, directoryOfNumber, entries, type LinuxView, resolved } from './sysfs.ts';

export interface Mount {
  readonly device: string;
  readonly mountPoint: string;
  readonly type: string;
  readonly source: string;
  readonly superOptions: string;
}

/** The mount table; lines that are not as proc(5) says are left out. */
export function parseMountinfo(text: string): Mount[] {
  return text.split('\n').flatMap((line) => {
    const [before = '', after] = line.split(' - ');
    const fields = before.split(' ');
    const [type, source, superOptions = ''] = (after ?? '').split(' ');
    const device = fields[2];
    const mountPoint = fields[4];
    if (!device || !mountPoint || !type || source === undefined) return [];
    return [
      {
        device,
        mountPoint: unescapeOctal(mountPoint),
        type,
        source: unescapeOctal(source),
        superOptions: unescapeOctal(superOptions),
      },
    ];
  });
}

/** Spaces, tabs, line ends and backslashes stand as three octal digits in /proc. */
export function unescapeOctal(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 8)),
  );
}

export function readMounts(view: LinuxView): Mount[] {
  return parseMountinfo(attribute(view.proc, 'self/mountinfo') ?? '');
}

/** The mount a path lies on: the longest mount point above it, and of equals the one mounted last. */
export function mountOf(mounts: readonly Mount[], path: string): Mount | null {
  let found: Mount | null = null;
  for (const mount of mounts) {
    if (!isBelow(path, mount.mountPoint)) continue;
    if (!found || mount.mountPoint.length >= found.mountPoint.length) found = mount;
  }
  return found;
}

function isBelow(path: string, directory: string): boolean {
  return path === directory || path.startsWith(directory.endsWith('/') ? directory : `${directory}/`);
}

/** The nearest part of a path that exists, links resolved: where something that is yet to be made will lie. */
export function nearestExisting(path: string): string {
  for (let at = path; ; at = dirname(at)) {
    const real = resolved(at);
    if (real) return real;
    if (dirname(at) === at) return at;
  }
}

/**
 * Directories in sysfs of the block devices under a mount. Most file systems carry their device's number; btrfs, and
 * others with numbers of their own, name a device and may span several; an overlay lies on what its layers lie on.
 */
export function devicesOfMount(view: LinuxView, mounts: readonly Mount[], mount: Mount): string[] {
  const direct = directoryOfNumber(view, mount.device);
  if (direct) return [direct];
  if (mount.type === 'overlay') return layersOf(view, mounts, mount);
  if (!mount.source.startsWith('/dev/')) return [];
  const named = directoryOfDevicePath(view, mount.source);
  return named ? withBtrfsSiblings(view, named) : [];
}

/** Follows a name below /dev, links included, to sysfs. */
export function directoryOfDevicePath(view: LinuxView, devicePath: string): string | null {
  const number = view.deviceAt(devicePath);
  if (number) return directoryOfNumber(view, number);
  const inView = devicePath.startsWith('/dev/')
    ? join(view.dev, devicePath.slice('/dev/'.length))
    : devicePath;
  const real = resolved(inView) ?? inView;
  const root = resolved(view.dev) ?? view.dev;
  return real.startsWith(`${root}/`) ? directoryOfName(view, real.slice(root.length + 1)) : null;
}

function layersOf(view: LinuxView, mounts: readonly Mount[], overlay: Mount): string[] {
  const others = mounts.filter((mount) => mount !== overlay);
  return overlay.superOptions
    .split(',')
    .flatMap((option) => /^(?:lowerdir\+?|upperdir|datadir\+?)=(.*)$/.exec(option)?.[1]?.split(':') ?? [])
    .filter((path) => path.startsWith('/'))
    .flatMap((path) => {
      const mount = mountOf(others, path);
      // A layer that is itself on an overlay of the same place would lead in circles.
      return mount && mount.type !== 'overlay' ? devicesOfMount(view, others, mount) : [];
    });
}

/** A btrfs volume may span disks, of which the mount table names one: /sys/fs/btrfs/UUID/devices has them all. */
function withBtrfsSiblings(view: LinuxView, directory: string): string[] {
  const volumes = join(view.sys, 'fs/btrfs');
  for (const uuid of entries(volumes)) {
    const devices = entries(join(volumes, uuid, 'devices')).flatMap((name) => {
      const device = directoryOfName(view, name);
      return device ? [device] : [];
    });
    if (devices.includes(directory)) return devices;
  }
  return [directory];
}
