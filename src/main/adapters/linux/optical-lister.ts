/**
 * The optical drives of this machine, from sysfs and udev's notes alone: no drive is opened, so that none spins up and no
 * tray is locked.
 */
import { join } from 'node:path';
import type { Drive } from '../../../shared/model/drive.ts';
import { driveIdentity } from './drive-identity.ts';
import { isOptical } from './optical-nodes.ts';
import { stableId } from './stable-id.ts';
import {
  attribute,
  directoryOfName,
  entries,
  type LinuxView,
  numberAttribute,
  resolved,
  sysfsUnitBytes,
} from './sysfs.ts';
import { type GuardedDisks, guardReason } from './system-disk.ts';

const opticalNames = /^sr\d+$/;

export function opticalDrives(view: LinuxView, guarded: GuardedDisks): Drive[] {
  return entries(join(view.sys, 'class/block'))
    .filter((name) => opticalNames.test(name))
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .flatMap((name) => describe(view, guarded, name) ?? []);
}

function describe(view: LinuxView, guarded: GuardedDisks, name: string): Drive | null {
  const directory = directoryOfName(view, name);
  const device = directory && resolved(join(directory, 'device'));
  if (!directory || !device || !isOptical(device)) return null;
  const identity = driveIdentity(view, directory);
  return {
    id: stableId(view, directory, [identity.serial]),
    kind: 'optical',
    address: `/dev/${name}`,
    label: `${identity.vendor} ${identity.product}`.trim() || 'optical drive',
    identity,
    removable: true,
    // sysfs says whether the drive can write, not whether this disc can be written.
    writeProtected: null,
    sizeBytes: sizeBytes(view, directory),
    sectorSize: numberAttribute(directory, 'queue/logical_block_size'),
    systemDisk: guardReason(view, guarded, directory),
  };
}

/** What the driver sr claims while no disc has told its size (get_sectorsize); no size of 2048-byte sectors. */
const guessedUnits = 0x1fffff;

/** In 2048-byte sectors, whatever the disc holds; 0 without a disc, null where nobody has looked yet. */
function sizeBytes(view: LinuxView, directory: string): number | null {
  const hasMedium = mediumKnownToUdev(view, directory);
  if (hasMedium === false) return 0;
  const units = numberAttribute(directory, 'size');
  return units === null || units === 0 || units === guessedUnits ? null : units * sysfsUnitBytes;
}

/** udev asks the drive whenever the kernel reports another medium, and notes the answer (cdrom_id). */
function mediumKnownToUdev(view: LinuxView, directory: string): boolean | null {
  const notes = attribute(join(view.run, 'udev/data'), `b${attribute(directory, 'dev')}`)?.split('\n');
  if (!notes?.includes('E:ID_CDROM=1')) return null;
  return notes.includes('E:ID_CDROM_MEDIA=1');
}
