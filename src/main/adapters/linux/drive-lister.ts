/** The disks and floppy drives of this machine, from sysfs alone: no device is opened, an idle drive stays idle. */
import { createHash } from 'node:crypto';
import { basename, join } from 'node:path';
import type { Drive, DriveIdentity } from '../../../shared/model/drive.ts';
import type { DriveLister } from '../../core/ports.ts';
import { driveIdentity, isUsbFloppy } from './drive-identity.ts';
import {
  attribute,
  directoryOfName,
  entries,
  isPartition,
  type LinuxView,
  numberAttribute,
  thisSystem,
} from './sysfs.ts';
import { type GuardedDisks, guardedDisks, guardReason } from './system-disk.ts';

/** sysfs counts in 512 bytes, whatever the device's own sectors are. */
export const sysfsUnitBytes = 512;

/** Whole disks by kernel name. Optical drives, RAM disks, mappings and arrays are not among them. */
const diskNames = /^(?:fd\d+|sd[a-z]+|vd[a-z]+|xvd[a-z]+|hd[a-z]+|nvme\d+n\d+|mmcblk\d+|loop\d+)$/;

export function linuxDrives(view: LinuxView = thisSystem): DriveLister {
  return {
    async list() {
      const guarded = guardedDisks(view, []);
      return entries(join(view.sys, 'class/block'))
        .filter((name) => diskNames.test(name))
        .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
        .flatMap((name) => describe(view, guarded, name) ?? []);
    },
  };
}

function describe(view: LinuxView, guarded: GuardedDisks, name: string): Drive | null {
  const directory = directoryOfName(view, name);
  if (!directory || isPartition(directory) || attribute(directory, 'hidden') === '1') return null;
  const identity = driveIdentity(view, directory);
  const backing = attribute(directory, 'loop/backing_file');
  if (identity.bus === 'loop' && backing === null) return null;
  const isPcFloppy = identity.bus === 'floppy';
  const size = numberAttribute(directory, 'size');
  return {
    id: stableId(view, directory, identity, backing),
    kind: kindOf(view, directory, identity),
    address: `/dev/${name}`,
    label: labelOf(identity, backing),
    identity,
    removable: isPcFloppy || attribute(directory, 'removable') === '1' || identity.bus === 'usb',
    // The floppy driver answers these from what it saw last, which may be another diskette: asking would mean opening.
    writeProtected: isPcFloppy ? null : booleanAttribute(directory, 'ro'),
    sizeBytes: isPcFloppy || size === null ? null : size * sysfsUnitBytes,
    sectorSize: isPcFloppy ? null : numberAttribute(directory, 'queue/logical_block_size'),
    systemDisk: guardReason(view, guarded, directory),
  };
}

function kindOf(view: LinuxView, directory: string, { bus }: DriveIdentity): Drive['kind'] {
  if (bus === 'loop') return 'loop';
  return bus === 'floppy' || (bus === 'usb' && isUsbFloppy(view, directory)) ? 'floppy' : 'disk';
}

function labelOf({ vendor, product, bus }: DriveIdentity, backing: string | null): string {
  if (backing !== null) return basename(backing);
  return `${vendor} ${product}`.trim() || `${bus} disk`;
}

function booleanAttribute(directory: string, name: string): boolean | null {
  const value = attribute(directory, name);
  return value === null ? null : value !== '0';
}

/** The same while the device stays where it is plugged in; says nothing of where that is. */
function stableId(
  view: LinuxView,
  directory: string,
  { serial }: DriveIdentity,
  backing: string | null,
): string {
  const place = directory.slice(view.sys.length);
  return createHash('sha256')
    .update(JSON.stringify([place, serial, backing]))
    .digest('hex')
    .slice(0, 16);
}
