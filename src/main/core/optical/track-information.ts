/** READ TRACK INFORMATION: what a drive knows of one track, recorders above all (MMC-6, 6.26). */
import { u8, u32be } from '../byte-fields.ts';

export interface TrackInformation {
  readonly track: number;
  readonly session: number;
  /** On CDs the control bits of Q. */
  readonly control: number;
  readonly isDamaged: boolean;
  readonly isBlank: boolean;
  /** 1 Mode 1, 2 Mode 2 or XA, 15 unknown. */
  readonly dataMode: number;
  readonly startLba: number;
  readonly sizeSectors: number;
  readonly freeSectors: number;
  /** Null where the drive marks it as not valid. */
  readonly nextWritableLba: number | null;
  readonly lastRecordedLba: number | null;
}

const leastBytes = 28;

/** @returns null for an answer without start and size */
export function parseTrackInformation(answer: Uint8Array): TrackInformation | null {
  if (answer.length < leastBytes) return null;
  const valid = u8(answer, 7);
  const highBytes = answer.length >= 34;
  return {
    track: u8(answer, 2) | (highBytes ? u8(answer, 32) << 8 : 0),
    session: u8(answer, 3) | (highBytes ? u8(answer, 33) << 8 : 0),
    control: u8(answer, 5) & 0x0f,
    isDamaged: (u8(answer, 5) & 0x20) !== 0,
    isBlank: (u8(answer, 6) & 0x40) !== 0,
    dataMode: u8(answer, 6) & 0x0f,
    startLba: u32be(answer, 8) | 0,
    sizeSectors: u32be(answer, 24),
    freeSectors: u32be(answer, 16),
    nextWritableLba: valid & 0x01 ? u32be(answer, 12) | 0 : null,
    lastRecordedLba: valid & 0x02 && answer.length >= 32 ? u32be(answer, 28) | 0 : null,
  };
}
