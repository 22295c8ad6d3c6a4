/** Checks of images of this run. */
import { toWireError } from '../../shared/errors.ts';
import type { ImageCheck } from '../../shared/model/image-check.ts';
import type { Images } from '../core/ports.ts';
import { type FollowedWork, followedWork } from './followed-work.ts';

type Snapshot = Omit<ImageCheck, 'revision'>;

const begun: Snapshot = {
  state: 'running',
  error: null,
  share: 0,
  file: '',
  problems: [],
  problemCount: 0,
  result: null,
};

export interface ImageChecks extends Omit<FollowedWork<Snapshot>, 'start'> {
  /** @throws SpindleError conflict */
  start(path: string): string;
}

export function imageChecks(images: Pick<Images, 'check'>): ImageChecks {
  const work = followedWork<Snapshot>({
    mostRunning: 4,
    tooMany: 'Four images are being checked. Wait for one of them, or end it.',
    unknown: 'This check is not on the list any more.',
  });
  return {
    ...work,
    start: (path) =>
      work.start(begun, (change) =>
        images.check(path, {
          onProgress: change,
          onEnd: (end) =>
            change({
              state: end.state,
              error: end.state === 'failed' ? toWireError(end.error) : null,
              result: end.state === 'done' ? end.result : null,
            }),
        }),
      ),
  };
}
