/** READ DISC INFORMATION: how far a disc has been recorded (MMC-6, 6.22). */
import { isMsf, lbaOfMsf } from '../../../shared/msf.ts';
import { u8 } from '../byte-fields.ts';

const discStates = ['empty', 'appendable', 'complete', 'other'] as const;
const sessionStates = ['empty', 'incomplete', 'damaged', 'complete'] as const;

export interface DiscInformation {
  readonly state: (typeof discStates)[number];
  readonly lastSessionState: (typeof sessionStates)[number];
  readonly isErasable: boolean;
  readonly firstTrack: number;
  readonly sessions: number;
  readonly firstTrackOfLastSession: number;
  readonly lastTrackOfLastSession: number;
  /** 00h audio or Mode 1, 10h CD-i, 20h XA; null where the drive does not know (FFh). */
  readonly discType: number | null;
  /** Last possible start of the lead-out of a CD that is not closed. */
  readonly lastLeadOutLba: number | null;
}

const leastBytes = 12;

/** @returns null for an answer too short to hold the fields every drive has */
export function parseDiscInformation(answer: Uint8Array): DiscInformation | null {
  if (answer.length < leastBytes) return null;
  const status = u8(answer, 2);
  const discType = u8(answer, 8);
  return {
    state: discStates[status & 0x03]!,
    lastSessionState: sessionStates[(status >> 2) & 0x03]!,
    isErasable: (status & 0x10) !== 0,
    firstTrack: u8(answer, 3),
    sessions: (u8(answer, 9) << 8) | u8(answer, 4),
    firstTrackOfLastSession: (u8(answer, 10) << 8) | u8(answer, 5),
    lastTrackOfLastSession: (u8(answer, 11) << 8) | u8(answer, 6),
    discType: discType === 0xff ? null : discType,
    lastLeadOutLba: lastLeadOut(answer),
  };
}

/** Hours, minutes, seconds, frames; all FFh when the disc is closed. */
function lastLeadOut(answer: Uint8Array): number | null {
  if (answer.length < 24 || u8(answer, 20) !== 0) return null;
  const msf = { minute: u8(answer, 21), second: u8(answer, 22), frame: u8(answer, 23) };
  const lba = lbaOfMsf(msf);
  return isMsf(msf) && lba > 0 ? lba : null;
}
