/**
 * The outcome log: one fixed-size record per read since the last checkpoint, appended after its data is in the image.
 * A job killed at any moment loses neither what was read nor what it cost to learn that something cannot be read.
 * The log is believed only within one boot of the machine: the page cache outlives a process, not a power failure.
 */
import type { Pass } from '../../../shared/model/job.ts';
import { passNames } from '../../../shared/model/job.ts';
import type { ReadOutcome, ReadRequest } from '../rescue/booking.ts';

export const outcomeRecordBytes = 32;

export interface OutcomeRecord {
  readonly request: ReadRequest;
  readonly outcome: ReadOutcome;
  readonly durationMs: number;
}

const magic = 0x53_50;

export function encodeOutcome(record: OutcomeRecord, into: DataView): void {
  const { request, outcome } = record;
  into.setUint16(0, magic, true);
  into.setUint8(2, passNames.indexOf(request.pass.name));
  into.setUint8(3, (request.pass.direction === 'backward' ? 1 : 0) | (request.sweep ? 2 : 0));
  into.setUint32(4, request.pass.number, true);
  into.setFloat64(8, request.lba, true);
  into.setUint32(16, request.count, true);
  into.setUint32(20, outcome.goodSectors, true);
  into.setFloat32(24, record.durationMs, true);
  into.setUint32(28, checksum(into), true);
}

/** All whole records at the start of a log; a torn or foreign record ends it. */
export function decodeOutcomes(bytes: Uint8Array, totalSectors: number): OutcomeRecord[] {
  const records: OutcomeRecord[] = [];
  for (let offset = 0; offset + outcomeRecordBytes <= bytes.length; offset += outcomeRecordBytes) {
    const view = new DataView(bytes.buffer, bytes.byteOffset + offset, outcomeRecordBytes);
    const record = decode(view, totalSectors);
    if (record === null) break;
    records.push(record);
  }
  return records;
}

function decode(view: DataView, totalSectors: number): OutcomeRecord | null {
  if (view.getUint16(0, true) !== magic || view.getUint32(28, true) !== checksum(view)) return null;
  const name = passNames[view.getUint8(2)];
  const flags = view.getUint8(3);
  const number = view.getUint32(4, true);
  const lba = view.getFloat64(8, true);
  const count = view.getUint32(16, true);
  const goodSectors = view.getUint32(20, true);
  if (name === undefined || number < 1 || !Number.isSafeInteger(lba) || lba < 0) return null;
  if (count < 1 || lba + count > totalSectors || goodSectors > count) return null;
  const pass: Pass = { name, number, direction: flags & 1 ? 'backward' : 'forward' };
  return {
    request: { lba, count, pass, sweep: (flags & 2) !== 0 },
    outcome: { goodSectors },
    durationMs: view.getFloat32(24, true),
  };
}

/** FNV-1a over the record without its last four bytes: against torn writes, not against forgery. */
function checksum(view: DataView): number {
  let hash = 0x811c9dc5;
  for (let offset = 0; offset < outcomeRecordBytes - 4; offset++) {
    hash = Math.imul(hash ^ view.getUint8(offset), 0x01000193);
  }
  return hash >>> 0;
}
