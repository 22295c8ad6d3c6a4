import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { namePattern } from '../../../src/main/core/filesystem/name-pattern.ts';
import { patternOfPath } from '../../../src/shared/path-pattern.ts';

const matches = (pattern: string, path: string) => namePattern(pattern).matches(path.split('/'));

describe('a pattern of names', () => {
  it('without a slash is looked for in every folder', () => {
    expect(matches('*.doc', 'LETTERS/1994/MOTHER.DOC')).toBe(true);
    expect(matches('*.doc', 'LETTERS/DOC')).toBe(false);
    expect(matches('letters', 'OLD/Letters')).toBe(true);
  });

  it('with a slash begins at the root', () => {
    expect(matches('letters/*', 'LETTERS/A')).toBe(true);
    expect(matches('letters/*', 'OLD/LETTERS/A')).toBe(false);
    expect(matches('letters/*', 'LETTERS/1994/A')).toBe(false);
    expect(matches('letters/**/a?', 'LETTERS/1994/03/A1')).toBe(true);
    expect(matches('/readme', 'README')).toBe(true);
    expect(matches('/readme', 'DOCS/README')).toBe(false);
  });

  it('made of a path means that path alone, whatever stands in it', () => {
    const name = fc.string({ minLength: 1, unit: 'grapheme' }).filter((each) => !/^\.?$|\//.test(each));
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 4 }), (names) => {
        const pattern = namePattern(patternOfPath(names.join('/')));
        expect(pattern.matches(names)).toBe(true);
        expect(pattern.matches(['x', ...names])).toBe(false);
        expect(pattern.matches([...names.slice(0, -1), `${names.at(-1)}x`])).toBe(false);
      }),
    );
  });

  it('of a great many stars answers as soon as one of few', () => {
    const started = namePattern(`${'a*'.repeat(2000)}b`);
    expect(started.matches(['a'.repeat(4000)])).toBe(false);
  });

  it('of nothing matches nothing', () => {
    expect(matches('/', 'A')).toBe(false);
    expect(matches('.', 'A')).toBe(false);
  });
});
