/** READ TOC formats 0 and 1: the table of contents as drives digest it (MMC-6, READ TOC/PMA/ATIP). */
import { u8, u16be, u32be } from '../byte-fields.ts';

export const leadOutTrack = 0xaa;
/** Bit of the control field: the track is data. */
export const dataControl = 0x04;
export const maxTrackNumber = 99;

export interface TocTrack {
  readonly number: number;
  /** 1 pre-emphasis, 2 copy permitted, 4 data, 8 four-channel. */
  readonly control: number;
  /** INDEX 01. */
  readonly startLba: number;
}

export interface PlainToc {
  /** As the header says; what there is stands in `tracks`. */
  readonly firstTrack: number;
  readonly lastTrack: number;
  /** Ascending by number, each once. */
  readonly tracks: readonly TocTrack[];
  /** Of the last session. */
  readonly leadOutLba: number | null;
  readonly warnings: readonly string[];
}

const headerBytes = 4;
const descriptorBytes = 8;

/** The descriptors that came and were announced: neither length is believed alone. */
export function announcedBytes(answer: Uint8Array): number {
  return Math.min(answer.length, 2 + u16be(answer, 0));
}

function signed(value: number): number {
  return value >= 0x8000_0000 ? value - 0x1_0000_0000 : value;
}

/**
 * Format 0 with addresses as LBA.
 * @returns null when not even one track or lead-out can be read
 */
export function parseToc(answer: Uint8Array): PlainToc | null {
  if (answer.length < headerBytes) return null;
  const firstTrack = u8(answer, 2);
  const lastTrack = u8(answer, 3);
  const warnings: string[] = [];
  const tracks = new Map<number, TocTrack>();
  let leadOutLba: number | null = null;
  const end = announcedBytes(answer);
  for (let at = headerBytes; at + descriptorBytes <= end; at += descriptorBytes) {
    const number = u8(answer, at + 2);
    const control = u8(answer, at + 1) & 0x0f;
    const startLba = signed(u32be(answer, at + 4));
    if (number === leadOutTrack) {
      if (leadOutLba !== null && leadOutLba !== startLba)
        warnings.push('The TOC has two lead-outs; the last one counts.');
      leadOutLba = startLba;
    } else if (number < 1 || number > maxTrackNumber) {
      warnings.push(`The TOC has an entry for track ${number}, which no disc can have.`);
    } else {
      if (tracks.has(number)) warnings.push(`The TOC has track ${number} twice; the last entry counts.`);
      tracks.set(number, { number, control, startLba });
    }
  }
  if (tracks.size === 0 && leadOutLba === null) return null;
  const ascending = [...tracks.values()].sort((a, b) => a.number - b.number);
  if (ascending.length > 0 && (ascending[0]?.number !== firstTrack || ascending.at(-1)?.number !== lastTrack))
    warnings.push(`The TOC says tracks ${firstTrack} to ${lastTrack} but lists others.`);
  return { firstTrack, lastTrack, tracks: ascending, leadOutLba, warnings };
}

export interface SessionInfo {
  readonly firstSession: number;
  readonly lastSession: number;
  /** First track of the last complete session. */
  readonly firstTrack: number;
  readonly control: number;
  readonly startLba: number;
}

/** Format 1. @returns null for an answer too short to hold it */
export function parseSessionInfo(answer: Uint8Array): SessionInfo | null {
  if (answer.length < headerBytes + descriptorBytes) return null;
  return {
    firstSession: u8(answer, 2),
    lastSession: u8(answer, 3),
    firstTrack: u8(answer, 6),
    control: u8(answer, 5) & 0x0f,
    startLba: signed(u32be(answer, 8)),
  };
}
