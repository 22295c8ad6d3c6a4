/** File entries and extended file entries, and the data they describe (ECMA-167 4/14.9, 4/14.17, 4/12). */
import { u8, u16le, u32le, u64le } from '../../byte-fields.ts';
import type { SectorReader } from '../../identify/sector-reader.ts';
import { addFragment, type Fork, type Fragment } from '../fork.ts';
import type { ListingWarnings } from '../listing-warnings.ts';
import {
  type LogicalAddress,
  type LongAllocation,
  longAllocation,
  tag,
  tagOf,
  udfTime,
} from './descriptor-tag.ts';
import type { LocateBlocks } from './partitions.ts';

/** ECMA-167 4/14.6.6 and UDF 2.3.5.2. */
export const fileType = {
  directory: 4,
  file: 5,
  symlink: 12,
  streamDirectory: 13,
  virtualTable: 248,
  realTime: 249,
} as const;

export const strategyLinked = 4096;

export interface ForkOptions {
  readonly reader: SectorReader;
  readonly blockBytes: number;
  readonly locate: LocateBlocks;
  /** Short allocation descriptors count in the partition of the entry. */
  readonly partition: number;
  /** Where the entry itself lies: small files lie in it. */
  readonly entryAtBytes: number;
  readonly warnings: ListingWarnings;
}

export interface FileEntry {
  readonly fileType: number;
  readonly strategy: number;
  readonly sizeBytes: number;
  readonly modified: string | null;
  readonly mode: number;
  readonly links: number;
  readonly streams: LongAllocation | null;
  forkOf(options: ForkOptions): Fork;
}

const embedded = 3;
const notAllocated = 2;
const allocated = 1;
const continuation = 3;
const descriptorBytes = [8, 16, 20] as const;
/** No sane file has more; a made-up one could ask for any number. */
const mostFragments = 1 << 18;
const mostContinuations = 1 << 16;

interface Allocation {
  readonly kind: number;
  readonly lengthBytes: number;
  readonly address: LogicalAddress;
}

/** Five bits for each of others, group, owner: execute, write, read, change attributes, delete (ECMA-167 4/14.9.5). */
function modeOf(permissions: number, flags: number): number {
  const three = (bits: number) => ((bits & 4) >> 0) | (bits & 2) | (bits & 1);
  const [others, group, owner] = [0, 5, 10].map((shift) => three((permissions >>> shift) & 7)) as [
    ...[number, number, number],
  ];
  const special = ((flags & 0x40) << 5) | ((flags & 0x80) << 3) | ((flags & 0x100) << 1);
  return special | (owner << 6) | (group << 3) | others;
}

function allocationAt(bytes: Uint8Array, at: number, form: number, partition: number): Allocation {
  if (form === 1) return longAllocation(bytes, at);
  const length = u32le(bytes, at);
  const kind = length >>> 30;
  const lengthBytes = length % 0x4000_0000;
  if (form === 0) return { kind, lengthBytes, address: { partition, block: u32le(bytes, at + 4) } };
  return { kind, lengthBytes, address: { block: u32le(bytes, at + 12), partition: u16le(bytes, at + 16) } };
}

/** @param bytes the block it stands in; @returns null when it is no file entry, or one that does not fit */
export function readFileEntry(bytes: Uint8Array): FileEntry | null {
  const kind = tagOf(bytes);
  const isExtended = kind === tag.extendedFileEntry;
  if (!isExtended && kind !== tag.fileEntry) return null;
  const headBytes = isExtended ? 216 : 176;
  if (bytes.length < headBytes) return null;
  const attributesBytes = u32le(bytes, headBytes - 8);
  const allocationsAt = headBytes + attributesBytes;
  const allocationsBytes = u32le(bytes, headBytes - 4);
  if (allocationsAt + allocationsBytes > bytes.length) return null;
  const flags = u16le(bytes, 34);
  const form = flags & 7;
  const sizeBytes = u64le(bytes, 56);
  const streams = isExtended ? longAllocation(bytes, 152) : null;

  function forkOf({ reader, blockBytes, locate, partition, entryAtBytes, warnings }: ForkOptions): Fork {
    if (form === embedded) {
      const lengthBytes = Math.min(sizeBytes, allocationsBytes);
      const offsetBytes = entryAtBytes + allocationsAt;
      return { sizeBytes, fragments: lengthBytes > 0 ? [{ startBytes: 0, lengthBytes, offsetBytes }] : [] };
    }
    const stepBytes = descriptorBytes[form as 0 | 1 | 2];
    if (stepBytes === undefined) {
      warnings.add('A file has allocation descriptors of an unknown form; its data cannot be found.');
      return { sizeBytes, fragments: [] };
    }
    const fragments: Fragment[] = [];
    let startBytes = 0;
    let list = bytes.subarray(allocationsAt, allocationsAt + allocationsBytes);
    const seen = new Set<number>();
    for (let at = 0; at + stepBytes <= list.length && startBytes < sizeBytes; ) {
      const one = allocationAt(list, at, form, partition);
      if (one.lengthBytes === 0) break;
      if (one.kind === continuation) {
        const more = seen.size < mostContinuations ? readContinuation(one) : null;
        if (!more) {
          warnings.add('The list of a file’s extents breaks off; the rest of the file is lost.');
          break;
        }
        list = more;
        at = 0;
        continue;
      }
      addAllocation(one);
      if (fragments.length > mostFragments) {
        warnings.add('A file is in more pieces than any real one; the rest of it is left out.');
        break;
      }
      startBytes += one.lengthBytes;
      at += stepBytes;
    }
    return { sizeBytes, fragments };

    function addAllocation({ kind: recorded, lengthBytes, address }: Allocation): void {
      if (recorded === allocated || recorded === notAllocated) {
        addFragment(fragments, { startBytes, lengthBytes, offsetBytes: null }, sizeBytes);
        return;
      }
      const wanted = Math.min(lengthBytes, sizeBytes - startBytes);
      for (const piece of locate(address, wanted))
        addFragment(fragments, { ...piece, startBytes: startBytes + piece.startBytes }, sizeBytes);
    }

    function readContinuation({ address }: Allocation): Uint8Array | null {
      const [place] = locate(address, blockBytes);
      if (!place || place.offsetBytes === null || seen.has(place.offsetBytes)) return null;
      seen.add(place.offsetBytes);
      const block = reader.readAt(place.offsetBytes, Math.min(blockBytes, place.lengthBytes));
      if (!block || tagOf(block) !== tag.allocationExtent) return null;
      return block.subarray(24, 24 + u32le(block, 20));
    }
  }

  return {
    fileType: u8(bytes, 27),
    strategy: u16le(bytes, 20),
    sizeBytes,
    modified: udfTime(bytes, isExtended ? 92 : 84),
    mode: modeOf(u32le(bytes, 44), flags),
    links: u16le(bytes, 48),
    streams: streams && streams.lengthBytes > 0 ? streams : null,
    forkOf,
  };
}
