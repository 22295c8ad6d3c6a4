/** READ(6), READ(10) and READ(12): 2048 bytes of user data a sector. */
import { form1, mode1, sectorBytes } from '../../../core/optical/sector-layout.ts';
import type { SenseCode } from '../rules.ts';
import { blockBytes, type Disc, endLbaOf, sectorKinds } from './disc.ts';
import {
  beginReading,
  countRead,
  type Drive,
  dropCache,
  isReading,
  recoveryFlags,
  tryRead,
} from './drive.ts';
import { isEdcRight } from './edc-check.ts';
import {
  done,
  failed,
  failedAt,
  noReference,
  type Outcome,
  outOfRange,
  unreadable,
  wrongMode,
} from './outcome.ts';

export interface ReadBlocksRequest {
  readonly lba: number;
  readonly count: number;
  /** FUA: from the medium, not from memory. */
  readonly isForced: boolean;
}

const sector = new Uint8Array(sectorBytes);
const words = new Int32Array(sector.buffer);
const block = new Uint8Array(blockBytes);

/** A forced read of nothing keeps the memory, as the rig's drive does: a flush takes a sector. */
export function readBlocks(
  drive: Drive,
  disc: Disc,
  { lba: firstLba, count, isForced }: ReadBlocksRequest,
  into: Uint8Array,
): Outcome {
  const endLba = endLbaOf(disc);
  if (firstLba < 0 || firstLba > endLba || (count > 0 && firstLba + count > endLba))
    return failed(outOfRange);
  if (count === 0) return done;
  if (isForced) dropCache(drive);
  const begun = beginReading(drive, firstLba, count);
  if (!isReading(begun)) return failed(begun);
  let at = 0;
  for (let lba = firstLba; lba < firstLba + count; lba++) {
    const transferred = Math.min(at, into.length);
    const reads = begun.isConcerned ? countRead(drive, begun, lba) : 1;
    drive.currentLba = lba;
    const failure = begun.isConcerned ? tryRead(drive, lba, reads) : null;
    if (failure) return failedAt(lba, failure.sense, transferred);
    const refusal = readUserData(drive, disc, lba);
    if (refusal) return failedAt(lba, refusal, transferred);
    if (into.length - transferred >= blockBytes) into.set(block, transferred);
    else into.set(block.subarray(0, into.length - transferred), transferred);
    at += blockBytes;
    drive.nextLba = lba + 1;
  }
  return { lengthBytes: Math.min(at, into.length), check: null };
}

/** Fills {@link block}, or says why not. */
function readUserData(drive: Drive, disc: Disc, lba: number): SenseCode | null {
  if (disc.kind === 'dvd') {
    disc.readBlock(lba, block);
    return null;
  }
  const kind = disc.readSector(lba, sector);
  if (kind === sectorKinds.gap) return drive.traits.saysGapIsOutOfRange ? outOfRange : noReference;
  if (kind === sectorKinds.unreadable || kind === sectorKinds.absent) return unreadable;
  if (kind !== sectorKinds.mode1 && kind !== sectorKinds.form1) return wrongMode;
  const { readsOn, isUncorrected } = recoveryFlags(drive);
  if (drive.traits.checksEdc && !readsOn && !isUncorrected && !isEdcRight(words, kind)) return unreadable;
  const from = kind === sectorKinds.mode1 ? mode1.userDataAt : form1.userDataAt;
  for (let byte = 0; byte < blockBytes; byte++) block[byte] = sector[from + byte]!;
  return null;
}
