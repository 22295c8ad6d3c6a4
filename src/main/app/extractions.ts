/** Extractions of this run. */
import { toWireError } from '../../shared/errors.ts';
import type { Extraction } from '../../shared/model/image-files.ts';
import type { ExtractionOrder, Images } from '../core/ports.ts';
import { type FollowedWork, followedWork } from './followed-work.ts';
import type { ImageAt } from './image-shelf.ts';

type Snapshot = Omit<Extraction, 'revision'>;

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

export interface Extractions extends Omit<FollowedWork<Snapshot>, 'start'> {
  /** @throws SpindleError conflict */
  start(place: ImageAt, order: ExtractionOrder): string;
}

export function extractions(images: Pick<Images, 'extract'>): Extractions {
  const work = followedWork<Snapshot>({
    mostRunning: 4,
    tooMany: 'Four extractions are running. Wait for one of them, or end it.',
    unknown: 'This extraction is not on the list any more.',
  });
  return {
    ...work,
    start: ({ path }, order) =>
      work.start(notBegun, (change) =>
        images.extract(path, order, {
          onProgress: change,
          onEnd: (end) =>
            change({
              state: end.state,
              error: end.state === 'failed' ? toWireError(end.error) : null,
            }),
        }),
      ),
  };
}
