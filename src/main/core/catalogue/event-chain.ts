/**
 * The chain that makes events provable: each event's hash covers the event and the hash before it, so that none can
 * be changed, moved or taken out without every later hash telling.
 */
import { canonicalJson } from './canonical-json.ts';

export interface ChainEvent {
  readonly uuid: string;
  readonly type: string;
  readonly at: string;
  readonly outcome: string;
  readonly detail: string;
  readonly objectKind: string;
  readonly objectId: string;
}

export interface ChainLink {
  /** Place in the chain, from 1. */
  readonly sequence: number;
  readonly event: ChainEvent;
  readonly previousHash: Uint8Array;
  readonly hash: Uint8Array;
}

/** Where a chain ends: what the next link is built on. */
export interface ChainHead {
  readonly count: number;
  readonly hash: Uint8Array;
}

/** SHA-256; passed in because this layer has no hash functions of its own. */
export type Digest = (bytes: Uint8Array) => Uint8Array;

/** An empty chain; the same in every catalogue, so that the same events in the same order have the same hashes. */
export const emptyChain: ChainHead = { count: 0, hash: new Uint8Array(32) };

/** SHA-256 over the previous hash followed by the canonical JSON of the event and its sequence number. */
export function linkHash(
  previousHash: Uint8Array,
  sequence: number,
  event: ChainEvent,
  digest: Digest,
): Uint8Array {
  const { uuid, type, at, outcome, detail, objectKind, objectId } = event;
  const text = canonicalJson({ sequence, uuid, type, at, outcome, detail, objectKind, objectId });
  const canonical = new TextEncoder().encode(text);
  const bytes = new Uint8Array(previousHash.length + canonical.length);
  bytes.set(previousHash);
  bytes.set(canonical, previousHash.length);
  return digest(bytes);
}

/** The link that continues a chain. */
export function nextLink(head: ChainHead, event: ChainEvent, digest: Digest): ChainLink {
  const sequence = head.count + 1;
  return { sequence, event, previousHash: head.hash, hash: linkHash(head.hash, sequence, event, digest) };
}

/**
 * Walks a whole chain in ascending sequence and says, in sentences, what is wrong with it. After a fault it goes on
 * from what is stored, so that one fault is told once.
 *
 * @param expected the head as it was noted when the last event was added; it tells of events cut off the end
 */
export function chainFindings(links: Iterable<ChainLink>, expected: ChainHead, digest: Digest): string[] {
  const findings: string[] = [];
  let head = emptyChain;
  for (const link of links) {
    const { sequence, event, previousHash, hash } = link;
    if (sequence !== head.count + 1) findings.push(missingWords(head.count + 1, sequence - 1));
    else if (!sameBytes(previousHash, head.hash)) {
      findings.push(
        `Event ${sequence} (${event.uuid}) does not follow the event before it: one of them was changed.`,
      );
    }
    if (!sameBytes(linkHash(previousHash, sequence, event, digest), hash)) {
      findings.push(`Event ${sequence} (${event.uuid}) is not what was recorded: its hash does not match.`);
    }
    head = { count: sequence, hash };
  }
  if (head.count < expected.count) findings.push(missingWords(head.count + 1, expected.count));
  else if (head.count > expected.count || !sameBytes(head.hash, expected.hash)) {
    findings.push(`The chain of events does not end where it was noted to end (event ${expected.count}).`);
  }
  return findings;
}

function missingWords(first: number, last: number): string {
  if (last < first) return `Event ${last + 1} stands at a place in the chain where it cannot be.`;
  return first === last
    ? `Event ${first} is missing from the chain.`
    : `Events ${first} to ${last} are missing from the chain.`;
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
