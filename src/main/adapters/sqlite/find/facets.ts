/** Counts to narrow a query by. Of each facet, as the rest of the query leaves them: so another value can be chosen too. */
import type { Facet, Facets } from '../../../../shared/model/search.ts';
import {
  type ChipName,
  chipText,
  type FacetName,
  facetNames,
  parseSearchQuery,
  type QueryChip,
  type SearchQuery,
} from '../../../../shared/search-query.ts';
import { foldText } from '../../../core/catalogue/search-words.ts';
import { countValues } from './count-values.ts';
import { matching } from './matching.ts';
import type { Reading } from './reading.ts';
import { noValue } from './unit-facts.ts';
import type { Unit } from './units.ts';

/** Of a word that half of the collection has in the names of its files, the first ones are counted. */
const patienceMs = 100;

export function facets(reading: Reading, text: string, valuesPerFacet: number): Facets {
  const startedMs = performance.now();
  const query = parseSearchQuery(text);
  const took = () => performance.now() - startedMs;
  if (query.problems.length > 0)
    return { facets: [], total: { count: 0, isExact: true }, problems: [...query.problems], tookMs: took() };
  const all = unitsOf(reading, query, startedMs);
  const counted = facetNames.map((facet) => {
    const own = new Set(
      query.chips.filter((chip) => !chip.negated && facetOf(chip.name, chip.value) === facet),
    );
    const units = own.size === 0 ? all.units : unitsOf(reading, query, startedMs, own).units;
    return toFacet(reading, facet, units, query, valuesPerFacet);
  });
  return {
    facets: counted,
    total: { count: all.units.length, isExact: all.isExact },
    problems: [],
    tookMs: took(),
  };
}

function facetOf(name: ChipName, value: string): FacetName | null {
  if (name === 'has') return value.toLowerCase() === 'errors' ? 'errors' : null;
  return (facetNames as readonly string[]).includes(name) ? (name as FacetName) : null;
}

function unitsOf(
  reading: Reading,
  query: SearchQuery,
  startedMs: number,
  except: Parameters<typeof matching>[2] = new Set(),
): { units: Unit[]; isExact: boolean } {
  const found = matching(reading, query, except);
  const units: Unit[] = [];
  for (const piece of found.inPieces()) {
    for (const unit of piece) units.push(unit);
    if (performance.now() - startedMs > patienceMs) return { units, isExact: false };
  }
  return { units, isExact: found.isWhole };
}

function toFacet(
  reading: Reading,
  facet: FacetName,
  units: readonly Unit[],
  query: SearchQuery,
  valuesPerFacet: number,
): Facet {
  const counts = countValues(reading, facet, units);
  const own = query.chips.filter((chip) => !chip.negated && facetOf(chip.name, chip.value) === facet);
  const values = [...counts]
    .sort(([a, countA], [b, countB]) => countB - countA || ((a ?? '') < (b ?? '') ? -1 : 1))
    .map(([value, count]) => ({
      value: value ?? noValue,
      chip: chipOf(facet, value),
      count,
      isChosen: own.some((chip) => isSame(chip, facet, value)),
    }));
  // What was chosen stays in sight, however rare it is.
  const shown = values.filter(({ isChosen }, index) => isChosen || index < valuesPerFacet);
  return { facet, values: shown, more: values.length - shown.length };
}

function isSame(chip: QueryChip, facet: FacetName, value: string | null): boolean {
  if (facet === 'errors') return value === 'yes';
  const isNone = !chip.quoted && chip.value.toLowerCase() === noValue;
  return value === null ? isNone : !isNone && foldText(chip.value) === foldText(value);
}

function chipOf(facet: FacetName, value: string | null): string {
  if (facet !== 'errors') return value === null ? `${facet}:${noValue}` : literal(facet, value);
  if (value === 'yes') return chipText('has', 'errors');
  return value === 'no'
    ? `${chipText('has', 'errors', true)} ${chipText('has', 'dump')}`
    : chipText('has', 'dump', true);
}

/** Free text means all of itself in quotes, and so does what is spelt like a word of the language. */
function literal(facet: Exclude<FacetName, 'errors'>, value: string): string {
  const isFree = facet === 'drive' || facet === 'operator' || value.toLowerCase() === noValue;
  return isFree ? `${facet}:"${value.replaceAll('"', '""')}"` : chipText(facet, value);
}
