/**
 * What one READ CD command of this drive really brings beside the main channel. Drives claim what they like: each form is
 * tried on sectors of the disc, and believed only when the right number of bytes came and Q stands where it should.
 */

import {
  audioSelection,
  type C2Selection,
  type ReadCdSelection,
  rawSelection,
  readCd,
  readCdBlockBytes,
  type SubchannelSelection,
} from './cdb/read-commands.ts';
import { crc16 } from './crc16.ts';
import { faultWords } from './drive-fault.ts';
import type { MmcDrive, MmcFault } from './mmc-drive.ts';
import { sectorBytes } from './sector-layout.ts';
import type { SenseAdvice } from './sense.ts';
import { deinterleaveSubchannel, subchannelBytes } from './subchannel.ts';

export interface ReadForm {
  readonly c2: C2Selection;
  readonly subchannel: Extract<SubchannelSelection, 'none' | 'raw-pw'>;
  /** Which of the two follows the main channel; without meaning where only one is read. */
  readonly order: 'c2-first' | 'subchannel-first';
  /** Bytes of one sector as they come. */
  readonly blockBytes: number;
}

const probeSectors = 8;
const probeTimeoutMs = 30_000;
/** What no drive writes over a whole field: shows fields that were left untouched. */
const pattern = 0xa5;

const candidates: readonly Pick<ReadForm, 'c2' | 'subchannel'>[] = [
  { c2: 294, subchannel: 'raw-pw' },
  { c2: 296, subchannel: 'raw-pw' },
  { c2: 'none', subchannel: 'raw-pw' },
  { c2: 294, subchannel: 'none' },
  { c2: 296, subchannel: 'none' },
  { c2: 'none', subchannel: 'none' },
];

export function selectionOf(
  form: Pick<ReadForm, 'c2' | 'subchannel'>,
  kind: 'audio' | 'data',
): ReadCdSelection {
  const base = kind === 'audio' ? audioSelection : rawSelection;
  return { ...base, c2: form.c2, subchannel: form.subchannel };
}

export function c2Offset(form: ReadForm): number {
  return form.order === 'c2-first' || form.subchannel === 'none'
    ? sectorBytes
    : sectorBytes + subchannelBytes;
}

export function subchannelOffset(form: ReadForm): number {
  if (form.order === 'subchannel-first' || form.c2 === 'none') return sectorBytes;
  return sectorBytes + form.c2;
}

export interface ProbedForm {
  /** Null when the place could not be read. */
  readonly form: ReadForm | null;
  /** The place in the order of wealth, 0 for a form with everything. */
  readonly rank: number;
  /** The drive refused every richer form; else the disc may be why none came here. */
  readonly isCertain: boolean;
  /** For the record: what was tried and what came. */
  readonly notes: readonly string[];
}

/** The richest form this drive gives at `lba`. A place that is damaged says nothing about the drive. */
export function probeReadForm(drive: MmcDrive, lba: number, kind: 'audio' | 'data'): ProbedForm {
  const notes: string[] = [];
  let isCertain = true;
  const buffer = drive.allocate(probeSectors * (sectorBytes + 296 + subchannelBytes));
  for (const [rank, candidate] of candidates.entries()) {
    const selection = selectionOf(candidate, kind);
    const blockBytes = readCdBlockBytes(selection)!;
    const wanted = blockBytes * probeSectors;
    buffer.fill(pattern);
    const { transferredBytes, fault } = drive.read(
      readCd(lba, probeSectors, selection),
      buffer.subarray(0, wanted),
      probeTimeoutMs,
    );
    const name = `C2 ${candidate.c2}, subchannel ${candidate.subchannel}`;
    if (fault) {
      notes.push(`${name}: ${faultWords(fault)}`);
      if (!isRefusal(fault)) return { form: null, rank, isCertain: false, notes };
      continue;
    }
    const form = transferredBytes === wanted ? formOf(buffer, { ...candidate, blockBytes }) : null;
    if (form) {
      notes.push(`${name}: works${candidate.subchannel === 'none' ? '' : `, ${form.order}`}`);
      return { form, rank, isCertain, notes };
    }
    isCertain = false;
    notes.push(
      transferredBytes === wanted
        ? `${name}: what came holds no subchannel where one belongs`
        : `${name}: ${transferredBytes} of ${wanted} bytes came`,
    );
  }
  return { form: null, rank: candidates.length, isCertain, notes };
}

/** The drive does not know the form: that is about the drive, not about the disc. */
function isRefusal(fault: MmcFault): boolean {
  const refusals: readonly SenseAdvice[] = ['unsupported', 'wrong-sector-type', 'out-of-range', 'unknown'];
  return fault.kind === 'sense' && refusals.includes(fault.advice);
}

/** Where in a stretch of sectors the form is tried, as long as damage hides what the drive can do. */
export function probePlaces(startLba: number, endLba: number): number[] {
  const last = endLba - probeSectors;
  const shares = [0, 1 / 2, 1 / 4, 3 / 4, 1 / 8, 7 / 8, 3 / 8, 5 / 8];
  const places = shares.map((share) => Math.min(last, startLba + Math.floor(share * (endLba - startLba))));
  return last < startLba ? [] : [...new Set([...places, last])];
}

/** The order in which the fields came, told by the CRC of Q; null when no Q is found in either place. */
function formOf(buffer: Uint8Array, form: Omit<ReadForm, 'order'>): ReadForm | null {
  if (form.subchannel === 'none') return { ...form, order: 'c2-first' };
  for (const order of ['c2-first', 'subchannel-first'] as const) {
    if (validQ(buffer, { ...form, order }) > 0) return { ...form, order };
  }
  return null;
}

function validQ(buffer: Uint8Array, form: ReadForm): number {
  const planar = new Uint8Array(subchannelBytes);
  let valid = 0;
  for (let sector = 0; sector < probeSectors; sector++) {
    deinterleaveSubchannel(buffer, sector * form.blockBytes + subchannelOffset(form), planar, 0);
    const q = planar.subarray(12, 24);
    const isEmpty = q.every((byte) => byte === 0);
    if (!isEmpty && crc16(q, 0, 10) === ((q[10]! << 8) | q[11]!)) valid++;
  }
  return valid;
}
