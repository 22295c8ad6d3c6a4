/** Entries of a tree by their positions in it, and directories in the order in which people read them. */
import { SpindleError } from '../../../shared/errors.ts';
import type { DirectoryListing, Entry, Filesystem } from '../../core/filesystem/filesystem.ts';
import { rootOf, type WalkedEntry } from '../../core/filesystem/walk.ts';

export interface PositionedEntry extends WalkedEntry {
  readonly id: string;
}

export interface Directory {
  readonly present: readonly PositionedEntry[];
  readonly deleted: readonly PositionedEntry[];
  readonly warnings: readonly string[];
}

export interface EntryPositions {
  /** @throws SpindleError not-found */
  find(id: string): PositionedEntry;
  /** From the root to the entry itself. @throws SpindleError not-found */
  trail(id: string): readonly PositionedEntry[];
  /** @throws SpindleError not-found */
  directory(id: string): Directory;
}

/** Directories opened last are kept, as many as have this many entries together. */
const keptEntries = 150_000;
const byName = new Intl.Collator('en', { numeric: true });

function ranked({ entry }: PositionedEntry): number {
  return entry.kind === 'directory' ? 0 : 1;
}

function inReadingOrder(entries: readonly PositionedEntry[]): PositionedEntry[] {
  return entries.toSorted((a, b) => ranked(a) - ranked(b) || byName.compare(a.entry.name, b.entry.name));
}

function missing(id: string): SpindleError {
  return new SpindleError('not-found', 'This entry is not in the image. Open its folder again.', { id });
}

export function childOf(parent: PositionedEntry, entry: Entry, position: number): PositionedEntry {
  return {
    id: parent.id === '' ? String(position) : `${parent.id}.${position}`,
    path: parent.path === '' ? entry.name : `${parent.path}/${entry.name}`,
    names: [...parent.names, entry.name],
    entry,
  };
}

export function entryPositions(filesystem: Filesystem): EntryPositions {
  const listings = new Map<string, DirectoryListing>();
  const sorted = new Map<string, Directory>();
  let kept = 0;

  function listing({ id, entry }: PositionedEntry): DirectoryListing {
    const known = listings.get(id);
    const found = known ?? filesystem.list(entry);
    listings.delete(id);
    listings.set(id, found);
    if (!known) kept += found.entries.length;
    for (const [oldest, { entries }] of listings) {
      if (kept <= keptEntries || oldest === id) break;
      listings.delete(oldest);
      sorted.delete(oldest);
      kept -= entries.length;
    }
    return found;
  }

  function trail(id: string): PositionedEntry[] {
    const root: PositionedEntry = { ...rootOf(filesystem), id: '' };
    const way = [root];
    for (const step of id === '' ? [] : id.split('.')) {
      const parent = way.at(-1)!;
      const position = Number(step);
      const isOpen = parent.entry.kind === 'directory' && !parent.entry.isDeleted;
      const entry = isOpen ? listing(parent).entries[position] : undefined;
      if (!entry) throw missing(id);
      way.push(childOf(parent, entry, position));
    }
    return way;
  }

  const find = (id: string) => trail(id).at(-1)!;

  return {
    find,
    trail,
    directory(id) {
      const parent = find(id);
      if (parent.entry.kind !== 'directory' || parent.entry.isDeleted) throw missing(id);
      const { entries, warnings } = listing(parent);
      const known = sorted.get(id);
      if (known) return known;
      const children = entries.map((entry, position) => childOf(parent, entry, position));
      const directory = {
        present: inReadingOrder(children.filter(({ entry }) => !entry.isDeleted)),
        deleted: inReadingOrder(children.filter(({ entry }) => entry.isDeleted)),
        warnings,
      };
      sorted.set(id, directory);
      return directory;
    },
  };
}
