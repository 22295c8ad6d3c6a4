/** Where photos lie: by what they are, beside the catalogue. */
import type { PictureHeader } from './picture-header.ts';

export interface StoredPicture extends PictureHeader {
  /** In the folder of assets. */
  readonly path: string;
  /** Lower-case hex. */
  readonly sha256: string;
  readonly sizeBytes: number;
}

export interface AssetFolder {
  /**
   * Keeps a copy under its hash; one that is there already is kept as it is.
   *
   * @param largestBytes what it may have
   * @throws SpindleError bad-image when it is no picture, output-full, output-unwritable
   */
  keep(photo: Uint8Array, largestBytes: number): Promise<StoredPicture>;
  /** @throws SpindleError not-found when the file is gone; conflict when it is not what was kept */
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

/** What is needed to show a photo. */
export interface AssetFile {
  readonly path: string;
  readonly thumbnailPath: string | null;
  readonly mediaType: string;
}
