/** Tracks of sectors that carry their own addresses, as D88 and ImageDisk keep them, laid out as one run of bytes. */
import { addFlaw, type BlockGeometry, type Flaw } from './block-image.ts';

export interface TrackSector {
  /** R of the ID field: where it stands in its track, and rarely from 0. */
  readonly id: number;
  /** Null when the container has no data of it. */
  readonly data: Uint8Array | null;
  readonly lengthBytes: number;
  readonly isBad: boolean;
  readonly isDeleted: boolean;
}

export interface SectorTrack {
  readonly cylinder: number;
  readonly head: number;
  readonly sectors: readonly TrackSector[];
}

export interface FlatTracks {
  readonly bytes: Uint8Array;
  readonly sectorSize: number;
  readonly geometry: BlockGeometry | null;
  readonly flaws: readonly Flaw[];
  readonly warnings: readonly string[];
}

interface Shape {
  readonly firstId: number;
  readonly count: number;
  readonly lengthBytes: number;
}

function mostCommon<T>(values: readonly T[], keyOf: (value: T) => string): T | null {
  const counts = new Map<string, { value: T; count: number }>();
  for (const value of values) {
    const known = counts.get(keyOf(value));
    if (known) known.count++;
    else counts.set(keyOf(value), { value, count: 1 });
  }
  let best: { value: T; count: number } | null = null;
  for (const each of counts.values()) if (!best || each.count > best.count) best = each;
  return best?.value ?? null;
}

function shapeOf({ sectors }: SectorTrack): Shape | null {
  const ids = sectors.map(({ id }) => id);
  const lengthBytes = mostCommon(
    sectors.map((sector) => sector.lengthBytes),
    String,
  );
  if (lengthBytes === null) return null;
  const firstId = Math.min(...ids);
  return { firstId, count: Math.max(...ids) - firstId + 1, lengthBytes };
}

/** Of sectors with one address the first good one counts. */
function byId(sectors: readonly TrackSector[]): { chosen: Map<number, TrackSector>; repeated: number } {
  const chosen = new Map<number, TrackSector>();
  let repeated = 0;
  for (const sector of sectors) {
    const known = chosen.get(sector.id);
    if (known) repeated++;
    const isBetter = !known || rank(sector) > rank(known);
    if (isBetter) chosen.set(sector.id, sector);
  }
  return { chosen, repeated };
}

function rank({ data, isBad }: TrackSector): number {
  return data === null ? 0 : isBad ? 1 : 2;
}

/** A track with no more sectors than fit there by the common shape is one with sectors missing; others stand as they are. */
function slotsOf(
  track: SectorTrack | undefined,
  common: Shape,
): readonly { id: number; lengthBytes: number }[] {
  const own = track && shapeOf(track);
  const isCommon =
    !track ||
    !own ||
    track.sectors.every(
      ({ id, lengthBytes }) =>
        lengthBytes === common.lengthBytes && id >= common.firstId && id < common.firstId + common.count,
    );
  if (isCommon)
    return Array.from({ length: common.count }, (_, index) => ({
      id: common.firstId + index,
      lengthBytes: common.lengthBytes,
    }));
  const { chosen } = byId(track.sectors);
  return [...chosen.values()].sort((one, other) => one.id - other.id);
}

/** @param tracks at most one for each cylinder and head; @returns null when there is not one sector */
export function flattenTracks(tracks: readonly SectorTrack[]): FlatTracks | null {
  const shapes = tracks.map(shapeOf).filter((shape) => shape !== null);
  const common = mostCommon(
    shapes,
    ({ firstId, count, lengthBytes }) => `${firstId}/${count}/${lengthBytes}`,
  );
  if (!common) return null;
  const cylinders = Math.max(...tracks.map(({ cylinder }) => cylinder)) + 1;
  const heads = Math.max(...tracks.map(({ head }) => head)) + 1;
  const placed = new Map(tracks.map((track) => [track.cylinder * heads + track.head, track]));
  const flaws: Flaw[] = [];
  const warnings: string[] = [];
  const pieces: Uint8Array[] = [];
  let offsetBytes = 0;
  let isUniform = true;
  let repeated = 0;
  let deleted = 0;
  for (let index = 0; index < cylinders * heads; index++) {
    const track = placed.get(index);
    const slots = slotsOf(track, common);
    if (slots.length !== common.count || slots.some(({ lengthBytes }) => lengthBytes !== common.lengthBytes))
      isUniform = false;
    const { chosen, repeated: twice } = byId(track?.sectors ?? []);
    repeated += twice;
    for (const { id, lengthBytes } of slots) {
      const sector = chosen.get(id);
      const piece = new Uint8Array(lengthBytes);
      if (sector?.data) piece.set(sector.data.subarray(0, lengthBytes));
      pieces.push(piece);
      if (!sector?.data) addFlaw(flaws, { state: 'missing', offsetBytes, lengthBytes });
      else if (sector.isBad) addFlaw(flaws, { state: 'bad', offsetBytes, lengthBytes });
      if (sector?.isDeleted) deleted++;
      offsetBytes += lengthBytes;
    }
  }
  if (!isUniform) warnings.push('Not all tracks have the same sectors; they stand one behind the other.');
  if (repeated > 0)
    warnings.push(`${repeated} sectors stand twice in their track; the first good one counts.`);
  if (deleted > 0) warnings.push(`${deleted} sectors are marked as deleted data; their bytes are kept.`);
  const bytes = new Uint8Array(offsetBytes);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  const geometry = isUniform ? { cylinders, heads, sectorsPerTrack: common.count } : null;
  return { bytes, sectorSize: common.lengthBytes, geometry, flaws, warnings };
}
