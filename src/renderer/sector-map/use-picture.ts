/** The picture of a part of a medium in the room there is, in rows or as the medium lies. */
import { useMemo } from 'react';
import type { MapWindow } from './cells.ts';
import type { DiscShape } from './disc-shape.ts';
import { type GridPicture, gridPicture } from './grid-picture.ts';
import { layoutMap } from './layout.ts';
import { layoutRings } from './ring-layout.ts';
import { type RingPicture, ringPicture } from './ring-picture.ts';

export type AnyPicture =
  | { readonly look: 'rows'; readonly picture: GridPicture; readonly scale: number }
  | { readonly look: 'disc'; readonly picture: RingPicture; readonly scale: number };

export interface PictureRequest {
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
  readonly window: MapWindow;
  readonly totalSectors: number;
  /** Of a track, for rows. */
  readonly groupSectors: number;
  /** Null: in rows. */
  readonly shape: DiscShape | null;
}

/** Device pixels across a disc at most: every one of them is looked up, and the eye has no use for more. */
const mostDiscPixels = 900;

/** Null while there is no room yet. */
export function usePicture(request: PictureRequest): AnyPicture | null {
  const { width, height, window: part, totalSectors, groupSectors, shape } = request;
  const ratio = globalThis.devicePixelRatio || 1;
  return useMemo((): AnyPicture | null => {
    if (width < 1 || height < 1 || part.lengthSectors < 1) return null;
    if (shape) {
      const faces = shape.faces.length;
      const scale = Math.min(ratio, mostDiscPixels / Math.max(1, Math.min(width / faces, height)));
      const [across, down] = [Math.floor(width * scale), Math.floor(height * scale)];
      const layout = layoutRings({
        ...{ width: across, height: down, shape, window: part, totalSectors },
        smallestSide: Math.ceil(3 * scale),
        widestBand: Math.round(24 * scale),
      });
      return { look: 'disc', picture: ringPicture(layout, across, down), scale };
    }
    const [across, down] = [Math.floor(width * ratio), Math.floor(height * ratio)];
    const layout = layoutMap({
      ...{ width: across, height: down, sectors: part.lengthSectors },
      groupSectors: part.lengthSectors > groupSectors ? groupSectors : 0,
      smallestSide: Math.ceil(3 * ratio),
      largestSide: Math.round(44 * ratio),
    });
    return { look: 'rows', picture: gridPicture(layout, part, across, down), scale: ratio };
  }, [width, height, ratio, part, totalSectors, groupSectors, shape]);
}
