/** From an image as screens name it to where it lies. */

import type { ImageSource } from '../../shared/model/image-source.ts';
import { sidecarSuffix } from '../../shared/model/sidecar.ts';
import type { Catalogue } from '../core/ports.ts';
import type { ImageShelf } from './image-shelf.ts';

export interface PlacedImage {
  /** Of its sidecar or itself. */
  readonly path: string;
  readonly dumpId: string | null;
}

/** @throws SpindleError not-found, catalogue-* */
export async function imageAt(
  source: ImageSource,
  {
    shelf,
    catalogue,
    joinPath,
  }: {
    readonly shelf: Pick<ImageShelf, 'placeOf'>;
    readonly catalogue: () => Catalogue;
    readonly joinPath: (directory: string, name: string) => string;
  },
): Promise<PlacedImage> {
  if ('dumpId' in source) {
    const { directory, record } = await catalogue().showDump(source.dumpId);
    return { path: joinPath(directory, record.name + sidecarSuffix), dumpId: source.dumpId };
  }
  return { path: shelf.placeOf(source.imageId).path, dumpId: null };
}
