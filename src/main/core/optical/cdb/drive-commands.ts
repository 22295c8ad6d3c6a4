/** Commands about the drive itself: who it is, what it can do, how it shall behave (SPC-4, MMC-6). */
import { type CdbField, cdbOf, lbaField, putField } from './cdb-bytes.ts';

export function testUnitReady(): Uint8Array {
  return cdbOf(6, 0x00, []);
}

/** Fixed format; most systems fetch sense by themselves. */
export function requestSense(allocationBytes = 0xfc): Uint8Array {
  return cdbOf(6, 0x03, [[4, 1, allocationBytes]]);
}

/** The default is long enough for what drives hide behind the standard 36 bytes: firmware dates, modified firmware. */
export function inquiry(allocationBytes = 0x68): Uint8Array {
  return cdbOf(6, 0x12, [[3, 2, allocationBytes]]);
}

export const serialNumberPage = 0x80;

export function inquiryVitalProductData(page: number, allocationBytes = 0xff): Uint8Array {
  return cdbOf(6, 0x12, [
    [1, 1, 0x01],
    [2, 1, page],
    [3, 2, allocationBytes],
  ]);
}

const featureSelections = { all: 0, current: 1, one: 2 } as const;

/** `one`: that feature only; otherwise from `feature` upwards. */
export function getConfiguration(
  selection: keyof typeof featureSelections,
  feature = 0,
  allocationBytes = 0x1000,
): Uint8Array {
  return cdbOf(10, 0x46, [
    [1, 1, featureSelections[selection]],
    [2, 2, feature],
    [7, 2, allocationBytes],
  ]);
}

const pageControls = { current: 0, changeable: 1, default: 2 } as const;

export const errorRecoveryPageCode = 0x01;
export const capabilitiesPageCode = 0x2a;

/** Without block descriptors. */
export function modeSense10(
  page: number,
  control: keyof typeof pageControls = 'current',
  allocationBytes = 0xff,
): Uint8Array {
  return cdbOf(10, 0x5a, [
    [1, 1, 0x08],
    [2, 1, (pageControls[control] << 6) | page],
    [7, 2, allocationBytes],
  ]);
}

/** To be sent with {@link modeParameterList}. */
export function modeSelect10(parameterListBytes: number): Uint8Array {
  return cdbOf(10, 0x55, [
    [1, 1, 0x10],
    [7, 2, parameterListBytes],
  ]);
}

/** What MODE SELECT(10) takes: an 8-byte header and one page. PS is reserved there although MODE SENSE sets it. */
export function modeParameterList(page: Uint8Array): Uint8Array {
  const list = new Uint8Array(8 + page.length);
  list.set(page, 8);
  list[8] = (list[8] ?? 0) & 0x7f;
  return list;
}

export interface ErrorRecovery {
  /** TB: hand over the sector that could not be corrected as well. */
  readonly transferBadBlock: boolean;
  /** RC: never stop for errors. */
  readonly readContinuous: boolean;
  /** DCR: leave the last layer of correction out. */
  readonly disableCorrection: boolean;
  readonly retries: number;
}

/** Read/write error recovery page (MMC, mode page 01h), 12 bytes. */
export function errorRecoveryPage(recovery: ErrorRecovery): Uint8Array {
  const page = new Uint8Array(12);
  page.set([errorRecoveryPageCode, 0x0a]);
  page[2] =
    (recovery.transferBadBlock ? 0x20 : 0) |
    (recovery.readContinuous ? 0x10 : 0) |
    (recovery.disableCorrection ? 0x01 : 0);
  putField(page, [3, 1, recovery.retries]);
  return page;
}

export const fastestKilobytesPerSecond = 0xffff;

/** kB are 1000 bytes: a CD at 1x gives 176.4. */
export function setCdSpeed(readKilobytesPerSecond: number): Uint8Array {
  return cdbOf(12, 0xbb, [
    [2, 2, readKilobytesPerSecond],
    [4, 2, 0xffff],
  ]);
}

export const streamingDescriptorBytes = 28;

/** To be sent with {@link streamingDescriptor}. */
export function setStreaming(): Uint8Array {
  return cdbOf(12, 0xb6, [[9, 2, streamingDescriptorBytes]]);
}

export interface StreamingDescriptor {
  /** RDD: back to the drive's own speeds; the rest is then ignored. */
  readonly restoreDefaults: boolean;
  readonly startLba: number;
  readonly endLba: number;
  readonly readKilobytesPerSecond: number;
  readonly writeKilobytesPerSecond: number;
}

/** Performance descriptor (MMC, SET STREAMING): kilobytes within 1000 ms each. */
export function streamingDescriptor(descriptor: StreamingDescriptor): Uint8Array {
  const bytes = new Uint8Array(streamingDescriptorBytes);
  const fields: readonly CdbField[] = [
    [0, 1, descriptor.restoreDefaults ? 0x04 : 0],
    lbaField(4, descriptor.startLba),
    lbaField(8, descriptor.endLba),
    [12, 4, descriptor.readKilobytesPerSecond],
    [16, 4, 1000],
    [20, 4, descriptor.writeKilobytesPerSecond],
    [24, 4, 1000],
  ];
  for (const field of fields) putField(bytes, field);
  return bytes;
}
