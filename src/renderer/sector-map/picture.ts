/** What a sector map needs to know of the way it is drawn, be it in rows or as the medium lies. Lengths are device pixels. */
import type { SectorRuns } from '../../shared/model/sector-runs.ts';
import type { SectorState } from '../../shared/model/sector-state.ts';
import type { Palette } from './palette.ts';

export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint32Array;
}

export type CellStates = readonly (SectorState | undefined)[];

/** Where a key leads. */
export type Step = 'left' | 'right' | 'up' | 'down' | 'page-up' | 'page-down';

/** A letter to be written into a cell, at its middle. */
export interface CellLetter {
  readonly x: number;
  readonly y: number;
  readonly cell: number;
}

export interface MapPicture {
  readonly width: number;
  readonly height: number;
  /** Sectors a cell stands for: 1 when each has its own; null where it differs from cell to cell. */
  readonly sectorsPerCell: number | null;
  /** The worst state of every cell; undefined where a cell holds no sector. */
  states(runs: SectorRuns): CellStates;
  /** First and last sector of what the cursor stands on. */
  rangeAt(lba: number): readonly [first: number, last: number];
  /** The worst sector under a point, the first one of several; null where there is none. */
  sectorAt(x: number, y: number, runs: SectorRuns): number | null;
  /** May lead out of the picture, and out of the medium. */
  step(lba: number, step: Step): number;
  /** A path of SVG around what stands for a sector. */
  outline(lba: number): string;
  /** Paints one cell. @returns the rows that were touched, or null for none */
  paint(pixels: Pixels, cell: number, state: SectorState | undefined, palette: Palette): Rows | null;
  /** Where cells have room for a letter, where it goes; empty where they have none. */
  letters(leastPx: number): readonly CellLetter[];
}

export interface Rows {
  readonly top: number;
  readonly bottom: number;
}
