/**
 * What the kernel says of block devices without opening any of them: sysfs, and the tables in /proc that name what is in
 * use. Every root is a parameter, so that a tree of files can stand for another machine.
 */
import { readdirSync, readFileSync, realpathSync, type Stats, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** sysfs counts in 512 bytes, whatever the device's own sectors are. */
export const sysfsUnitBytes = 512;

export interface LinuxView {
  readonly sys: string;
  readonly proc: string;
  readonly dev: string;
  readonly run: string;
  /** `major:minor` of the block device a path names, or null when it names none. */
  readonly deviceAt: (path: string) => string | null;
  /** `major:minor` of what the file system holding this path lies on, or null when nothing is there. */
  readonly deviceHolding: (path: string) => string | null;
}

export const thisSystem: LinuxView = {
  sys: '/sys',
  proc: '/proc',
  dev: '/dev',
  run: '/run',
  deviceAt: (path) => {
    const stat = statOrNull(path);
    return stat?.isBlockDevice() ? deviceNumber(stat.rdev) : null;
  },
  deviceHolding: (path) => {
    const stat = statOrNull(path);
    return stat ? deviceNumber(stat.dev) : null;
  },
};

/** What a path names; null when it names nothing, or nothing this user may know of. */
export function statOrNull(path: string): Stats | null {
  try {
    return statSync(path);
  } catch {
    // Whatever stands in the way: who opens the path is told what it was.
    return null;
  }
}

/** A `dev_t` of the C library as the kernel writes it: `major:minor` (gnu_dev_major and gnu_dev_minor). */
export function deviceNumber(dev: number): string {
  const value = BigInt(dev);
  const major = ((value >> 8n) & 0xfffn) | ((value >> 32n) & ~0xfffn);
  const minor = (value & 0xffn) | ((value >> 12n) & ~0xffn);
  return `${major}:${minor}`;
}

/** One attribute, trimmed. Null when the kernel does not offer it for this device, or will not tell this user. */
export function attribute(directory: string, name: string): string | null {
  return attributeBytes(directory, name)?.toString('latin1').trim() ?? null;
}

export function attributeBytes(directory: string, name: string): Buffer | null {
  try {
    return readFileSync(join(directory, name));
  } catch {
    // Absent, root-only, or the device went away while it was asked: in sysfs each of these means "not told".
    return null;
  }
}

/** An attribute that is a plain decimal number. */
export function numberAttribute(directory: string, name: string): number | null {
  const text = attribute(directory, name);
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;
}

/** Names in a directory, sorted; none when it is not there. */
export function entries(directory: string): readonly string[] {
  try {
    return readdirSync(directory).sort();
  } catch {
    // A directory sysfs does not have is an empty one: a disk without holders, a kernel without md.
    return [];
  }
}

/** Directory of a block device in sysfs, links resolved; null when the kernel knows no such device. */
export function directoryOfNumber(view: LinuxView, number: string): string | null {
  return resolved(join(view.sys, 'dev/block', number));
}

export function directoryOfName(view: LinuxView, name: string): string | null {
  return resolved(join(view.sys, 'class/block', name.replaceAll('/', '!')));
}

export function resolved(path: string): string | null {
  try {
    return realpathSync(path);
  } catch {
    // Nothing there (any more).
    return null;
  }
}

export function isPartition(directory: string): boolean {
  return attribute(directory, 'partition') !== null;
}

/** The directory of the whole disk a partition belongs to; a whole disk is its own. */
export function wholeDisk(directory: string): string {
  return isPartition(directory) ? dirname(directory) : directory;
}

export function kernelName(directory: string): string {
  return basename(directory);
}

/** Walks from a device towards the root of sysfs and returns the first ancestor that has an attribute. */
export function ancestorWith(view: LinuxView, directory: string, name: string): string | null {
  const root = resolved(join(view.sys, 'devices')) ?? view.sys;
  for (let at = directory; at.startsWith(root) && at !== root; at = dirname(at)) {
    if (attribute(at, name) !== null) return at;
  }
  return null;
}
