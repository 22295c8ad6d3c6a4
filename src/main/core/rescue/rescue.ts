/** The whole rescue: passes in order, from the beginning or from where an interrupted job stood. */
import type { Pass } from '../../../shared/model/job.ts';
import {
  copy,
  copyPass,
  lastCopyPass,
  type PassRun,
  retry,
  retryPass,
  scrape,
  trim,
  verify,
  verifyPass,
} from './passes.ts';
import type { ReadPlan } from './read-plan.ts';
import type { RescueMap } from './rescue-map.ts';

/** Where a job stands: enough, with the map, to go on as if it had not stopped. */
export interface RescueCursor {
  readonly pass: Pass;
  /** Forward: first LBA not yet asked for in this pass. Backward: lowest LBA already asked for. */
  readonly positionLba: number;
}

/** The cursor of a job that is about to make this request. */
export function cursorBefore(request: { lba: number; count: number; pass: Pass }): RescueCursor {
  const forward = request.pass.direction === 'forward';
  return { pass: request.pass, positionLba: forward ? request.lba : request.lba + request.count };
}

/**
 * Yields the reads of a rescue in order. The caller performs each, writes what came, and answers; by the time the next
 * request is yielded the map has been brought up to date.
 * With a cursor the pass it names goes on at its position and finished passes are not run again; work that an earlier
 * kind of pass left (a map made elsewhere) is done first all the same.
 */
export function* rescue(map: RescueMap, plan: ReadPlan, cursor: RescueCursor | null): PassRun {
  const at = (pass: Pass) => (cursor && isSame(cursor.pass, pass) ? cursor.positionLba : null);
  const firstCopy = cursor?.pass.name === 'copy' ? cursor.pass.number : 1;
  for (let number = firstCopy; number <= lastCopyPass && map.count('untried') > 0; number++) {
    yield* copy(map, plan, number, at(copyPass(number)));
  }
  if (map.count('skipped') > 0) yield* trim(map);
  if (map.count('unscraped') > 0) yield* scrape(map);
  const begun = cursor?.pass.name === 'retry' ? cursor.pass.number : 1;
  const retryUpTo = function* (first: number, last: number): PassRun {
    for (let number = first; number <= last && map.count('bad') + map.count('suspect') > 0; number++) {
      yield* retry(map, number, at(retryPass(number)));
    }
  };
  if (cursor?.pass.name !== 'verify') yield* retryUpTo(begun, plan.retries);
  if (!plan.verify) return;
  const isVerified = cursor?.pass.name === 'retry' && begun > plan.retries;
  if (!isVerified) yield* verify(map, plan, at(verifyPass));
  yield* retryUpTo(Math.max(begun, plan.retries + 1), 2 * plan.retries);
}

function isSame(a: Pass, b: Pass): boolean {
  return a.name === b.name && a.number === b.number;
}
