/** Opens an image as an address names it. */
import type { HubClient } from '../../../shared/contract/client.ts';
import type { ImageRef } from '../../state/view.ts';
import type { OpenedImage } from '../files/files-page.tsx';

export function openImage({ images }: HubClient, image: ImageRef, signal: AbortSignal): Promise<OpenedImage> {
  if ('dumpId' in image) return images.open(image, { signal });
  return 'imageId' in image ? images.reopen(image, { signal }) : images.openFile(image, { signal });
}

/** `a/b/disk.img`: `disk.img`; of a path of any system. */
export function lastStep(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path;
}
