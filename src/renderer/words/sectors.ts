import { messagesOf } from '../messages/messages.ts';

const t = messagesOf('common');

/** `1 sector`, `2 880 sectors`. */
export function sectorsWords(count: number): string {
  return t('sectors', { count });
}
