/** Images people look into: named by an id, opened when they are asked for, and closed when nobody asks any more. */
import { randomUUID } from 'node:crypto';
import { SpindleError } from '../../shared/errors.ts';
import type { ImageSession, Images } from '../core/ports.ts';

/** An image, a sheet, a sidecar or a store; absolute. */
export interface ImageAt {
  readonly path: string;
}

interface ShelvedImage extends ImageAt {
  session: Promise<ImageSession> | null;
  usedMs: number;
}

/** Each is a thread with a heap of its own. */
const mostOpen = 4;
/** Ids that are remembered; the oldest are forgotten first. */
const mostKnown = 500;
const idleMs = 5 * 60_000;
const sweepMs = 30_000;

export interface ImageShelf {
  /** @returns the id under which the image can be asked; nothing is opened yet */
  add(place: ImageAt): string;
  /** Nobody asks for it any more. */
  forget(imageId: string): void;
  /** @throws SpindleError not-found */
  placeOf(imageId: string): ImageAt;
  /** The opened image; one that was closed or lost is opened anew. @throws SpindleError as opening it */
  session(imageId: string): Promise<ImageSession>;
  close(): void;
}

export function imageShelf(images: Pick<Images, 'open'>): ImageShelf {
  const shelved = new Map<string, ShelvedImage>();
  const timer = setInterval(() => {
    for (const image of shelved.values()) if (performance.now() - image.usedMs > idleMs) shut(image);
  }, sweepMs);
  timer.unref();

  function shut(image: ShelvedImage): void {
    const { session } = image;
    image.session = null;
    void session?.then(
      (opened) => opened.close(),
      () => {},
    );
  }

  function get(imageId: string): ShelvedImage {
    const image = shelved.get(imageId);
    if (image) return image;
    throw new SpindleError('not-found', 'This image is not open any more. Open it again.', { imageId });
  }

  function makeRoom(): void {
    const open = [...shelved.values()].filter(({ session }) => session !== null);
    for (const image of open.toSorted((a, b) => a.usedMs - b.usedMs).slice(0, -(mostOpen - 1))) shut(image);
  }

  async function opened(image: ShelvedImage): Promise<ImageSession> {
    if (!image.session) {
      makeRoom();
      image.session = images.open(image.path);
    }
    const { session } = image;
    try {
      return await session;
    } catch (error) {
      // One that could not be opened is tried again at the next question.
      if (image.session === session) image.session = null;
      throw error;
    }
  }

  return {
    add(place) {
      for (const [oldest, image] of shelved) {
        if (shelved.size < mostKnown) break;
        shut(image);
        shelved.delete(oldest);
      }
      const imageId = randomUUID();
      shelved.set(imageId, { ...place, session: null, usedMs: performance.now() });
      return imageId;
    },
    forget(imageId) {
      const image = shelved.get(imageId);
      if (image) shut(image);
      shelved.delete(imageId);
    },
    placeOf: get,
    async session(imageId) {
      const image = get(imageId);
      image.usedMs = performance.now();
      const session = await opened(image);
      if (session.isOpen) return session;
      image.session = null;
      return opened(image);
    },
    close() {
      clearInterval(timer);
      for (const image of shelved.values()) shut(image);
    },
  };
}
