import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { letterState, mapLetter, miniMap } from '../../../src/shared/model/mini-map.ts';
import { sectorStates } from '../../../src/shared/model/sector-state.ts';

describe('mini map', () => {
  it('gives every state a letter of its own that leads back to it', () => {
    expect(new Set(sectorStates.map(mapLetter)).size).toBe(sectorStates.length);
    for (const state of sectorStates) expect(letterState(mapLetter(state))).toBe(state);
    expect(letterState('?')).toBeUndefined();
    expect(letterState('')).toBeUndefined();
  });

  it('is empty without a map', () => {
    expect(miniMap([])).toBe('');
  });

  it('shows one bad sector in twelve million', () => {
    const map = miniMap([
      [7_000_000, 'good'],
      [1, 'bad'],
      [5_219_391, 'good'],
    ]);
    expect(map).toHaveLength(48);
    expect([...map].filter((letter) => letter === 'B')).toHaveLength(1);
  });

  it('always has the asked number of letters and never hides a bad sector', () => {
    const run = fc.tuple(fc.integer({ min: 1, max: 5000 }), fc.constantFrom(...sectorStates));
    fc.assert(
      fc.property(fc.array(run, { minLength: 1 }), fc.integer({ min: 1, max: 96 }), (runs, cells) => {
        const map = miniMap(runs, cells);
        expect(map).toHaveLength(cells);
        expect([...map].every((letter) => letterState(letter) !== undefined)).toBe(true);
        expect(map.includes('B')).toBe(runs.some(([, state]) => state === 'bad'));
      }),
    );
  });
});
