/**
 * Joins another catalogue with this one: rows by uuid, field by field; dumps by their sidecars; events into the chain. One
 * step of the history, which can be taken back. What both sides changed differently stays as it is here and is told.
 * Photos lie beside this catalogue before it is asked: of one that does not, no row is taken.
 */
import { existsSync } from 'node:fs';
import type { MergeConflict, MergeReport } from '../../../../shared/model/merge.ts';
import { type Sidecar, sidecarSchema } from '../../../../shared/model/sidecar.ts';
import { counted, countWords } from '../../../../shared/words.ts';
import { dumpFacts } from '../../../core/catalogue/dump-facts.ts';
import {
  type MergedRow,
  mergeRow,
  mergeWholeRow,
  type RowValues,
} from '../../../core/catalogue/merge-row.ts';
import { type ChangeLog, decideWithin, type Values } from '../collection/change-log.ts';
import { rowWords } from '../collection/logged-tables.ts';
import { type Connection, inWriteTransaction, type Row, sql } from '../database.ts';
import type { Sha256 } from '../dump-rows.ts';
import { recordDump } from '../record-dump.ts';
import { mergeEvents } from './merge-events.ts';
import { mergePairing } from './merge-pairing.ts';
import { withOtherCatalogue } from './other-catalogue.ts';
import {
  bareValues,
  carriedValues,
  localValues,
  type MergedTable,
  mergedTables,
  type PortableRow,
  portableRow,
  portableRows,
  portableValues,
  sameRowHere,
} from './portable-rows.ts';
import { isOwned, removedRows, sameValues } from './removed-rows.ts';
import { rowName, standingWords, valueWords } from './row-words.ts';

export interface MergeOrder {
  readonly otherPath: string;
  readonly ownPath: string;
  readonly by: string;
  /** Does all of it and takes it back at once. */
  readonly preview: boolean;
  /** Pictures, by their paths, that lie beside this catalogue (for a preview: that can be brought there). */
  readonly photos: ReadonlySet<string>;
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
        const merge = new Merge(connection, other, order.photos, sha256);
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
  readonly #photos: ReadonlySet<string>;
  readonly #sha256: Sha256;
  readonly #alias = new Map<string, string>();
  readonly #added = new Map<string, number>();
  readonly #changed = new Map<string, Set<number>>();
  readonly #removed = new Map<string, number>();
  readonly #conflicts: MergeConflict[] = [];
  readonly #left: string[] = [];
  #dumps = 0;
  #removedHere = 0;
  #atWork = 0;
  #photosAway = 0;

  constructor(connection: Connection, other: Connection, photos: ReadonlySet<string>, sha256: Sha256) {
    this.#connection = connection;
    this.#other = other;
    this.#photos = photos;
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
    for (const table of mergedTables.toReversed()) this.#takeOut(log, table);
    return { summary: `Merged another catalogue: ${counted(log.changes.length, 'change')}.` };
  }

  report(events: number, eventConflicts: readonly MergeConflict[], txn: string | null): MergeReport {
    return {
      added: Object.fromEntries(this.#added),
      changed: Object.fromEntries([...this.#changed].map(([kind, ids]) => [kind, ids.size])),
      removed: Object.fromEntries(this.#removed),
      dumps: this.#dumps,
      events,
      conflicts: eachOnce([...eventConflicts, ...this.#conflicts]),
      left: [...this.#left, ...this.#leftRows()],
      txn,
    };
  }

  #leftRows(): string[] {
    const told = (count: number, what: string, then = '') =>
      count > 0 ? [`${what}: ${countWords(count)}.${then}`] : [];
    return [
      ...told(this.#removedHere, 'Removed here, and stay removed'),
      ...told(
        this.#photosAway,
        'Photos left out, because their files are not beside the other catalogue, or not what it says of them',
        ' Bring them back there, then merge again.',
      ),
      ...told(
        this.#atWork,
        'Lines of batches that are at work here and were left as they are',
        ' Merge again when they are done.',
      ),
    ];
  }

  /** @param isLast it is gone through once more where it must be here before what it points to is */
  #table(log: ChangeLog, table: MergedTable, isLast: boolean): void {
    const removedHere = removedRows(log.db, table, new Map());
    for (const row of portableRows(this.#other, table, this.#alias)) {
      const theirs = row.states.at(-1)!;
      const present = sameRowHere(log.db, table, theirs, row.uuid);
      const removed = removedHere.get(row.uuid);
      if (present) {
        if (present.uuid !== row.uuid) this.#alias.set(row.uuid, present.uuid as string);
        this.#join(log, table, present, row, isLast);
      } else if (removed === undefined) this.#add(log, table, row);
      else if (!isLast) continue;
      else if (sameValues(removed, theirs)) this.#removedHere++;
      else this.#tellRemoval(table, theirs, 'here');
    }
  }

  #add(log: ChangeLog, table: MergedTable, row: PortableRow): void {
    const { db } = log;
    const theirs = row.states.at(-1)!;
    if (table === 'asset' && !this.#photos.has(String(theirs.path))) {
      this.#photosAway++;
      return;
    }
    const made = table === 'carrier' ? { created_ms: Date.now() } : this.#carried(table, row.uuid);
    const values = localValues(db, table, theirs, theirs);
    const { uuid, rev } = row;
    if (this.#tried(table, theirs, () => log.insert(table, { uuid, rev, ...made, ...values })))
      this.#added.set(rowWords[table], (this.#added.get(rowWords[table]) ?? 0) + 1);
  }

  #carried(table: MergedTable, uuid: string): Values {
    const values = carriedValues(this.#other, table, uuid);
    if (table !== 'asset' || this.#photos.has(String(values.thumbnail_path))) return values;
    return { ...values, thumbnail_path: null };
  }

  #join(log: ChangeLog, table: MergedTable, present: Row, row: PortableRow, isLast: boolean): void {
    const ours = portableRow(log.db, table, present, new Map());
    const theirs = row.states.at(-1)!;
    const bare = bareValues(log.db, table, ours.states.at(-1)!);
    const merge = saysOneThing(table) ? mergeWholeRow : mergeRow;
    const { take, conflicts } = merge(ours, row, bare);
    if (isLast) this.#tell(table, ours.states.at(-1)!, theirs, conflicts);
    const values = localValues(log.db, table, theirs, take);
    if (Object.keys(values).length === 0) return;
    if (table === 'batch_entry' && (present.state === 'next' || present.state === 'reading')) {
      this.#atWork++;
      return;
    }
    const id = present.id as number;
    let isDifferent = false;
    this.#tried(table, theirs, () => {
      isDifferent = log.update(table, id, values);
    });
    if (!isDifferent) return;
    this.#follow(log, table, id, row, sameValues({ ...ours.states.at(-1)!, ...take }, theirs));
    const ids = this.#changed.get(rowWords[table]) ?? new Set();
    this.#changed.set(rowWords[table], ids.add(id));
  }

  /** The revision, and of a line of a batch when and where it was at work: no decisions of a person. */
  #follow(log: ChangeLog, table: MergedTable, id: number, row: PortableRow, isTheirs: boolean): void {
    const least = isTheirs ? row.rev : row.rev + 1;
    sql(log.db, `UPDATE ${table} SET rev = max(rev, ?) WHERE id = ?`).run(least, id);
    if (table !== 'batch_entry') return;
    const { drive, started_at, ended_at } = carriedValues(this.#other, table, row.uuid);
    sql(log.db, 'UPDATE batch_entry SET drive = ?, started_at = ?, ended_at = ? WHERE id = ?').run(
      ...[drive, started_at, ended_at, id],
    );
  }

  /** Takes out what people took out there, unless it is another by now, or something hangs on it. */
  #takeOut(log: ChangeLog, table: MergedTable): void {
    for (const [uuid, former] of removedRows(this.#other, table, this.#alias)) {
      const present = sql(log.db, `SELECT * FROM ${table} WHERE uuid = ?`).get(uuid);
      if (!present) continue;
      const ours = portableValues(log.db, table, present, new Map());
      const id = present.id as number;
      if (!sameValues(ours, former) || isOwned(log.db, table, id) || !this.#removes(log, table, id))
        this.#tellRemoval(table, ours, 'there');
      else this.#removed.set(rowWords[table], (this.#removed.get(rowWords[table]) ?? 0) + 1);
    }
  }

  #removes(log: ChangeLog, table: MergedTable, id: number): boolean {
    try {
      log.remove(table, id);
      return true;
    } catch (error) {
      if (!isConstraint(error)) throw error;
      return false;
    }
  }

  /** What a rule of the tables forbids (two carriers at one place of an item) is a conflict like any other. */
  #tried(table: MergedTable, theirs: RowValues, work: () => void): boolean {
    try {
      work();
      return true;
    } catch (error) {
      if (!isConstraint(error)) throw error;
      const name = this.#name(table, theirs);
      const field = error instanceof Error ? error.message : 'place';
      this.#conflicts.push({ kind: rowWords[table], name, field, ours: null, theirs: name });
      return false;
    }
  }

  #tell(table: MergedTable, ours: RowValues, theirs: RowValues, conflicts: MergedRow['conflicts']): void {
    if (conflicts.length === 0) return;
    const row = { kind: rowWords[table], name: this.#name(table, ours) };
    if (saysOneThing(table)) {
      const standing = (values: RowValues) => standingWords(table, values, this.#both);
      this.#conflicts.push({ ...row, field: 'state', ours: standing(ours), theirs: standing(theirs) });
      return;
    }
    for (const { field, ours: own, theirs: other } of conflicts)
      this.#conflicts.push({
        ...{ ...row, field },
        ...{ ours: valueWords(own, this.#both), theirs: valueWords(other, this.#both) },
      });
  }

  /** Of two that disagree whether there is such a thing, neither is right by itself. */
  #tellRemoval(table: MergedTable, values: RowValues, where: 'here' | 'there'): void {
    const name = this.#name(table, values);
    this.#conflicts.push({
      ...{ kind: rowWords[table], name, field: 'removed' },
      ...{ ours: where === 'here' ? null : name, theirs: where === 'there' ? null : name },
    });
  }

  get #both() {
    return [this.#connection, this.#other];
  }

  #name(table: MergedTable, values: RowValues): string {
    return rowName(table, values, this.#both);
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
}

/** Fields of a line of a batch belong together: the note of one reading beside the dump of another would be a lie. */
function saysOneThing(table: MergedTable): table is 'batch' | 'batch_entry' {
  return table === 'batch' || table === 'batch_entry';
}

function isConstraint(error: unknown): boolean {
  return String((error as { code?: unknown }).code).startsWith('SQLITE_CONSTRAINT');
}

function eachOnce(conflicts: readonly MergeConflict[]): MergeConflict[] {
  return [...new Map(conflicts.map((one) => [JSON.stringify(one), one])).values()];
}
