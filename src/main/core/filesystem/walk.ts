/** Everything in a filesystem, directory after directory. Readers see to it that no directory comes twice. */
import type { Entry, Filesystem } from './filesystem.ts';

export interface WalkedEntry {
  /** From the root, names joined by `/`, with none in front; empty for the root itself. */
  readonly path: string;
  readonly names: readonly string[];
  readonly entry: Entry;
}

export interface WalkOptions {
  /** Where to begin; the root when nothing is said. Comes first itself, unless it is the root. */
  readonly from?: WalkedEntry;
  /** With the directory it is about, `/` for the root. */
  readonly onWarning?: (path: string, what: string) => void;
  readonly withDeleted?: boolean;
}

/** Deeper trees are no directories any system made; every path of this depth can still be written. */
const deepest = 256;

export function rootOf(filesystem: Filesystem): WalkedEntry {
  return { path: '', names: [], entry: filesystem.root };
}

export function* walk(filesystem: Filesystem, options: WalkOptions = {}): Generator<WalkedEntry> {
  const from = options.from ?? rootOf(filesystem);
  if (from.names.length > 0) yield from;
  if (from.entry.kind === 'directory') yield* below(filesystem, from, options);
}

function* below(
  filesystem: Filesystem,
  directory: WalkedEntry,
  options: WalkOptions,
): Generator<WalkedEntry> {
  const warn = (what: string) => options.onWarning?.(directory.path || '/', what);
  // A stack instead of recursion: a generator inside 200 others is slow.
  const stack = [entriesOf(filesystem, directory, options)];
  if (directory.names.length >= deepest) return warn('The directories below are too deep and were left out.');
  while (stack.length > 0) {
    const next = stack.at(-1)!.next();
    if (next.done) {
      stack.pop();
      continue;
    }
    yield next.value;
    if (next.value.entry.kind !== 'directory' || next.value.entry.isDeleted) continue;
    if (stack.length < deepest) stack.push(entriesOf(filesystem, next.value, options));
    else warn(`The directories below ${next.value.path} are too deep and were left out.`);
  }
}

function* entriesOf(
  filesystem: Filesystem,
  directory: WalkedEntry,
  { onWarning, withDeleted = false }: WalkOptions,
): Generator<WalkedEntry> {
  const { entries, warnings } = filesystem.list(directory.entry);
  for (const warning of warnings) onWarning?.(directory.path || '/', warning);
  for (const entry of entries) {
    if (entry.isDeleted && !withDeleted) continue;
    const path = directory.path === '' ? entry.name : `${directory.path}/${entry.name}`;
    yield { path, names: [...directory.names, entry.name], entry };
  }
}

/**
 * The entry at a path; names as the medium has them or, where only one is alike, in another case. Separators at the
 * ends count for nothing.
 * @returns null when there is none
 */
export function find(filesystem: Filesystem, path: string): WalkedEntry | null {
  let found = rootOf(filesystem);
  for (const name of path.split('/').filter((each) => each !== '' && each !== '.')) {
    if (found.entry.kind !== 'directory') return null;
    const entries = filesystem.list(found.entry).entries.filter(({ isDeleted }) => !isDeleted);
    const alike = entries.filter((entry) => entry.name.toLowerCase() === name.toLowerCase());
    const entry = entries.find((each) => each.name === name) ?? (alike.length === 1 ? alike[0] : undefined);
    if (!entry) return null;
    found = {
      path: found.path === '' ? entry.name : `${found.path}/${entry.name}`,
      names: [...found.names, entry.name],
      entry,
    };
  }
  return found;
}
