/** Where the files lie that a person wants before all others. */
import type { SectorRange } from '../../../shared/model/sector-runs.ts';
import { volumeOf } from './best-trees.ts';
import type { Entry, Extent } from './filesystem.ts';
import { type NamePattern, namePattern } from './name-pattern.ts';
import type { PlacedFilesystem, PlaceFilesystems } from './open-filesystems.ts';
import { walk } from './walk.ts';

export interface WantedFiles {
  /** Ascending, apart, inside the medium. */
  readonly ranges: readonly SectorRange[];
  /** Files and tracks that match. */
  readonly files: number;
  /** Patterns nothing matched. */
  readonly missing: readonly string[];
}

export interface Searched {
  readonly places: readonly PlaceFilesystems[];
  readonly audioTracks: readonly {
    readonly number: number;
    readonly startLba: number;
    readonly endLba: number;
  }[];
  readonly totalSectors: number;
  /** Of user data: 2048 on a CD, whatever its sectors are. */
  readonly sectorBytes: number;
}

/**
 * Looks through the best tree of every place, to its end: that reads all directories. Other trees, and partitions in a
 * place that has a tree of its own, are opened only for names that nothing before had.
 */
export function findWanted(searched: Searched, wanted: readonly string[]): WantedFiles {
  const { places, audioTracks, totalSectors, sectorBytes } = searched;
  const patterns = wanted.map(namePattern);
  const met = new Set<NamePattern>();
  const ranges: SectorRange[] = [];
  let files = 0;

  function addBytes({ offsetBytes, lengthBytes }: Extent, startBytes: number): void {
    if (lengthBytes <= 0) return;
    const first = Math.floor((startBytes + offsetBytes) / sectorBytes);
    const end = Math.ceil((startBytes + offsetBytes + lengthBytes) / sectorBytes);
    addSectors(first, end);
  }

  function addSectors(first: number, end: number): void {
    const lba = Math.max(0, first);
    const lengthSectors = Math.min(end, totalSectors) - lba;
    if (lengthSectors > 0) ranges.push({ lba, lengthSectors });
  }

  function addFile(entry: Entry, startBytes: number): void {
    files++;
    for (const extent of entry.extents) addBytes(extent, startBytes);
    for (const fork of entry.forks) for (const extent of fork.extents) addBytes(extent, startBytes);
  }

  function search({ filesystem, startBytes }: PlacedFilesystem, asked: readonly NamePattern[]): void {
    const folders = new Set<string>();
    for (const { path, names, entry } of walk(filesystem)) {
      const matching = asked.filter((pattern) => pattern.matches(names));
      for (const pattern of matching) met.add(pattern);
      const folder = path.slice(0, Math.max(0, path.length - entry.name.length - 1));
      const isWanted = matching.length > 0 || (names.length > 1 && folders.has(folder));
      if (!isWanted) continue;
      if (entry.kind === 'directory') folders.add(path);
      else addFile(entry, startBytes);
    }
  }

  const missed = () => patterns.filter((pattern) => !met.has(pattern));
  const volumes = new Set<string>();
  /** @returns true when there is a tree, and nothing is missing any more */
  function searchAll(trees: Iterable<PlacedFilesystem>): boolean {
    for (const placed of trees) {
      const volume = volumeOf(placed);
      search(placed, volumes.has(volume) ? missed() : patterns);
      volumes.add(volume);
      if (missed().length === 0) return true;
    }
    return false;
  }
  for (const { own, partitions } of places) {
    if (searchAll(own)) continue;
    for (const part of partitions) searchAll(part);
  }
  for (const { number, startLba, endLba } of audioTracks) {
    const name = `Track ${String(number).padStart(2, '0')}`;
    const matching = patterns.filter((pattern) => pattern.matches([name]));
    if (matching.length === 0) continue;
    for (const pattern of matching) met.add(pattern);
    files++;
    addSectors(startLba, endLba);
  }
  return { ranges: joined(ranges), files, missing: missed().map(({ text }) => text) };
}

function joined(ranges: readonly SectorRange[]): SectorRange[] {
  const apart: { lba: number; lengthSectors: number }[] = [];
  for (const { lba, lengthSectors } of ranges.toSorted((a, b) => a.lba - b.lba)) {
    const last = apart.at(-1);
    if (last && last.lba + last.lengthSectors >= lba)
      last.lengthSectors = Math.max(last.lengthSectors, lba + lengthSectors - last.lba);
    else apart.push({ lba, lengthSectors });
  }
  return apart;
}
