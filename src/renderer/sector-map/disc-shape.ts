/**
 * Where a sector lies on its carrier, as true as the standards allow: along the spiral of a disc, or on a track of a
 * floppy. A place is a face (a side, a layer) and a turn: whole turns from where the face begins, and the share of one
 * clockwise from 12 o'clock. No drive tells at which angle a spiral begins nor how fast its disc was cut, so radii are
 * true to about a millimetre, and angles to each other within some turns.
 */
import type { Disc } from '../../shared/model/disc.ts';
import type { GeometryHypothesis } from '../../shared/model/drive.ts';

/** Part of one face: `from` is less than `to`, whichever way the sectors run. */
export interface Span {
  readonly face: number;
  readonly from: number;
  readonly to: number;
}

export interface DiscShape {
  readonly kind: 'spiral' | 'tracks';
  readonly faces: readonly { readonly turns: number }[];
  /** Higher turns lie farther out. */
  readonly isOutward: boolean;
  /** Radius of turn 0, and how far the recorded area may reach from there, as parts of the radius of the carrier. */
  readonly innerShare: number;
  readonly outerShare: number;
  /** Turns from the inner to the outer edge of what can be recorded. */
  readonly mostTurns: number;
  /** Parts of a turn that are told apart where a turn holds whole sectors; 0 where it does not. */
  readonly sectorsPerTurn: number;
  /** Sectors that belong together when a part is shown; 0 for none. */
  readonly groupSectors: number;
  spans(lba: number, lengthSectors: number): Span[];
  /** The sector at a place; null where none is. */
  lbaAt(face: number, turn: number): number | null;
}

interface SpiralFacts {
  /** Where the program area (ECMA-130) or the data area (ECMA-267) begins, and the farthest it reaches. */
  readonly innerMm: number;
  readonly outerMm: number;
  readonly pitchMm: number;
  /** Of a sector along the spiral. */
  readonly sectorMm: number;
}

const carrierRadiusMm = 60;

/** 75 sectors a second at 1.2 to 1.4 m/s, on tracks 1.6 um apart (ECMA-130). */
function cdFacts(totalSectors: number): SpiralFacts {
  const base = { innerMm: 25, outerMm: 58, pitchMm: 1.6e-3 };
  const cut = (metresPerSecond: number) => ({ ...base, sectorMm: (metresPerSecond * 1000) / 75 });
  const middle = cut(1.3);
  if (totalSectors <= capacity(middle)) return middle;
  // A disc this long was cut as slowly as the standard allows; beyond 74 minutes its tracks lie closer, too.
  const slowest = cut(1.2);
  const tooLong = totalSectors / capacity(slowest);
  return tooLong <= 1 ? slowest : { ...slowest, pitchMm: slowest.pitchMm / tooLong };
}

/** 26 sync frames of 1488 channel bits, 0.133 um each with one layer and 0.147 um with two (ECMA-267). */
const dvdFrameBits = 26 * 1488;
const singleLayerDvd = { innerMm: 24, outerMm: 58, pitchMm: 0.74e-3, sectorMm: dvdFrameBits * 0.1333e-3 };
const doubleLayerDvd = { ...singleLayerDvd, sectorMm: dvdFrameBits * 0.147e-3 };
/** The length of a sector follows from the 25 GB that lie between the same radii. */
const bd = { innerMm: 24, outerMm: 58, pitchMm: 0.32e-3, sectorMm: 2.239 };

function capacity({ innerMm, outerMm, pitchMm, sectorMm }: SpiralFacts): number {
  return (Math.PI * (outerMm ** 2 - innerMm ** 2)) / (pitchMm * sectorMm);
}

/** Turns from the inner edge to the start of the nth sector: a spiral of even pitch sweeps its area evenly. */
function turnOf({ innerMm, pitchMm, sectorMm }: SpiralFacts, sector: number): number {
  return (Math.sqrt(innerMm ** 2 + (sector * sectorMm * pitchMm) / Math.PI) - innerMm) / pitchMm;
}

function sectorOf({ innerMm, pitchMm, sectorMm }: SpiralFacts, turn: number): number {
  return (((innerMm + pitchMm * turn) ** 2 - innerMm ** 2) * Math.PI) / (sectorMm * pitchMm);
}

function spiralShape(facts: SpiralFacts, totalSectors: number, isDouble: boolean): DiscShape {
  // On a second layer the spiral runs back to the middle; where it turned round no sector tells, so in the middle.
  const layerSectors = isDouble ? Math.ceil(totalSectors / 2) : totalSectors;
  const layers = isDouble ? [layerSectors, totalSectors - layerSectors] : [layerSectors];
  const span = (face: number, from: number, to: number): Span =>
    face === 0
      ? { face, from: turnOf(facts, from), to: turnOf(facts, to) }
      : { face, from: turnOf(facts, 2 * layerSectors - to), to: turnOf(facts, 2 * layerSectors - from) };
  return {
    kind: 'spiral',
    faces: layers.map(() => ({ turns: turnOf(facts, layerSectors) })),
    isOutward: true,
    innerShare: facts.innerMm / carrierRadiusMm,
    outerShare: facts.outerMm / carrierRadiusMm,
    mostTurns: (facts.outerMm - facts.innerMm) / facts.pitchMm,
    sectorsPerTurn: 0,
    groupSectors: 0,
    spans(lba, lengthSectors) {
      const end = lba + lengthSectors;
      const first = lba < layerSectors ? [span(0, lba, Math.min(end, layerSectors))] : [];
      return end > layerSectors ? [...first, span(1, Math.max(lba, layerSectors), end)] : first;
    },
    lbaAt(face, turn) {
      const sector = Math.floor(sectorOf(facts, turn));
      const lba = face === 0 ? sector : 2 * layerSectors - 1 - sector;
      const isHere = face === 0 ? lba < layerSectors : lba >= layerSectors;
      return lba >= 0 && lba < totalSectors && isHere ? lba : null;
    },
  };
}

type Geometry = Pick<GeometryHypothesis, 'cylinders' | 'heads' | 'sectorsPerTrack'>;

/** Cylinder 0 lies outside. Drawn wider than life: eighty true tracks would be thinner than the eye can part. */
function floppyShape({ cylinders, heads, sectorsPerTrack }: Geometry): DiscShape {
  const perCylinder = heads * sectorsPerTrack;
  const total = cylinders * perCylinder;
  return {
    kind: 'tracks',
    faces: Array.from({ length: heads }, () => ({ turns: cylinders })),
    isOutward: false,
    innerShare: 0.22,
    outerShare: 0.98,
    mostTurns: cylinders,
    sectorsPerTurn: sectorsPerTrack,
    groupSectors: perCylinder,
    spans(lba, lengthSectors) {
      const spans: Span[] = [];
      for (let at = lba; at < lba + lengthSectors; ) {
        const track = Math.floor(at / sectorsPerTrack);
        const end = Math.min(lba + lengthSectors, (track + 1) * sectorsPerTrack);
        const cylinder = Math.floor(track / heads);
        const share = (sector: number) => cylinder + (sector - track * sectorsPerTrack) / sectorsPerTrack;
        spans.push({ face: track % heads, from: share(at), to: share(end) });
        at = end;
      }
      return spans;
    },
    lbaAt(face, turn) {
      const cylinder = Math.floor(turn);
      const sector = Math.floor((turn - cylinder) * sectorsPerTrack);
      const lba = (cylinder * heads + face) * sectorsPerTrack + sector;
      return cylinder >= 0 && lba < total ? lba : null;
    },
  };
}

/** The largest floppies have 84 cylinders; whatever has more is no disk anybody could see the tracks of. */
const mostCylinders = 90;
const singleLayerDvdSectors = 2_295_104;

/** The shape of a medium, where it has one worth drawing: a disc, or a floppy whose geometry is known. */
export function discShapeOf(
  disc: Pick<Disc, 'profile'> | null,
  geometry: Geometry,
  totalSectors: number,
): DiscShape | null {
  if (totalSectors < 1) return null;
  if (disc) {
    if (/^BD/.test(disc.profile)) return spiralShape(bd, totalSectors, totalSectors > capacity(bd) * 1.01);
    if (/DVD/.test(disc.profile)) {
      const isDouble = totalSectors > singleLayerDvdSectors;
      return spiralShape(isDouble ? doubleLayerDvd : singleLayerDvd, totalSectors, isDouble);
    }
    return spiralShape(cdFacts(totalSectors), totalSectors, false);
  }
  if (geometry.cylinders > mostCylinders || geometry.heads > 2) return null;
  if (geometry.cylinders < 2 || geometry.heads < 1 || geometry.sectorsPerTrack < 1) return null;
  // Sectors beyond the geometry would have no place: such a medium is shown in rows only.
  const holds = geometry.cylinders * geometry.heads * geometry.sectorsPerTrack;
  return holds >= totalSectors ? floppyShape(geometry) : null;
}
