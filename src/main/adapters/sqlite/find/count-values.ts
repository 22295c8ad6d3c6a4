/** How many units have each value of a facet. Values are counted by number first: a name costs more than a carrier. */
import type { FacetName } from '../../../../shared/search-query.ts';
import { codesUp, type Places } from './places.ts';
import type { Reading } from './reading.ts';
import { fixityOf } from './unit-facts.ts';
import { type CountedColumn, type CountedValue, countedColumns, type Unit } from './units.ts';

/** Null: none at all, which is not the same as something of that name. */
type Value = string | null;
export type ValueCounts = ReadonlyMap<Value, number>;

export function countValues(reading: Reading, facet: FacetName, units: readonly Unit[]): ValueCounts {
  const { places } = reading;
  switch (facet) {
    case 'state':
    case 'kind':
    case 'year':
    case 'drive':
    case 'operator':
      return named(reading, facet, units, (value) => [value === null ? null : String(value)]);
    case 'errors':
      return named(reading, facet, units, (value) => [value === null ? null : value === true ? 'yes' : 'no']);
    case 'collection':
      return named(reading, 'collectionId', units, (id) => codesOf(places.collections, id));
    case 'location':
      return named(reading, 'locationId', units, (id) => codesOf(places.locations, id));
    case 'fixity':
      return places.offlineRoots.length === 0
        ? named(reading, 'fixity', units, (value) => [value === null ? null : String(value)])
        : each(units, (unit) => [fixityOf(unit, places)]);
    case 'dat':
      return each(units, (unit) => [reading.datStatus(unit)]);
    case 'tag':
      return each(units, ({ tags }) =>
        tags.length === 0 ? [null] : tags.map((id) => places.tags.get(id) ?? String(id)),
      );
  }
}

/** A carrier counts for the collection it is in and for all that one is part of. */
function codesOf(tree: Places['collections'], id: CountedValue): Value[] {
  const codes = codesUp(tree, id as number | null);
  return codes.length === 0 ? [null] : codes;
}

function named(
  { units: all }: Reading,
  column: CountedColumn,
  units: readonly Unit[],
  names: (value: CountedValue) => readonly Value[],
): ValueCounts {
  const slot = countedColumns.indexOf(column);
  const values = all.values(column);
  const counts = new Uint32Array(values.length);
  for (const unit of units) counts[unit.slots[slot]!]!++;
  const result = new Map<Value, number>();
  values.forEach((value, number) => {
    if (counts[number]! > 0) for (const name of names(value)) add(result, name, counts[number]!);
  });
  return result;
}

function each(units: readonly Unit[], values: (unit: Unit) => readonly Value[]): ValueCounts {
  const result = new Map<Value, number>();
  for (const unit of units) for (const value of values(unit)) add(result, value, 1);
  return result;
}

function add(counts: Map<Value, number>, name: Value, count: number): void {
  counts.set(name, (counts.get(name) ?? 0) + count);
}
