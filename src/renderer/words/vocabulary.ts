/** Codes of the vocabularies as people read them, in their language. */
import type { CarrierState, Vocabulary } from '../../shared/model/vocabulary.ts';
import { english } from '../messages/en/index.ts';
import type { VocabularyKey } from '../messages/en/vocabulary.ts';
import { messagesOf } from '../messages/messages.ts';
import type { Tone } from './stage.ts';

const t = messagesOf('vocabulary');

/** A code nobody has words for (typed by a person, or of a later version) stays as it is. */
export function codeWords(name: Vocabulary, code: string): string {
  const key = `${name}.${code}`;
  return isKey(key) ? t(key) : code;
}

function isKey(key: string): key is VocabularyKey {
  return Object.hasOwn(english.vocabulary, key);
}

export const stateTones: Readonly<Record<CarrierState, Tone>> = {
  expected: 'neutral',
  imaged: 'good',
  'needs-attention': 'bad',
  'set-aside': 'neutral',
  'signed-off': 'good',
};
