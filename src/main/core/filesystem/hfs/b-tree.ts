/**
 * The B*-trees of HFS (Inside Macintosh: Files, 2-61) and HFS Plus (TN1150, B-Trees). Both sort by a number first, the
 * parent's or the file's: all records of one number are asked for, so that names need no comparing.
 */
import { u8, u16be, u32be } from '../../byte-fields.ts';
import type { SectorReader } from '../../identify/sector-reader.ts';
import { type Fork, readStructure } from '../fork.ts';

export interface BTreeKeys {
  /** Of the length in front of each key. */
  readonly lengthBytes: 1 | 2;
  /** Where the number stands in the record, its length counted. */
  readonly numberAt: number;
}

export interface BTreeRecord {
  readonly key: Uint8Array;
  readonly data: Uint8Array;
}

export interface BTree {
  /** @param warn is told once when the tree is damaged and every node was looked at instead */
  recordsOf(number: number, warn: (what: string) => void): readonly BTreeRecord[];
}

const descriptorBytes = 14;
const indexNode = 0;
const headerNode = 1;
const mapNode = 2;
const leafNode = 0xff;
const deepest = 16;
const smallestNode = 512;
const largestNode = 32768;
const mostMapNodes = 4096;

interface Node {
  readonly kind: number;
  readonly next: number;
  readonly bytes: Uint8Array;
  readonly starts: readonly number[];
}

function parseNode(bytes: Uint8Array): Node | null {
  const kind = u8(bytes, 8);
  const count = u16be(bytes, 10);
  const tableAt = bytes.length - 2 * (count + 1);
  if (![indexNode, leafNode, headerNode, mapNode].includes(kind) || tableAt < descriptorBytes) return null;
  const starts: number[] = [];
  for (let index = 0; index <= count; index++) {
    const start = u16be(bytes, bytes.length - 2 * (index + 1));
    if (start < (starts.at(-1) ?? descriptorBytes) || start > tableAt) return null;
    starts.push(start);
  }
  return { kind, next: u32be(bytes, 0), bytes, starts };
}

/** @returns null when the header of the tree cannot be read or is none */
export function openBTree(reader: SectorReader, fork: Fork, keys: BTreeKeys): BTree | null {
  const header = readStructure(reader, fork, 0, Math.min(smallestNode, fork.sizeBytes));
  if (!header || header.length < smallestNode || u8(header, 8) !== headerNode) return null;
  const root = u32be(header, descriptorBytes + 2);
  const nodeBytes = u16be(header, descriptorBytes + 18);
  const isSize = nodeBytes >= smallestNode && nodeBytes <= largestNode && (nodeBytes & (nodeBytes - 1)) === 0;
  if (!isSize) return null;
  const nodes = Math.floor(Math.min(fork.sizeBytes, reader.sizeBytes) / nodeBytes);
  let everyRecord: Map<number, BTreeRecord[]> | null = null;

  function readNode(number: number): Node | null {
    if (number <= 0 || number >= nodes) return null;
    const bytes = readStructure(reader, fork, number * nodeBytes, nodeBytes);
    return bytes && parseNode(bytes);
  }

  function recordAt({ bytes, starts }: Node, index: number): (BTreeRecord & { number: number }) | null {
    const record = bytes.subarray(starts[index], starts[index + 1]);
    if (record.length < keys.numberAt + 4) return null;
    const keyBytes = keys.lengthBytes + (keys.lengthBytes === 1 ? u8(record, 0) : u16be(record, 0));
    // Data is aligned to words, behind a key that need not be.
    const dataAt = keyBytes + (keyBytes & 1);
    if (keyBytes < keys.numberAt + 4 || dataAt > record.length) return null;
    const number = u32be(record, keys.numberAt);
    return { number, key: record.subarray(0, keyBytes), data: record.subarray(dataAt) };
  }

  /** The leaf in which the first record of the number can stand; null when the way is broken. */
  function descend(wanted: number): number | null {
    let at = root;
    for (let depth = 0; depth < deepest; depth++) {
      const node = readNode(at);
      if (!node || node.kind === headerNode || node.kind === mapNode) return null;
      if (node.kind === leafNode) return at;
      let child: number | null = null;
      for (let index = 0; index + 1 < node.starts.length; index++) {
        const record = recordAt(node, index);
        if (!record || record.data.length < 4) return null;
        if (child !== null && record.number >= wanted) break;
        child = u32be(record.data, 0);
      }
      if (child === null) return null;
      at = child;
    }
    return null;
  }

  function walk(wanted: number): readonly BTreeRecord[] | null {
    if (root === 0) return [];
    const found: BTreeRecord[] = [];
    const seen = new Set<number>();
    for (let at = descend(wanted); at !== 0; ) {
      if (at === null || seen.has(at)) return null;
      seen.add(at);
      const node = readNode(at);
      if (!node || node.kind !== leafNode) return null;
      for (let index = 0; index + 1 < node.starts.length; index++) {
        const record = recordAt(node, index);
        if (!record) return null;
        if (record.number > wanted) return found;
        if (record.number === wanted) found.push(record);
      }
      at = node.next;
    }
    return found;
  }

  /** A bit for each node, in the header's third record and in map nodes behind it; what has no bit counts as used. */
  function freeNodes(): (number: number) => boolean {
    const maps: Uint8Array[] = [];
    for (let at = 0, steps = 0; steps < mostMapNodes; steps++) {
      const bytes = readStructure(reader, fork, at * nodeBytes, nodeBytes);
      const node = bytes && (at === 0 || u8(bytes, 8) === mapNode) ? parseNode(bytes) : null;
      const record = at === 0 ? 2 : 0;
      if (!node || node.starts.length < record + 2) break;
      maps.push(node.bytes.subarray(node.starts[record], node.starts[record + 1]));
      at = node.next;
      if (at === 0) break;
    }
    const bits = new Uint8Array(maps.reduce((sum, map) => sum + map.length, 0));
    let at = 0;
    for (const map of maps) {
      bits.set(map, at);
      at += map.length;
    }
    return (number) => {
      const byte = bits[number >> 3];
      return byte !== undefined && (byte & (0x80 >> (number & 7))) === 0;
    };
  }

  /** Freed nodes keep their records, of files that were erased or stand elsewhere now: they are left out. */
  function gatherEvery(): Map<number, BTreeRecord[]> {
    const isFree = freeNodes();
    const gathered = new Map<number, BTreeRecord[]>();
    const seen = new Set<string>();
    for (let number = 1; number < nodes; number++) {
      const node = isFree(number) ? null : readNode(number);
      if (node?.kind !== leafNode) continue;
      for (let index = 0; index + 1 < node.starts.length; index++) {
        const record = recordAt(node, index);
        const identity = record && String.fromCharCode(...record.key);
        if (!record || !identity || seen.has(identity)) continue;
        seen.add(identity);
        const known = gathered.get(record.number);
        if (known) known.push(record);
        else gathered.set(record.number, [record]);
      }
    }
    return gathered;
  }

  return {
    recordsOf(number, warn) {
      const found = everyRecord ? null : walk(number);
      if (found) return found;
      warn(
        'The tree of the volume is damaged; its nodes were looked at one by one, and some may be missing.',
      );
      everyRecord ??= gatherEvery();
      return everyRecord.get(number) ?? [];
    },
  };
}
