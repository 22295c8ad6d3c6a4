/** One entry of a listing, as scripts get it (DESIGN 5) and as people read it. */
import { visibleText } from '../../../shared/visible-text.ts';
import { bytesWords, counted } from '../../../shared/words.ts';
import type { Tree } from '../../adapters/image-trees.ts';
import type { OpenedImage } from '../../adapters/open-image.ts';
import { type Damage, damageOfEntry } from '../../core/filesystem/damage.ts';
import type { Entry, Extent } from '../../core/filesystem/filesystem.ts';
import type { WalkedEntry } from '../../core/filesystem/walk.ts';

export function entryDamage({ entry }: WalkedEntry, tree: Tree, image: OpenedImage): Damage {
  return damageOfEntry(entry, image.damage, tree.startBytes, image.reader.sizeBytes);
}

function sectorsOf({ offsetBytes, lengthBytes }: Extent, startBytes: number, sectorSize: number) {
  const first = Math.floor((startBytes + offsetBytes) / sectorSize);
  const end = Math.ceil((startBytes + offsetBytes + lengthBytes) / sectorSize);
  return [first, end - first] as const;
}

type Pair = readonly [number, number];

interface ListedEntry {
  type: 'entry';
  path: string;
  kind: Entry['kind'];
  sizeBytes: number;
  modified: string | null;
  /** First sector and number of sectors. */
  extents: readonly Pair[];
  damaged: boolean;
  state: Damage['state'];
  /** Offset and length, in bytes of the file. */
  damagedRanges?: readonly Pair[];
  mode?: string;
  target?: string;
  deleted?: true;
  forks?: readonly { readonly name: string; readonly sizeBytes: number; readonly extents: readonly Pair[] }[];
  facts?: Entry['facts'];
}

export function entryAsJson(
  { path, entry }: WalkedEntry,
  damage: Damage,
  tree: Tree,
  sectorSize: number,
): ListedEntry {
  const { kind, sizeBytes, modified, mode, linkTarget, forks, facts } = entry;
  const sectors = (one: Extent) => sectorsOf(one, tree.startBytes, sectorSize);
  const listed: ListedEntry = {
    type: 'entry',
    path,
    kind,
    sizeBytes,
    modified,
    extents: entry.extents.map(sectors),
    damaged: damage.state !== 'intact',
    state: damage.state,
  };
  if (damage.ranges.length > 0)
    listed.damagedRanges = damage.ranges.map(({ offsetBytes, lengthBytes }) => [offsetBytes, lengthBytes]);
  if (mode !== null) listed.mode = mode.toString(8).padStart(4, '0');
  if (linkTarget !== null) listed.target = linkTarget;
  if (entry.isDeleted) listed.deleted = true;
  if (forks.length > 0)
    listed.forks = forks.map((fork) => ({
      name: fork.name,
      sizeBytes: fork.sizeBytes,
      extents: fork.extents.map(sectors),
    }));
  for (const _ in facts) {
    listed.facts = facts;
    break;
  }
  return listed;
}

const kindLetters = { directory: 'd', file: '-', symlink: 'l', other: 'o' } as const;

function rights(entry: Entry): string {
  const letters = [...'rwxrwxrwx'];
  const { mode } = entry;
  return (
    kindLetters[entry.kind] +
    (mode === null
      ? '         '
      : letters.map((letter, bit) => (mode & (1 << (8 - bit)) ? letter : '-')).join(''))
  );
}

export function damageWords({ state, ranges }: Damage): string {
  if (state === 'intact') return '';
  if (state === 'unread') return 'unread';
  const bytes = ranges.reduce((sum, { lengthBytes }) => sum + lengthBytes, 0);
  const [first] = ranges;
  const more = ranges.length > 1 ? ` and ${counted(ranges.length - 1, 'more place')}` : '';
  return `damaged: ${bytesWords(bytes)} at byte ${first!.offsetBytes}${more}`;
}

export function entryLine({ path, entry }: WalkedEntry, damage: Damage, isLong: boolean): string {
  const name = `${visibleText(path)}${entry.kind === 'directory' ? '/' : ''}`;
  const target = entry.linkTarget === null ? '' : ` -> ${visibleText(entry.linkTarget)}`;
  const marks = [entry.isDeleted ? 'deleted' : '', damageWords(damage)]
    .filter((mark) => mark !== '')
    .join(', ');
  const what = `${name}${target}${marks === '' ? '' : `   [${marks}]`}`;
  if (!isLong) return what;
  const modified = (entry.modified ?? '').slice(0, 19).replace('T', ' ').padEnd(19);
  return `${rights(entry)} ${String(entry.sizeBytes).padStart(12)} ${modified} ${what}`;
}
