/** A system that goes to sleep takes its drives along: while jobs are at work it is kept awake. */
import type { WindowHub } from './served-hub.ts';

/** @param hold keeps the system awake until what it returns is called */
export function stayAwake(hub: Pick<WindowHub, 'onActivity' | 'activeJobs'>, hold: () => () => void): void {
  let release: (() => void) | null = null;
  const follow = (activeJobs: number) => {
    if (activeJobs > 0) release ??= hold();
    else {
      release?.();
      release = null;
    }
  };
  hub.onActivity(follow);
  follow(hub.activeJobs);
}
