/**
 * The guard: which disks must never be taken for a carrier. A disk is guarded because of what it holds, never because of
 * how it is attached: a PC started from a USB stick shows its system disk as removable.
 */
import { join } from 'node:path';
import {
  devicesOfMount,
  directoryOfDevicePath,
  type Mount,
  mountOf,
  nearestExisting,
  readMounts,
  unescapeOctal,
} from './mounts.ts';
import {
  attribute,
  directoryOfName,
  directoryOfNumber,
  entries,
  isPartition,
  kernelName,
  type LinuxView,
  resolved,
  thisSystem,
  wholeDisk,
} from './sysfs.ts';

/** Places the running system needs, in the order they are named to people. */
const systemPlaces = ['/', '/boot', '/boot/efi', '/efi', '/usr', '/var', '/home'] as const;

/** Guarded whole devices by kernel name, each with the reason in words that continue "it ...". */
export type GuardedDisks = ReadonlyMap<string, string>;

/**
 * Why a device must not be imaged or written, or null when nothing speaks against it.
 * @param extraPaths folders of our own (output, catalogue) whose disks are guarded as well
 */
export function systemDiskReason(
  devicePath: string,
  extraPaths: readonly string[] = [],
  view: LinuxView = thisSystem,
): string | null {
  const directory = directoryOfDevicePath(view, devicePath);
  return directory ? guardReason(view, guardedDisks(view, extraPaths), directory) : null;
}

/** Whether a folder, made or yet to be made, lies on the device or one of its partitions. */
export function outputOnSource(
  outputDirectory: string,
  devicePath: string,
  view: LinuxView = thisSystem,
): boolean {
  const directory = directoryOfDevicePath(view, devicePath);
  if (!directory) return false;
  const source = new Set(ownDisks(directory).map(kernelName));
  return disksUnderPath(view, readMounts(view), outputDirectory).some((disk) => source.has(kernelName(disk)));
}

/** Looks a device up among the guarded: itself, the disk it is a partition of, the disks it is built from. */
export function guardReason(view: LinuxView, guarded: GuardedDisks, directory: string): string | null {
  for (const disk of ownDisks(directory)) {
    const reason = guarded.get(kernelName(disk));
    if (reason) return reason;
  }
  // Of the disk named, not of those below it: a mapping that was opened may be imaged, its member in use may not.
  return memberReason(view, wholeDisk(directory));
}

export function guardedDisks(view: LinuxView, extraPaths: readonly string[]): GuardedDisks {
  const guarded = new Map<string, string>();
  const guard = (disks: readonly string[], reason: string) => {
    for (const disk of disks) if (!guarded.has(kernelName(disk))) guarded.set(kernelName(disk), reason);
  };
  const mounts = readMounts(view);
  for (const place of systemPlaces)
    guard(disksUnderPath(view, mounts, place), `holds ${place} of this system`);
  if (disksUnderPath(view, mounts, '/').length === 0) {
    // Nobody can tell what the system runs from: then nothing that is in use may be touched.
    for (const mount of mounts) {
      guard(
        disksUnder(view, mounts, devicesOfMount(view, mounts, mount)),
        `is in use at ${mount.mountPoint}`,
      );
    }
  }
  guard(swapDisks(view, mounts), 'holds swap space of this system');
  for (const path of extraPaths) guard(disksUnderPath(view, mounts, path), `holds ${path}`);
  return guarded;
}

function disksUnderPath(view: LinuxView, mounts: readonly Mount[], path: string): string[] {
  const real = nearestExisting(path);
  const mount = mountOf(mounts, real);
  const devices = mount ? devicesOfMount(view, mounts, mount) : [];
  const number = view.deviceHolding(real);
  const byStat = number ? directoryOfNumber(view, number) : null;
  if (byStat && !devices.includes(byStat)) devices.push(byStat);
  return disksUnder(view, mounts, devices);
}

/** The devices themselves, their whole disks and everything below, through loop devices down to the disk of the file. */
function disksUnder(view: LinuxView, mounts: readonly Mount[], devices: readonly string[]): string[] {
  const found = new Set<string>();
  const visit = (directory: string) => {
    for (const disk of ownDisks(directory)) {
      if (found.has(disk)) continue;
      found.add(disk);
      const backing = attribute(disk, 'loop/backing_file');
      const mount = backing === null ? null : mountOf(mounts, backing.replace(/ \(deleted\)$/, ''));
      if (mount) devicesOfMount(view, mounts, mount).forEach(visit);
      const onDevice = backing === null ? null : directoryOfDevicePath(view, backing);
      if (onDevice) visit(onDevice);
    }
  };
  devices.forEach(visit);
  return [...found];
}

/** The whole disks a device consists of, itself first: a partition's disk; the members of a mapping or an array. */
function ownDisks(directory: string): string[] {
  const found = new Set<string>();
  const visit = (at: string) => {
    const disk = wholeDisk(at);
    if (found.has(disk)) return;
    found.add(disk);
    for (const layer of new Set([at, disk])) {
      for (const slave of entries(join(layer, 'slaves'))) {
        const target = resolved(join(layer, 'slaves', slave));
        if (target) visit(target);
      }
    }
  };
  visit(directory);
  return [...found];
}

/** LVM, LUKS and RAID show in `holders`; ZFS holds its members without a trace there, but udev has noted the type. */
function memberReason(view: LinuxView, disk: string): string | null {
  const parts = [
    disk,
    ...entries(disk)
      .map((name) => join(disk, name))
      .filter(isPartition),
  ];
  for (const part of parts) {
    const [holder] = entries(join(part, 'holders'));
    if (holder) return `is in use as a part of ${mappedName(view, holder)}`;
    const udev = attribute(join(view.run, 'udev/data'), `b${attribute(part, 'dev')}`);
    if (udev?.includes('E:ID_FS_TYPE=zfs_member') && isZfsRunning(view))
      return 'is in use as a part of a ZFS pool';
  }
  return null;
}

function mappedName(view: LinuxView, holder: string): string {
  const directory = directoryOfName(view, holder);
  const name = directory ? attribute(directory, 'dm/name') : null;
  return name ? `${name} (${holder})` : holder;
}

function isZfsRunning(view: LinuxView): boolean {
  return attribute(view.sys, 'module/zfs/version') !== null;
}

/** /proc/swaps names devices and files; the first line is a heading. */
function swapDisks(view: LinuxView, mounts: readonly Mount[]): string[] {
  const lines = (attribute(view.proc, 'swaps') ?? '').split('\n').slice(1);
  return lines.flatMap((line) => {
    const path = unescapeOctal(line.split(/\s+/)[0] ?? '');
    if (path === '') return [];
    const device = path.startsWith('/dev/') ? directoryOfDevicePath(view, path) : null;
    return device ? disksUnder(view, mounts, [device]) : disksUnderPath(view, mounts, path);
  });
}
