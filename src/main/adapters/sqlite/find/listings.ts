/** Which listing is of which dump: held in memory, and kept up by asking for the newer ones. */
import { type ReadableDb, sql } from '../database.ts';
import type { Units } from './units.ts';

export class Listings {
  readonly #dumps = new Map<number, number>();
  readonly #ofDump = new Map<number, number>();
  readonly #pending = new Set<number>();
  #newest = 0;

  /** A listing of a dump takes the place of the former: its number is greater. */
  refresh(db: ReadableDb): void {
    // Those that were not whole are looked at again, one by one.
    for (const id of [...this.#pending]) {
      this.#pending.delete(id);
      this.#add(sql(db, `${select} WHERE listing.id = ?`).raw().all(id));
    }
    this.#add(sql(db, `${select} WHERE listing.id > ? ORDER BY listing.id`).raw().all(this.#newest));
  }

  /** Undefined of a listing that is not whole, or of a dump the catalogue does not have. */
  unitOf(units: Units, listingId: number): number | undefined {
    const dumpId = this.#dumps.get(listingId);
    return dumpId === undefined ? undefined : units.ofDump(dumpId);
  }

  ofDump(dumpId: number): number | undefined {
    return this.#ofDump.get(dumpId);
  }

  #add(rows: readonly unknown[]): void {
    for (const [id, whole, dumpId] of rows as [number, number, number | null][]) {
      this.#newest = Math.max(this.#newest, id);
      if (whole === 0 || dumpId === null) this.#pending.add(id);
      else {
        const former = this.#ofDump.get(dumpId);
        if (former !== undefined) this.#dumps.delete(former);
        this.#dumps.set(id, dumpId);
        this.#ofDump.set(dumpId, id);
      }
    }
  }
}

const select = `SELECT listing.id, listing.whole, dump.id
  FROM files.listing LEFT JOIN dump ON dump.uuid = listing.dump_uuid`;

/** The listings of a unit's dumps, the one that stands for it in front. */
export function listingsOfUnit(db: ReadableDb, listings: Listings, unitId: number): number[] {
  const dumps =
    unitId < 0
      ? [-unitId]
      : (sql(db, 'SELECT id FROM dump WHERE carrier_id = ? ORDER BY preferred DESC, attempt_no DESC')
          .pluck()
          .all(unitId) as unknown as number[]);
  return dumps.flatMap((dumpId) => listings.ofDump(dumpId) ?? []);
}
