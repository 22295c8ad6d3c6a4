/** Conversions, writings, hand-overs and fixity runs in one list, which moves on when one of them begins or ends. */
import { basename } from 'node:path';
import { assertNever } from '../../shared/errors.ts';
import type { FixityRun } from '../../shared/model/fixity.ts';
import type { LongWork } from '../../shared/model/long-work.ts';
import type { RunningConversions } from './conversions.ts';
import { Feed } from './feed.ts';
import type { FixityChecks } from './fixity-checks.ts';
import type { RunningHandOvers } from './hand-overs.ts';
import type { Writings } from './writings.ts';

export interface LongWorkers {
  readonly converting: Pick<RunningConversions, 'list' | 'onActivity'>;
  readonly writing: Pick<Writings, 'list' | 'onActivity'>;
  readonly handingOver: Pick<RunningHandOvers, 'list' | 'onActivity'>;
  readonly fixity: Pick<FixityChecks, 'feed' | 'onActivity'>;
}

export function longWork(workers: LongWorkers): Feed<readonly LongWork[]> {
  const { converting, writing, handingOver, fixity } = workers;
  const feed = new Feed<readonly LongWork[]>([]);
  const look = () =>
    feed.set([
      ...converting.list().map(
        ({ id, snapshot: { state, error, result, faultCount } }): LongWork => ({
          ...{ id, kind: 'conversion', state, error, name: result?.name ?? '', files: 0 },
          problems: faultCount,
        }),
      ),
      ...writing.list().map(
        ({ id, snapshot: { state, error, path, report } }): LongWork => ({
          ...{ id, kind: 'writing', state, error, name: basename(path), files: 0 },
          problems: (report?.failed ?? []).reduce((sum, [, length]) => sum + length, 0),
        }),
      ),
      ...handingOver.list().map(
        ({ id, snapshot: { state, error, result } }): LongWork => ({
          ...{
            id,
            kind: 'hand-over',
            state,
            error,
            name: basename(result?.path ?? ''),
            files: 0,
            problems: 0,
          },
        }),
      ),
      ...(fixity.feed.value ? [ofFixity(fixity.feed.value)] : []),
    ]);
  for (const worker of [converting, writing, handingOver, fixity]) worker.onActivity(look);
  return feed;
}

function ofFixity({ startedAt, phase, checkedFiles, counts, problem }: FixityRun): LongWork {
  const count = (state: 'mismatch' | 'missing' | 'unreadable') => counts[state] ?? 0;
  return {
    ...{ id: `fixity ${startedAt}`, kind: 'fixity', state: stateOf(phase), name: '', files: checkedFiles },
    problems: count('mismatch') + count('missing') + count('unreadable'),
    error: problem,
  };
}

function stateOf(phase: FixityRun['phase']): LongWork['state'] {
  switch (phase) {
    case 'running':
    case 'done':
    case 'failed':
      return phase;
    case 'stopped':
      return 'cancelled';
    default:
      return assertNever(phase, 'phase of a fixity run');
  }
}
