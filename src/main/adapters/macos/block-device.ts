/**
 * Untested: written to the documented interface; not yet run on this system.
 * `/dev/rdiskN` as a source: the raw character device, which has no cache to pass by.
 */
import { closeSync, openSync } from 'node:fs';
import { createRequire } from 'node:module';
import { SpindleError } from '../../../shared/errors.ts';
import type { Medium } from '../../../shared/model/drive.ts';
import type { BlockSource } from '../../core/ports.ts';
import { readSectors } from '../files/positioned-read.ts';
import { openError } from '../posix-faults.ts';

const getBlockSize = 0x40046418; // DKIOCGETBLOCKSIZE, u32
const getBlockCount = 0x40086419; // DKIOCGETBLOCKCOUNT, u64
const isWritable = 0x4004641d; // DKIOCISWRITABLE, u32

const advice =
  'Nothing was read; give Spindle "Removable Volumes" and "Full Disk Access" in the privacy settings, or run it as an administrator.';

/** @throws SpindleError not-found, not-a-source, permission-denied, no-medium, device-busy */
export function openBlockDevice(address: string): BlockSource {
  const path = address.replace(/^\/dev\/disk/, '/dev/rdisk');
  const fd = open(path);
  try {
    const medium = mediumOf(path, fd);
    return {
      address,
      medium,
      identity: { vendor: '', product: '', revision: '', serial: '', bus: '' },
      deviceGeometry: null,
      alignmentBytes: medium.sectorSize,
      read: (lba, count, into) => readSectors(fd, medium, lba, count, into),
      close: () => closeSync(fd),
    };
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

function open(path: string): number {
  try {
    return openSync(path, 'r');
  } catch (error) {
    throw openError(error, path, advice);
  }
}

function mediumOf(path: string, fd: number): Medium {
  const sectorSize = Number(ask(fd, getBlockSize, 4) ?? 0n);
  const totalSectors = Number(ask(fd, getBlockCount, 8) ?? 0n);
  if (sectorSize === 0 || totalSectors === 0) {
    throw new SpindleError('no-medium', `There is no medium in ${path}. Insert one and try again.`, { path });
  }
  const writable = ask(fd, isWritable, 4);
  return {
    sizeBytes: sectorSize * totalSectors,
    sectorSize,
    totalSectors,
    writeProtected: writable === null ? null : writable === 0n,
    removable: true,
    diskSequence: null,
  };
}

type Ioctl = (fd: number, request: number, type: string, argument: Uint8Array) => number;
let ioctl: Ioctl | null = null;

/** Declared variadic, as it is: on Apple's arm64 such arguments go another way than named ones. */
function ask(fd: number, request: number, bytes: 4 | 8): bigint | null {
  if (!ioctl) {
    const koffi = createRequire(import.meta.url)('koffi') as typeof import('koffi');
    ioctl = koffi.load(null).func('int ioctl(int fd, unsigned long request, ...)');
  }
  const answer = new Uint8Array(8);
  return ioctl(fd, request, 'void *', answer.subarray(0, bytes)) < 0
    ? null
    : new DataView(answer.buffer).getBigUint64(0, true);
}
