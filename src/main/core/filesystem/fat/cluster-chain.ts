/** The clusters of one file, as far as the FAT can be followed. */
import type { Extent } from '../filesystem.ts';
import { joinExtent } from '../read-extents.ts';
import type { ClusterLinks } from './cluster-links.ts';
import type { FatVolume } from './fat-volume.ts';

export interface Chain {
  readonly extents: readonly Extent[];
  readonly clusters: number;
  /** Why it ends where it does, as words that continue "its chain of clusters ..."; null for a proper end. */
  readonly problem: string | null;
}

const none: Chain = { extents: [], clusters: 0, problem: null };

export interface Claims {
  /** Notes that a cluster belongs to a directory entry. @returns false when it belongs to another one already */
  claim(cluster: number, owner: number): boolean;
  isClaimed(cluster: number): boolean;
}

/** Beyond this many clusters cross links are not looked for: 64 MiB is enough for a list of owners. */
const mostClusters = 16 * 1024 * 1024;

/** @returns null for a volume too large to remember the owner of each cluster */
export function clusterClaims({ clusterCount }: FatVolume): Claims | null {
  if (clusterCount > mostClusters) return null;
  const owners = new Uint32Array(clusterCount + 2);
  return {
    claim(cluster, owner) {
      const present = owners[cluster];
      if (present === 0) owners[cluster] = owner;
      return present === 0 || present === owner;
    },
    isClaimed: (cluster) => owners[cluster] !== 0,
  };
}

function offsetOf(volume: FatVolume, cluster: number): number {
  return volume.heapOffsetBytes + (cluster - 2) * volume.clusterBytes;
}

export function isCluster(volume: FatVolume, cluster: number): boolean {
  return cluster >= 2 && cluster < volume.clusterCount + 2;
}

/**
 * Follows a chain to its end, but never into a loop: no chain is longer than the volume has clusters, and a cluster
 * met again ends it.
 * @param visit called with each cluster
 */
export function followChain(
  volume: FatVolume,
  links: ClusterLinks,
  first: number,
  mostClusters: number,
  visit: (cluster: number) => void,
): Chain {
  if (first === 0) return none;
  if (!isCluster(volume, first))
    return { ...none, problem: `begins at cluster ${first}, which there is not` };
  const extents: { offsetBytes: number; lengthBytes: number }[] = [];
  const seen = new Set<number>();
  let clusters = 0;
  const ended = (problem: string | null): Chain => ({ extents, clusters, problem });
  for (let cluster = first; ; ) {
    if (seen.has(cluster)) return ended(`runs in a circle at cluster ${cluster}`);
    const link = links.linkOf(cluster);
    if (link.kind === 'free' && clusters === 0) return ended(`begins at cluster ${cluster}, which is free`);
    if (link.kind === 'free') return ended(`leads into cluster ${cluster}, which is free`);
    if (link.kind === 'bad') return ended(`leads into cluster ${cluster}, which is marked as bad`);
    seen.add(cluster);
    visit(cluster);
    joinExtent(extents, { offsetBytes: offsetOf(volume, cluster), lengthBytes: volume.clusterBytes });
    clusters++;
    if (link.kind === 'end') return ended(null);
    if (link.kind === 'unreadable') return ended(`cannot be read behind cluster ${cluster}`);
    if (link.kind !== 'next') return ended(`leads out of the volume behind cluster ${cluster}`);
    if (clusters >= mostClusters) return ended('is longer than the file');
    cluster = link.cluster;
  }
}

/** Clusters in a row: all a deleted entry still tells. The first one that belongs to something else ends them. */
export function consecutiveClusters(
  volume: FatVolume,
  links: ClusterLinks,
  first: number,
  wanted: number,
): Chain {
  if (wanted === 0) return none;
  if (!isCluster(volume, first)) return { ...none, problem: 'is not known any more' };
  let clusters = 0;
  while (clusters < wanted && isCluster(volume, first + clusters)) {
    if (links.linkOf(first + clusters).kind !== 'free') break;
    clusters++;
  }
  const extents =
    clusters === 0
      ? []
      : [{ offsetBytes: offsetOf(volume, first), lengthBytes: clusters * volume.clusterBytes }];
  return { extents, clusters, problem: clusters < wanted ? 'has been given to other files since' : null };
}
