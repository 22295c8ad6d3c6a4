import { resolve, sep } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isSafeLinkTarget,
  nameCandidates,
  safeFileName,
} from '../../../src/main/core/filesystem/safe-name.ts';

describe('a name from a medium', () => {
  it('stays as it is where every system takes it', () => {
    for (const name of ['README.TXT', 'Grüße aus Köln.txt', '.profile', 'a b', 'aux-file', 'console.log'])
      expect(safeFileName(name)).toBe(name);
  });

  it.each([
    ['..', '__'],
    ['.', '_'],
    ['', '_'],
    ['a/b\\c:d', 'a_b_c_d'],
    ['CON', 'CON_'],
    ['aux.txt', 'aux_.txt'],
    ['Lpt1.tar.gz', 'Lpt1_.tar.gz'],
    ['trailing. ', 'trailing__'],
    ['bell\u0007', 'bell_'],
  ])('%j becomes %j', (name, safe) => {
    expect(safeFileName(name)).toBe(safe);
  });

  it('is one name of one folder, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.string()), (name) => {
        const safe = safeFileName(name);
        expect(resolve('/out', safe)).toBe(`/out${sep}${safe}`);
        expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(200);
        expect(safe).toBe(safe.toWellFormed());
        expect(safeFileName(safe)).toBe(safe);
      }),
      { numRuns: 150, seed: 20261121 },
    );
  });

  it('that is taken gets a number before its ending', () => {
    const three = (name: string) => {
      const candidates = nameCandidates(name);
      return [1, 2, 3].map(() => candidates.next().value);
    };
    expect(three('a.txt')).toEqual(['a.txt', 'a-2.txt', 'a-3.txt']);
    expect(three('.profile')).toEqual(['.profile', '.profile-2', '.profile-3']);
  });
});

describe('the target of a link', () => {
  it.each([
    ['file', 0],
    ['./dir/file', 0],
    ['../file', 1],
    ['../../a/b', 2],
  ])('%s, %i folders deep, stays inside', (target, depth) => {
    expect(isSafeLinkTarget(target, depth)).toBe(true);
  });

  it.each([
    ['/etc/passwd', 5],
    ['../file', 0],
    ['a/../../..', 1],
    // Inside by its letters; but where `a` is a link itself, `..` is the parent of what it leads to.
    ['a/..', 3],
    ['..\\..\\x', 5],
    ['C:/x', 5],
    ['', 1],
    ['~root/x', 1],
  ])('%s, %i folders deep, is not trusted', (target, depth) => {
    expect(isSafeLinkTarget(target, depth)).toBe(false);
  });
});
