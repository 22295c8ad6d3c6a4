/** A cdrdao toc file as it is written, before any data file has been looked at. */
import type { CdText } from '../../../../shared/model/disc.ts';

export const tocTrackModes = [
  'AUDIO',
  'MODE1',
  'MODE1_RAW',
  'MODE2',
  'MODE2_RAW',
  'MODE2_FORM1',
  'MODE2_FORM2',
  'MODE2_FORM_MIX',
] as const;
export type TocTrackMode = (typeof tocTrackModes)[number];

/** A time in sectors, or a plain number: samples of an audio file, bytes of a data file. */
export type TocLength =
  | { readonly unit: 'sectors'; readonly sectors: number }
  | { readonly unit: 'plain'; readonly count: number };

export type TocPart =
  | { readonly kind: 'empty'; readonly length: TocLength; readonly line: number }
  | {
      readonly kind: 'audio-file';
      readonly name: string;
      readonly isSwapped: boolean;
      readonly offsetBytes: number;
      readonly start: TocLength;
      /** Null, like a length of zero: to the end of the file. */
      readonly length: TocLength | null;
      readonly line: number;
    }
  | {
      readonly kind: 'data-file';
      readonly name: string;
      readonly offsetBytes: number;
      readonly length: TocLength | null;
      readonly line: number;
    };

export interface TocTrack {
  readonly mode: TocTrackMode;
  /** 96 bytes of subchannel behind every stored sector. */
  readonly hasSubchannel: boolean;
  readonly isCopyPermitted: boolean;
  readonly hasPreEmphasis: boolean;
  readonly isFourChannel: boolean;
  readonly isrc: string | null;
  readonly parts: readonly TocPart[];
  /** INDEX 01 behind this many parts (`PREGAP`, `START` without a time), or at a time from the track's beginning. */
  readonly start: { readonly afterParts: number } | { readonly sectors: number } | null;
  /** INDEX 02 and up, from INDEX 01. */
  readonly indexSectors: readonly number[];
  readonly line: number;
}

export interface TocSheet {
  readonly mcn: string | null;
  readonly cdText: CdText | null;
  readonly tracks: readonly TocTrack[];
  readonly warnings: readonly string[];
}
