/** `assets` of the contract. */
import type { AssetFolder } from '../core/catalogue/asset-port.ts';
import { largestPhotoBytes } from '../core/catalogue/picture-header.ts';
import type { CollectionRecords } from '../core/collection-port.ts';
import type { Os } from './implementer.ts';
import type { Uploads } from './uploads.ts';

const largestThumbnailBytes = 256 * 1024;
const pieceBytes = 512 * 1024;

export interface AssetParts {
  /** @throws SpindleError where there is no catalogue to keep them beside */
  readonly folder: () => AssetFolder;
  readonly uploads: Uploads;
  readonly collection: () => CollectionRecords;
  readonly by: string;
}

export function assetHandlers({ assets: os }: Os, { folder, uploads, collection, by }: AssetParts) {
  return {
    add: os.add.handler(async ({ input: { code, role, name, uploadId, thumbnailId, note } }) => {
      // The file is there before the row that speaks of it.
      const picture = await folder().keep(uploads.take(uploadId, true), largestPhotoBytes);
      const thumbnail =
        thumbnailId === null
          ? null
          : await folder().keep(uploads.take(thumbnailId, true), largestThumbnailBytes);
      return collection().addAsset(by, {
        ...{ code, role, note, picture },
        name,
        thumbnailPath: thumbnail?.path ?? null,
      });
    }),
    remove: os.remove.handler(({ input }) => collection().removeAsset(by, input.uuid)),
    read: os.read.handler(async ({ input: { uuid, thumbnail, offsetBytes } }) => {
      const asset = await collection().assetFile(uuid);
      const piece = (path: string) => folder().read(path, offsetBytes, pieceBytes);
      // A small picture only saves time: one that is gone is no loss while the photo is there.
      const { bytes, sizeBytes } =
        thumbnail && asset.thumbnailPath !== null
          ? await piece(asset.thumbnailPath).catch(() => piece(asset.path))
          : await piece(asset.path);
      return { mediaType: asset.mediaType, sizeBytes, bytes: Buffer.from(bytes).toString('base64') };
    }),
  };
}
