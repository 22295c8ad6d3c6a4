import { File, FileQuestion, FileX, Folder, Link } from 'lucide-react';
import type { HurtEntry, ImageEntry } from '../../../shared/model/image-files.ts';
import type { Column } from '../../components/virtual-table.tsx';
import { bytesWords } from '../../words/numbers.ts';
import { DamageMark } from './damage-mark.tsx';
import styles from './files-page.module.css';

const kindWords = { file: 'File', directory: 'Folder', symlink: 'Link', other: 'Device' } as const;

function Sign({ kind, isDeleted }: Pick<ImageEntry, 'kind' | 'isDeleted'>) {
  if (isDeleted) return <FileX aria-hidden />;
  switch (kind) {
    case 'directory':
      return <Folder aria-hidden />;
    case 'symlink':
      return <Link aria-hidden />;
    case 'other':
      return <FileQuestion aria-hidden />;
    case 'file':
      return <File aria-hidden />;
  }
}

/** The kind, and what the system of the disk calls it: a type and creator, an extension. */
function kindOf({ kind, name, facts, isDeleted }: ImageEntry): string {
  const told = facts.type?.trim() || (kind === 'file' && /\.([^.]{1,8})$/.exec(name)?.[1]?.toUpperCase());
  return `${isDeleted ? 'Deleted ' : ''}${kindWords[kind]}${told ? ` ${told}` : ''}`;
}

/** As the disk has it: no time zone is made up for it. */
function modifiedWords(modified: string | null): string {
  return modified === null ? '' : modified.slice(0, 16).replace('T', ' ');
}

export function entryColumns(
  isDamageKnown: boolean,
  hurtInside: (name: string) => number,
): readonly Column<ImageEntry>[] {
  return [
    {
      name: 'Name',
      width: 'minmax(110px, 3fr)',
      cell: (entry) => (
        <span className={styles.entryName}>
          <Sign {...entry} />
          <span>
            {entry.name}
            {entry.linkTarget !== null && ` \u2192 ${entry.linkTarget}`}
          </span>
        </span>
      ),
    },
    {
      name: 'Size',
      width: '64px',
      align: 'end',
      cell: ({ kind, sizeBytes }) => (kind === 'file' ? bytesWords(sizeBytes) : ''),
    },
    { name: 'Modified', width: '112px', cell: ({ modified }) => modifiedWords(modified) },
    { name: 'Kind', width: 'minmax(60px, 1fr)', cell: kindOf },
    {
      name: 'Damage',
      width: '136px',
      cell: (entry) => (
        <DamageMark
          {...entry}
          isKnown={isDamageKnown}
          hurtInside={entry.kind === 'directory' ? hurtInside(entry.name) : 0}
        />
      ),
    },
  ];
}

export const hurtColumns: readonly Column<HurtEntry>[] = [
  { name: 'Path', width: 'minmax(180px, 3fr)', cell: ({ path }) => path },
  { name: 'Size', width: '64px', align: 'end', cell: ({ sizeBytes }) => bytesWords(sizeBytes) },
  { name: 'Damage', width: '150px', cell: (entry) => <DamageMark {...entry} isKnown /> },
];
