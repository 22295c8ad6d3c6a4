/** Photos under their hashes, so that the same photo is kept once and no name from outside becomes a path. */
import { createHash, randomUUID } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { SpindleError } from '../../../shared/errors.ts';
import type { AssetFolder, StoredPicture } from '../../core/catalogue/asset-port.ts';
import { pictureHeadBytes, picturePath, readPictureHeader } from '../../core/catalogue/picture-header.ts';
import { outputError, partSuffix, syncDirectory } from './durable.ts';

/** The folder of the photos of a catalogue. */
export function assetsBeside(cataloguePath: string): string {
  return join(dirname(cataloguePath), 'assets');
}

/** @param root made when the first photo comes */
export function assetFolder(root: string): AssetFolder {
  return {
    async keep(photo, largestBytes) {
      if (photo.length > largestBytes) throw noPicture('it is too large');
      const header = readPictureHeader(photo.subarray(0, pictureHeadBytes));
      if (!header) throw noPicture('it is no JPEG, PNG or WebP picture');
      const sha256 = createHash('sha256').update(photo).digest('hex');
      const path = picturePath(sha256, header.mediaType);
      await keepBytes(photo, sha256, join(root, path));
      return { ...header, path, sha256, sizeBytes: photo.length } satisfies StoredPicture;
    },
    locate: (path) => join(root, path),
    async verify(path, sha256, sizeBytes) {
      const found = await stat(join(root, path)).catch(() => null);
      if (!found?.isFile()) return 'missing';
      if (found.size !== sizeBytes) return 'altered';
      const read = await hashOf(join(root, path)).catch(() => null);
      return read === null ? 'unreadable' : read === sha256 ? 'good' : 'altered';
    },
    async read(path, offsetBytes, mostBytes) {
      const file = await open(join(root, path), constants.O_RDONLY).catch(() => null);
      if (!file)
        throw new SpindleError(
          'not-found',
          `The photo ${path} is not in ${root} any more. Bring the folder back from where it was copied to.`,
          { path: join(root, path) },
        );
      try {
        const { size } = await file.stat();
        const bytes = new Uint8Array(Math.max(0, Math.min(mostBytes, size - offsetBytes)));
        await file.read(bytes, 0, bytes.length, offsetBytes);
        return { bytes, sizeBytes: size };
      } finally {
        await file.close();
      }
    },
  };
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
  return hash.digest('hex');
}

/** A file that is not what its name says any more is replaced by what is. */
async function keepBytes(bytes: Uint8Array, sha256: string, to: string): Promise<void> {
  if ((await stat(to).catch(() => null)) && (await hashOf(to).catch(() => null)) === sha256) return;
  const part = `${to}.${randomUUID()}${partSuffix}`;
  try {
    await mkdir(dirname(to), { recursive: true });
    const file = await open(part, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(part, to);
    syncDirectory(dirname(to));
  } catch (error) {
    await rm(part, { force: true });
    throw outputError(error, to);
  }
}

function noPicture(why: string): SpindleError {
  return new SpindleError('bad-image', `The photo was not taken in: ${why}. Nothing was changed.`);
}
