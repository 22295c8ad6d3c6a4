/** How the jobs that run stand together, for the title and the task bar. */
import type { JobSummary } from '../../shared/model/job.ts';
import type { WindowStanding } from '../../shared/model/window-telling.ts';
import { messagesOf } from '../messages/messages.ts';
import { isAtWork } from '../state/queue-order.ts';

const t = messagesOf('telling');

export interface Standing {
  readonly drives: number;
  /** Of the bytes of all media that are measured; null as long as there is none. */
  readonly share: number | null;
  readonly isPaused: boolean;
  /** A rescue gets nowhere and waits to be decided. */
  readonly isStalled: boolean;
}

export function standingOf(jobs: readonly JobSummary[]): Standing {
  const running = jobs.filter(isAtWork);
  let read = 0;
  let total = 0;
  for (const { counts, sectorSize } of running) {
    if (!counts) continue;
    const bytes = sectorSize ?? 1;
    read += (counts.good + counts.goodAfterRetry) * bytes;
    total += counts.total * bytes;
  }
  return {
    drives: new Set(running.map(({ source }) => source.id)).size,
    share: total === 0 ? null : Math.min(1, read / total),
    isPaused: running.length > 0 && running.every(({ paused }) => paused),
    isStalled: running.some(({ stall }) => stall !== null),
  };
}

export type Wanted = 'asked' | 'stopped' | null;

/** `47 % · 2 drives — Spindle`. A share is never rounded up to the whole. */
export function titleOf({ drives, share, isPaused }: Standing, wanted: Wanted): string {
  const title =
    drives === 0
      ? 'Spindle'
      : share === null
        ? t('titleDrives', { count: drives })
        : t(isPaused ? 'titlePaused' : 'titleShare', { percent: Math.floor(share * 100), count: drives });
  return wanted ? t('titleWanted', { title }) : title;
}

/** In whole percents: the task bar shows no more, and is not asked more often than it changes. */
export function windowStanding(
  { drives, share, isPaused, isStalled }: Standing,
  wanted: Wanted,
): WindowStanding {
  const isWanted = wanted !== null;
  // A stop keeps its colour until somebody has looked, if need be over the whole bar.
  if (wanted === 'stopped') return { mode: 'error', share: drives > 0 ? whole(share) : 1, isWanted };
  if (drives === 0) return { mode: 'none', share: 0, isWanted };
  if (isPaused || isStalled) return { mode: 'paused', share: whole(share), isWanted };
  return { mode: share === null ? 'indeterminate' : 'normal', share: whole(share), isWanted };
}

const whole = (share: number | null) => Math.floor((share ?? 0) * 100) / 100;
