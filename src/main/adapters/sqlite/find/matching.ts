/** From a query to the units it means, in the order in which they are shown. */
import type { QueryChip, QueryTerm, SearchQuery } from '../../../../shared/search-query.ts';
import { type ExactHits, exactHits } from './exact-hits.ts';
import { unitsOfId } from './id-hits.ts';
import { anyListingHas, type NamePosition, NameSearch } from './name-search.ts';
import type { Reading } from './reading.ts';
import { type TextHits, textHits } from './text-hits.ts';
import { unitTest } from './unit-facts.ts';
import { compareUnits, type Unit } from './units.ts';

/**
 * Where a unit stands: what its description says first, by how well it says it and then by its code; behind them those
 * only a file inside speaks for, as their names come.
 */
export type UnitPlace =
  | { readonly rank: number; readonly order: string; readonly id: number }
  | { readonly position: NamePosition };

export interface Placed {
  readonly unit: Unit;
  readonly place: UnitPlace;
}

export type UnitTest = (unit: Unit) => boolean;

export interface Matching {
  /** Null where nothing is asked of the words of files. */
  readonly names: NameSearch | null;
  readonly text: TextHits | null;
  readonly exact: ReadonlyMap<number, ExactHits>;
  /** Whether the first part of the order is complete. */
  readonly isWhole: boolean;
  /** In order, from behind a place on. */
  units(after: UnitPlace | null): Generator<Placed>;
  /** In no order, for counting; some at a time. */
  inPieces(): Generator<readonly Unit[]>;
}

/** @param except chips that are left out: those of a facet that is being counted */
export function matching(
  reading: Reading,
  query: SearchQuery,
  except: ReadonlySet<QueryChip> = new Set(),
): Matching {
  const chips = query.chips.filter((chip) => !except.has(chip));
  const wanted = query.terms.filter(({ negated }) => !negated);
  const fileChips = chips.filter(({ name, negated }) => name === 'file' && !negated);
  const passes = every([...chipTests(reading, chips), ...unwantedTests(reading, query.terms)]);
  if (wanted.length > 0) return textMatching(reading, wanted, fileChips, passes);
  const [leading, ...others] = fileChips.map(
    ({ value }) => new NameSearch(reading.db, filesOnly(reading, [value])),
  );
  const hasOthers = every(others.map((names) => fileTest(reading, names)));
  if (!leading) return everything(reading, passes);
  return {
    names: leading,
    text: null,
    exact: new Map(),
    isWhole: true,
    inPieces: () => piecesByNames(reading, leading, (unit) => passes(unit) && hasOthers(unit), new Set()),
    units: (after) => byNames(reading, leading, (unit) => passes(unit) && hasOthers(unit), new Set(), after),
  };
}

function every(tests: readonly UnitTest[]): UnitTest {
  return (unit) => tests.every((test) => test(unit));
}

/** Without a file of listings no word finds a file. */
function filesOnly(reading: Reading, words: readonly string[]): readonly string[] {
  return reading.hasFiles ? words : [];
}

function fileTest(reading: Reading, names: NameSearch): UnitTest {
  return (unit) => names.words.length > 0 && anyListingHas(reading, names, unit.id);
}

/**
 * Of several chips of one name that a unit can fit only one of, one has to fit; of all others each. A chip that is turned
 * round has to fit not at all.
 */
function chipTests(reading: Reading, chips: readonly QueryChip[]): UnitTest[] {
  const tests: UnitTest[] = [];
  const alternatives = new Map<string, UnitTest[]>();
  for (const chip of chips) {
    if (chip.name === 'file' && !chip.negated) continue;
    const test = chipTest(reading, chip);
    if (chip.negated) tests.push((unit) => !test(unit));
    else if (singleValued.has(chip.name))
      alternatives.set(chip.name, [...(alternatives.get(chip.name) ?? []), test]);
    else tests.push(test);
  }
  for (const each of alternatives.values()) tests.push((unit) => each.some((test) => test(unit)));
  return tests;
}

const singleValued: ReadonlySet<string> = new Set([
  ...['state', 'kind', 'collection', 'location', 'year', 'drive', 'operator', 'dat', 'fixity', 'code'],
]);

function chipTest(reading: Reading, chip: QueryChip): UnitTest {
  const ofUnit = unitTest(chip, reading);
  if (ofUnit) return ofUnit;
  const ids = unitsOfId(reading.db, chip, reading.hasFiles);
  if (ids) return (unit) => ids.has(unit.id);
  if (chip.name === 'file')
    return fileTest(reading, new NameSearch(reading.db, filesOnly(reading, [chip.value])));
  // What is left is has:files and has:damage.
  const ofFiles = chip.value.toLowerCase() === 'files' ? 'entries > 0' : 'damaged > 0';
  const units = new Set(
    reading.db
      .prepare(
        `SELECT DISTINCT coalesce(dump.carrier_id, -dump.id) FROM dump_listing JOIN dump ON dump.id = dump_id WHERE ${ofFiles}`,
      )
      .pluck()
      .all() as number[],
  );
  return (unit) => units.has(unit.id);
}

/** A word that is not wanted is looked for in descriptions alone: hardly a disc has no `readme` on it. */
function unwantedTests(reading: Reading, terms: readonly QueryTerm[]): UnitTest[] {
  return terms
    .filter(({ negated }) => negated)
    .map((term) => {
      const { byUnit } = textHits(reading.db, [term]);
      return (unit: Unit) => !byUnit.has(unit.id);
    });
}

function everything({ units }: Reading, passes: UnitTest): Matching {
  return {
    names: null,
    text: null,
    exact: new Map(),
    isWhole: true,
    *inPieces() {
      yield units.inOrder.filter(passes);
    },
    *units(after) {
      for (const unit of units.inOrder) {
        const place = { rank: 0, order: unit.order, id: unit.id };
        if (isBehind(place, after) && passes(unit)) yield { unit, place };
      }
    },
  };
}

function textMatching(
  reading: Reading,
  terms: readonly QueryTerm[],
  fileChips: readonly QueryChip[],
  chipsPass: UnitTest,
): Matching {
  const text = textHits(reading.db, terms);
  const exact = exactHits(
    reading.db,
    terms.map((term) => term.text),
    reading.hasFiles,
  );
  const names = new NameSearch(
    reading.db,
    filesOnly(
      reading,
      terms.map((term) => term.text),
    ),
  );
  const hasFiles = every(
    fileChips.map(({ value }) => fileTest(reading, new NameSearch(reading.db, filesOnly(reading, [value])))),
  );
  const passes: UnitTest = (unit) => chipsPass(unit) && hasFiles(unit);
  const described = new Set([...exact.keys(), ...text.byUnit.keys()]);
  return {
    names,
    text,
    exact,
    isWhole: text.isWhole,
    *inPieces() {
      yield [...described].flatMap((id) => reading.units.get(id) ?? []).filter(passes);
      yield* piecesByNames(reading, names, passes, described);
    },
    *units(after) {
      yield* ranked(reading, described, exact, text, passes, after);
      yield* byNames(reading, names, passes, described, after);
    },
  };
}

function* ranked(
  { units }: Reading,
  described: ReadonlySet<number>,
  exact: ReadonlyMap<number, ExactHits>,
  text: TextHits,
  passes: UnitTest,
  after: UnitPlace | null,
): Generator<Placed> {
  if (after && 'position' in after) return;
  const found: Placed[] = [];
  for (const id of described) {
    const unit = units.get(id);
    if (!unit) continue;
    const tiers = (text.byUnit.get(id) ?? []).map(({ tier }) => tier);
    const rank = exact.has(id) ? 0 : 1 + Math.min(...tiers);
    const place = { rank, order: unit.order, id };
    if (isBehind(place, after) && passes(unit)) found.push({ unit, place });
  }
  found.sort((a, b) => rankOf(a.place) - rankOf(b.place) || compareUnits(a.unit, b.unit));
  yield* found;
}

function rankOf(place: UnitPlace): number {
  return 'rank' in place ? place.rank : Number.POSITIVE_INFINITY;
}

function isBehind(place: { rank: number; order: string; id: number }, after: UnitPlace | null): boolean {
  if (after === null) return true;
  if ('position' in after) return false;
  if (place.rank !== after.rank) return place.rank > after.rank;
  if (place.order !== after.order) return place.order > after.order;
  return place.id > after.id;
}

/**
 * A unit comes with the first of its names, and never again. What came before a place is found out anew where it has to
 * be: the same names come in the same order.
 */
function* byNames(
  reading: Reading,
  names: NameSearch,
  passes: UnitTest,
  described: ReadonlySet<number>,
  after: UnitPlace | null,
): Generator<Placed> {
  const seen = new Set(described);
  const from = after && 'position' in after ? after.position : null;
  for (const position of names.places(null)) {
    const unitId = reading.listings.unitOf(reading.units, position.listingId);
    if (unitId === undefined || seen.has(unitId)) continue;
    seen.add(unitId);
    if (from && !isLater(position, from)) continue;
    const unit = reading.units.get(unitId);
    if (unit && passes(unit)) yield { unit, place: { position } };
  }
}

function* piecesByNames(
  { units, listings }: Reading,
  names: NameSearch,
  passes: UnitTest,
  described: ReadonlySet<number>,
): Generator<readonly Unit[]> {
  const seen = new Set(described);
  for (const found of names.listings()) {
    const piece: Unit[] = [];
    for (const listingId of found) {
      const unitId = listings.unitOf(units, listingId);
      if (unitId === undefined || seen.has(unitId)) continue;
      seen.add(unitId);
      const unit = units.get(unitId);
      if (unit && passes(unit)) piece.push(unit);
    }
    yield piece;
  }
}

function isLater(position: NamePosition, than: NamePosition): boolean {
  return (
    position.nameId > than.nameId || (position.nameId === than.nameId && position.listingId > than.listingId)
  );
}
