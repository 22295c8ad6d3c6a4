/** Where photos lie: by what they are, beside the catalogue. */
import type { PictureHeader } from './picture-header.ts';

export interface StoredPicture extends PictureHeader {
  /** In the folder of assets. */
  readonly path: string;
  /** Lower-case hex. */
  readonly sha256: string;
  readonly sizeBytes: number;
}

/** How a kept photo stands against its record. */
export type AssetState = 'good' | 'missing' | 'altered' | 'unreadable';

export interface AssetFolder {
  /** Absolute. @param path in the folder */
  locate(path: string): string;
  /** Reads the whole file. */
  verify(path: string, sha256: string, sizeBytes: number): Promise<AssetState>;
  /**
   * Keeps a copy under its hash; one that is there already stays, unless it is not what its name says any more.
   *
   * @param largestBytes what it may have
   * @throws SpindleError bad-image when it is no picture, output-full, output-unwritable
   */
  keep(photo: Uint8Array, largestBytes: number): Promise<StoredPicture>;
  /** @throws SpindleError not-found when the file is gone */
  read(
    path: string,
    offsetBytes: number,
    mostBytes: number,
  ): Promise<{ bytes: Uint8Array; sizeBytes: number }>;
}

/** A photo as the catalogue records it. */
export interface NewAsset {
  readonly code: string;
  readonly role: string;
  readonly name: string;
  readonly note: string;
  readonly picture: StoredPicture;
  readonly thumbnailPath: string | null;
}

/** One photo of the whole collection, for a check. */
export interface AssetRecord {
  readonly id: number;
  /** Code of its carrier. */
  readonly code: string;
  readonly role: string;
  readonly path: string;
  readonly sha256: string;
  readonly sizeBytes: number;
}

/** What is needed to show a photo. */
export interface AssetFile {
  readonly path: string;
  readonly thumbnailPath: string | null;
  readonly mediaType: string;
}

/** A picture beside another catalogue that rows of it speak of. */
export interface PictureToBring {
  /** In the folder of assets, by its hash. */
  readonly path: string;
  /** Null where nothing says. */
  readonly sizeBytes: number | null;
  /** Rows of this catalogue speak of it too. */
  readonly isKnown: boolean;
}
