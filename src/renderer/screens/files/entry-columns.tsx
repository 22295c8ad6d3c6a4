import { File, FileQuestion, FileX, Folder, Link } from 'lucide-react';
import type { HurtEntry, ImageEntry } from '../../../shared/model/image-files.ts';
import { Name } from '../../components/name.tsx';
import type { Column } from '../../components/virtual-table.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { bytesWords } from '../../words/numbers.ts';
import { DamageMark } from './damage-mark.tsx';
import styles from './files-page.module.css';

const t = messagesOf('files');

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
  const words = [t(kind), told].filter(Boolean).join(' ');
  return isDeleted ? t('deletedKind', { kind: words }) : words;
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
      name: t('name'),
      width: 'minmax(110px, 3fr)',
      cell: (entry) => (
        <span className={styles.entryName}>
          <Sign {...entry} />
          <span>
            <Name>{entry.name}</Name>
            {entry.linkTarget !== null && (
              <>
                {' \u2192 '}
                <Name>{entry.linkTarget}</Name>
              </>
            )}
          </span>
          {/* A sign alone says nothing to who hears it, and the column of kinds is not always there. */}
          {(entry.isDeleted || entry.kind !== 'file') && (
            <span className="visually-hidden">{kindOf(entry)}</span>
          )}
        </span>
      ),
    },
    {
      name: t('size'),
      width: '64px',
      align: 'end',
      cell: ({ kind, sizeBytes }) => (kind === 'file' ? bytesWords(sizeBytes) : ''),
    },
    { name: t('modified'), fromPx: 520, width: '112px', cell: ({ modified }) => modifiedWords(modified) },
    { name: t('kind'), fromPx: 680, width: 'minmax(72px, 1fr)', cell: kindOf },
    {
      name: t('damage'),
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

export const hurtColumns = (): readonly Column<HurtEntry>[] => [
  { name: t('path'), width: 'minmax(180px, 3fr)', cell: ({ path }) => path },
  { name: t('size'), width: '64px', align: 'end', cell: ({ sizeBytes }) => bytesWords(sizeBytes) },
  { name: t('damage'), width: '150px', cell: (entry) => <DamageMark {...entry} isKnown /> },
];
