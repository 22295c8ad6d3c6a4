/** Copies photos from beside another catalogue, each proved by its hash before anything speaks of it. */
import { createHash } from 'node:crypto';
import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SpindleError } from '../../../shared/errors.ts';
import type { AssetFolder, PictureToBring } from '../../core/catalogue/asset-port.ts';
import { hashInPicturePath, largestPhotoBytes } from '../../core/catalogue/picture-header.ts';

/**
 * @param from the folder of assets of the other catalogue; only read
 * @param preview looks whether they could be brought, and copies none
 * @returns paths of those that lie here now
 * @throws SpindleError output-full, output-unwritable: what was copied until then is used by the next try
 */
export async function bringPhotos(
  pictures: readonly PictureToBring[],
  from: string,
  to: AssetFolder,
  preview: boolean,
): Promise<string[]> {
  const here: string[] = [];
  for (const picture of pictures)
    if ((await isHere(picture, to)) || (await isBrought(picture, from, to, preview))) here.push(picture.path);
  return here;
}

/** Of one that rows here speak of already, a check tells whether it is what it was. */
async function isHere({ path, sizeBytes, isKnown }: PictureToBring, to: AssetFolder): Promise<boolean> {
  const found = await lstat(to.locate(path)).catch(() => null);
  if (!found?.isFile() || (sizeBytes !== null && found.size !== sizeBytes)) return false;
  return isKnown || (await to.verify(path, hashInPicturePath(path), found.size)) === 'good';
}

async function isBrought(
  { path, sizeBytes }: PictureToBring,
  from: string,
  to: AssetFolder,
  preview: boolean,
): Promise<boolean> {
  const source = join(from, path);
  const found = await lstat(source).catch(() => null);
  if (!found?.isFile() || found.size > largestPhotoBytes) return false;
  if (sizeBytes !== null && found.size !== sizeBytes) return false;
  const bytes = await readFile(source).catch(() => null);
  if (bytes === null || createHash('sha256').update(bytes).digest('hex') !== hashInPicturePath(path))
    return false;
  if (preview) return true;
  try {
    return (await to.keep(bytes, largestPhotoBytes)).path === path;
  } catch (error) {
    // A row may call anything a picture.
    if (error instanceof SpindleError && error.code === 'bad-image') return false;
    throw error;
  }
}
