/** READ CD, READ CD MSF and READ CDDA: whole sectors or parts of them, with C2 pointers and subchannel. */
import { pregapLba } from '../../../../shared/msf.ts';
import { c2Bytes } from '../../../core/optical/c2-pointers.ts';
import { sectorBytes } from '../../../core/optical/sector-layout.ts';
import { subchannelBytes } from '../../../core/optical/subchannel.ts';
import { ruleFor } from '../rules.ts';
import { type Cd, fillEmpty, lastTrack, type SectorKind, sectorKinds } from './disc.ts';
import {
  beginReading,
  countRead,
  type Drive,
  isReading,
  type Reading,
  recoveryFlags,
  tryRead,
} from './drive.ts';
import { isEdcRight } from './edc-check.ts';
import { type Span, spansOf } from './main-channel.ts';
import {
  badField,
  done,
  failed,
  failedAt,
  noReference,
  type Outcome,
  outOfRange,
  unreadable,
  wrongMode,
} from './outcome.ts';
import { putSubchannel, type SubchannelForm, subchannelForms } from './subchannel-bytes.ts';
import { spoilMain } from './wrong-bytes.ts';

export const c2Forms = { none: 0, pointers: 1, pointersAndBlock: 2 } as const;
export type C2Form = (typeof c2Forms)[keyof typeof c2Forms];

export interface ReadCdRequest {
  readonly lba: number;
  readonly count: number;
  /** 0 for any. */
  readonly sectorType: number;
  /** Bits 7 to 3 of the flag byte. */
  readonly mainFlags: number;
  readonly c2: number;
  readonly subchannel: number;
  /** As samples, whatever the sector is: Plextor's READ CDDA. */
  readonly isAudioPath: boolean;
}

/** How far behind the ends of the program area a drive goes that goes there at all. */
const leadInSectors = 4500;
const leadOutSectors = 6750;
const largestBlockBytes = sectorBytes + c2Bytes + 2 + subchannelBytes;

const sector = new Uint8Array(sectorBytes);
const words = new Int32Array(sector.buffer);
const pointers = new Uint8Array(c2Bytes);
/** For the block that no longer fits the transfer. */
const spill = new Uint8Array(largestBlockBytes);

function isC2Form(c2: number): c2 is C2Form {
  return c2 < 3;
}

function isSubchannelForm(form: number): form is SubchannelForm {
  return (Object.values(subchannelForms) as number[]).includes(form);
}

function isInReach(
  cd: Cd,
  lba: number,
  count: number,
  { readsLeadIn, readsLeadOut }: Drive['traits'],
): boolean {
  if (lba < (readsLeadIn ? pregapLba - leadInSectors : 0)) return false;
  if (lba >= cd.leadOutLba && !readsLeadOut) return false;
  return lba + count <= cd.leadOutLba + (readsLeadOut ? leadOutSectors : 0);
}

export function readCd(drive: Drive, cd: Cd, request: ReadCdRequest, into: Uint8Array): Outcome {
  const { lba, count, c2, subchannel, sectorType } = request;
  const { traits } = drive;
  if (!isC2Form(c2) || !isSubchannelForm(subchannel) || sectorType > sectorKinds.form2)
    return failed(badField);
  const lacksField =
    (c2 !== c2Forms.none && !traits.hasC2) ||
    (subchannel !== subchannelForms.none && !traits.hasSubchannel) ||
    (subchannel === subchannelForms.rw && !traits.hasRw);
  if (lacksField) return failed(badField);
  if (count === 0) return done;
  if (!isInReach(cd, lba, count, traits)) return failed(outOfRange);
  const begun = beginReading(drive, lba, count);
  if (!isReading(begun)) return failed(begun);
  return readSectors(drive, cd, { ...request, c2, subchannel }, begun, into);
}

type CheckedRequest = ReadCdRequest & { readonly c2: C2Form; readonly subchannel: SubchannelForm };

function readSectors(
  drive: Drive,
  cd: Cd,
  request: CheckedRequest,
  reading: Reading,
  into: Uint8Array,
): Outcome {
  const { lba: firstLba, count, sectorType, isAudioPath, c2, subchannel } = request;
  const spans = spansOf(request.mainFlags);
  const { readsOn, isUncorrected } = recoveryFlags(drive);
  const checksEdc = drive.traits.checksEdc && !readsOn && !isUncorrected;
  let at = 0;
  for (let lba = firstLba; lba < firstLba + count; lba++) {
    const transferred = Math.min(at, into.length);
    const reads = reading.isConcerned ? countRead(drive, reading, lba) : 1;
    drive.currentLba = lba;
    const failure = reading.isConcerned ? tryRead(drive, lba, reads) : null;
    if (failure) return failedAt(lba, failure.sense, transferred);
    const kind = readOne(drive, cd, lba, isAudioPath);
    if (kind === sectorKinds.gap) {
      return failedAt(lba, drive.traits.saysGapIsOutOfRange ? outOfRange : noReference, transferred);
    }
    if (kind >= sectorKinds.unreadable) return failedAt(lba, unreadable, transferred);
    if (sectorType !== 0 && sectorType !== kind) return failedAt(lba, wrongMode, transferred);
    if (checksEdc && !isEdcRight(words, kind)) return failedAt(lba, unreadable, transferred);
    const isFlagged = reading.isConcerned && spoil(drive, kind, lba, reads);
    const span = spans[kind];
    if (!span) return failed(badField, transferred);
    const fits = at + largestBlockBytes <= into.length;
    const block = fits ? into : spill;
    const start = fits ? at : 0;
    let end = putMain(span, block, start);
    end = putC2(c2, isFlagged, drive.traits.isC2BlockFirst, block, end);
    end += putSubchannel(drive, cd, lba, reads, subchannel, block, end);
    if (!fits) into.set(spill.subarray(0, Math.min(end, into.length - transferred)), transferred);
    at += end - start;
    drive.nextLba = lba + 1;
  }
  return { lengthBytes: Math.min(at, into.length), check: null };
}

/** Fills {@link sector}. */
function readOne(drive: Drive, cd: Cd, lba: number, isAudioPath: boolean): SectorKind {
  if (isAudioPath || cd.isAudio(lba)) {
    const isThere = cd.readAudio(lba, drive.traits.readOffsetSamples, sector);
    return isThere ? sectorKinds.audio : sectorKinds.absent;
  }
  const kind = cd.readSector(lba, sector);
  if (kind !== sectorKinds.outside) return kind;
  const { mode } = lastTrack(cd);
  return fillEmpty(mode === 'MODE2' || mode === 'CDI' ? 'MODE2' : 'MODE1', lba, sector);
}

/** Fills {@link pointers} when bytes are wrong and flagged. */
function spoil(drive: Drive, kind: SectorKind, lba: number, reads: number): boolean {
  const { c2, seed } = drive.rules;
  const rule = ruleFor(c2, seed, lba, reads);
  if (!rule) return false;
  pointers.fill(0);
  spoilMain(sector, kind, lba, reads, seed, rule, pointers);
  return !rule.isSilent && rule.wrongBytes > 0;
}

function putMain({ fromByte, lengthBytes }: Span, into: Uint8Array, at: number): number {
  if (lengthBytes === sectorBytes) into.set(sector, at);
  else for (let byte = 0; byte < lengthBytes; byte++) into[at + byte] = sector[fromByte + byte]!;
  return at + lengthBytes;
}

/** @returns where the pointers end; the block error byte is the OR of all of them, a pad beside it */
function putC2(
  form: C2Form,
  isFlagged: boolean,
  isBlockFirst: boolean,
  into: Uint8Array,
  at: number,
): number {
  if (form === c2Forms.none) return at;
  const lengthBytes = c2Bytes + (form === c2Forms.pointersAndBlock ? 2 : 0);
  into.fill(0, at, at + lengthBytes);
  if (isFlagged) {
    const hasBlock = form === c2Forms.pointersAndBlock;
    into.set(pointers, hasBlock && isBlockFirst ? at + 2 : at);
    if (hasBlock) into[isBlockFirst ? at : at + c2Bytes] = pointers.reduce((all, byte) => all | byte, 0);
  }
  return at + lengthBytes;
}
