/** Maps as the medium lies: every sector has its place, and damage is seen however small it is. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DiscShape, discShapeOf } from '../../src/renderer/sector-map/disc-shape.ts';
import type { Palette } from '../../src/renderer/sector-map/palette.ts';
import { layoutRings } from '../../src/renderer/sector-map/ring-layout.ts';
import { ringPicture } from '../../src/renderer/sector-map/ring-picture.ts';
import { worstIn, worstSector } from '../../src/renderer/sector-map/worst-sector.ts';
import { compactRuns, type SectorRuns } from '../../src/shared/model/sector-runs.ts';
import { sectorStates } from '../../src/shared/model/sector-state.ts';

const none = { cylinders: 0, heads: 0, sectorsPerTrack: 0 };
const floppy = { cylinders: 80, heads: 2, sectorsPerTrack: 18 };
const shapes: readonly { readonly name: string; readonly total: number; readonly shape: DiscShape }[] = [
  { name: 'CD', total: 244_395 },
  { name: 'CD-R', total: 359_999 },
  { name: 'CD', total: 12 },
  { name: 'DVD-ROM', total: 2_295_104 },
  { name: 'DVD-ROM', total: 4_171_712 },
  { name: 'BD-ROM', total: 12_219_392 },
  { name: 'floppy', total: 2_880 },
].map(({ name, total }) => ({
  ...{ name, total },
  shape: discShapeOf(name === 'floppy' ? null : { profile: name }, name === 'floppy' ? floppy : none, total)!,
}));
const places = fc
  .constantFrom(...shapes)
  .chain((medium) =>
    fc.record({ medium: fc.constant(medium), lba: fc.integer({ min: 0, max: medium.total - 1 }) }),
  );
const palette: Palette = {
  states: Object.fromEntries(sectorStates.map((state, index) => [state, index + 1])) as Palette['states'],
  mark: 99,
};

function pictureOf(shape: DiscShape, total: number, firstLba = 0, lengthSectors = total) {
  const window = { firstLba, lengthSectors };
  const [width, height] = [420, 220];
  const layout = layoutRings({
    ...{ width, height, shape, window, totalSectors: total },
    smallestSide: 3,
    widestBand: 24,
  });
  return ringPicture(layout, width, height);
}

const oneBad = (total: number, lba: number): SectorRuns =>
  compactRuns([
    [lba, 'good'],
    [1, 'bad'],
    [total - lba - 1, 'good'],
  ]);

describe('the shape of a medium', () => {
  it('has a place for every sector, and finds the sector there again', () => {
    fc.assert(
      fc.property(places, ({ medium: { shape }, lba }) => {
        const spans = shape.spans(lba, 1);
        expect(spans).toHaveLength(1);
        const { face, from, to } = spans[0]!;
        expect(to).toBeGreaterThan(from);
        expect(shape.lbaAt(face, (from + to) / 2)).toBe(lba);
      }),
    );
  });

  it('lays sectors end to end along a track', () => {
    fc.assert(
      fc.property(places, fc.integer({ min: 1, max: 300 }), ({ medium: { shape, total }, lba }, length) => {
        const count = Math.min(length, total - lba);
        const whole = shape.spans(lba, count).reduce((sum, { from, to }) => sum + to - from, 0);
        let parts = 0;
        for (let at = lba; at < lba + count; at++) {
          const { from, to } = shape.spans(at, 1)[0]!;
          parts += to - from;
        }
        expect(parts).toBeCloseTo(whole, 6);
      }),
    );
  });

  it('is that of the standards: 74 minutes end where a disc may end, 9 sectors go into the first turn', () => {
    const full = shapes[0]!.shape;
    expect(full.spans(0, 1)[0]!.to).toBeGreaterThan(1 / 10);
    expect(full.spans(0, 1)[0]!.to).toBeLessThan(1 / 8);
    const longest = discShapeOf({ profile: 'CD-ROM' }, none, 74 * 60 * 75)!;
    expect(longest.faces[0]!.turns * 1.6e-3).toBeGreaterThan(31);
    for (const { shape } of shapes) {
      for (const { turns } of shape.faces) expect(turns).toBeLessThanOrEqual(shape.mostTurns * 1.011);
    }
  });

  it('runs back to the middle on a second layer', () => {
    const { shape, total } = shapes[4]!;
    const [first] = shape.spans(0, 1);
    const [last] = shape.spans(total - 1, 1);
    expect([first!.face, last!.face]).toEqual([0, 1]);
    expect(Math.abs(first!.from - last!.from)).toBeLessThan(1);
  });

  it('is none for a hard disk, or where a geometry does not hold the medium', () => {
    expect(discShapeOf(null, { cylinders: 1024, heads: 16, sectorsPerTrack: 63 }, 1_032_192)).toBeNull();
    expect(discShapeOf(null, floppy, 2_881)).toBeNull();
  });
});

describe('a map of rings', () => {
  it('shows one bad sector of any medium, nine pixels of it and more, and leads to it from there', () => {
    fc.assert(
      fc.property(places, ({ medium: { shape, total }, lba }) => {
        const runs = oneBad(total, lba);
        const picture = pictureOf(shape, total);
        const { width, height } = picture;
        const data = new Uint32Array(width * height);
        const pixels = { width, height, data };
        for (const [cell, state] of picture.states(runs).entries())
          picture.paint(pixels, cell, state, palette);
        const red = [...data.keys()].filter((pixel) => data[pixel] === palette.states.bad);
        expect(red.length).toBeGreaterThanOrEqual(9);
        const leadsTo = (pixel: number) =>
          picture.sectorAt((pixel % width) + 0.5, Math.floor(pixel / width) + 0.5, runs);
        expect(red.some((pixel) => leadsTo(pixel) === lba)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  it('has a cell for each sector of a small part, and each key leads to another sector', () => {
    fc.assert(
      fc.property(places, ({ medium: { shape, total }, lba }) => {
        const length = Math.min(total, Math.max(16, shape.groupSectors));
        const first = Math.min(lba, total - length);
        const start = shape.groupSectors > 0 ? first - (first % shape.groupSectors) : first;
        const picture = pictureOf(shape, total, start, length);
        expect(picture.sectorsPerCell).toBe(1);
        expect(picture.states(oneBad(total, start + 3)).indexOf('bad')).toBe(3);
        expect(picture.step(start, 'right')).toBe(start + 1);
        expect(picture.outline(start)).toMatch(/^M.*Z$/);
      }),
      { numRuns: 40 },
    );
  });

  it('moves across by whole bands, and stays at the edge', () => {
    const { shape, total } = shapes[6]!;
    const picture = pictureOf(shape, total, 0, 720);
    expect(picture.step(0, 'down')).toBe(36);
    expect(picture.step(36, 'up')).toBe(0);
    expect(picture.step(0, 'up')).toBe(0);
  });
});

describe('the worst of some sectors', () => {
  it('is found, the first of several', () => {
    const runs: SectorRuns = [
      [5, 'good'],
      [2, 'suspect'],
      [1, 'bad'],
      [1, 'bad'],
      [4, 'good'],
    ];
    expect(worstSector(runs, [0, 3, 5, 7, 8, 12])).toBe(7);
    expect(worstSector(runs, [])).toBeNull();
    expect(worstIn(runs, 0, 6)).toBe('suspect');
    expect(worstIn(runs, 0, 4)).toBe('good');
    expect(worstIn(runs, 20, 30)).toBe('untried');
  });
});
