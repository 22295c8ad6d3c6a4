/**
 * The outcome log: one fixed-size record per read since the last checkpoint, appended after its data is in the image.
 * A job killed at any moment loses neither what was read nor what it cost to learn that something cannot be read.
 * The log is believed only within one boot of the machine: the page cache outlives a process, not a power failure.
 */
import type { Pass } from '../../../shared/model/job.ts';
import { passNames } from '../../../shared/model/job.ts';
import { exceptionsOf, type ReadOutcome, type ReadRequest } from '../rescue/booking.ts';

export const outcomeRecordBytes = 32;

export interface OutcomeRecord {
  readonly request: ReadRequest;
  readonly outcome: ReadOutcome;
  readonly durationMs: number;
  /** Part of a read whose first record stands before it. */
  readonly continued?: true;
}

/** A read as records: one, or where sectors did not come simply good one for each of them and each stretch between. */
export function recordsOf(request: ReadRequest, outcome: ReadOutcome, durationMs: number): OutcomeRecord[] {
  const { goodSectors } = outcome;
  const exceptions = exceptionsOf(outcome);
  if (exceptions.length === 0) return [{ request, outcome: { goodSectors }, durationMs }];
  const parts: OutcomeRecord[] = [];
  const add = (lba: number, count: number, part: ReadOutcome) => {
    if (count === 0) return;
    const first = parts.length === 0;
    parts.push({
      request: { ...request, lba, count },
      outcome: part,
      durationMs: first ? durationMs : 0,
      ...(first ? {} : { continued: true }),
    });
  };
  let from = request.lba;
  for (const { lba, isRebuilt } of exceptions) {
    add(from, lba - from, { goodSectors: lba - from });
    add(lba, 1, { goodSectors: 1, ...(isRebuilt ? { rebuilt: [lba] } : { doubtful: [lba] }) });
    from = lba + 1;
  }
  add(from, request.lba + request.count - from, { goodSectors: request.lba + goodSectors - from });
  return parts;
}

const backward = 1;
const sweep = 2;
const doubted = 4;
const continuation = 8;
const rebuilt = 16;

const magic = 0x53_50;

export function encodeOutcome(record: OutcomeRecord, into: DataView): void {
  const { request, outcome } = record;
  into.setUint16(0, magic, true);
  into.setUint8(2, passNames.indexOf(request.pass.name));
  into.setUint8(
    3,
    (request.pass.direction === 'backward' ? backward : 0) |
      (request.sweep ? sweep : 0) |
      (outcome.doubtful?.length ? doubted : 0) |
      (record.continued ? continuation : 0) |
      (outcome.rebuilt?.length ? rebuilt : 0),
  );
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
  const pass: Pass = { name, number, direction: flags & backward ? 'backward' : 'forward' };
  return {
    request: { lba, count, pass, sweep: (flags & sweep) !== 0 },
    outcome: {
      goodSectors,
      ...(flags & doubted ? { doubtful: [lba] } : {}),
      ...(flags & rebuilt ? { rebuilt: [lba] } : {}),
    },
    durationMs: view.getFloat32(24, true),
    ...(flags & continuation ? { continued: true } : {}),
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
