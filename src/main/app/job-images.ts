/** What a job has read, as an image on the shelf: its store while it works, its results when it is done. */
import type { JobSnapshot } from '../../shared/model/job.ts';
import { sidecarSuffix, storeSuffix } from '../../shared/model/sidecar.ts';
import type { ImageShelf } from './image-shelf.ts';

interface Known {
  readonly imageId: string;
  readonly path: string;
  readonly openedMs: number;
  /** Whether its directories had been looked through. */
  readonly isLocated: boolean;
}

/** A store is opened anew after so long: what filesystems and damage it has is told as it was when it was opened. */
const freshMs = 10_000;
/** Jobs that are remembered. */
const mostKnown = 100;

export interface JobImages {
  imageOf(job: JobSnapshot): string;
}

export function jobImages(
  shelf: Pick<ImageShelf, 'add' | 'forget'>,
  joinPath: (directory: string, name: string) => string,
): JobImages {
  const known = new Map<string, Known>();
  return {
    imageOf({ id, state, directory, name, first }) {
      const isLocated = first !== undefined;
      const isDone = state === 'done';
      const path = joinPath(directory, name + (isDone ? sidecarSuffix : storeSuffix));
      const before = known.get(id);
      const isFresh = before?.isLocated === isLocated && performance.now() - before.openedMs < freshMs;
      if (before?.path === path && (isDone || isFresh)) return before.imageId;
      if (before) shelf.forget(before.imageId);
      const imageId = shelf.add({ path });
      known.delete(id);
      known.set(id, { imageId, path, openedMs: performance.now(), isLocated });
      for (const [oldest, { imageId: image }] of known) {
        if (known.size <= mostKnown) break;
        known.delete(oldest);
        shelf.forget(image);
      }
      return imageId;
    },
  };
}
