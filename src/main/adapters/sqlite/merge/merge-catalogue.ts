/**
 * Joins another catalogue with this one: rows by uuid, field by field; dumps by their sidecars; events into the chain. One
 * step of the history, which can be taken back. What both sides changed differently stays as it is here and is told.
 */
import { existsSync } from 'node:fs';
import type { MergeConflict, MergeReport } from '../../../../shared/model/merge.ts';
import { type Sidecar, sidecarSchema } from '../../../../shared/model/sidecar.ts';
import { countWords } from '../../../../shared/words.ts';
import { dumpFacts } from '../../../core/catalogue/dump-facts.ts';
import {
  type MergedRow,
  mergeRow,
  type RowValue,
  type RowValues,
} from '../../../core/catalogue/merge-row.ts';
import { type ChangeLog, decideWithin } from '../collection/change-log.ts';
import { rowWords } from '../collection/logged-tables.ts';
import { type Connection, inWriteTransaction, type Row, sql } from '../database.ts';
import type { Sha256 } from '../dump-rows.ts';
import { recordDump } from '../record-dump.ts';
import { mergeEvents } from './merge-events.ts';
import { mergePairing } from './merge-pairing.ts';
import { withOtherCatalogue } from './other-catalogue.ts';
import {
  bareValues,
  localValues,
  type MergedTable,
  mergedTables,
  type PortableRow,
  portableRow,
  portableRows,
  sameRowHere,
} from './portable-rows.ts';

export interface MergeOrder {
  readonly otherPath: string;
  readonly ownPath: string;
  readonly by: string;
  /** Does all of it and takes it back at once. */
  readonly preview: boolean;
}

class Previewed extends Error {
  readonly report: MergeReport;
  constructor(report: MergeReport) {
    super('preview');
    this.report = report;
  }
}

/** @throws CatalogueFault as withOtherCatalogue does; nothing is changed then */
export function mergeCatalogue(connection: Connection, order: MergeOrder, sha256: Sha256): MergeReport {
  return withOtherCatalogue(order.otherPath, order.ownPath, sha256, (other) => {
    try {
      return inWriteTransaction(connection, (db) => {
        const merge = new Merge(connection, other, sha256);
        const events = mergeEvents(db, other, sha256);
        const { txn } = decideWithin(db, { by: order.by, kind: 'merge-catalogue' }, sha256, (log) =>
          merge.run(log),
        );
        const report = merge.report(events.added, events.conflicts, txn);
        if (order.preview) throw new Previewed({ ...report, txn: null });
        return report;
      });
    } catch (error) {
      if (error instanceof Previewed) return error.report;
      throw error;
    }
  });
}

class Merge {
  readonly #connection: Connection;
  readonly #other: Connection;
  readonly #sha256: Sha256;
  readonly #alias = new Map<string, string>();
  readonly #added: Record<string, number> = {};
  readonly #changed = new Map<string, Set<number>>();
  readonly #conflicts: MergeConflict[] = [];
  readonly #left: string[] = [];
  #dumps = 0;
  #removedHere = 0;

  constructor(connection: Connection, other: Connection, sha256: Sha256) {
    this.#connection = connection;
    this.#other = other;
    this.#sha256 = sha256;
  }

  run(log: ChangeLog): { readonly summary: string } {
    // A range and a carrier's choice point to dumps, which must be here first; dumps need their carriers.
    for (const table of mergedTables)
      if (table !== 'deliberate_range') this.#table(log, table, table !== 'carrier');
    const fresh = this.#recordDumps();
    const pairing = mergePairing(log, this.#other, this.#alias, fresh);
    this.#conflicts.push(...pairing);
    for (const table of ['carrier', 'deliberate_range'] as const) this.#table(log, table, true);
    this.#tellAssets();
    return { summary: `Merged another catalogue: ${countWords(log.changes.length)} changes.` };
  }

  report(events: number, eventConflicts: readonly MergeConflict[], txn: string | null): MergeReport {
    if (this.#removedHere > 0)
      this.#left.push(`${countWords(this.#removedHere)} things that were removed here stay removed.`);
    return {
      added: this.#added,
      changed: Object.fromEntries([...this.#changed].map(([kind, ids]) => [kind, ids.size])),
      dumps: this.#dumps,
      events,
      conflicts: [...eventConflicts, ...this.#conflicts],
      left: this.#left,
      txn,
    };
  }

  #table(log: ChangeLog, table: MergedTable, tellConflicts: boolean): void {
    for (const row of portableRows(this.#other, table, this.#alias)) {
      const theirs = row.states.at(-1)!;
      const present = sameRowHere(log.db, table, theirs, row.uuid);
      if (!present) this.#add(log, table, row, theirs);
      else {
        if (present.uuid !== row.uuid) this.#alias.set(row.uuid, present.uuid as string);
        this.#join(log, table, present, row, tellConflicts);
      }
    }
  }

  #add(log: ChangeLog, table: MergedTable, row: PortableRow, theirs: RowValues): void {
    const { db } = log;
    const removed = sql(
      db,
      `SELECT 1 FROM change WHERE table_name = ? AND new_json IS NULL AND old_json ->> '$.uuid' = ?`,
    ).get(table, row.uuid);
    if (removed) {
      this.#removedHere++;
      return;
    }
    const rev = sql(this.#other, `SELECT rev FROM ${table} WHERE uuid = ?`).get(row.uuid)!.rev as number;
    const made = table === 'carrier' ? { created_ms: Date.now() } : {};
    const values = localValues(db, table, theirs, theirs);
    if (this.#tried(table, theirs, () => log.insert(table, { uuid: row.uuid, rev, ...made, ...values })))
      this.#added[rowWords[table]] = (this.#added[rowWords[table]] ?? 0) + 1;
  }

  #join(log: ChangeLog, table: MergedTable, present: Row, row: PortableRow, tellConflicts: boolean): void {
    const ours = portableRow(log.db, table, present, new Map());
    const bare = bareValues(log.db, table, ours.states.at(-1)!);
    const { take, conflicts } = mergeRow(ours, row, bare);
    if (tellConflicts) this.#tell(table, present, conflicts);
    const values = localValues(log.db, table, row.states.at(-1)!, take);
    if (Object.keys(values).length === 0) return;
    let isDifferent = false;
    this.#tried(table, row.states.at(-1)!, () => {
      isDifferent = log.update(table, present.id as number, values);
    });
    if (!isDifferent) return;
    const ids = this.#changed.get(rowWords[table]) ?? new Set();
    this.#changed.set(rowWords[table], ids.add(present.id as number));
  }

  /** What a rule of the tables forbids (two carriers at one place of an item) is a conflict like any other. */
  #tried(table: MergedTable, theirs: RowValues, work: () => void): boolean {
    try {
      work();
      return true;
    } catch (error) {
      if (!String((error as { code?: unknown }).code).startsWith('SQLITE_CONSTRAINT')) throw error;
      const field = error instanceof Error ? error.message : 'place';
      this.#conflicts.push({
        kind: rowWords[table],
        name: nameOf(theirs),
        field,
        ours: null,
        theirs: nameOf(theirs),
      });
      return false;
    }
  }

  #tell(table: MergedTable, present: Row, conflicts: MergedRow['conflicts']): void {
    for (const { field, ours, theirs } of conflicts)
      this.#conflicts.push({
        ...{ kind: rowWords[table], name: nameOf(present as RowValues), field },
        ...{ ours: this.#words(ours), theirs: this.#words(theirs) },
      });
  }

  /** References are uuids here, which nobody reads. */
  #words(value: RowValue): string | null {
    if (value === null) return null;
    const text = String(value);
    if (!/^[0-9a-f]{8}-[0-9a-f]{4}-/.test(text)) return text;
    for (const db of [this.#connection, this.#other])
      for (const [table, column] of [
        ...[['collection', 'code'] as const, ['location', 'code'] as const, ['item', 'title'] as const],
        ...[['carrier', 'code'] as const, ['dump', 'name'] as const],
      ]) {
        const row = sql(db, `SELECT ${column} AS name FROM ${table} WHERE uuid = ?`).get(text);
        if (row) return String(row.name);
      }
    return text;
  }

  /** @returns uuids of dumps that were not here */
  #recordDumps(): Set<string> {
    const fresh = new Set<string>();
    let away = 0;
    for (const row of this.#other.prepare('SELECT * FROM dump ORDER BY ended_ms, uuid').all() as Row[]) {
      const uuid = row.uuid as string;
      const present = sql(this.#connection, 'SELECT ended_ms, sidecar_json FROM dump WHERE uuid = ?').get(
        uuid,
      );
      if (present?.sidecar_json === row.sidecar_json) continue;
      if (present && (present.ended_ms as number) >= (row.ended_ms as number)) {
        if (present.ended_ms === row.ended_ms)
          this.#conflicts.push({
            kind: 'dump',
            name: String(row.name),
            field: 'sidecar',
            ours: 'another',
            theirs: uuid,
          });
        continue;
      }
      const parsed = sidecarSchema.safeParse(JSON.parse(row.sidecar_json as string));
      if (!parsed.success) {
        this.#left.push(`The record of ${String(row.name)} (${uuid}) cannot be read and was left out.`);
        continue;
      }
      recordDump(this.#connection, dumpFacts(parsed.data as Sidecar), row.directory as string, this.#sha256);
      if (!present) fresh.add(uuid);
      if (!existsSync(row.directory as string)) away++;
      this.#dumps++;
    }
    if (away > 0)
      this.#left.push(
        `${countWords(away)} dumps lie in folders that are not on this machine: import those folders where they are, and the catalogue knows them there.`,
      );
    return fresh;
  }

  #tellAssets(): void {
    const { n } = this.#other.prepare('SELECT count(*) AS n FROM asset').get() as { n: number };
    if (n > 0)
      this.#left.push(`${countWords(n)} photos were left out: their files lie beside the other catalogue.`);
  }
}

function nameOf(row: RowValues): string {
  return String(row.code ?? row.title ?? row.name ?? row.value ?? row.note ?? '');
}
