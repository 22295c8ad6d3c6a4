/** The chain of events in the database: added to, read, never changed. */
import type { DumpEvent } from '../../../shared/model/sidecar.ts';
import { canonicalJson } from '../../core/catalogue/canonical-json.ts';
import {
  type ChainEvent,
  type ChainHead,
  type ChainLink,
  type Digest,
  nextLink,
} from '../../core/catalogue/event-chain.ts';
import { CatalogueFault } from './catalogue-fault.ts';
import {
  type Connection,
  inWriteTransaction,
  type ReadableDb,
  type Row,
  sql,
  type WritableDb,
} from './database.ts';

/**
 * Adds those events of a dump that the chain does not have yet.
 *
 * @throws CatalogueFault bad-sidecar when one is told differently from how it stands in the chain
 */
export function appendEvents(
  db: WritableDb,
  dumpId: string,
  events: readonly DumpEvent[],
  digest: Digest,
): void {
  appendChainEvents(
    db,
    events.map((event) => dumpChainEvent(dumpId, event)),
    digest,
  );
}

/** The same for events about anything. */
export function appendChainEvents(db: WritableDb, events: readonly ChainEvent[], digest: Digest): void {
  let head = chainHead(db);
  for (const event of events) {
    const present = findEvent(db, event.uuid);
    if (present) {
      if (canonicalJson(present) !== canonicalJson(event)) throw toldDifferently(event);
      continue;
    }
    const link = nextLink(head, event, digest);
    insertLink(db, link);
    head = { count: link.sequence, hash: link.hash };
  }
  sql(db, 'UPDATE meta SET event_count = ?, event_head = ? WHERE event_count <> ?').run(
    head.count,
    head.hash,
    head.count,
  );
}

/** @throws CatalogueFault not-found when the dump is not recorded */
export function appendDumpEvent(
  connection: Connection,
  dumpId: string,
  event: DumpEvent,
  digest: Digest,
): void {
  inWriteTransaction(connection, (db) => {
    if (!sql(db, 'SELECT 1 FROM dump WHERE uuid = ?').get(dumpId))
      throw new CatalogueFault('not-found', `The catalogue knows no dump ${dumpId}.`, { dumpId });
    appendEvents(db, dumpId, [event], digest);
  });
}

export function dumpChainEvent(dumpId: string, event: DumpEvent): ChainEvent {
  return { ...event, objectKind: 'dump', objectId: dumpId };
}

/** Where the chain ends, as it was noted together with its last event. */
export function chainHead(db: ReadableDb): ChainHead {
  const row = sql(db, 'SELECT event_count, event_head FROM meta').get() as Row;
  return { count: row.event_count as number, hash: row.event_head as Uint8Array };
}

/** The event of a uuid, or null. */
export function findEvent(db: ReadableDb, uuid: string): ChainEvent | null {
  const row = sql(db, 'SELECT * FROM event WHERE uuid = ?').get(uuid);
  return row ? toLink(row).event : null;
}

/** The whole chain in order, one link at a time. */
export function* readChain(db: ReadableDb): Generator<ChainLink> {
  for (const row of db.prepare('SELECT * FROM event ORDER BY sequence').iterate()) yield toLink(row as Row);
}

/** The events of one dump, oldest first. */
export function readDumpEvents(db: ReadableDb, dumpId: string): ChainLink[] {
  return readObjectEvents(db, 'dump', dumpId);
}

/** The events of one object, oldest first. */
export function readObjectEvents(db: ReadableDb, kind: string, id: string): ChainLink[] {
  return sql(db, 'SELECT * FROM event WHERE object_kind = ? AND object_id = ? ORDER BY sequence')
    .all(kind, id)
    .map(toLink);
}

function insertLink(db: WritableDb, { sequence, event, previousHash, hash }: ChainLink): void {
  sql(
    db,
    `INSERT INTO event (sequence, uuid, type, at, outcome, detail, object_kind, object_id, prev_hash, hash)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    ...[sequence, event.uuid, event.type, event.at, event.outcome, event.detail],
    ...[event.objectKind, event.objectId, previousHash, hash],
  );
}

function toLink(row: Row): ChainLink {
  const text = (column: string) => row[column] as string;
  return {
    sequence: row.sequence as number,
    event: {
      uuid: text('uuid'),
      type: text('type'),
      at: text('at'),
      outcome: text('outcome'),
      detail: text('detail'),
      objectKind: text('object_kind'),
      objectId: text('object_id'),
    },
    previousHash: row.prev_hash as Uint8Array,
    hash: row.hash as Uint8Array,
  };
}

function toldDifferently(event: ChainEvent): CatalogueFault {
  return new CatalogueFault(
    'bad-sidecar',
    `The sidecar tells event ${event.uuid} differently from how the catalogue recorded it. Nothing was changed; find out which of the two was altered.`,
    { event: event.uuid, dumpId: event.objectId },
  );
}
