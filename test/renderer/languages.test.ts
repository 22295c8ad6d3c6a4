/** The languages of CD-TEXT, in the language of the screens. */
import { afterEach, describe, expect, it } from 'vitest';
import { english } from '../../src/renderer/messages/en/index.ts';
import { languageStore } from '../../src/renderer/messages/language.ts';
import { languageWords } from '../../src/renderer/words/languages.ts';

afterEach(() => languageStore.setState({ locale: 'en', catalogue: english, faults: null }));

describe('languages of CD-TEXT', () => {
  it('are called as people call them', () => {
    expect(['english', 'german', 'japanese'].map(languageWords)).toEqual(['English', 'German', 'Japanese']);
    languageStore.setState({ locale: 'de' });
    expect(['english', 'german', 'japanese'].map(languageWords)).toEqual([
      'Englisch',
      'Deutsch',
      'Japanisch',
    ]);
  });

  it('keep the name the disc gives them where nobody knows another', () => {
    languageStore.setState({ locale: 'de' });
    expect(languageWords('sranan-tongo')).toBe('Sranan-tongo');
    expect(languageWords('unknown-7f')).toBe('Unknown-7f');
  });
});
