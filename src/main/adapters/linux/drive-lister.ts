/** The drives of this machine, from sysfs alone: no device is opened, an idle drive stays idle. */
import { basename, join } from 'node:path';
import type { Drive, DriveIdentity } from '../../../shared/model/drive.ts';
import type { DriveLister } from '../../core/ports.ts';
import { driveIdentity, isUsbFloppy } from './drive-identity.ts';
import { opticalDrives } from './optical-lister.ts';
import { stableId } from './stable-id.ts';
import {
  attribute,
  directoryOfName,
  entries,
  isPartition,
  type LinuxView,
  numberAttribute,
  sysfsUnitBytes,
  thisSystem,
} from './sysfs.ts';
import { type GuardedDisks, guardedDisks, guardReason } from './system-disk.ts';

/** Whole disks by kernel name. RAM disks, mappings and arrays are not among them. */
const diskNames = /^(?:fd\d+|sd[a-z]+|vd[a-z]+|xvd[a-z]+|hd[a-z]+|nvme\d+n\d+|mmcblk\d+|loop\d+)$/;

export function linuxDrives(view: LinuxView = thisSystem): DriveLister {
  return {
    async list() {
      const guarded = guardedDisks(view, []);
      const disks = entries(join(view.sys, 'class/block'))
        .filter((name) => diskNames.test(name))
        .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
        .flatMap((name) => describe(view, guarded, name) ?? []);
      return [...opticalDrives(view, guarded), ...disks];
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
    id: stableId(view, directory, [identity.serial, backing]),
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
