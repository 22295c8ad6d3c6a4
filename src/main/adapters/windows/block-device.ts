/**
 * Untested: written to the documented interface; not yet run on this system.
 * `\\.\A:` and `\\.\PhysicalDriveN` as sources, past the cache of the system.
 */
import { SpindleError } from '../../../shared/errors.ts';
import type { Medium } from '../../../shared/model/drive.ts';
import type { BlockSource } from '../../core/ports.ts';
import { outOfBounds } from '../files/positioned-read.ts';
import { windowsOpenError, windowsReadFault } from './errors.ts';
import { kernel32 } from './kernel32.ts';
import {
  type DiskGeometry,
  geometryBytes,
  ioctl,
  isFloppyMedia,
  isRemovableMedia,
  lengthInfoBytes,
  parseGeometry,
  parseLength,
} from './storage-structures.ts';

const writeProtected = 19; // ERROR_WRITE_PROTECT

/** @throws SpindleError not-found, not-a-source, permission-denied, no-medium, device-busy */
export function openBlockDevice(address: string): BlockSource {
  const opened = kernel32().open(address, 'read');
  if ('error' in opened) throw windowsOpenError(opened.error, address);
  try {
    return sourceOf(address, opened.handle);
  } catch (error) {
    kernel32().close(opened.handle);
    throw error;
  }
}

function sourceOf(address: string, handle: number): BlockSource {
  const { read, close } = kernel32();
  const geometry = geometryOf(address, handle);
  const medium = mediumOf(address, handle, geometry);
  return {
    address,
    medium,
    identity: { vendor: '', product: '', revision: '', serial: '', bus: '' },
    deviceGeometry: isFloppyMedia(geometry)
      ? {
          cylinders: geometry.cylinders,
          heads: geometry.heads,
          sectorsPerTrack: geometry.sectorsPerTrack,
        }
      : null,
    alignmentBytes: medium.sectorSize,
    read(lba, count, into) {
      const outside = outOfBounds(medium, lba, count, into);
      if (outside) return { goodSectors: 0, fault: outside };
      const wantedBytes = count * medium.sectorSize;
      const result = read(handle, into, wantedBytes, lba * medium.sectorSize);
      if ('error' in result) return { goodSectors: 0, fault: windowsReadFault(result.error) };
      if (result.bytes === wantedBytes) return { goodSectors: count, fault: null };
      return {
        goodSectors: Math.floor(result.bytes / medium.sectorSize),
        fault: {
          kind: result.bytes === 0 ? 'unforeseen' : 'medium',
          system: `${result.bytes} of ${wantedBytes} bytes were transferred`,
        },
      };
    },
    close: () => close(handle),
  };
}

function geometryOf(address: string, handle: number): DiskGeometry {
  const bytes = new Uint8Array(geometryBytes);
  const result = kernel32().control(handle, ioctl.diskGetDriveGeometry, bytes);
  if ('error' in result) throw windowsOpenError(result.error, address);
  const geometry = parseGeometry(bytes);
  if (geometry) return geometry;
  throw new SpindleError('not-a-source', `${address} does not say how long its sectors are.`, { address });
}

/** The length first: a geometry rounds down to whole cylinders, and the rest of the medium would be lost. */
function mediumOf(address: string, handle: number, geometry: DiskGeometry): Medium {
  const { cylinders, heads, sectorsPerTrack, sectorSize } = geometry;
  const bytes = new Uint8Array(lengthInfoBytes);
  const told =
    'bytes' in kernel32().control(handle, ioctl.diskGetLengthInfo, bytes) ? parseLength(bytes) : null;
  const sizeBytes = told ?? cylinders * heads * sectorsPerTrack * sectorSize;
  if (sizeBytes === 0) {
    throw new SpindleError('no-medium', `There is no medium in ${address}. Insert one and try again.`, {
      address,
    });
  }
  if (sizeBytes % sectorSize !== 0) {
    throw new SpindleError(
      'unsupported',
      `${address} has ${sizeBytes} bytes, which is no multiple of its ${sectorSize}-byte sectors. Nothing was begun.`,
      { address, sizeBytes, sectorSize },
    );
  }
  const writable = kernel32().control(handle, ioctl.diskIsWritable, new Uint8Array(4));
  return {
    sizeBytes,
    sectorSize,
    totalSectors: sizeBytes / sectorSize,
    writeProtected: 'bytes' in writable ? false : writable.error === writeProtected ? true : null,
    removable: isRemovableMedia(geometry),
    diskSequence: null,
  };
}
