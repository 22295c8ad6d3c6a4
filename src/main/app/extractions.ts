/** Extractions of this run: each with a feed of how far it is, and a way to end it. */
import { randomUUID } from 'node:crypto';
import { SpindleError, toWireError } from '../../shared/errors.ts';
import type { Extraction } from '../../shared/model/image-files.ts';
import type { DumpImages, ExtractionOrder, RunningExtraction } from '../core/ports.ts';
import { Feed } from './feed.ts';
import type { DumpPlace } from './image-shelf.ts';

type Snapshot = Omit<Extraction, 'revision'>;

interface Known {
  readonly feed: Feed<Snapshot>;
  readonly running: RunningExtraction;
}

/** They share the disks they write to: more at once only slow each other down. */
const mostRunning = 4;
const mostKnown = 100;

const notBegun: Snapshot = {
  state: 'running',
  error: null,
  folder: null,
  totalFiles: 0,
  totalBytes: 0,
  files: 0,
  bytes: 0,
  damagedFiles: 0,
  path: '',
  problems: [],
  problemCount: 0,
};

export interface Extractions {
  /** @throws SpindleError conflict */
  start(place: DumpPlace, order: ExtractionOrder): string;
  /** @throws SpindleError not-found */
  watch(extractionId: string, after: number, signal?: AbortSignal): Promise<Extraction>;
  /** Resolves when nothing is written any more. @throws SpindleError not-found */
  cancel(extractionId: string): Promise<void>;
  close(): Promise<void>;
}

export function extractions(images: Pick<DumpImages, 'extract'>): Extractions {
  const known = new Map<string, Known>();
  const isRunning = ({ feed }: Known) => feed.value.state === 'running';

  function get(extractionId: string): Known {
    const found = known.get(extractionId);
    if (found) return found;
    throw new SpindleError('not-found', 'This extraction is not on the list any more.', { extractionId });
  }

  return {
    start({ directory, name }, order) {
      if ([...known.values()].filter(isRunning).length >= mostRunning)
        throw new SpindleError('conflict', 'Four extractions are running. Wait for one of them, or end it.');
      for (const [oldest, each] of known) {
        if (known.size < mostKnown) break;
        if (!isRunning(each)) known.delete(oldest);
      }
      const feed = new Feed<Snapshot>(notBegun);
      const running = images.extract(directory, name, order, {
        onProgress: (progress) => feed.set({ ...feed.value, ...progress }),
        onEnd: (end) =>
          feed.set({
            ...feed.value,
            state: end.state,
            error: end.state === 'failed' ? toWireError(end.error) : null,
          }),
      });
      const extractionId = randomUUID();
      known.set(extractionId, { feed, running });
      return extractionId;
    },
    async watch(extractionId, after, signal) {
      const { revision, value } = await get(extractionId).feed.past(after, signal);
      return { ...value, revision };
    },
    cancel: (extractionId) => get(extractionId).running.cancel(),
    async close() {
      await Promise.all([...known.values()].filter(isRunning).map(({ running }) => running.cancel()));
    },
  };
}
