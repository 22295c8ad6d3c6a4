/** A rescue that has stalled, in a sentence: what is left, and what more reading may bring. */
import type { Stall } from '../../shared/model/job.ts';
import { messagesOf } from '../messages/messages.ts';
import { countWords, durationWords, shareWords } from './numbers.ts';

const t = messagesOf('decision');

/** `1.2 % unread after 2 passes, 3 files touched`. @param files null where nothing can be listed yet */
export function stallWords({ unread, total, passes }: Stall, files: number | null): string {
  const share = shareWords(unread, total);
  return files === null
    ? t('stalled', { share, unread, passes })
    : t('stalledFiles', { share, unread, passes, files });
}

/** What the next pass gains, in round figures: it is a guess from a few passes, and must not look like more. */
export function nextPassWords({ next }: Stall): string {
  if (next === null) return t('unknown');
  const time = durationWords(roundSeconds(next.seconds));
  if (next.sectors === 0) return t('nothing', { time });
  return t('gains', { sectors: countWords(twoDigits(next.sectors)), time });
}

function twoDigits(count: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, count))) - 1);
  return Math.round(count / step) * step;
}

function roundSeconds(seconds: number): number {
  if (seconds >= 3600) return Math.round(seconds / 600) * 600;
  if (seconds >= 60) return Math.round(seconds / 60) * 60;
  return Math.max(1, Math.round(seconds / 5) * 5);
}
