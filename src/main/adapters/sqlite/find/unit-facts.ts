/** The values a unit has of each facet, and which units a chip keeps. */
import { kindsOf, type QueryChip, yearRange } from '../../../../shared/search-query.ts';
import { foldText } from '../../../core/catalogue/search-words.ts';
import { isWithin } from '../../../core/fixity/storage-of.ts';
import type { ReadableDb } from '../database.ts';
import { separator } from '../fixity/storages.ts';
import { type Places, withBelow } from './places.ts';
import type { Unit, Units } from './units.ts';

/** A unit that has no value of a facet is counted as this. */
export const noValue = 'none';

export type DatStatus = (unit: Unit) => string;

export interface FactSources {
  readonly db: ReadableDb;
  readonly units: Units;
  readonly places: Places;
  readonly datStatus: DatStatus;
}

/** Null of a chip that is no fact of a unit: files, hashes, identifiers. */
export function unitTest(chip: QueryChip, sources: FactSources): ((unit: Unit) => boolean) | null {
  const { places } = sources;
  const value = chip.quoted ? chip.value : chip.value.trim();
  const wanted = foldText(value);
  const isNone = !chip.quoted && value.toLowerCase() === noValue;
  // In quotes all of it, as facets have it.
  const hasText = (text: string | null) => {
    if (isNone || text === null) return isNone && text === null;
    return chip.quoted ? foldText(text) === wanted : foldText(text).includes(wanted);
  };
  switch (chip.name) {
    case 'label': {
      const labels = sources.units.foldedTexts(sources.db, 'labels');
      return (unit) => labels.get(unit.id)?.includes(wanted) === true;
    }
    case 'code':
      return (unit) => foldText(unit.code).startsWith(wanted);
    case 'note': {
      const notes = sources.units.foldedTexts(sources.db, 'note');
      return (unit) => notes.get(unit.id)?.includes(wanted) === true;
    }
    case 'state':
      return (unit) => unit.state === value.toLowerCase();
    case 'kind': {
      const kinds = kindsOf(value);
      return (unit) => (isNone ? unit.kind === null : unit.kind !== null && kinds.includes(unit.kind));
    }
    case 'collection': {
      const ids = withBelow(places.collections, value);
      return (unit) => (isNone ? unit.collectionId === null : ids.has(unit.collectionId ?? Number.NaN));
    }
    case 'location': {
      const ids = withBelow(places.locations, value);
      return (unit) => (isNone ? unit.locationId === null : ids.has(unit.locationId ?? Number.NaN));
    }
    case 'year': {
      const [first, last] = yearRange(value) ?? [1, 0];
      return ({ year }) => (isNone ? year === null : year !== null && year >= first && year <= last);
    }
    case 'drive':
      return (unit) => hasText(unit.drive);
    case 'operator':
      return (unit) => hasText(unit.operator);
    case 'tag': {
      const ids = new Set([...places.tags].filter(([, name]) => foldText(name) === wanted).map(([id]) => id));
      return (unit) => (isNone ? unit.tags.length === 0 : unit.tags.some((id) => ids.has(id)));
    }
    case 'dat':
      return (unit) => sources.datStatus(unit) === value.toLowerCase();
    case 'fixity':
      return (unit) => (fixityOf(unit, places) ?? noValue) === value.toLowerCase();
    case 'has':
      return hasTest(value.toLowerCase());
    default:
      return null;
  }
}

function hasTest(what: string): ((unit: Unit) => boolean) | null {
  switch (what) {
    case 'errors':
      return (unit) => unit.errors === true;
    case 'photo':
      return (unit) => unit.hasPhoto;
    case 'dump':
      return (unit) => unit.dumps > 0;
    case 'note':
      return (unit) => unit.hasNote;
    default:
      return null;
  }
}

/** Files in a storage that is away are neither well nor missing. */
export function fixityOf(unit: Unit, { offlineRoots }: Places): string | null {
  const { directory } = unit;
  if (directory !== null && offlineRoots.some((root) => isWithin(directory, root, separator)))
    return 'offline';
  return unit.fixity;
}
