/** Says that somebody was refused, but not so often that the log itself becomes a target. */
import type { Refusal } from './upgrade-policy.ts';

const quietMs = 10_000;

const words: Readonly<Record<Refusal, string>> = {
  host: 'for a host name that is not ours',
  method: 'with a method other than GET',
  site: 'from another site',
  path: 'to an unknown address',
  origin: 'from another origin',
  token: 'without the right token',
};

/** Reports the first refusal of a kind at once, then at most one line per ten seconds with what was left out. */
export function createRefusalLog(log: (line: string) => void, now: () => number = Date.now) {
  const seen = new Map<Refusal, { saidAt: number; unsaid: number }>();
  return (refusal: Refusal): void => {
    const last = seen.get(refusal);
    if (last && now() - last.saidAt < quietMs) {
      last.unsaid += 1;
      return;
    }
    const more = last && last.unsaid > 0 ? ` (and ${last.unsaid} more since the last such line)` : '';
    log(`Refused a connection ${words[refusal]}${more}.`);
    seen.set(refusal, { saidAt: now(), unsaid: 0 });
  };
}
