/** The whole rescue: passes in order, from the beginning or from where an interrupted job stood. */
import type { Pass } from '../../../shared/model/job.ts';
import { type PassMap, partOf } from './pass-map.ts';
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
import type { RunMap } from './run-map.ts';

/** Where a job stands: enough, with the map, to go on as if it had not stopped. */
export interface RescueCursor {
  readonly pass: Pass;
  /** Forward: first LBA not yet asked for in this pass. Backward: lowest LBA already asked for. */
  readonly positionLba: number;
  /** The passes are among what is read first; absent where the medium is read as one, or the rest of it. */
  readonly isAmongFirst?: true | undefined;
}

/** What is read before all else: true for its sectors. */
export type FirstMask = RunMap<boolean>;

/** The cursor of a job that is about to make this request. */
export function cursorBefore(
  request: { lba: number; count: number; pass: Pass },
  first: FirstMask | null = null,
): RescueCursor {
  const forward = request.pass.direction === 'forward';
  const positionLba = forward ? request.lba : request.lba + request.count;
  return cursorIn(first, request.lba, { pass: request.pass, positionLba });
}

/** A request lies among what is read first, or outside of it, as a whole: one of its sectors tells. */
export function cursorIn(first: FirstMask | null, lba: number, cursor: RescueCursor): RescueCursor {
  return first?.at(lba) ? { ...cursor, isAmongFirst: true } : cursor;
}

/**
 * The rescue of the sectors that matter, to its end, then that of all others. Each is the rescue of a medium that has no
 * other sectors, so that all are covered as in one rescue, only in another order.
 * @param later where the passes over the rest begin: the cursor of a rescue that was under way when the wish came
 */
export function* rescueInOrder(
  map: RescueMap,
  plan: ReadPlan,
  order: { readonly first: FirstMask | null; readonly later: RescueCursor | null },
  cursor: RescueCursor | null,
): PassRun {
  const { first, later } = order;
  if (first === null) return yield* rescue(map, plan, cursor);
  const isAtFirst = cursor === null || cursor.isAmongFirst === true;
  if (isAtFirst) yield* rescue(partOf(map, first, true), plan, cursor);
  yield* rescue(partOf(map, first, false), plan, isAtFirst ? later : cursor);
}

/**
 * Yields the reads of a rescue in order. The caller performs each, writes what came, and answers; by the time the next
 * request is yielded the map has been brought up to date.
 * With a cursor the pass it names goes on at its position and finished passes are not run again; work that an earlier
 * kind of pass left (a map made elsewhere) is done first all the same.
 */
export function* rescue(map: PassMap, plan: ReadPlan, cursor: RescueCursor | null): PassRun {
  const at = (pass: Pass) => (cursor && isSame(cursor.pass, pass) ? cursor.positionLba : null);
  const firstCopy = cursor?.pass.name === 'copy' ? cursor.pass.number : 1;
  for (let number = firstCopy; number <= lastCopyPass && map.has('untried'); number++) {
    yield* copy(map, plan, number, at(copyPass(number)));
  }
  if (map.has('skipped')) yield* trim(map);
  if (map.has('unscraped')) yield* scrape(map);
  const begun = cursor?.pass.name === 'retry' ? cursor.pass.number : 1;
  const retryUpTo = function* (first: number, last: number): PassRun {
    for (let number = first; number <= last && map.has('bad', 'suspect'); number++) {
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
