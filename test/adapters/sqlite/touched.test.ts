/** Whose derived columns a change reaches: those of its own carrier, or of all carriers of its item, and nobody else's. */
import { expect, it } from 'vitest';
import { Touched } from '../../../src/main/adapters/sqlite/collection/touched.ts';
import { createConnection, inReadTransaction } from '../../../src/main/adapters/sqlite/database.ts';

it.each([
  ['identifier', 'carrier', [1]],
  ['asset', 'carrier', [1]],
  ['identifier', 'item', [2, 3]],
  ['asset', 'item', [2, 3]],
] as const)('an %s of a %s', (table, owner, carriers) => {
  const db = createConnection(':memory:');
  db.exec('CREATE TABLE carrier (id, item_id); INSERT INTO carrier VALUES (1, NULL), (2, 1), (3, 1)');
  const touched = new Touched();
  inReadTransaction(db, (read) => touched.row(read, table, 9, { owner_kind: owner, owner_id: 1 }));
  expect([...touched.carriers]).toEqual(carriers);
  db.close();
});
