import { useMemo } from 'react';
import type { Disc } from '../../shared/model/disc.ts';
import type { GeometryHypothesis } from '../../shared/model/drive.ts';
import { type DiscShape, discShapeOf } from './disc-shape.ts';

/** The same shape for as long as what decides it is the same, however often the job that tells it is told anew. */
export function useDiscShape(
  disc: Disc | null | undefined,
  geometry: GeometryHypothesis | undefined,
  totalSectors: number,
): DiscShape | null {
  const profile = disc?.profile ?? null;
  const { cylinders = 0, heads = 0, sectorsPerTrack = 0 } = geometry ?? {};
  return useMemo(
    () =>
      discShapeOf(profile === null ? null : { profile }, { cylinders, heads, sectorsPerTrack }, totalSectors),
    [profile, cylinders, heads, sectorsPerTrack, totalSectors],
  );
}
