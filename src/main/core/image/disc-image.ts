/** A disc as an image holds it, whatever the format: the layout by LBA, and its sectors as far as the format keeps them. */
import type { DiscSession, TrackMode } from '../../../shared/model/disc.ts';
import type { ByteSource } from './byte-source.ts';

export interface ImageTrack {
  readonly number: number;
  readonly session: number;
  readonly mode: TrackMode;
  /** The four control bits of Q and the TOC: 1 pre-emphasis, 2 copy permitted, 4 data, 8 four-channel. */
  readonly control: number;
  /** First sector that belongs to the track: INDEX 00, or INDEX 01 where there is no pregap. */
  readonly pregapLba: number;
  /** INDEX 01. */
  readonly startLba: number;
  /** INDEX 02 and up. */
  readonly indices: readonly { readonly number: number; readonly lba: number }[];
  /** One past the last sector of the track. */
  readonly endLba: number;
  readonly isrc: string | null;
}

/** Where the 2352 bytes of a sector come from: as stored, or made (sync, header, EDC, ECC; silence of a PREGAP). */
export type SectorOrigin = 'stored' | 'generated' | 'absent';

export interface DiscImage {
  readonly sessions: readonly DiscSession[];
  readonly tracks: readonly ImageTrack[];
  /** 13 digits, or null. */
  readonly mcn: string | null;
  /** 18-byte packs as READ TOC format 5 returns them (without its 4-byte header), or null. */
  readonly cdTextPacks: Uint8Array | null;
  /** LBA after the last sector of the last session. */
  readonly endLba: number;
  /** What a reader should know: sheet oddities accepted, files shorter than declared. */
  readonly warnings: readonly string[];
  /**
   * Fills 2352 bytes with the sector at an LBA. `absent`: outside every track (gap between sessions); `into` is zeroed.
   * Generated data sectors have correct header, EDC and ECC.
   */
  readSector(lba: number, into: Uint8Array): SectorOrigin;
  /** Fills 96 bytes, P to W one after the other; false when the image keeps no subchannel for this sector. */
  readSubchannel(lba: number, into: Uint8Array): boolean;
  /** Where the stored bytes of a sector begin; null where none are stored. Absent of formats that cannot tell. */
  placeOf?(lba: number): { readonly source: ByteSource; readonly offsetBytes: number } | null;
}
