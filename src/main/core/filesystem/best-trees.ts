/** Of several trees of one volume the one that says most: what is listed where all of them would say the same again. */
import type { PlacedFilesystem } from './open-filesystems.ts';

/** Trees over the same files of a disc. UDF is one of them on a bridge disc, and the only one elsewhere. */
const discTrees = new Set(['Rock Ridge', 'UDF', 'Joliet', 'ISO 9660', 'High Sierra']);

/** Trees of one volume are views of the same files. */
export function volumeOf({ filesystem, startBytes }: PlacedFilesystem): string {
  const { type } = filesystem;
  if (discTrees.has(type) || type.startsWith('UDF')) return 'disc';
  if (type.startsWith('HFS')) return `mac ${startBytes}`;
  return `${type} ${startBytes}`;
}

/**
 * @param filesystems in the order of openFilesystems: the best tree of a volume and the last session in front
 * @returns which of them are the best of their volumes
 */
export function bestTrees(filesystems: readonly PlacedFilesystem[]): ReadonlySet<PlacedFilesystem> {
  const best = new Map<string, PlacedFilesystem>();
  for (const placed of filesystems) {
    const volume = volumeOf(placed);
    if (!best.has(volume)) best.set(volume, placed);
  }
  return new Set(best.values());
}
