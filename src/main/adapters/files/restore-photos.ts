/** Takes photos back that came with the record of a carrier: where it says they lie, or out of `photos`, as bags have them. */
import { createHash } from 'node:crypto';
import { lstat, readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { CarrierFile } from '../../../shared/model/carrier-record.ts';
import type { AssetFolder } from '../../core/catalogue/asset-port.ts';
import { isPicturePath, largestPhotoBytes } from '../../core/catalogue/picture-header.ts';
import { photosFolder } from '../../core/handover/bag-photos.ts';
import { bringPhotos } from './bring-photos.ts';

const mostPhotos = 1000;

/**
 * A file is taken for a photo by its hash alone; everything else there is left alone.
 * @param recordPath of the carrier's record: in the folder of assets photos lie below it; in a bag in `photos` beside it, and
 * attempts at one carrier lie a folder deeper
 */
export async function restorePhotos(
  recordPath: string,
  { assets }: CarrierFile,
  folder: AssetFolder,
): Promise<void> {
  const here = dirname(recordPath);
  const brought = new Set(await bringPhotos(picturesOf(assets), here, folder, false));
  const wanted = new Set(assets.filter(({ path }) => !brought.has(path)).map(({ sha256 }) => sha256));
  for (const place of [join(here, photosFolder), join(dirname(here), photosFolder)]) {
    if (wanted.size === 0) return;
    const names = await readdir(place).catch(() => []);
    for (const name of names.sort().slice(0, mostPhotos)) {
      const path = join(place, name);
      const found = await lstat(path).catch(() => null);
      if (!found?.isFile() || found.size > largestPhotoBytes) continue;
      const bytes = await readFile(path);
      if (wanted.delete(createHash('sha256').update(bytes).digest('hex')))
        await folder.keep(bytes, largestPhotoBytes);
    }
  }
}

function picturesOf(assets: CarrierFile['assets']) {
  return assets.flatMap(({ path, thumbnailPath, sizeBytes }) => [
    { path, sizeBytes, isKnown: false },
    ...(thumbnailPath !== null && isPicturePath(thumbnailPath)
      ? [{ path: thumbnailPath, sizeBytes: null, isKnown: false }]
      : []),
  ]);
}
