import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bytesWords,
  countWords,
  durationWords,
  hexByte,
  listWords,
  rateWords,
  shareWords,
} from '../../src/shared/words.ts';

const plain = (text: string) => text.replaceAll('\u202f', ' ');

describe('numbers as people read them', () => {
  it('groups thousands by a space that never breaks', () => {
    expect(countWords(2880)).toBe('2\u202f880');
    expect(plain(countWords(12_219_392))).toBe('12 219 392');
    expect(countWords(999)).toBe('999');
  });

  it('gives sizes in decimal units with three figures', () => {
    expect(plain(bytesWords(0))).toBe('0 B');
    expect(plain(bytesWords(512))).toBe('512 B');
    expect(plain(bytesWords(1_474_560))).toBe('1.47 MB');
    expect(plain(bytesWords(737_280_000))).toBe('737 MB');
    expect(plain(bytesWords(999_999))).toBe('1.00 MB');
    expect(plain(rateWords(62_500))).toBe('62.5 kB/s');
  });

  it('says times in the two largest units', () => {
    expect(plain(durationWords(0))).toBe('0 s');
    expect(plain(durationWords(59.6))).toBe('1 min');
    expect(plain(durationWords(200))).toBe('3 min 20 s');
    expect(plain(durationWords(7_500))).toBe('2 h 5 min');
    expect(plain(durationWords(3_601))).toBe('1 h');
    expect(plain(durationWords(367_200))).toBe('4 d 6 h');
  });

  it('joins lists and writes bytes in hexadecimal', () => {
    expect(listWords([])).toBe('');
    expect(listWords(['image', 'map', 'log'])).toBe('image, map and log');
    expect(hexByte(0)).toBe('00');
    expect(hexByte(246)).toBe('F6');
  });

  it('never rounds a share to everything or to nothing', () => {
    expect(plain(shareWords(12_219_391, 12_219_392))).toBe('99.9 %');
    expect(plain(shareWords(1, 12_219_392))).toBe('< 0.1 %');
    expect(plain(shareWords(24, 2880))).toBe('0.8 %');
    expect(plain(shareWords(2856, 2880))).toBe('99.2 %');
    expect(plain(shareWords(5, 2880))).toBe('0.2 %');
    expect(plain(shareWords(2879, 2880))).toBe('99.9 %');
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.nat(1_000_000), (a, b) => {
        const [part, whole] = a < b ? [a, b] : [b, a];
        const words = shareWords(part, whole);
        if (part < whole) expect(words.startsWith('100')).toBe(false);
        if (part > 0 && part < whole) expect(plain(words)).not.toMatch(/^0(\.0)? %$/);
      }),
    );
  });
});
