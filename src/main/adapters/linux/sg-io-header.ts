/**
 * `struct sg_io_hdr` (scsi/sg.h) as 64-bit Linux lays it out, and what its answers mean. Pure: addresses come in as
 * numbers, so that the packing can be held against known bytes.
 */
import type { MmcCommand, MmcResult } from '../../core/ports.ts';

export const sgIoRequest = 0x2285; // SG_IO
export const sgIoHeaderBytes = 88;
/** Descriptor format sense of an MMC drive stays below this; `mx_sb_len` is one byte. */
export const senseBytes = 64;

const interfaceId = 0x53; // 'S'
const directions = { none: -1, out: -2, in: -3 } as const; // SG_DXFER_*
const checkCondition = 2;

export interface SgIoRequest {
  readonly direction: MmcCommand['direction'];
  readonly cdbBytes: number;
  readonly dataBytes: number;
  readonly timeoutMs: number;
  readonly cdbAddress: bigint;
  readonly dataAddress: bigint;
  readonly senseAddress: bigint;
}

/** Fills `into`, which holds at least {@link sgIoHeaderBytes}; what the kernel answers is zero before. */
export function packSgIoHeader(request: SgIoRequest, into: Uint8Array): void {
  into.fill(0, 0, sgIoHeaderBytes);
  const view = new DataView(into.buffer, into.byteOffset, sgIoHeaderBytes);
  view.setInt32(0, interfaceId, true);
  view.setInt32(4, directions[request.direction], true);
  view.setUint8(8, request.cdbBytes);
  view.setUint8(9, senseBytes);
  view.setUint32(12, request.dataBytes, true);
  view.setBigUint64(16, request.dataAddress, true);
  view.setBigUint64(24, request.cdbAddress, true);
  view.setBigUint64(32, request.senseAddress, true);
  view.setUint32(40, request.timeoutMs, true);
}

export interface SgIoAnswer {
  readonly status: number;
  readonly senseBytesWritten: number;
  readonly hostStatus: number;
  readonly driverStatus: number;
  /** Bytes asked for that were not transferred. Signed: a driver whose device sent too much makes it negative. */
  readonly residualBytes: number;
}

export function parseSgIoHeader(header: Uint8Array): SgIoAnswer {
  const view = new DataView(header.buffer, header.byteOffset, sgIoHeaderBytes);
  return {
    status: view.getUint8(64),
    senseBytesWritten: view.getUint8(67),
    hostStatus: view.getUint16(68, true),
    driverStatus: view.getUint16(70, true),
    residualBytes: view.getInt32(72, true),
  };
}

/** `DID_*` of scsi/scsi_status.h; all but these two mean that the bus or the driver gave up on the command. */
const hostNames: Readonly<Record<number, string>> = {
  1: 'no connection',
  2: 'bus busy',
  3: 'time out',
  4: 'bad target',
  5: 'aborted',
  6: 'parity error',
  7: 'error',
  8: 'reset',
  14: 'transport disrupted',
};
const hostNoConnection = 1;
const hostBadTarget = 4;
/** The low half of `driver_status`; 8 only says that sense came (kernels before 5.14). */
const driverStatusMask = 0x0f;
const driverSense = 8;

/**
 * What a command that went through the kernel came to. A drive that answered with sense is believed even where its bus
 * complains as well: sense says more, and a check condition is never taken for success.
 */
export function resultOfSgIo(answer: SgIoAnswer, dataBytes: number, sense: Uint8Array): MmcResult {
  const { status, hostStatus, residualBytes } = answer;
  const given = sense.slice(0, Math.min(answer.senseBytesWritten, sense.length));
  const hasAnswered = status === checkCondition && given.length > 0;
  const driverStatus = answer.driverStatus & driverStatusMask;
  if (!hasAnswered && hostStatus !== 0) {
    const name = hostNames[hostStatus];
    const system = `host_status ${hostStatus}${name ? ` (${name})` : ''}`;
    const isGone = hostStatus === hostNoConnection || hostStatus === hostBadTarget;
    return { kind: isGone ? 'gone' : 'timeout', system };
  }
  if (!hasAnswered && driverStatus !== 0 && driverStatus !== driverSense) {
    return { kind: 'timeout', system: `driver_status ${driverStatus}` };
  }
  // A residual beyond the transfer, either way, is no number of bytes: nothing, or everything, came.
  const transferredBytes = Math.max(0, Math.min(dataBytes, dataBytes - residualBytes));
  return { kind: 'answered', status, sense: given, transferredBytes };
}
