/** Which carrier a dump is of, where two catalogues say different things. */
import type { MergeConflict } from '../../../../shared/model/merge.ts';
import { mergeRow, type RowValues } from '../../../core/catalogue/merge-row.ts';
import type { ChangeLog } from '../collection/change-log.ts';
import { type ReadableDb, type Row, sql } from '../database.ts';

/** @param fresh dumps that came with the other catalogue, of which nobody here has decided anything */
export function mergePairing(
  log: ChangeLog,
  other: ReadableDb,
  alias: ReadonlyMap<string, string>,
  fresh: ReadonlySet<string>,
): MergeConflict[] {
  const conflicts: MergeConflict[] = [];
  const dumps = 'SELECT id, uuid, name, carrier_id, sidecar_carrier FROM dump';
  for (const theirs of other.prepare(dumps).all() as Row[]) {
    const ours = sql(log.db, `${dumps} WHERE uuid = ?`).get(theirs.uuid);
    if (!ours) continue;
    const there = carrierStates(other, theirs, alias);
    const here = fresh.has(theirs.uuid as string)
      ? [there[0]!, carrierStates(log.db, ours, new Map()).at(-1)!]
      : carrierStates(log.db, ours, new Map());
    const bare = fresh.has(theirs.uuid as string) ? here.at(-1)! : here[0]!;
    const { take, conflicts: found } = mergeRow({ states: here }, { states: there }, bare);
    for (const { ours: own, theirs: foreign } of found)
      conflicts.push({
        ...{ kind: 'dump', name: String(theirs.name), field: 'carrier' },
        ...{ ours: codeOf(log.db, own), theirs: codeOf(log.db, foreign) },
      });
    if (take.carrier !== undefined) pair(log, ours.id as number, take.carrier as string | null);
  }
  return conflicts;
}

/** By the sidecar first, then as people decided, oldest first. */
function carrierStates(db: ReadableDb, dump: Row, alias: ReadonlyMap<string, string>): RowValues[] {
  const uuidOf = (id: unknown) => {
    const uuid = sql(db, 'SELECT uuid FROM carrier WHERE id = ?').get(id)?.uuid as string | undefined;
    return uuid === undefined ? null : (alias.get(uuid) ?? uuid);
  };
  const decided = sql(
    db,
    `SELECT old_json ->> '$.carrier_id' AS old, new_json ->> '$.carrier_id' AS new FROM change
     WHERE table_name = 'dump' AND row_id = ? ORDER BY id`,
  ).all(dump.id);
  return [...decided.flatMap((change) => [change.old, change.new]), dump.carrier_id].map((id) => ({
    carrier: uuidOf(id),
  }));
}

function codeOf(db: ReadableDb, uuid: unknown): string | null {
  return (sql(db, 'SELECT code FROM carrier WHERE uuid = ?').get(uuid)?.code as string | undefined) ?? null;
}

function pair(log: ChangeLog, dumpId: number, carrier: string | null): void {
  const id = sql(log.db, 'SELECT id FROM carrier WHERE uuid = ?').get(carrier)?.id as number | undefined;
  if (carrier !== null && id === undefined) return;
  const next = sql(
    log.db,
    'SELECT coalesce(max(attempt_no), 0) + 1 AS next FROM dump WHERE carrier_id = ?',
  ).get(id ?? null)!.next as number;
  log.update('dump', dumpId, { carrier_id: id ?? null, attempt_no: id === undefined ? 1 : next });
}
