/** A device of Linux as something that may be written to: what the guard must know of it, and the writing itself. */
import { closeSync, constants, fstatSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { SpindleError } from '../../../shared/errors.ts';
import type { BlockSource, ReadFault } from '../../core/ports.ts';
import type { TargetFacts } from '../../core/writeback/guard-target.ts';
import type { WritableMedium } from '../../core/writeback/write-sectors.ts';
import { openError, readFault, systemName } from '../posix-faults.ts';
import { openBlockDevice } from './block-device.ts';
import { driveIdentity, isUsbFloppy } from './drive-identity.ts';
import { libc } from './libc.ts';
import { devicesOfMount, directoryOfDevicePath, readMounts } from './mounts.ts';
import {
  attribute,
  isPartition,
  kernelName,
  type LinuxView,
  numberAttribute,
  sysfsUnitBytes,
  thisSystem,
  wholeDisk,
} from './sysfs.ts';
import { systemDiskReason } from './system-disk.ts';

const flushBuffers = 0x1261; // BLKFLSBUF
const flushFloppy = 0x24b; // FDFLUSH
const floppyName = /^fd\d+$/;

/**
 * From sysfs and the mount table alone; the device is not opened.
 * @param protectedPaths folders of our own, whose disks are guarded as the system's are
 * @throws SpindleError not-a-source when it is no block device
 */
export function targetFacts(
  address: string,
  protectedPaths: readonly string[],
  view: LinuxView = thisSystem,
): TargetFacts {
  const directory = directoryOfDevicePath(view, address);
  if (!directory)
    throw new SpindleError('not-a-source', `${address} is no block device of this system.`, { address });
  const disk = wholeDisk(directory);
  const identity = driveIdentity(view, disk);
  const isFloppy = floppyName.test(kernelName(disk));
  const size = numberAttribute(directory, 'size');
  return {
    address,
    isFloppyDrive: isFloppy || (identity.bus === 'usb' && isUsbFloppy(view, disk)),
    isPartition: isPartition(directory),
    bus: identity.bus,
    removable: isFloppy || attribute(disk, 'removable') === '1',
    sizeBytes: isFloppy || size === null ? null : size * sysfsUnitBytes,
    model: `${identity.vendor} ${identity.product}`.trim(),
    guardReason: systemDiskReason(address, protectedPaths, view),
    mountPoints: mountPointsOf(view, disk),
  };
}

/** Of the disk and of every partition on it. */
function mountPointsOf(view: LinuxView, disk: string): string[] {
  const mounts = readMounts(view);
  return mounts
    .filter((mount) => devicesOfMount(view, mounts, mount).some((device) => wholeDisk(device) === disk))
    .map(({ mountPoint }) => mountPoint);
}

export interface OpenTarget extends WritableMedium {
  close(): void;
}

/**
 * Opens for writing what `source` was opened from, for itself alone: a mounted device is refused by the system (O_EXCL).
 * @param source keeps being read from, past the page cache; it is closed with the target
 * @throws SpindleError permission-denied, device-busy, wrong-medium, not-a-source
 */
export function openTarget(source: BlockSource): OpenTarget {
  const { address, medium } = source;
  const fd = open(address);
  let reading = source;
  if (!fstatSync(fd).isBlockDevice()) {
    closeSync(fd);
    throw new SpindleError('not-a-source', `${address} is no block device of this system.`, { address });
  }
  return {
    write: (lba, count, bytes) =>
      written(fd, lba * medium.sectorSize, bytes.subarray(0, count * medium.sectorSize)),
    flush() {
      try {
        fsyncSync(fd);
        libc().ioctl(fd, flushBuffers, new Uint8Array(8));
        if (forgetTrack(fd)) {
          const again = openBlockDevice(address);
          reading.close();
          reading = again;
        }
        return null;
      } catch (error) {
        if (error instanceof SpindleError) return { kind: 'gone', system: error.message };
        return readFault(error);
      }
    },
    read: (lba, count, into) => reading.read(lba, count, into),
    close() {
      closeSync(fd);
      reading.close();
    },
  };
}

/**
 * Makes the floppy driver forget the track it last wrote, from which it would answer the reading back (fd(4), FDFLUSH). To
 * everyone who has the drive open that looks like another diskette: it has to be opened again.
 * @returns false for every other driver
 */
function forgetTrack(fd: number): boolean {
  return libc().ioctl(fd, flushFloppy, new Uint8Array(8)) >= 0;
}

function open(address: string): number {
  const flags = constants.O_RDWR | constants.O_EXCL;
  try {
    return openSync(address, flags | constants.O_DIRECT);
  } catch (error) {
    const system = systemName(error);
    if (system === 'EROFS')
      throw new SpindleError(
        'wrong-medium',
        `The medium in ${address} is write-protected. Nothing was written.`,
        { address, system },
      );
    if (system !== 'EINVAL')
      throw openError(error, address, 'Nothing was written; ask for the right to write to it.');
  }
  try {
    return openSync(address, flags | constants.O_SYNC);
  } catch (error) {
    throw openError(error, address, 'Nothing was written; ask for the right to write to it.');
  }
}

function written(fd: number, offsetBytes: number, bytes: Uint8Array): ReadFault | null {
  try {
    const count = writeSync(fd, bytes, 0, bytes.length, offsetBytes);
    return count === bytes.length
      ? null
      : { kind: 'medium', system: `${count} of ${bytes.length} bytes were taken` };
  } catch (error) {
    // The driver sees the write protection only now: no other sector will fare better.
    return systemName(error) === 'EROFS' ? { kind: 'permission', system: 'EROFS' } : readFault(error);
  }
}
