/** What has to be made anew after rows changed: states, search entries, records beside the images. */
import { type ReadableDb, sql, type WritableDb } from '../database.ts';
import type { Values } from './change-log.ts';
import type { LoggedTable } from './logged-tables.ts';
import { refreshCarrier } from './refresh-carrier.ts';

const hasRecord = `(EXISTS (SELECT 1 FROM dump WHERE carrier_id = carrier.id)
  OR EXISTS (SELECT 1 FROM asset WHERE owner_kind = 'carrier' AND owner_id = carrier.id))`;

export class Touched {
  /** Carriers whose derived columns and search entries may be others now. */
  readonly carriers = new Set<number>();
  /** Carriers whose records speak of photos, or did. */
  readonly #photographed = new Set<number>();
  readonly #collections = new Set<number>();
  readonly #locations = new Set<number>();

  row(db: ReadableDb, table: LoggedTable, id: number, values: Values): void {
    const carrier = (owner: unknown) => typeof owner === 'number' && this.carriers.add(owner);
    switch (table) {
      case 'carrier':
        this.carriers.add(id);
        return;
      case 'dump':
      case 'carrier_tag':
        carrier(values.carrier_id);
        return;
      case 'deliberate_range':
        carrier(sql(db, 'SELECT carrier_id FROM dump WHERE id = ?').get(values.dump_id)?.carrier_id);
        return;
      case 'identifier':
      case 'asset':
        if (values.owner_kind !== 'carrier') this.#item(db, values.owner_id as number);
        else {
          carrier(values.owner_id);
          if (table === 'asset') this.#photographed.add(values.owner_id as number);
        }
        return;
      case 'item':
        this.#item(db, id);
        return;
      case 'collection':
        this.#collections.add(id);
        return;
      case 'location':
        this.#locations.add(id);
        return;
    }
  }

  #item(db: ReadableDb, itemId: number): void {
    for (const row of sql(db, 'SELECT id FROM carrier WHERE item_id = ?').all(itemId))
      this.carriers.add(row.id as number);
  }

  settle(db: WritableDb): void {
    for (const id of this.carriers) refreshCarrier(db, id);
    for (const id of this.#photographed)
      sql(db, 'UPDATE carrier SET record_pending = 1 WHERE id = ?').run(id);
    // A whole collection may hang on one of these: its records are written again, nothing else depends on it.
    for (const id of this.#collections) {
      sql(
        db,
        `WITH RECURSIVE part (id) AS (VALUES (?) UNION SELECT collection.id FROM collection JOIN part ON parent_id = part.id)
         UPDATE carrier SET record_pending = 1 WHERE ${hasRecord}
           AND (collection_id IN part OR item_id IN (SELECT id FROM item WHERE collection_id IN part))`,
      ).run(id);
    }
    for (const id of this.#locations) {
      sql(
        db,
        `WITH RECURSIVE part (id) AS (VALUES (?) UNION SELECT location.id FROM location JOIN part ON parent_id = part.id)
         UPDATE carrier SET record_pending = 1
         WHERE ${hasRecord} AND location_id IN part`,
      ).run(id);
    }
  }
}
