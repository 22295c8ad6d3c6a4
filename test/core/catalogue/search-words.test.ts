import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dashedUuidPrefix,
  foldText,
  hexPrefix,
  searchWords,
} from '../../../src/main/core/catalogue/search-words.ts';

describe('words of a search', () => {
  it('are the same whatever the case, the width and the diacritics', () => {
    const straße = searchWords('Straße');
    for (const other of ['STRASSE', 'strasse', 'Ｓｔｒａｓｓｅ']) expect(searchWords(other)).toEqual(straße);
    expect(searchWords('Übungs-Häfen_1')).toEqual(['ubungs', 'hafen', '1']);
    expect(foldText('Ὀδυσσεύς')).toBe(foldText('ΟΔΥΣΣΕΥΣ'));
  });

  it('are letters and digits only, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => {
        for (const word of searchWords(text)) expect(word).toMatch(/^[\p{L}\p{N}]+$/u);
      }),
    );
    expect(searchWords('"a OR (b* NEAR \0 💾')).toEqual(['a', 'or', 'b', 'near']);
  });

  it('take eight hex digits and more for the beginning of a hash', () => {
    expect(hexPrefix('DEADBEEF')).toBe('deadbeef');
    expect(hexPrefix(' 0f9a3c5e-1b2d ')).toBe('0f9a3c5e1b2d');
    expect(hexPrefix('deadbee')).toBeNull();
    expect(hexPrefix('deadbeef.img')).toBeNull();
    expect(hexPrefix('a'.repeat(65))).toBeNull();
  });

  it('give a prefix of an id the dashes of a whole one', () => {
    const uuid = '0f9a3c5e-1b2d-4e6f-8a90-123456789abc';
    const digits = uuid.replaceAll('-', '');
    expect(dashedUuidPrefix(digits)).toBe(uuid);
    for (let length = 0; length < 32; length++) {
      expect(uuid.startsWith(dashedUuidPrefix(digits.slice(0, length)))).toBe(true);
    }
  });
});
