/** How names of files inside images are made findable: by any three characters in a row, and by their beginnings. */
import { foldText } from './search-words.ts';

/** What most names are made of folds to itself but for case. */
const plain = /^[\x20-\x7e]*$/;

/** Stands twice in front of every indexed name, so that its first one and two characters are in three as well. */
const start = '\u0002';
/** The index knows nothing shorter. */
const keyLength = 3;
/** More of a long word narrow nothing further: whether it is there is looked at in the end. */
const mostKeys = 48;

/** A name or a part of one as both sides of a comparison have it. Control characters are one and the same. */
export function foldName(text: string): string {
  if (plain.test(text)) return text.toLowerCase();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are just what is replaced
  return foldText(text).replace(/[\u0000-\u001f\u007f-\u009f\ufffe\uffff]/g, '\ufffd');
}

/** What goes into the index for a name. */
export function indexedName(name: string): string {
  return `${start}${start}${foldName(name)}`;
}

/** Whether a name is found by a word: the word is in it or, of one or two characters, at its beginning. */
export function hasWord(foldedName: string, foldedWord: string): boolean {
  return isShort(foldedWord) ? foldedName.startsWith(foldedWord) : foldedName.includes(foldedWord);
}

function isShort(foldedWord: string): boolean {
  return [...foldedWord].length < keyLength;
}

/** Threes that every name has that is found by the words; empty where the words say nothing. */
export function nameKeys(foldedWords: readonly string[]): string[] {
  const keys = foldedWords.flatMap((word) => {
    const characters = [...(isShort(word) ? start.repeat(keyLength - [...word].length) : ''), ...word];
    return word === ''
      ? []
      : characters.slice(keyLength - 1).map((_, at) => characters.slice(at, at + keyLength).join(''));
  });
  return [...new Set(keys)].slice(0, mostKeys);
}

/** Whether a name that has all keys of a single word needs no second look. */
export function isExactKey(foldedWords: readonly string[]): boolean {
  return foldedWords.length === 1 && [...foldedWords[0]!].length <= keyLength;
}

/** The keys in the query language of FTS5, where quotes leave nothing of it in them. */
export function keyMatch(keys: readonly string[]): string {
  return keys.map((key) => `"${key.replaceAll('"', '""')}"`).join(' AND ');
}
