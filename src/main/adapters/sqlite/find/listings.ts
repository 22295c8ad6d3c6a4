/** Which listing is of which dump, and which unit the dump counts for; asked as it is needed, and remembered. */
import { type ReadableDb, sql } from '../database.ts';

export interface ListingOf {
  readonly listingId: number;
  readonly dumpId: number;
  readonly dumpUuid: string;
  readonly unitId: number;
}

export class Listings {
  readonly #db: ReadableDb;
  readonly #byId = new Map<number, ListingOf | null>();
  readonly #byUnit = new Map<number, readonly ListingOf[]>();

  /** Without a file of listings there are none. */
  readonly #isThere: boolean;

  constructor(db: ReadableDb, isThere: boolean) {
    this.#db = db;
    this.#isThere = isThere;
  }

  /** Null of a listing that is not whole, or of a dump the catalogue does not have. */
  get(listingId: number): ListingOf | null {
    let found = this.#byId.get(listingId);
    if (found === undefined) {
      found = toListing(
        sql(
          this.#db,
          `SELECT listing.id, dump.id, dump.uuid, coalesce(dump.carrier_id, -dump.id)
           FROM files.listing JOIN dump ON dump.uuid = listing.dump_uuid WHERE listing.id = ? AND listing.whole = 1`,
        )
          .raw()
          .get(listingId),
      );
      this.#byId.set(listingId, found);
    }
    return found;
  }

  /** Of the dumps of a unit, the one that stands for it in front. */
  ofUnit(unitId: number): readonly ListingOf[] {
    if (!this.#isThere) return [];
    let found = this.#byUnit.get(unitId);
    if (found === undefined) {
      const text = (where: string) =>
        `SELECT listing.id, dump.id, dump.uuid, coalesce(dump.carrier_id, -dump.id)
         FROM dump JOIN files.listing ON listing.dump_uuid = dump.uuid AND listing.whole = 1
         WHERE ${where} ORDER BY dump.preferred DESC, dump.attempt_no DESC`;
      const rows =
        unitId > 0
          ? sql(this.#db, text('dump.carrier_id = ?')).raw().all(unitId)
          : sql(this.#db, text('dump.id = ? AND dump.carrier_id IS NULL')).raw().all(-unitId);
      found = rows.flatMap((row) => toListing(row) ?? []);
      this.#byUnit.set(unitId, found);
    }
    return found;
  }
}

function toListing(row: unknown): ListingOf | null {
  if (row === undefined) return null;
  const [listingId, dumpId, dumpUuid, unitId] = row as [number, number, string, number];
  return { listingId, dumpId, dumpUuid, unitId };
}
