/** Rows by what people call them. */
import { CatalogueFault } from '../catalogue-fault.ts';
import { type ReadableDb, type Row, sql } from '../database.ts';

/** @param code as it stands on the carrier; another case, or a code it had before, will do where only one has it @throws CatalogueFault not-found */
export function findCarrier(db: ReadableDb, code: string): Row {
  const exact = sql(db, 'SELECT * FROM carrier WHERE code = ?').get(code);
  if (exact) return exact;
  const alike = sql(db, 'SELECT * FROM carrier WHERE code = ? COLLATE NOCASE LIMIT 2').all(code);
  if (alike.length === 1) return alike[0]!;
  const former = sql(
    db,
    `SELECT carrier.* FROM identifier JOIN carrier ON carrier.id = owner_id
     WHERE owner_kind = 'carrier' AND scheme = 'former-code' AND value = ? LIMIT 2`,
  ).all(code);
  if (former.length === 1) return former[0]!;
  throw new CatalogueFault(
    'not-found',
    `No carrier in the catalogue has the code "${code}". Search for part of it, or for what is on it, to find it.`,
    { asked: code },
  );
}

/** @throws CatalogueFault conflict when a carrier has the code, in whatever case */
export function refuseTakenCode(db: ReadableDb, code: string, except: number | null = null): void {
  const taken = sql(db, 'SELECT code FROM carrier WHERE code = ? COLLATE NOCASE AND id IS NOT ?').get(
    code,
    except,
  );
  if (!taken) return;
  throw new CatalogueFault(
    'conflict',
    `There is a carrier ${String(taken.code)} already: nothing was changed. Choose another code.`,
    { code: taken.code as string },
  );
}

export type CodedTable = 'collection' | 'location';

/** @throws CatalogueFault not-found */
export function findCoded(db: ReadableDb, table: CodedTable, code: string): Row {
  const row = sql(db, `SELECT * FROM ${table} WHERE code = ?`).get(code);
  if (row) return row;
  throw new CatalogueFault('not-found', `There is no ${table} with the code "${code}".`, { asked: code });
}

/** The row's id; null stays null. @throws CatalogueFault not-found */
export function codedId(db: ReadableDb, table: CodedTable, code: string | null): number | null {
  return code === null ? null : (findCoded(db, table, code).id as number);
}

/** @throws CatalogueFault not-found */
export function findItem(db: ReadableDb, uuid: string): Row {
  const row = sql(db, 'SELECT * FROM item WHERE uuid = ?').get(uuid);
  if (row) return row;
  throw new CatalogueFault('not-found', 'This item is not in the catalogue.', { asked: uuid });
}

/** @throws CatalogueFault not-found */
export function findDumpRow(db: ReadableDb, uuid: string): Row {
  const row = sql(
    db,
    'SELECT id, uuid, name, carrier_id, attempt_no, directory FROM dump WHERE uuid = ?',
  ).get(uuid);
  if (row) return row;
  throw new CatalogueFault('not-found', `The catalogue knows no dump ${uuid}.`, { dumpId: uuid });
}
