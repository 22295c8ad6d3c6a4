import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellStates, inSectors, zoomIn, zoomOut } from '../../src/renderer/sector-map/cells.ts';
import { gridPicture } from '../../src/renderer/sector-map/grid-picture.ts';
import { cellAt, cellBox, cellOrigin, layoutMap } from '../../src/renderer/sector-map/layout.ts';
import { legendEntries } from '../../src/renderer/sector-map/legend-entries.ts';
import type { Palette } from '../../src/renderer/sector-map/palette.ts';
import { hasInk } from '../../src/renderer/sector-map/patterns.ts';
import type { CellStates, MapPicture } from '../../src/renderer/sector-map/picture.ts';
import { notableRanges } from '../../src/renderer/sector-map/ranges.ts';
import { whereOnFloppy } from '../../src/renderer/sector-map/where-words.ts';
import { coarsen, type SectorRun, totalSectors } from '../../src/shared/model/sector-runs.ts';
import { sectorStates } from '../../src/shared/model/sector-state.ts';
import { countsOf, hugeRuns } from '../support/scenarios.ts';

const request = fc.record({
  width: fc.integer({ min: 1, max: 1200 }),
  height: fc.integer({ min: 1, max: 600 }),
  sectors: fc.integer({ min: 1, max: 20_000_000 }),
  groupSectors: fc.constantFrom(0, 9, 18, 21, 36),
  smallestSide: fc.constantFrom(3, 6),
  largestSide: fc.constantFrom(18, 36),
});
const run = fc.tuple(fc.integer({ min: 1, max: 9_000 }), fc.constantFrom(...sectorStates));
const runsOf = fc.array(run, { minLength: 1, maxLength: 60 });

describe('layout of a sector map', () => {
  it('shows every sector in some cell, none outside the picture, none too small to see', () => {
    fc.assert(
      fc.property(request, (wanted) => {
        const layout = layoutMap(wanted);
        expect(layout.cellCount * layout.sectorsPerCell).toBeGreaterThanOrEqual(wanted.sectors);
        expect((layout.cellCount - 1) * layout.sectorsPerCell).toBeLessThan(wanted.sectors);
        expect(Math.min(layout.cellWidth, layout.cellHeight)).toBeGreaterThanOrEqual(wanted.smallestSide);
        if (wanted.width < wanted.smallestSide || wanted.height < wanted.smallestSide) return;
        const corner = cellBox(layout, layout.cellCount - 1);
        const right = cellOrigin(layout, Math.min(layout.columns, layout.cellCount) - 1);
        expect(right.x + layout.cellWidth).toBeLessThanOrEqual(wanted.width);
        expect(corner.y + corner.height).toBeLessThanOrEqual(wanted.height);
        expect(corner.height).toBeGreaterThanOrEqual(wanted.smallestSide);
      }),
    );
  });

  it('finds the cell under a point again', () => {
    fc.assert(
      fc.property(request, fc.nat(), (wanted, seed) => {
        const layout = layoutMap(wanted);
        const cell = seed % layout.cellCount;
        const { x, y, width, height } = cellBox(layout, cell);
        expect(cellAt(layout, x, y)).toBe(cell);
        expect(cellAt(layout, x + width - 1, y + height - 1)).toBe(cell);
      }),
    );
  });

  it('fills nearly all of the room, however few sectors a cell stands for', () => {
    const rooms = fc.record({
      width: fc.integer({ min: 240, max: 1600 }),
      height: fc.integer({ min: 120, max: 800 }),
      perCell: fc.double({ min: 1.01, max: 40, noNaN: true }),
    });
    fc.assert(
      fc.property(rooms, ({ width, height, perCell }) => {
        const smallestSide = 3;
        const most = Math.floor(width / smallestSide) * Math.floor(height / smallestSide);
        const layout = layoutMap({
          ...{ width, height, smallestSide, largestSide: 36, groupSectors: 0 },
          sectors: Math.ceil(most * perCell),
        });
        const filled = layout.cellCount * layout.cellWidth * layout.cellHeight;
        expect(filled / (width * height)).toBeGreaterThan(0.8);
      }),
      { numRuns: 500 },
    );
  });

  it('puts the tracks of a floppy under each other', () => {
    const layout = layoutMap({
      width: 690,
      height: 320,
      sectors: 2880,
      groupSectors: 18,
      smallestSide: 3,
      largestSide: 18,
    });
    expect(layout.sectorsPerCell).toBe(1);
    expect(layout.columns % 18).toBe(0);
  });
});

describe('cells of a sector map', () => {
  it('never hide a sector that could not be read, however far away the picture is', () => {
    const runs = hugeRuns();
    const total = totalSectors(runs);
    for (const sectorsPerCell of [1_000, 100_000, total]) {
      expect(cellStates(runs, { firstLba: 0, lengthSectors: total }, sectorsPerCell)).toContain('bad');
    }
    const coarse = inSectors(coarsen(runs, 4_096));
    expect(totalSectors(coarse)).toBe(total);
    expect(cellStates(coarse, { firstLba: 0, lengthSectors: total }, 500)).toContain('bad');
  });

  it('show the worst of their sectors and call untried what a short map leaves out', () => {
    expect(
      cellStates(
        [
          [3, 'good'],
          [1, 'bad'],
          [2, 'good'],
        ],
        { firstLba: 0, lengthSectors: 8 },
        2,
      ),
    ).toEqual(['good', 'bad', 'good', 'untried']);
  });

  it('zoom in to a part that holds the cursor, and out again to the whole', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5_000_000 }),
        fc.nat(),
        fc.constantFrom(0, 18),
        (total, seed, group) => {
          const lba = seed % total;
          let window = { firstLba: 0, lengthSectors: total };
          for (let step = 0; step < 9; step++) {
            window = zoomIn(window, lba, group);
            expect(window.firstLba).toBeGreaterThanOrEqual(0);
            expect(window.firstLba).toBeLessThanOrEqual(lba);
            expect(window.firstLba + window.lengthSectors).toBeGreaterThan(lba);
            expect(window.firstLba + window.lengthSectors).toBeLessThanOrEqual(total);
          }
          for (let step = 0; step < 9; step++) window = zoomOut(window, total, group);
          expect(window).toEqual({ firstLba: 0, lengthSectors: total });
        },
      ),
    );
  });
});

describe('painting', () => {
  const palette: Palette = {
    states: Object.fromEntries(sectorStates.map((state, index) => [state, index + 1])) as Palette['states'],
    mark: 99,
  };
  const painted = (picture: MapPicture, cells: CellStates): Uint32Array => {
    const { width, height } = picture;
    const data = new Uint32Array(width * height);
    for (const [cell, state] of cells.entries()) picture.paint({ width, height, data }, cell, state, palette);
    return data;
  };

  it('gives one bad sector in twelve million at least three by three pixels', () => {
    const runs = hugeRuns();
    const sectors = totalSectors(runs);
    const layout = layoutMap({
      width: 690,
      height: 320,
      sectors,
      groupSectors: 0,
      smallestSide: 3,
      largestSide: 18,
    });
    const picture = gridPicture(layout, { firstLba: 0, lengthSectors: sectors }, 690, 320);
    const data = painted(picture, picture.states(runs));
    const bad = data.filter((pixel) => pixel === palette.states.bad);
    expect(bad).toHaveLength(9);
  });

  it('never writes outside the pixels', () => {
    fc.assert(
      fc.property(request, runsOf, (wanted, runs) => {
        const sectors = totalSectors(runs);
        const layout = layoutMap({ ...wanted, width: 40, height: 30, sectors });
        const picture = gridPicture(layout, { firstLba: 0, lengthSectors: sectors }, 40, 30);
        expect(() => painted(picture, picture.states(runs))).not.toThrow();
      }),
    );
  });

  it('draws a pattern of its own for every state that wants an eye', () => {
    const drawn = sectorStates.map((state) =>
      Array.from({ length: 144 }, (_, index) =>
        hasInk(state, index % 12, Math.floor(index / 12), 12, 12),
      ).join(),
    );
    const blank = drawn[sectorStates.indexOf('good')];
    expect(drawn[sectorStates.indexOf('untried')]).toBe(blank);
    expect(new Set(drawn).size).toBe(sectorStates.length - 1);
  });
});

describe('words beside the map', () => {
  it('list every range that was not simply read, and nothing else', () => {
    fc.assert(
      fc.property(runsOf, (runs) => {
        const listed = notableRanges(runs).reduce((sum, { lengthSectors }) => sum + lengthSectors, 0);
        const good = runs.filter(([, state]) => state === 'good').reduce((sum, [length]) => sum + length, 0);
        expect(listed + good).toBe(totalSectors(runs));
      }),
    );
  });

  it('count a coarse map by the counts, never by its cells', () => {
    const runs: SectorRun[] = Array.from({ length: 400 }, (_, index) => [5, index % 2 ? 'bad' : 'good']);
    const counts = countsOf(runs);
    const coarse = legendEntries(coarsen(runs, 100), counts);
    expect(coarse.find(({ state }) => state === 'good')?.count).toBe(1_000);
    expect(coarse.find(({ state }) => state === 'bad')?.count).toBe(1_000);
    expect(legendEntries(coarsen([[7, 'untried']], 100), countsOf([[7, 'untried']]))).toEqual([
      { state: 'good', count: 0 },
      { state: 'untried', count: 7 },
      { state: 'bad', count: 0 },
    ]);
  });

  it('say where a sector lies on a floppy', () => {
    const geometry = { cylinders: 80, heads: 2, sectorsPerTrack: 18 };
    expect(whereOnFloppy(geometry, 702)).toBe('cylinder 19, head 1, sector 1');
    expect(whereOnFloppy(geometry, 2880)).toBe('');
    expect(whereOnFloppy(undefined, 7)).toBe('');
  });
});
