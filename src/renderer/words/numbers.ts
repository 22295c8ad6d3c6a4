/** Numbers, sizes and times in the language of the screens; the words of `shared/words.ts` with its decimal sign. */
import * as shared from '../../shared/words.ts';
import { localeTag } from '../messages/language.ts';

export { hexByte, thinSpace } from '../../shared/words.ts';

function localised<Parameters extends readonly number[]>(words: (...parameters: Parameters) => string) {
  return (...parameters: Parameters): string => withDecimalSign(words(...parameters));
}

/** English words about numbers with the decimal sign of the language. */
export function withDecimalSign(words: string): string {
  return localeTag().startsWith('de') ? words.replace(/(\d)\.(\d)/g, '$1,$2') : words;
}

export const countWords = localised(shared.countWords);
export const shareWords = localised(shared.shareWords);
export const bytesWords = localised(shared.bytesWords);
export const rateWords = localised(shared.rateWords);
export const durationWords = localised(shared.durationWords);

/** `A`, `A and B`, `A, B and C`. */
export function listWords(items: readonly string[]): string {
  return new Intl.ListFormat(localeTag(), { type: 'conjunction' }).format(items);
}
