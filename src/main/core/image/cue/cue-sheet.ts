/** A cue sheet as it is written, before any data file has been looked at. */
import type { cdTextFields } from '../../../../shared/model/disc.ts';
import type { SheetEncoding } from '../sheet-text.ts';

export const cueFileTypes = ['BINARY', 'MOTOROLA', 'WAVE', 'AIFF', 'MP3', 'FLAC'] as const;
export type CueFileType = (typeof cueFileTypes)[number];

export const cueTrackModes = [
  'AUDIO',
  'CDG',
  'MODE1/2048',
  'MODE1/2352',
  'MODE2/2048',
  'MODE2/2324',
  'MODE2/2336',
  'MODE2/2352',
  'CDI/2336',
  'CDI/2352',
] as const;
export type CueTrackMode = (typeof cueTrackModes)[number];

export const cueFlags = ['DCP', '4CH', 'PRE', 'SCMS'] as const;
export type CueFlag = (typeof cueFlags)[number];

export type CueTexts = Readonly<Partial<Record<(typeof cdTextFields)[number], string>>>;

export interface CueFile {
  readonly name: string;
  readonly type: CueFileType;
  readonly line: number;
}

export interface CueIndex {
  readonly number: number;
  /** Into {@link CueSheet.files}. */
  readonly file: number;
  /** From the start of the file, in sectors of whatever size the tracks in it have. */
  readonly timeSectors: number;
  readonly line: number;
}

/** `REM SESSION`, `LEAD-OUT`, `LEAD-IN`, `PREGAP`; null where the sheet is silent. */
export interface CueGap {
  readonly leadOutSectors: number | null;
  readonly leadInSectors: number | null;
  readonly pregapSectors: number | null;
}

export interface CueTrack {
  readonly number: number;
  readonly mode: CueTrackMode;
  readonly session: number;
  /** What the sheet says about the gap in front; of use where a session begins. */
  readonly gap: CueGap;
  /** Under `REM HIGH-DENSITY AREA`, as on a GD-ROM. */
  readonly isHighDensity: boolean;
  /** Ascending; INDEX 01 is always there. */
  readonly indices: readonly CueIndex[];
  readonly pregapSectors: number;
  readonly postgapSectors: number;
  readonly flags: readonly CueFlag[];
  readonly isrc: string | null;
  readonly texts: CueTexts;
  readonly line: number;
}

export interface CueSheet {
  readonly encoding: SheetEncoding;
  readonly files: readonly CueFile[];
  /** Numbers ascending. */
  readonly tracks: readonly CueTrack[];
  /** 13 digits. */
  readonly mcn: string | null;
  readonly cdTextFile: string | null;
  readonly texts: CueTexts;
  /** Every REM that is no layout, as it stands. */
  readonly remarks: readonly { readonly line: number; readonly text: string }[];
  readonly warnings: readonly string[];
}
