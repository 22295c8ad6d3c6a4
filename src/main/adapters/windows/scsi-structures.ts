/**
 * Untested: written to the documented interface; not yet run on this system.
 * `SCSI_PASS_THROUGH_DIRECT` (ntddscsi.h) as 64-bit Windows lays it out, and what its answers mean.
 */
import type { MmcCommand, MmcResult } from '../../core/ports.ts';

export const scsiIoctl = {
  passThroughDirect: 0x4d014,
  getCapabilities: 0x41010,
} as const;

/** The structure, then the sense it points to by offset, on a boundary of 8. */
const structureBytes = 56;
const senseOffset = 64;
const senseBytes = 64;
export const passThroughBytes = senseOffset + senseBytes;
export const capabilitiesBytes = 24;

const longestCdbBytes = 16;
const directions = { out: 0, in: 1, none: 2 } as const; // SCSI_IOCTL_DATA_OUT, _IN, _UNSPECIFIED

export interface PassThroughRequest {
  readonly cdb: Uint8Array;
  readonly direction: MmcCommand['direction'];
  readonly dataBytes: number;
  readonly timeoutMs: number;
  readonly dataAddress: bigint;
}

/** The unit of its time limit is the second; a limit of none would be no limit. */
export function packPassThrough(request: PassThroughRequest): Uint8Array {
  const bytes = new Uint8Array(passThroughBytes);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, structureBytes, true);
  view.setUint8(6, request.cdb.length);
  view.setUint8(7, senseBytes);
  view.setUint8(8, directions[request.direction]);
  view.setUint32(12, request.dataBytes, true);
  view.setUint32(16, Math.max(1, Math.ceil(request.timeoutMs / 1000)), true);
  view.setBigUint64(24, request.dataAddress, true);
  view.setUint32(32, senseOffset, true);
  bytes.set(request.cdb.subarray(0, longestCdbBytes), 36);
  return bytes;
}

/** What a command came to that Windows carried out; it leaves the bytes transferred where their number was asked. */
export function resultOfPassThrough(bytes: Uint8Array, dataBytes: number): MmcResult {
  const view = new DataView(bytes.buffer, bytes.byteOffset, passThroughBytes);
  const status = view.getUint8(2);
  const sense = bytes.slice(senseOffset, senseOffset + Math.min(senseBytes, view.getUint8(7)));
  return {
    kind: 'answered',
    status,
    sense: sense.some((byte) => byte !== 0) ? sense : new Uint8Array(0),
    transferredBytes: Math.min(dataBytes, view.getUint32(12, true)),
  };
}

const accessDenied = 5; // ERROR_ACCESS_DENIED
/** ERROR_DEV_NOT_EXIST, ERROR_NO_SUCH_DEVICE, ERROR_DEVICE_NOT_CONNECTED. */
const goneErrors: readonly number[] = [55, 433, 1167];

/** What a call that failed means: the drive has not answered. */
export function resultOfError(error: number): MmcResult {
  const system = `Windows error ${error}`;
  if (error === accessDenied) return { kind: 'not-permitted', system };
  return { kind: goneErrors.includes(error) ? 'gone' : 'timeout', system };
}

export interface TransferLimits {
  readonly maxTransferBytes: number;
  readonly alignmentBytes: number;
}

/** What every host adapter carries: 27 raw sectors. */
const classicTransferBytes = 64 * 1024;
const pageBytes = 4096;
/** Beyond this an answer is taken for "no limit" rather than for a size of buffers. */
const largestTransferBytes = 1024 * 1024;

/** `IO_SCSI_CAPABILITIES`; a buffer that does not start on a page needs one page more. Null: not told. */
export function transferLimits(capabilities: Uint8Array | null): TransferLimits {
  const fallback = { maxTransferBytes: classicTransferBytes, alignmentBytes: pageBytes };
  if (!capabilities || capabilities.length < capabilitiesBytes) return fallback;
  const view = new DataView(capabilities.buffer, capabilities.byteOffset, capabilitiesBytes);
  const bytes = view.getUint32(4, true);
  const pages = view.getUint32(8, true);
  const alignmentMask = view.getUint32(16, true);
  if (bytes === 0 || pages < 2 || alignmentMask >= pageBytes) return fallback;
  return {
    maxTransferBytes: Math.min(bytes, (pages - 1) * pageBytes, largestTransferBytes),
    alignmentBytes: alignmentMask + 1,
  };
}
