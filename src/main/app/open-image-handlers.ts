/** Opening images below granted folders, for the contract. */
import { placeLimits } from '../../shared/model/image-places.ts';
import type { ImageFolders } from '../core/ports.ts';
import type { ImageChecks } from './image-checks.ts';
import type { ImageShelf } from './image-shelf.ts';
import type { Os } from './implementer.ts';
import type { OutputRoots } from './output-roots.ts';

export interface OpenImageParts {
  readonly folders: ImageFolders;
  readonly roots: OutputRoots;
  readonly shelf: ImageShelf;
  readonly checks: ImageChecks;
}

export function openImageHandlers({ images }: Os, { folders, roots, shelf, checks }: OpenImageParts) {
  const opened = async (imageId: string) => ({ imageId, ...(await shelf.session(imageId)).description });
  return {
    openFile: images.openFile.handler(({ input: { rootId, path } }) =>
      opened(shelf.add({ path: folders.pathBelow(roots.path(rootId), path) })),
    ),
    reopen: images.reopen.handler(({ input }) => opened(input.imageId)),
    browse: images.browse.handler(({ input: { rootId, ...asked } }) =>
      folders.browse(roots.path(rootId), asked),
    ),
    find: images.find.handler(async ({ input }) => {
      const places: { rootId: string; path: string }[] = [];
      let isWhole = true;
      for (const { id, path: root } of await roots.list()) {
        const found = await folders.find(root, input, placeLimits.found - places.length);
        places.push(...found.paths.map((path) => ({ rootId: id, path })));
        isWhole &&= found.isWhole;
        if (places.length >= placeLimits.found) break;
      }
      return { places, isWhole };
    }),
    check: images.check.handler(({ input }) => ({
      checkId: checks.start(shelf.placeOf(input.imageId).path),
    })),
    watchCheck: images.watchCheck.handler(({ input, signal }) =>
      checks.watch(input.checkId, input.after, signal),
    ),
    cancelCheck: images.cancelCheck.handler(async ({ input }) => {
      await checks.cancel(input.checkId);
      return {};
    }),
    portrait: images.portrait.handler(async ({ input }) => (await shelf.session(input.imageId)).portrait()),
  };
}
