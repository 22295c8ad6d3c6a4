/** Proves the catalogue: the database is sound, the chain of events unbroken, and every dump as its sidecar says. */
import { SpindleError } from '../../../shared/errors.ts';
import { jobOptionsSchema } from '../../../shared/model/job.ts';
import { type Sidecar, sidecarSchema } from '../../../shared/model/sidecar.ts';
import { canonicalJson } from '../../core/catalogue/canonical-json.ts';
import { type DumpFacts, type DumpRows, dumpFacts } from '../../core/catalogue/dump-facts.ts';
import { chainFindings } from '../../core/catalogue/event-chain.ts';
import { collectionFindings } from './collection/check-collection.ts';
import {
  type Connection,
  inReadTransaction,
  inWriteTransaction,
  type ReadableDb,
  type Row,
  sql,
} from './database.ts';
import { readDumpRows, type Sha256 } from './dump-rows.ts';
import { chainHead, dumpChainEvent, findEvent, readChain } from './events.ts';
import { mergedChainFindings } from './merge/merge-events.ts';
import type { CheckReport } from './thread-messages.ts';

/** More would only repeat that something is badly wrong. */
const maxFindings = 500;

export function checkCatalogue(connection: Connection, sha256: Sha256): CheckReport {
  const findings = [...attempt('The search index', () => searchFindings(connection))];
  return inReadTransaction(connection, (db) => {
    findings.push(...attempt('The database', () => databaseFindings(connection)));
    findings.push(
      ...attempt('The chain of events', () => chainFindings(readChain(db), chainHead(db), sha256)),
    );
    findings.push(...attempt('The guard of the events', () => guardFindings(db)));
    findings.push(...attempt('The list of dumps', () => dumpsFindings(db, sha256)));
    findings.push(...attempt('The merged chains', () => mergedChainFindings(db, sha256)));
    findings.push(...attempt('The collection', () => collectionFindings(db, sha256)));
    return { findings: shortened(findings), events: count(db, 'event'), dumps: count(db, 'dump') };
  });
}

/** A part too damaged to be checked is a finding, not the end of the check. */
function attempt(what: string, check: () => string[]): string[] {
  try {
    return check();
  } catch (error) {
    return [`${what} could not be checked: ${error instanceof Error ? error.message : String(error)}.`];
  }
}

function databaseFindings(connection: Connection): string[] {
  const check = connection.pragma('quick_check(20)') as { quick_check: string }[];
  const damage = check.map((row) => row.quick_check).filter((line) => line !== 'ok');
  const orphans = connection.pragma('foreign_key_check') as {
    table: string;
    rowid: number;
    parent: string;
  }[];
  return [
    ...damage.map((line) => `The database is damaged: ${line}.`),
    ...orphans.map(
      ({ table, rowid, parent }) => `Row ${rowid} of ${table} points to a ${parent} that is not there.`,
    ),
  ];
}

/** FTS5 compares an index with its content on request only, by a command in the form of an insert (fts5.html, 6.4). */
function searchFindings(connection: Connection): string[] {
  return ['search_word', 'search_part'].flatMap((index) => {
    try {
      inWriteTransaction(connection, (db) =>
        sql(db, `INSERT INTO ${index} (${index}, rank) VALUES ('integrity-check', 1)`).run(),
      );
      return [];
    } catch (error) {
      if (!String((error as { code?: unknown }).code).startsWith('SQLITE_CORRUPT')) throw error;
      return [`The search index ${index} does not match what it indexes: searches may miss something.`];
    }
  });
}

function guardFindings(db: ReadableDb): string[] {
  const present = sql(
    db,
    `SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name IN ('event', 'change')`,
  ).all();
  const names = new Set(present.map((row) => row.name));
  return [
    ...['event_is_final', 'event_is_kept'].map((name) => [name, 'events']),
    ...['change_is_final', 'change_is_kept'].map((name) => [name, 'the history']),
  ]
    .filter(([name]) => !names.has(name))
    .map(
      ([name, what]) =>
        `The guard ${name}, which keeps ${what} from being changed, is gone from the database.`,
    );
}

function* dumpIds(db: ReadableDb): Generator<number> {
  for (const row of db.prepare('SELECT id FROM dump ORDER BY id').iterate()) yield (row as Row).id as number;
}

function dumpsFindings(db: ReadableDb, sha256: Sha256): string[] {
  const findings: string[] = [];
  for (const id of dumpIds(db)) {
    if (findings.length > maxFindings) break;
    const row = sql(db, 'SELECT uuid, name, sidecar_json, sidecar_sha256 FROM dump WHERE id = ?').get(
      id,
    ) as Row;
    const who = `Dump ${String(row.name)} (${String(row.uuid)})`;
    findings.push(...attempt(who, () => dumpFindings(db, id, row, sha256).map((what) => `${who}: ${what}`)));
  }
  return findings;
}

function dumpFindings(db: ReadableDb, id: number, row: Row, sha256: Sha256): string[] {
  const json = row.sidecar_json as string;
  const stored = Buffer.from(row.sidecar_sha256 as Uint8Array);
  if (!stored.equals(sha256(Buffer.from(json, 'utf8')))) {
    return ['its sidecar in the catalogue was changed after it was recorded.'];
  }
  const facts = storedFacts(json);
  if (typeof facts === 'string') return [`its sidecar in the catalogue cannot be used: ${facts}`];
  return [...rowFindings(readDumpRows(db, id), facts.rows), ...eventFindings(db, facts)];
}

function storedFacts(json: string): DumpFacts | string {
  try {
    const parsed = sidecarSchema.safeParse(JSON.parse(json));
    return parsed.success ? dumpFacts(parsed.data as Sidecar) : parsed.error.message;
  } catch (error) {
    if (error instanceof SpindleError || error instanceof SyntaxError) return error.message;
    throw error;
  }
}

const rowWords: Readonly<Record<keyof DumpRows, string>> = {
  dumpId: 'id',
  name: 'name',
  carrier: 'carrier',
  tool: 'tool',
  started: 'beginning',
  ended: 'end',
  outcome: 'outcome',
  sizeBytes: 'size',
  sectorSize: 'sector size',
  counts: 'sector counts',
  optionsJson: 'options',
  formatName: 'format',
  driveLabel: 'drive name',
  image: 'image hashes',
  drives: 'drives',
  extents: 'extents',
  errors: 'error ranges',
  files: 'files',
  filesystems: 'file systems',
  disc: 'disc',
};

function rowFindings(rows: DumpRows, told: DumpRows): string[] {
  // Options that came with a later version have their defaults in an older record, on both sides.
  const optionsJson = canonicalJson(jobOptionsSchema.parse(JSON.parse(rows.optionsJson)));
  return (Object.keys(rowWords) as (keyof DumpRows)[]).flatMap((key) => {
    const here = canonicalJson({ ...rows, optionsJson }[key]);
    const there = canonicalJson(told[key]);
    if (here === there) return [];
    return [
      `its ${rowWords[key]} in the catalogue (${brief(here)}) is not what its sidecar says (${brief(there)}).`,
    ];
  });
}

function eventFindings(db: ReadableDb, facts: DumpFacts): string[] {
  return facts.events.flatMap((event) => {
    const present = findEvent(db, event.uuid);
    if (!present) return [`event ${event.uuid} of its sidecar is missing from the catalogue.`];
    const told = dumpChainEvent(facts.rows.dumpId, event);
    return canonicalJson(present) === canonicalJson(told)
      ? []
      : [`event ${event.uuid} in the catalogue is not what its sidecar says.`];
  });
}

function brief(json: string): string {
  return json.length <= 120 ? json : `${json.slice(0, 119)}…`;
}

function shortened(findings: readonly string[]): string[] {
  if (findings.length <= maxFindings) return [...findings];
  return [
    ...findings.slice(0, maxFindings),
    `There is more: only the first ${maxFindings} findings are told.`,
  ];
}

function count(db: ReadableDb, table: 'event' | 'dump'): number {
  return (sql(db, `SELECT count(*) AS n FROM ${table}`).get() as Row).n as number;
}
