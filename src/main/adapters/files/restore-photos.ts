/** Takes photos back that came with the record of a carrier: out of `photos` beside it, as bags have them. */
import { createHash } from 'node:crypto';
import { lstat, readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { CarrierFile } from '../../../shared/model/carrier-record.ts';
import type { AssetFolder } from '../../core/catalogue/asset-port.ts';
import { photosFolder } from '../../core/handover/bag-photos.ts';

const mostPhotos = 1000;
export const largestPhotoBytes = 64 * 1024 * 1024;

/**
 * A file is taken for a photo by its hash alone; everything else there is left alone.
 * @param recordPath of the carrier's record; attempts at one carrier lie a folder deeper
 */
export async function restorePhotos(
  recordPath: string,
  { assets }: CarrierFile,
  folder: AssetFolder,
): Promise<void> {
  const wanted = new Set<string>();
  for (const { path, sha256, sizeBytes } of assets)
    if ((await folder.verify(path, sha256, sizeBytes)) !== 'good') wanted.add(sha256);
  const here = dirname(recordPath);
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
