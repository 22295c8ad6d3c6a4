import fc from 'fast-check';
import { expect, it } from 'vitest';
import { contentId, contentIdRange } from '../../../src/main/core/catalogue/content-id.ts';
import { highlightRanges } from '../../../src/main/core/catalogue/highlight.ts';
import { foldName, hasWord, indexedName, nameKeys } from '../../../src/main/core/catalogue/name-keys.ts';

const name = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({ unit: fc.constantFrom(...'aAbB.é_ß東 %"\u0002'), maxLength: 12 }),
);

it('every name that has a word has all keys of the word', () => {
  fc.assert(
    fc.property(name, fc.nat(), fc.nat(12), (text, at, length) => {
      const folded = foldName(text);
      const characters = [...folded];
      const from = at % (characters.length + 1);
      const word = characters.slice(from, from + length).join('');
      const words = [word, folded].filter((each) => hasWord(folded, each));
      const threes = [...indexedName(text)];
      const indexed = new Set(threes.map((_, index) => threes.slice(index, index + 3).join('')));
      for (const key of nameKeys(words)) expect(indexed.has(key), key).toBe(true);
    }),
    { numRuns: 500 },
  );
});

it('finds one and two characters at the beginning, three anywhere, whatever their case and accents', () => {
  const found = (text: string, word: string) => hasWord(foldName(text), foldName(word));
  expect(found('Übung.doc', 'ub')).toBe(true);
  expect(found('Übung.doc', 'un')).toBe(false);
  expect(found('Übung.doc', 'UNG')).toBe(true);
  expect(found('東京駅', '京駅')).toBe(false);
  expect(nameKeys([foldName('a')])).toEqual(['\u0002\u0002a']);
  expect(foldName('a\u0002b\u0000')).toBe('a\ufffdb\ufffd');
});

it('marks the characters a word was found in', () => {
  expect(highlightRanges('Die STRASSE, die Straße', ['strasse'])).toEqual([
    [4, 7],
    [17, 6],
  ]);
  fc.assert(
    fc.property(name, fc.array(fc.string({ maxLength: 4 }), { maxLength: 4 }), (text, words) => {
      let end = -1;
      for (const [start, length] of highlightRanges(text, words.map(foldName), foldName)) {
        expect(start).toBeGreaterThan(end);
        expect(length).toBeGreaterThan(0);
        end = start + length;
        expect(end).toBeLessThanOrEqual(text.length);
      }
    }),
  );
});

it('numbers contents so that a beginning of a hash is a range of numbers', () => {
  const hex = (length: number) =>
    fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: length, maxLength: length });
  fc.assert(
    fc.property(hex(64), fc.integer({ min: 1, max: 64 }), hex(64), (sha256, digits, other) => {
      const [least, greatest] = contentIdRange(sha256.slice(0, digits));
      const inside = (hash: string) => contentId(hash) >= least && contentId(hash) <= greatest;
      expect(inside(sha256)).toBe(true);
      expect(inside(other)).toBe(other.startsWith(sha256.slice(0, Math.min(digits, 16))));
    }),
  );
});
