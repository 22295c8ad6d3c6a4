/** A regular file as a source: somebody's raw image, to be recognised, checked or rescued from a failing disk. */
import { closeSync, fstatSync, openSync } from 'node:fs';
import { basename } from 'node:path';
import { SpindleError } from '../../../shared/errors.ts';
import type { Medium } from '../../../shared/model/drive.ts';
import type { BlockSource, ReadFault } from '../../core/ports.ts';
import { openError, systemName } from '../posix-faults.ts';
import { readSectors } from './positioned-read.ts';

/**
 * @param sectorSize bytes; the file's length must be a multiple of it
 * @throws SpindleError not-found, not-a-source, permission-denied
 */
export function openFileSource(path: string, sectorSize = 512): BlockSource {
  const fd = openForReading(path);
  try {
    const { size: sizeBytes } = fstatSync(fd);
    requireWholeSectors(path, sizeBytes, sectorSize);
    const medium: Medium = {
      sizeBytes,
      sectorSize,
      totalSectors: sizeBytes / sectorSize,
      writeProtected: null,
      removable: false,
      diskSequence: null,
    };
    return {
      address: path,
      medium,
      identity: { vendor: '', product: basename(path), revision: '', serial: '', bus: 'file' },
      deviceGeometry: null,
      alignmentBytes: 1,
      read(lba, count, into) {
        const result = readSectors(fd, medium, lba, count, into);
        return result.fault ? { ...result, fault: lengthFault(fd, sizeBytes) ?? result.fault } : result;
      },
      close: () => closeSync(fd),
    };
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

function openForReading(path: string): number {
  try {
    return openSync(path, 'r');
  } catch (error) {
    throw openError(error, path, 'Ask its owner for read permission.');
  }
}

/** @throws SpindleError not-a-source */
export function requireWholeSectors(path: string, sizeBytes: number, sectorSize: number): void {
  if (sizeBytes === 0) {
    throw new SpindleError('not-a-source', `${path} is an empty file: there is nothing to read.`, {
      path,
      sizeBytes,
    });
  }
  if (sizeBytes % sectorSize !== 0) {
    throw new SpindleError(
      'not-a-source',
      `${path} has ${sizeBytes} bytes, which is no multiple of its ${sectorSize}-byte sectors: it is not a raw image, or it was cut short.`,
      { path, sizeBytes, sectorSize },
    );
  }
}

/** A file somebody shortened is another one; its missing end is no damage of a medium. */
function lengthFault(fd: number, openedBytes: number): ReadFault | null {
  try {
    const { size } = fstatSync(fd);
    return size < openedBytes
      ? { kind: 'changed', system: `now ${size} of ${openedBytes} bytes long` }
      : null;
  } catch (error) {
    return { kind: 'gone', system: systemName(error) };
  }
}
