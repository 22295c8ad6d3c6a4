/** A block device of Linux as a source: direct I/O, so that neither page cache nor read-ahead stands before the medium. */
import { closeSync, constants, fstatSync, openSync } from 'node:fs';
import { SpindleError } from '../../../shared/errors.ts';
import type { Medium } from '../../../shared/model/drive.ts';
import type { BlockSource, ReadFault } from '../../core/ports.ts';
import { readSectors } from '../files/positioned-read.ts';
import { allocateAligned } from '../memory/aligned.ts';
import { openError, systemName } from '../posix-faults.ts';
import { driveIdentity } from './drive-identity.ts';
import { type FloppyParameters, floppyDriveState, floppyParameters } from './floppy-ioctl.ts';
import { libc } from './libc.ts';
import { permissionAdvice } from './permission-advice.ts';
import { mediumPresence } from './presence.ts';
import {
  attribute,
  deviceNumber,
  directoryOfNumber,
  kernelName,
  numberAttribute,
  sysfsUnitBytes,
  thisSystem,
  wholeDisk,
} from './sysfs.ts';

const getSize64 = 0x80081272; // BLKGETSIZE64
const getSectorSize = 0x1268; // BLKSSZGET
const floppyName = /^fd\d+$/;
/** How long good reads may go on before the medium is asked whether it is still the same. */
const presenceIntervalMs = 5000;

interface OpenDevice {
  readonly fd: number;
  readonly isDirect: boolean;
  readonly isFloppy: boolean;
  readonly directory: string;
  readonly number: string;
}

/**
 * Opens a disk, a partition, a loop device or a PC floppy drive for reading; links (`/dev/disk/by-id/...`) are followed.
 * @throws SpindleError not-found, not-a-source, permission-denied, no-medium, device-busy, unsupported
 */
export function openBlockDevice(address: string): BlockSource {
  const device = openDevice(address);
  try {
    return sourceOf(address, device);
  } catch (error) {
    closeSync(device.fd);
    throw error;
  }
}

function openDevice(address: string): OpenDevice {
  const { fd, isDirect } = openDirectIfPossible(address);
  const stat = fstatSync(fd);
  const number = deviceNumber(stat.rdev);
  const directory = stat.isBlockDevice() ? directoryOfNumber(thisSystem, number) : null;
  if (!directory) {
    closeSync(fd);
    throw new SpindleError('not-a-source', `${address} is no block device of this system.`, {
      address,
      number,
    });
  }
  return { fd, isDirect, isFloppy: floppyName.test(kernelName(directory)), directory, number };
}

function openDirectIfPossible(address: string): { fd: number; isDirect: boolean } {
  try {
    return { fd: openSync(address, constants.O_RDONLY | constants.O_DIRECT), isDirect: true };
  } catch (error) {
    if (systemName(error) !== 'EINVAL') throw openError(error, address, permissionAdvice(address));
  }
  try {
    return { fd: openSync(address, constants.O_RDONLY), isDirect: false };
  } catch (error) {
    throw openError(error, address, permissionAdvice(address));
  }
}

function sourceOf(address: string, device: OpenDevice): BlockSource {
  const { fd, isFloppy, isDirect, directory } = device;
  const disk = wholeDisk(directory);
  const sectorSize = sectorSizeOf(device);
  const floppy = isFloppy ? recogniseFloppy(address, fd, sectorSize) : null;
  const medium: Medium = {
    ...extentOf(address, device, sectorSize, floppy),
    writeProtected: isFloppy ? (floppyDriveState(fd)?.writeProtected ?? null) : flag(directory, 'ro'),
    removable: isFloppy || flag(disk, 'removable') === true,
    diskSequence: numberAttribute(disk, 'diskseq'),
  };
  const presence = () => mediumPresence({ ...device, disk, diskSequence: medium.diskSequence });
  let askedMs = performance.now();
  return {
    address,
    medium,
    identity: driveIdentity(thisSystem, disk),
    deviceGeometry: floppy && {
      cylinders: floppy.cylinders,
      heads: floppy.heads,
      sectorsPerTrack: floppy.sectorsPerTrack,
    },
    alignmentBytes: isDirect ? (numberAttribute(disk, 'queue/dma_alignment') ?? sectorSize - 1) + 1 : 1,
    read(lba, count, into) {
      const result = readSectors(fd, medium, lba, count, into);
      const isDue = performance.now() - askedMs > presenceIntervalMs;
      if (!result.fault && !isDue) return result;
      const absence = presence();
      askedMs = performance.now();
      return absence ? { goodSectors: 0, fault: withSystem(absence, result.fault) } : result;
    },
    close: () => closeSync(fd),
  };
}

function withSystem(absence: ReadFault, fault: ReadFault | null): ReadFault {
  return fault ? { kind: absence.kind, system: `${fault.system}, ${absence.system}` } : absence;
}

/** Its size is 8 sectors until the driver has recognised the format, which it does by reading. */
function recogniseFloppy(address: string, fd: number, sectorSize: number): FloppyParameters {
  const probe = allocateAligned(sectorSize);
  const medium = { sizeBytes: sectorSize, sectorSize, totalSectors: 1 } as Medium;
  const { fault } = readSectors(fd, medium, 0, 1, probe);
  const parameters = floppyParameters(fd);
  if (parameters) return parameters;
  throw new SpindleError(
    'no-medium',
    `The format of the diskette in ${address} was not recognised (${fault?.system ?? 'no geometry'}). Nothing was read; name the format, as in ${address}u1440, or try another drive.`,
    { address, system: fault?.system ?? '' },
  );
}

function sectorSizeOf({ fd, directory }: OpenDevice): number {
  const told = numberAttribute(wholeDisk(directory), 'queue/logical_block_size');
  if (told) return told;
  const bytes = new Uint8Array(4);
  const result = libc().ioctl(fd, getSectorSize, bytes);
  return result < 0 ? 512 : new DataView(bytes.buffer).getUint32(0, true);
}

function extentOf(
  address: string,
  { fd, directory }: OpenDevice,
  sectorSize: number,
  floppy: FloppyParameters | null,
): Pick<Medium, 'sizeBytes' | 'sectorSize' | 'totalSectors'> {
  const sizeBytes = floppy ? floppy.totalSectors * sysfsUnitBytes : deviceBytes(fd, directory);
  if (sizeBytes === 0) {
    throw new SpindleError('no-medium', `There is no medium in ${address}. Insert one and try again.`, {
      address,
    });
  }
  if (sizeBytes % sectorSize !== 0) {
    throw new SpindleError(
      'unsupported',
      `${address} has ${sizeBytes} bytes, which is no multiple of its ${sectorSize}-byte sectors: its end could not be read. Nothing was begun.`,
      { address, sizeBytes, sectorSize },
    );
  }
  return { sizeBytes, sectorSize, totalSectors: sizeBytes / sectorSize };
}

function deviceBytes(fd: number, directory: string): number {
  const told = numberAttribute(directory, 'size');
  if (told !== null) return told * sysfsUnitBytes;
  const bytes = new Uint8Array(8);
  return libc().ioctl(fd, getSize64, bytes) < 0
    ? 0
    : Number(new DataView(bytes.buffer).getBigUint64(0, true));
}

function flag(directory: string, name: string): boolean | null {
  const value = attribute(directory, name);
  return value === null ? null : value !== '0';
}
