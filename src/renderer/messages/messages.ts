/**
 * What the screens say, in the language of the person. A file of code takes the messages of its room once,
 * `const t = messagesOf('bench')`, and says them with `t('driveCount', { count })`; key and arguments are typed.
 *
 * `t` may be called wherever it is needed, in a component or outside of one: when the language changes, everything is
 * drawn anew. So a sentence is never kept in a constant, nor memoised.
 */
import { type Formatters, IntlMessageFormat } from 'intl-messageformat';
import { visibleInSentence } from '../../shared/visible-text.ts';
import { countWords } from '../words/numbers.ts';
import type { ArgumentNames } from './icu-arguments.ts';
import { type English, languageStore, localeTag, type Room } from './language.ts';

type Values<Message> = Message extends string
  ? [ArgumentNames<Message>] extends [never]
    ? []
    : [values: Readonly<Record<ArgumentNames<Message>, string | number>>]
  : never;

export type Messages<R extends Room> = <Key extends keyof English[R] & string>(
  key: Key,
  ...values: Values<English[R][Key]>
) => string;

/** Messages with arguments, parsed when they are first said. */
let parsed = new Map<string, IntlMessageFormat>();
languageStore.subscribe(() => {
  parsed = new Map();
});

export function messagesOf<R extends Room>(room: R): Messages<R> {
  return (key, ...[values]) => {
    const text: string = languageStore.getState().catalogue[room][key];
    if (values === undefined) return text;
    const name = `${room}.${key}`;
    let message = parsed.get(name);
    if (!message) {
      message = parseMessage(text, localeTag());
      parsed.set(name, message);
    }
    return String(message.format(withText(values)));
  };
}

/** Numbers look the same in a message as everywhere else on the screens. */
const formatters: Formatters = {
  getNumberFormat: () => ({ format: countWords }) as unknown as Intl.NumberFormat,
  getDateTimeFormat: (...parameters) => new Intl.DateTimeFormat(...parameters),
  getPluralRules: (...parameters) => new Intl.PluralRules(...parameters),
};

/** Angle brackets are text here: no message is markup. */
export function parseMessage(text: string, locale: string): IntlMessageFormat {
  const message = new IntlMessageFormat(text, locale, undefined, { ignoreTag: true, formatters });
  nameTexts(message.getAst());
  return message;
}

type Elements = ReturnType<IntlMessageFormat['getAst']>;

/** The library writes a bare `{count}` without its formatters: it is given the text of the number instead. */
const asText = (name: string) => `${name} as text`;

function nameTexts(elements: Elements): void {
  for (const element of elements) {
    if (element.type === argumentElement) element.value = asText(element.value);
    if ('options' in element) for (const option of Object.values(element.options)) nameTexts(option.value);
  }
}

/** `TYPE.argument` of the parser. */
const argumentElement = 1;

function withText(values: Readonly<Record<string, string | number>>): Record<string, string | number> {
  const all: Record<string, string | number> = { ...values };
  for (const [name, value] of Object.entries(values)) {
    all[asText(name)] = typeof value === 'number' ? countWords(value) : visibleInSentence(value);
  }
  return all;
}
