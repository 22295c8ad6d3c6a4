import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visibleInSentence, visibleText } from '../../src/shared/visible-text.ts';

describe('text of a medium', () => {
  it('shows what would steer a terminal or turn a line round', () => {
    expect(visibleText('a\u001b[2Jb\u007f')).toBe('a\u2039U+001B\u203a[2Jb\u2039U+007F\u203a');
    expect(visibleText('invoice\u202egpj.exe')).toBe('invoice\u2039U+202E\u203agpj.exe');
    expect(visibleText('\u0085\u2029')).toBe('\u2039U+0085\u203a\u2039U+2029\u203a');
  });

  it('is left as it is otherwise, in every script', () => {
    for (const name of ['Übergabe – Ω.txt', 'פרוטוקול', 'बैठक', '👩\u200d🚀', 'می\u200cخواهم'])
      expect(visibleText(name)).toBe(name);
  });

  it('has nothing left to make visible once it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const visible = visibleText(text);
        expect(visible).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
        expect(visibleText(visible)).toBe(visible);
      }),
    );
  });

  it('is isolated in a sentence when it is written from right to left, and only then', () => {
    expect(visibleInSentence('פרוטוקול')).toBe('\u2068פרוטוקול\u2069');
    expect(visibleInSentence('minutes')).toBe('minutes');
  });

  it('may be put into a sentence that is put into another, but ends no isolate it did not begin', () => {
    const inner = `Read ${visibleInSentence('פרוטוקול')}.`;
    expect(visibleInSentence(inner)).toBe(`\u2068${inner}\u2069`);
    expect(visibleInSentence('a\u2069b')).toBe('a\u2039U+2069\u203ab');
    expect(visibleInSentence('a\u2067b')).toBe('a\u2039U+2067\u203ab');
  });
});
