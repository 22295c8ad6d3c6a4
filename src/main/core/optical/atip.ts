/** READ TOC format 4: ATIP, the groove's own data on recordable CDs (MMC-6; Orange Book parts II and III). */
import { isMsf, lbaOfMsf, lbaOfPositionMsf, type Msf } from '../../../shared/msf.ts';
import { u8 } from '../byte-fields.ts';

export interface Atip {
  readonly isRewritable: boolean;
  /** Start of the lead-in, 97:ss:ff: the code by which manufacturers are known. */
  readonly leadInMsf: Msf;
  readonly leadInLba: number | null;
  /** Last possible start of the lead-out: the capacity of the blank disc. */
  readonly lastLeadOutLba: number | null;
}

const leastBytes = 15;

function msfAt(bytes: Uint8Array, at: number): Msf {
  return { minute: u8(bytes, at), second: u8(bytes, at + 1), frame: u8(bytes, at + 2) };
}

/** @returns null for an answer too short; pressed discs have no ATIP at all, and drives refuse the command */
export function parseAtip(answer: Uint8Array): Atip | null {
  if (answer.length < leastBytes) return null;
  const leadInMsf = msfAt(answer, 8);
  const leadOutMsf = msfAt(answer, 12);
  return {
    isRewritable: (u8(answer, 6) & 0x40) !== 0,
    leadInMsf,
    leadInLba: isMsf(leadInMsf) ? lbaOfPositionMsf(leadInMsf) : null,
    lastLeadOutLba: isMsf(leadOutMsf) ? lbaOfMsf(leadOutMsf) : null,
  };
}
