/** Photos of carriers on their way into a bag. */
import type { CarrierDetail } from '../../../shared/model/collection.ts';
import { safeName } from '../../../shared/model/output.ts';
import { type PictureType, pictureEndings, picturePath } from '../catalogue/picture-header.ts';
import { payloadFolder, takeName } from './bagit/bag-path.ts';

export interface BagPhoto {
  /** Code. */
  readonly carrier: string;
  readonly role: string;
  /** Absolute path it is copied from. */
  readonly source: string;
  readonly ending: string;
  readonly sha256: string;
  readonly sizeBytes: number;
}

export const photosFolder = 'photos';

/** @param locate the absolute path of what lies in the folder of assets */
export function photosOf(
  { carrier, assets }: Pick<CarrierDetail, 'carrier' | 'assets'>,
  locate: (path: string) => string,
): BagPhoto[] {
  return assets.map(({ role, mediaType, sha256, sizeBytes }) => ({
    ...{ carrier: carrier.code, role, sha256, sizeBytes },
    source: locate(picturePath(sha256, mediaType as PictureType)),
    ending: pictureEndings[mediaType as PictureType],
  }));
}

/** `data/CODE/photos/ROLE.jpg`, `ROLE-2.jpg`; no two are alike on any system. */
export function photoPaths(
  photos: readonly BagPhoto[],
): { readonly photo: BagPhoto; readonly path: string }[] {
  const taken = new Set<string>();
  return photos.map((photo) => {
    const wanted = `${payloadFolder}${safeName(photo.carrier)}/${photosFolder}/${safeName(photo.role)}`;
    return { photo, path: takeName(wanted, taken, `.${photo.ending}`) };
  });
}
