/** What the PC floppy driver tells through ioctl(2) (linux/fd.h). Asked only of a drive that is open. */
import { libc } from './libc.ts';

const getParameters = 0x80200204; // FDGETPRM, 32 bytes on 64-bit systems
const pollDriveState = 0x80500213; // FDPOLLDRVSTAT, 80 bytes on 64-bit systems
const parametersBytes = 32;
const driveStateBytes = 80;
const diskChangedFlag = 1 << 4;
const diskWritableFlag = 1 << 5;

export interface FloppyParameters {
  readonly totalSectors: number;
  readonly cylinders: number;
  readonly heads: number;
  readonly sectorsPerTrack: number;
}

/** The geometry the driver reads with, or null while it has not recognised any. */
export function floppyParameters(fd: number): FloppyParameters | null {
  const bytes = new Uint8Array(parametersBytes);
  if (libc().ioctl(fd, getParameters, bytes) < 0) return null;
  return parseFloppyParameters(bytes);
}

/** `struct floppy_struct`: size in 512-byte sectors, sectors per track, heads, tracks. */
export function parseFloppyParameters(bytes: Uint8Array): FloppyParameters | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const totalSectors = view.getUint32(0, true);
  const sectorsPerTrack = view.getUint32(4, true);
  const heads = view.getUint32(8, true);
  const cylinders = view.getUint32(12, true);
  const isSane = totalSectors > 0 && sectorsPerTrack > 0 && heads > 0 && heads <= 2 && cylinders > 0;
  return isSane ? { totalSectors, cylinders, heads, sectorsPerTrack } : null;
}

export interface FloppyDriveState {
  /** The disk-change line is set: the diskette is out, or was out since the drive was opened. */
  readonly diskChanged: boolean;
  readonly writeProtected: boolean;
}

/** Asks the drive itself; null when it does not answer. */
export function floppyDriveState(fd: number): FloppyDriveState | null {
  const bytes = new Uint8Array(driveStateBytes);
  if (libc().ioctl(fd, pollDriveState, bytes) < 0) return null;
  const flags = bytes[0]!;
  return { diskChanged: (flags & diskChangedFlag) !== 0, writeProtected: (flags & diskWritableFlag) === 0 };
}
