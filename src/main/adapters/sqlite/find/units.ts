/**
 * Carriers, and dumps of no carrier, as collections are narrowed by them: held in memory, where a hundred thousand of them
 * are counted in milliseconds, and kept up by asking for what changed since.
 */
import { foldText } from '../../../core/catalogue/search-words.ts';
import { type ReadableDb, type Row, sql } from '../database.ts';

export interface Unit {
  /** Row of the carrier; of a dump of no carrier its row, negative. */
  readonly id: number;
  readonly code: string;
  readonly order: string;
  readonly title: string | null;
  readonly state: string;
  readonly kind: string | null;
  readonly collectionId: number | null;
  readonly locationId: number | null;
  readonly year: number | null;
  readonly drive: string | null;
  readonly operator: string | null;
  /** Whether sectors of the dump that stands for it were not read; null without a dump. */
  readonly errors: boolean | null;
  readonly fixity: string | null;
  readonly directory: string | null;
  readonly hasPhoto: boolean;
  readonly hasNote: boolean;
  readonly dumps: number;
  readonly dumpId: number | null;
  readonly tags: readonly number[];
  /** Of each of {@link countedColumns} the number its value has in {@link Units.values}. */
  readonly slots: readonly number[];
}

/** Columns with few values, which are counted by number. */
export const countedColumns = [
  ...([
    'state',
    'kind',
    'collectionId',
    'locationId',
    'year',
    'drive',
    'operator',
    'errors',
    'fixity',
  ] as const),
] as const;
export type CountedColumn = (typeof countedColumns)[number];
export type CountedValue = string | number | boolean | null;

export class Units {
  readonly #byId = new Map<number, Unit>();
  readonly #dumps = new Map<number, number>();
  readonly #values = new Map<CountedColumn, Interned>(
    countedColumns.map((column) => [column, new Interned()]),
  );
  readonly #texts = new Map<string, { seq: number; texts: ReadonlyMap<number, string> }>();
  #seq = 0;
  #inOrder: readonly Unit[] | null = null;

  /** Of the newest change that is known: what was worked out before it may be out of date. */
  get seq(): number {
    return this.#seq;
  }

  get(id: number): Unit | undefined {
    return this.#byId.get(id);
  }

  /** What units are called, or what was noted of them, folded; read when it is asked for first. */
  foldedTexts(db: ReadableDb, column: 'labels' | 'note'): ReadonlyMap<number, string> {
    const known = this.#texts.get(column);
    if (known?.seq === this.#seq) return known.texts;
    const rows = sql(db, `SELECT id, ${column} FROM unit WHERE ${column} <> '' AND gone = 0`).raw().all();
    const texts = new Map((rows as unknown as [number, string][]).map(([id, text]) => [id, foldText(text)]));
    this.#texts.set(column, { seq: this.#seq, texts });
    return texts;
  }

  /** The unit a dump counts for. */
  ofDump(dumpId: number): number | undefined {
    return this.#dumps.get(dumpId);
  }

  /** All values there ever were in a column, by their numbers. */
  values(column: CountedColumn): readonly CountedValue[] {
    return this.#values.get(column)!.values;
  }

  /** In the order of their codes. */
  get inOrder(): readonly Unit[] {
    this.#inOrder ??= [...this.#byId.values()].sort(compareUnits);
    return this.#inOrder;
  }

  refresh(db: ReadableDb): void {
    const changed = sql(
      db,
      `SELECT id, seq, gone, code, title, note <> '' AS has_note, state, kind, collection_id, location_id, date, drive, operator,
         errors, fixity, directory, photo, dumps, dump_id, tags_json FROM unit WHERE seq > ?`,
    ).all(this.#seq);
    if (changed.length === 0) return;
    for (const row of changed) {
      if (row.gone === 1) this.#byId.delete(row.id as number);
      else this.#byId.set(row.id as number, this.#toUnit(row));
      this.#seq = Math.max(this.#seq, row.seq as number);
    }
    this.#refreshDumps(db, changed);
    this.#inOrder = null;
  }

  /** Whoever gives or takes a dump changes. */
  #refreshDumps(db: ReadableDb, changed: readonly Row[]): void {
    const all = (text: string, ...values: unknown[]) =>
      sql(db, text)
        .raw()
        .all(...values) as unknown as [number, number][];
    const own = 'SELECT id, coalesce(carrier_id, -id) FROM dump';
    const rows =
      changed.length > fewChanges
        ? all(own)
        : changed.flatMap(({ id }) =>
            (id as number) > 0 ? all(`${own} WHERE carrier_id = ?`, id) : all(`${own} WHERE id = -?`, id),
          );
    for (const [dumpId, unitId] of rows) this.#dumps.set(dumpId, unitId);
  }

  #toUnit(row: Row): Unit {
    const slots: number[] = [];
    const unit = toUnit(row, slots);
    for (const column of countedColumns) slots.push(this.#values.get(column)!.number(unit[column]));
    return unit;
  }
}

export function compareUnits(a: Unit, b: Unit): number {
  if (a.order !== b.order) return a.order < b.order ? -1 : 1;
  return a.id - b.id;
}

/** Up to so many units are looked after one by one. */
const fewChanges = 500;

class Interned {
  readonly values: CountedValue[] = [];
  readonly #numbers = new Map<CountedValue, number>();

  number(value: CountedValue): number {
    const known = this.#numbers.get(value);
    if (known !== undefined) return known;
    this.#numbers.set(value, this.values.length);
    return this.values.push(value) - 1;
  }
}

function toUnit(row: Row, slots: readonly number[]): Unit {
  const number = (column: string) => row[column] as number | null;
  const text = (column: string) => row[column] as string | null;
  return {
    id: row.id as number,
    code: row.code as string,
    order: (row.code as string).toLowerCase(),
    title: text('title'),
    state: row.state as string,
    kind: text('kind'),
    collectionId: number('collection_id'),
    locationId: number('location_id'),
    year: yearOf(text('date')),
    drive: text('drive'),
    operator: text('operator'),
    errors: row.errors === null ? null : row.errors === 1,
    fixity: text('fixity'),
    directory: text('directory'),
    hasPhoto: row.photo === 1,
    hasNote: row.has_note === 1,
    dumps: row.dumps as number,
    dumpId: number('dump_id'),
    tags: row.tags_json === '[]' ? noTags : (JSON.parse(row.tags_json as string) as number[]),
    slots,
  };
}

const noTags: readonly number[] = [];

/** The first year a date names: `ca. 1994`, `1994-03`, `[1987?]`. */
export function yearOf(date: string | null): number | null {
  const match = date === null ? null : /(?<!\d)[12]\d{3}(?!\d)/.exec(date);
  return match ? Number(match[0]) : null;
}
