/** Numbers as MMC puts them: big-endian in CDBs and answers, addresses as LBA or as binary MSF. */

import { u16be } from '../../../core/byte-fields.ts';

const framesPerSecond = 75;
const framesPerMinute = 60 * framesPerSecond;
const pregapSectors = 150;
/** Minutes 90 to 99 are also the lead-in: addresses before the first pregap run on from there. */
const addressSpan = 100 * framesPerMinute;

export function uint24At(bytes: Uint8Array, at: number): number {
  return (bytes[at]! << 16) | u16be(bytes, at + 1);
}

/** LBAs before 0 are two's complement. */
export function int32At(bytes: Uint8Array, at: number): number {
  return (bytes[at]! << 24) | uint24At(bytes, at + 1);
}

export function putUint16(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value >>> 8;
  bytes[at + 1] = value;
}

export function putUint32(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value >>> 24;
  bytes[at + 1] = value >>> 16;
  putUint16(bytes, at + 2, value & 0xffff);
}

/** A count of frames as minutes, seconds, frames. */
export function putFrames(bytes: Uint8Array, at: number, frames: number): void {
  bytes[at] = Math.floor(frames / framesPerMinute);
  bytes[at + 1] = Math.floor(frames / framesPerSecond) % 60;
  bytes[at + 2] = frames % framesPerSecond;
}

export function putMsf(bytes: Uint8Array, at: number, lba: number): void {
  putFrames(bytes, at, (((lba + pregapSectors) % addressSpan) + addressSpan) % addressSpan);
}

/** Images may be longer than any CD; behind 99:59:74 their sectors count from 00:00:00 again. */
export function addressable(lba: number): number {
  return lba + pregapSectors < addressSpan ? lba : ((lba + pregapSectors) % addressSpan) - pregapSectors;
}

/** Four bytes: the LBA, or a reserved byte and the MSF. */
export function putAddress(bytes: Uint8Array, at: number, lba: number, asMsf: boolean): void {
  if (asMsf) {
    bytes[at] = 0;
    putMsf(bytes, at + 1, lba);
  } else putUint32(bytes, at, lba);
}

/** Binary MSF of a CDB as LBA; what may be the lead-in is the lead-in. */
export function lbaOfMsfAt(bytes: Uint8Array, at: number): number {
  const frames = bytes[at]! * framesPerMinute + bytes[at + 1]! * framesPerSecond + bytes[at + 2]!;
  return frames - pregapSectors;
}

export const lbaSpan = addressSpan;
/** Where the sectors of a disc are over and those of a lead-in begin, as LBA before the wrap. */
export const leadInFromLba = addressSpan - pregapSectors - framesPerMinute;
