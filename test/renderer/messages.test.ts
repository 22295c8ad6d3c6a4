/** The message files: complete in every language, the same holes to fill, and nothing said past them. */
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { faults, german } from '../../src/renderer/messages/de/index.ts';
import { english } from '../../src/renderer/messages/en/index.ts';
import { type Catalogue, languageStore } from '../../src/renderer/messages/language.ts';
import { chooseLocale } from '../../src/renderer/messages/locale.ts';
import { messagesOf, parseMessage } from '../../src/renderer/messages/messages.ts';
import { faultOf } from '../../src/renderer/words/faults.ts';
import { bytesWords, listWords, shareWords } from '../../src/renderer/words/numbers.ts';
import { errorCodes, SpindleError } from '../../src/shared/errors.ts';
import { spokenLiterals } from '../support/tsx-literals.ts';

const renderer = resolve(import.meta.dirname, '../../src/renderer');

type Messages = Readonly<Record<string, Readonly<Record<string, string>>>>;
const languages: Readonly<Record<string, Catalogue>> = { en: english, de: german };

afterEach(() => languageStore.setState({ locale: 'en', catalogue: english, faults: null }));

/** The arguments of a message with what each is: `count plural`, `drive argument`. */
function argumentsOf(text: string, locale: string): string[] {
  const found = new Set<string>();
  const visit = (elements: ReturnType<ReturnType<typeof parseMessage>['getAst']>): void => {
    for (const element of elements) {
      if (element.type === 0 || element.type === 7 || element.type === 8) continue;
      const { value } = element;
      if (element.type === 5 || element.type === 6) {
        const kind = element.type === 5 ? `select ${Object.keys(element.options).sort()}` : 'plural';
        found.add(`${value} ${kind}`);
        for (const option of Object.values(element.options)) visit(option.value);
      } else found.add(`${value} argument`);
    }
  };
  visit(parseMessage(text, locale).getAst());
  return [...found].sort();
}

describe('message files', () => {
  it('have the same rooms and keys in every language, and no empty message', () => {
    const keys = (catalogue: Catalogue) =>
      Object.entries(catalogue as Messages)
        .flatMap(([room, messages]) => Object.keys(messages).map((key) => `${room}.${key}`))
        .sort();
    for (const catalogue of Object.values(languages)) {
      expect(keys(catalogue)).toEqual(keys(english));
      for (const messages of Object.values(catalogue as Messages)) {
        expect(Object.values(messages).filter((text) => text.trim() === '')).toEqual([]);
      }
    }
  });

  it('take the same arguments in every language', () => {
    for (const [room, messages] of Object.entries(english as Messages)) {
      for (const [key, text] of Object.entries(messages)) {
        const theirs = (german as Messages)[room]![key]!;
        expect({ [`${room}.${key}`]: argumentsOf(theirs, 'de') }).toEqual({
          [`${room}.${key}`]: argumentsOf(text, 'en'),
        });
      }
    }
  });

  it('are translated: hardly a sentence is the same in German', () => {
    const same = Object.entries(english as Messages).flatMap(([room, messages]) =>
      Object.entries(messages)
        .filter(
          ([key, text]) => /\p{Ll}{2,} \p{Ll}{2,}/u.test(text) && (german as Messages)[room]![key] === text,
        )
        .map(([key]) => `${room}.${key}`),
    );
    expect(same).toEqual([]);
  });

  it('are said with numbers of the house, in the language that is chosen', () => {
    const t = messagesOf('common');
    expect(t('sectors', { count: 1 })).toBe('1 sector');
    expect(messagesOf('job')('running', { count: 12_345 })).toBe('12\u202f345 running');
    expect(t('sectors', { count: 12_219_392 })).toBe('12\u202f219\u202f392 sectors');
    languageStore.setState({ locale: 'de', catalogue: german, faults });
    expect(t('sectors', { count: 2880 })).toBe('2\u202f880 Sektoren');
    expect(shareWords(1, 3)).toBe('33,3\u202f%');
    expect(bytesWords(1_474_560)).toBe('1,47\u202fMB');
    expect(listWords(['A', 'B', 'C'])).toBe('A, B und C');
  });

  it('want their arguments, by type', () => {
    const t = messagesOf('bench');
    // @ts-expect-error the message has an argument
    expect(t('removePractice')).toContain('{drive}');
    // @ts-expect-error no such argument
    expect(() => t('removePractice', { driv: 'A' })).toThrow();
    // @ts-expect-error the message has none
    expect(t('title', { count: 1 })).toBe('Bench');
    expect(t('insert', { carrier: 'disc' })).toBe('Insert a disc');
  });

  it('say in German what every error means, and keep what was said of the single case', () => {
    const refused = new SpindleError('no-medium', 'There is no disk in /dev/fd0.', { address: '/dev/fd0' });
    expect(faultOf(refused).message).toBe('There is no disk in /dev/fd0.');
    languageStore.setState({ locale: 'de', catalogue: german, faults });
    expect(Object.keys(faults).sort()).toEqual([...errorCodes].sort());
    expect(faultOf(refused)).toEqual({
      message: faults['no-medium'],
      code: 'no-medium',
      details: { 'im Wortlaut': 'There is no disk in /dev/fd0.', address: '/dev/fd0' },
    });
  });

  it('are chosen by the setting, else by the first language of the browser that is ours', () => {
    expect(chooseLocale('system', ['fr-CH', 'de-AT', 'en'])).toBe('de');
    expect(chooseLocale('system', ['den', 'nl'])).toBe('en');
    expect(chooseLocale('en', ['de'])).toBe('en');
  });
});

describe('the screens', () => {
  const files = readdirSync(renderer, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.tsx'))
    .sort();

  it('say nothing but what stands in the message files', () => {
    expect(files.length).toBeGreaterThan(100);
    const literals = files.flatMap((path) =>
      spokenLiterals(join(renderer, path)).map((words) => `${path}: ${words}`),
    );
    expect(literals).toEqual([]);
  });

  it('would be caught if they did', () => {
    expect(spokenLiterals(resolve(import.meta.dirname, '../fixtures/spoken-literals.tsx'))).toEqual([
      'title: Bench',
      'text: Plug in a drive.',
      'literal: Nothing to see',
      'label: Theme',
      'template: drives found',
    ]);
  });
});
