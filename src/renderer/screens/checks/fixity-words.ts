/** The six states a file can be in, for people. */
import type { FixityState } from '../../../shared/model/fixity.ts';
import { messagesOf } from '../../messages/messages.ts';
import type { Tone } from '../../words/stage.ts';

const t = messagesOf('checks');

export function fixityWord(state: FixityState): string {
  switch (state) {
    case 'ok':
      return t('stateOk');
    case 'mismatch':
      return t('stateMismatch');
    case 'missing':
      return t('stateMissing');
    case 'unreadable':
      return t('stateUnreadable');
    case 'offline':
      return t('stateOffline');
    case 'never':
      return t('stateNever');
  }
}

export const fixityTones: Readonly<Record<FixityState, Tone>> = {
  ok: 'good',
  mismatch: 'bad',
  missing: 'bad',
  unreadable: 'bad',
  offline: 'warn',
  never: 'neutral',
};
