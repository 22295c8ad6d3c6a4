/** Languages as CD-TEXT names them (`german`), as people of any language call them. */
import { localeTag } from '../messages/language.ts';

/** Those discs are pressed in; another keeps the name the disc gives it. */
const codes = [
  ...['ar', 'bg', 'ca', 'cs', 'cy', 'da', 'de', 'el', 'en', 'eo', 'es', 'et', 'eu', 'fi', 'fr', 'ga', 'gl'],
  ...['he', 'hi', 'hr', 'hu', 'id', 'is', 'it', 'ja', 'ko', 'la', 'lb', 'lt', 'lv', 'mt', 'nl', 'no', 'pl'],
  ...['pt', 'rm', 'ro', 'ru', 'sk', 'sl', 'sq', 'sr', 'sv', 'tr', 'uk', 'zh'],
];

export function languageWords(name: string): string {
  const english = new Intl.DisplayNames('en', { type: 'language' });
  const code = codes.find((candidate) => english.of(candidate)?.toLowerCase() === name);
  const words = code && new Intl.DisplayNames(localeTag(), { type: 'language' }).of(code);
  return words ?? name.charAt(0).toUpperCase() + name.slice(1);
}
