/** The events of another catalogue, added to the chain, and its own chain kept provable. */

import type { MergeConflict } from '../../../../shared/model/merge.ts';
import { canonicalJson } from '../../../core/catalogue/canonical-json.ts';
import {
  type ChainLink,
  chainFindings,
  type Digest,
  emptyChain,
  nextLink,
} from '../../../core/catalogue/event-chain.ts';
import { timestamp } from '../../../core/timestamp.ts';
import { type ReadableDb, type Row, sql, type WritableDb } from '../database.ts';
import { appendChainEvents, chainHead, findEvent, readChain } from '../events.ts';

/**
 * @returns how many were new, and those that are told differently here; with one of these nothing of the chain is taken,
 * for one of the two was forged
 */
export function mergeEvents(
  db: WritableDb,
  other: ReadableDb,
  sha256: Digest,
): { readonly added: number; readonly conflicts: MergeConflict[] } {
  const head = chainHead(other);
  if (head.count === 0 || sql(db, 'SELECT 1 FROM merged_chain WHERE event_head = ?').get(head.hash))
    return { added: 0, conflicts: [] };
  const conflicts = [...readChain(other)].flatMap(({ event }) => {
    const present = findEvent(db, event.uuid);
    if (!present || canonicalJson(present) === canonicalJson(event)) return [];
    return [{ kind: 'event', name: event.uuid, field: 'event', ours: present.detail, theirs: event.detail }];
  });
  if (conflicts.length > 0) return { added: 0, conflicts };
  const before = chainHead(db).count;
  appendChainEvents(db, eventsOf(other), sha256);
  const { lastInsertRowid } = sql(db, 'INSERT INTO merged_chain VALUES (NULL, ?, ?, ?)').run(
    ...[timestamp(new Date()), head.count, head.hash],
  );
  for (const { sequence, event } of readChain(other))
    sql(db, 'INSERT INTO merged_event SELECT ?, ?, sequence FROM event WHERE uuid = ?').run(
      ...[lastInsertRowid, sequence, event.uuid],
    );
  return { added: chainHead(db).count - before, conflicts };
}

function eventsOf(other: ReadableDb) {
  return [...readChain(other)].map(({ event }) => event);
}

/** Walks the chains of merged catalogues as they were. */
export function mergedChainFindings(db: ReadableDb, sha256: Digest): string[] {
  const chains = sql(db, 'SELECT * FROM merged_chain ORDER BY id').all();
  return chains.flatMap((chain) => {
    const expected = { count: chain.event_count as number, hash: chain.event_head as Uint8Array };
    const when = String(chain.merged_at).slice(0, 10);
    return chainFindings(chainOf(db, chain, sha256), expected, sha256).map(
      (finding) => `In the chain of the catalogue merged on ${when}: ${finding}`,
    );
  });
}

/** Its hashes are made again from the events; only the last one was kept. */
function* chainOf(db: ReadableDb, chain: Row, sha256: Digest): Generator<ChainLink> {
  let head = emptyChain;
  const rows = sql(
    db,
    `SELECT event.uuid, type, at, outcome, detail, object_kind AS objectKind, object_id AS objectId
     FROM merged_event JOIN event ON event.sequence = event_sequence WHERE chain_id = ? ORDER BY merged_event.sequence`,
  ).all(chain.id);
  for (const event of rows) {
    const link = nextLink(head, event as unknown as ChainLink['event'], sha256);
    yield link;
    head = { count: link.sequence, hash: link.hash };
  }
}
