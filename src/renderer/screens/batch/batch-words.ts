/** What the screens say of a batch, in the language of the person. */
import type { Batch, BatchEntry, DrivePrompt, EntryState } from '../../../shared/model/batch.ts';
import { messagesOf } from '../../messages/messages.ts';
import type { Tone } from '../../words/stage.ts';
import { codeWords } from '../../words/vocabulary.ts';

const t = messagesOf('batch');

/** What a drive asks for now: `Insert AR-0413`. */
export function promptWords({ kind, code }: DrivePrompt, { entries }: Pick<Batch, 'entries'>): string {
  const named = code ?? '';
  switch (kind) {
    case 'insert':
      return t('promptInsert', { code: named });
    case 'looking':
      return t('promptLooking');
    case 'ready':
      return t('promptReady', { code: named });
    case 'reading':
      return t('promptReading', { code: named });
    case 'take-out':
      return takeOutWords(entries.find((entry) => entry.code === code));
    case 'finished':
      return t('promptFinished');
    case 'gone':
      return t('promptGone');
    case 'held':
      return t('promptHeld');
  }
}

function takeOutWords(entry: BatchEntry | undefined): string {
  if (entry?.state === 'done') return t('takeOutDone', { code: entry.code });
  if (entry?.state === 'exception') return t('takeOutAside', { code: entry.code });
  // Its turn is still to come: what lies in the drive is another one, read before.
  return entry?.state === 'next' ? t('takeOutAgain') : t('takeOut');
}

export function entryStateWords({ state, exception }: Pick<BatchEntry, 'state' | 'exception'>): string {
  return state === 'exception' && exception ? codeWords('exception', exception) : t(`state-${state}`);
}

export const entryTones: Readonly<Record<EntryState, Tone>> = {
  waiting: 'neutral',
  next: 'busy',
  reading: 'busy',
  done: 'good',
  exception: 'bad',
  skipped: 'neutral',
};
