/** A directory that lies in clusters chained by a FAT of 32-bit entries (FAT32, exFAT). */
import { u32le } from '../byte-fields.ts';
import type { SectorReader } from './sector-reader.ts';

export interface ClusterHeap {
  readonly fatBytes: number;
  readonly heapBytes: number;
  readonly clusterBytes: number;
}

/** A label is looked for, not a whole directory: this many clusters are followed, loops or not. */
const mostClusters = 16;
const mostBytesOfCluster = 8 * 1024;

/** Pieces of the directory that begins at `cluster`, in order, until the chain ends or cannot be read. */
export function* chainedClusters(
  reader: SectorReader,
  heap: ClusterHeap,
  cluster: number,
): Generator<{ readonly bytes: Uint8Array; readonly offsetBytes: number }> {
  let current = cluster;
  for (let hop = 0; hop < mostClusters && current >= 2; hop++) {
    const offsetBytes = heap.heapBytes + (current - 2) * heap.clusterBytes;
    const bytes = reader.readAt(offsetBytes, Math.min(heap.clusterBytes, mostBytesOfCluster));
    if (!bytes) return;
    yield { bytes, offsetBytes };
    const link = reader.readAt(heap.fatBytes + current * 4, 4);
    if (!link) return;
    // The upper four bits of a FAT32 entry are reserved; the end of a chain lies beyond any cluster there can be.
    current = u32le(link, 0) & 0x0fff_ffff;
  }
}
