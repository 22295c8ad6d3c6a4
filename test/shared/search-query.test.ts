import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chipNames, chipText, kindsOf, parseSearchQuery, yearRange } from '../../src/shared/search-query.ts';

const short = (text: string) => {
  const { terms, chips, problems } = parseSearchQuery(text);
  return {
    terms: terms.map(({ text: words, negated }) => (negated ? `-${words}` : words)),
    chips: chips.map(({ name, value, negated }) => `${negated ? '-' : ''}${name}=${value}`),
    problems: problems.map(({ what }) => what),
  };
};

describe('the language of the search box', () => {
  it('is words, phrases and chips, each turned round by a dash', () => {
    expect(short('annual "board minutes" -draft label:"Årsrapport 1997" -has:errors STATE:imaged')).toEqual({
      terms: ['annual', 'board minutes', '-draft'],
      chips: ['label=Årsrapport 1997', '-has=errors', 'state=imaged'],
      problems: [],
    });
  });

  it('takes a dash alone, a colon at the end and quotes in quotes for what they are', () => {
    expect(short('AR-0412 - Doom: "say ""yes"""')).toEqual({
      terms: ['AR-0412', '-', 'Doom:', 'say "yes"'],
      chips: [],
      problems: [],
    });
    expect(short('"label:x"').terms).toEqual(['label:x']);
    expect(short('label:"open end').chips).toEqual(['label=open end']);
  });

  it('tells what it does not know, with its place', () => {
    expect(parseSearchQuery('a shelf:3').problems).toMatchObject([{ from: 2, to: 9 }]);
    for (const text of [
      'state:lost',
      'label: x',
      'sha1:xyz',
      'year:soon',
      'has:wings',
      'kind:tape',
      'crc32:1234567890',
    ])
      expect(parseSearchQuery(text).problems, text).toHaveLength(1);
  });

  it('knows families of kinds, and ranges of years', () => {
    expect(kindsOf('fd')).toContain('fd-8');
    expect(kindsOf('fd-3.5')).toEqual(['fd-3.5-dd', 'fd-3.5-hd', 'fd-3.5-ed']);
    expect(kindsOf('cd')).not.toContain('dvd-r');
    expect(kindsOf('.*')).toEqual([]);
    expect(['1994', '1990..1995', '..1989', '1990..', '..', '19', '19941995'].map(yearRange)).toEqual([
      ...[[1994, 1994], [1990, 1995], [0, 1989], [1990, 9999], null, null, null],
    ]);
  });

  it('reads any text: every character is in one piece or a blank between, and nothing is dropped', () => {
    const pieces = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constantFrom(...chipNames.map((name) => `${name}:`), '"', '-', ':', ' ', 'x:y', 'label:"a b"'),
    );
    fc.assert(
      fc.property(
        fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join('')),
        (text) => {
          const { terms, chips, problems } = parseSearchQuery(text);
          const placed = [...terms, ...chips, ...problems].sort((a, b) => a.from - b.from);
          let end = 0;
          for (const { from, to } of placed) {
            expect(from).toBeGreaterThanOrEqual(end);
            expect(to).toBeGreaterThan(from);
            // Only blanks, and quotes with nothing in them, stand between.
            expect(
              text
                .slice(end, from)
                .replace(/-?"\s*"?/g, '')
                .trim(),
            ).toBe('');
            end = to;
          }
          expect(
            text
              .slice(end)
              .replace(/-?"\s*"?/g, '')
              .trim(),
          ).toBe('');
        },
      ),
      { numRuns: 300 },
    );
  });

  it('spells chips so that it reads them again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), fc.boolean(), (value, negated) => {
        fc.pre(value.trim() !== '');
        const text = chipText('label', value, negated);
        const [chip] = parseSearchQuery(text).chips;
        expect(chip).toMatchObject({ name: 'label', negated });
        expect(chip?.value).toBe(value);
      }),
    );
  });
});
