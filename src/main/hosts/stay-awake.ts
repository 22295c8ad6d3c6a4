/** A system that goes to sleep takes its drives along: while they, or many files, are read or written it is kept awake. */
import type { WindowHub } from './served-hub.ts';

/** @param hold keeps the system awake until what it returns is called */
export function stayAwake(
  hub: Pick<WindowHub, 'onActivity' | 'activeJobs' | 'activeWritings' | 'activeFileWork'>,
  hold: () => () => void,
): void {
  let release: (() => void) | null = null;
  const follow = () => {
    if (hub.activeJobs + hub.activeWritings + hub.activeFileWork > 0) release ??= hold();
    else {
      release?.();
      release = null;
    }
  };
  hub.onActivity(follow);
  follow();
}
