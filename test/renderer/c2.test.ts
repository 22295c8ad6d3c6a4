import { describe, expect, it } from 'vitest';
import { c2Height, decadesFor } from '../../src/renderer/screens/job/c2-heights.ts';
import { c2Sentences } from '../../src/renderer/screens/job/c2-sentences.ts';
import type { C2Sum } from '../../src/shared/model/c2-record.ts';

const none: C2Sum = { sectors: 0, bytes: 0, worst: null };
const some: C2Sum = { sectors: 1, bytes: 40, worst: { lba: 12_345, bytes: 40 } };

describe('errors by powers of ten', () => {
  it('tell a single byte from none, and ten times as many by a step', () => {
    expect([0, 1, 10, 1000].map(c2Height)).toEqual([0, 1, 2, 4]);
  });

  it('have room for the most there are, and do not make one look like many', () => {
    expect(decadesFor([])).toBe(4);
    expect(decadesFor([[0, 10, 10, 1, 1, 0, 0]])).toBe(4);
    expect(decadesFor([[0, 1000, 1000, 90, 99_999, 90, 99_999]])).toBe(6);
  });
});

describe('what is said of C2', () => {
  const words = (first: C2Sum, kept: C2Sum, known = 1000, total: number | null = 1000) =>
    c2Sentences({ knownSectors: known, first, kept, stretches: [] }, total);

  it('is short where there was nothing', () => {
    expect(words(none, none)).toBe('No C2 errors at the first reading.');
  });

  it('tells errors that went away from those that stayed', () => {
    expect(words(some, none)).toBe(
      'C2 errors in 1 sector at their first reading: 40 bytes, the most (40) at LBA 12\u202f345. None in what is kept.',
    );
    expect(words(none, some)).toContain('In what is kept, 1 sector: 40 bytes');
  });

  it('tells how much of the disc it holds for, once all was read', () => {
    expect(words(none, none, 400)).toBe(
      'No C2 errors at the first reading. 400 of 1\u202f000 sectors came with C2.',
    );
    expect(words(none, none, 400, null)).not.toContain('came with C2');
  });
});
