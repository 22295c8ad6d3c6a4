/** Keys as they are printed on the keyboards of the person's language. */
import { messagesOf } from '../messages/messages.ts';

const t = messagesOf('keys');

const named = {
  Ctrl: 'keyCtrl',
  Alt: 'keyAlt',
  Shift: 'keyShift',
  Enter: 'keyEnter',
  Escape: 'keyEscape',
  Space: 'keySpace',
  Home: 'keyHome',
  End: 'keyEnd',
  PageUp: 'keyPageUp',
  PageDown: 'keyPageDown',
} as const;

const signs: Readonly<Record<string, string>> = { ArrowUp: '\u2191', ArrowDown: '\u2193' };

/** `['Strg', 'K']` for `Ctrl+K`. */
export function chordWords(chord: string): string[] {
  return chord
    .split('+')
    .map((key) => (Object.hasOwn(named, key) ? t(named[key as keyof typeof named]) : (signs[key] ?? key)));
}
