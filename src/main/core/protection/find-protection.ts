/** Tells copy protection from what was read: names of files, tables of the disc, and where sectors stayed unread. */
import type { Protection, ProtectionSystem } from '../../../shared/model/protection.ts';
import { rangesWhere, type SectorRange, type SectorRuns } from '../../../shared/model/sector-runs.ts';
import { type Signature, signatures } from './signatures.ts';

/** A file or directory near the root of a data track. */
export interface NamedPlace {
  /** Names joined by `/`. */
  readonly path: string;
  readonly isDirectory: boolean;
  /** Where its data lie, in sectors of the disc. */
  readonly ranges: readonly SectorRange[];
}

export interface ProtectionTraits {
  readonly places: readonly NamedPlace[];
  readonly states: SectorRuns;
  /** What the tables of the disc say. */
  readonly inStructure: ProtectionSystem | null;
}

/** A scratch is one stretch, or a few; what is spoilt on purpose stands alone among good sectors, again and again. */
const fewestStretches = 8;

export function findProtection({ places, states, inStructure }: ProtectionTraits): Protection[] {
  const unread = rangesWhere(states, (state) => state === 'bad');
  const found: Protection[] = signatures.flatMap((signature) => {
    const marks = marksOf(signature, places);
    if (marks.length === 0) return [];
    const files = marks.map(({ path }) => path);
    return [
      { system: signature.system, files, inStructure: false, suspected: suspect(signature, places, unread) },
    ];
  });
  const known = found.find(({ system }) => system === inStructure);
  if (known) return found.map((one) => (one === known ? { ...one, inStructure: true } : one));
  return inStructure === null
    ? found
    : [{ system: inStructure, files: [], inStructure: true, suspected: null }, ...found];
}

/** What on the disc is the system's; nothing where it is too little to say so. */
function marksOf({ sure, likely }: Signature, places: readonly NamedPlace[]): NamedPlace[] {
  const named = (names: readonly string[]) => places.filter((place) => names.includes(lastName(place)));
  const [certain, parts] = [named(sure), named(likely)];
  const isEnough = certain.length > 0 || new Set(parts.map(lastName)).size >= 2;
  return isEnough ? [...certain, ...parts] : [];
}

function lastName({ path, isDirectory }: NamedPlace): string {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  return isDirectory ? `${name}/` : name;
}

function suspect(
  { spoilsBelowLba, spoilsIn }: Signature,
  places: readonly NamedPlace[],
  unread: readonly SectorRange[],
): Protection['suspected'] {
  if (spoilsBelowLba !== null) {
    const near = unread.filter(({ lba, lengthSectors }) => lba + lengthSectors <= spoilsBelowLba);
    return near.length >= fewestStretches ? span(near) : null;
  }
  if (spoilsIn === null) return null;
  const inside = places
    .filter(({ path }) => path.toLowerCase().split('/').slice(0, -1).includes(spoilsIn))
    .flatMap(({ ranges }) => ranges);
  return span(unread.flatMap((range) => inside.flatMap((other) => common(range, other))));
}

function common(one: SectorRange, other: SectorRange): SectorRange[] {
  const lba = Math.max(one.lba, other.lba);
  const end = Math.min(one.lba + one.lengthSectors, other.lba + other.lengthSectors);
  return end > lba ? [{ lba, lengthSectors: end - lba }] : [];
}

function span(ranges: readonly SectorRange[]): Protection['suspected'] {
  if (ranges.length === 0) return null;
  const lba = Math.min(...ranges.map((range) => range.lba));
  const end = Math.max(...ranges.map((range) => range.lba + range.lengthSectors));
  const unreadSectors = ranges.reduce((sum, { lengthSectors }) => sum + lengthSectors, 0);
  // Two places may say the same of a sector (files that share an extent).
  return { lba, lengthSectors: end - lba, unreadSectors: Math.min(unreadSectors, end - lba) };
}
