/** The words of the vocabularies, by vocabulary and code: `kind.cd-rom`. Here they are those of the house itself. */
import { type Vocabulary, vocabulary } from '../../../shared/model/vocabulary.ts';

type Words = typeof vocabulary;
export type VocabularyKey = { [V in Vocabulary]: `${V}.${keyof Words[V] & string}` }[Vocabulary];
export type VocabularyMessages = Readonly<Record<VocabularyKey, string>>;

export const vocabularyWords = Object.fromEntries(
  Object.entries(vocabulary).flatMap(([name, words]) =>
    Object.entries(words).map(([code, word]) => [`${name}.${code}`, word]),
  ),
) as VocabularyMessages;
