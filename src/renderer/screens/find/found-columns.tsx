/** How a line of what was found is shown. */
import type { FoundFile } from '../../../shared/model/search.ts';
import { type CarrierState, carrierStates } from '../../../shared/model/vocabulary.ts';
import { Chip } from '../../components/chip.tsx';
import { MarkedText } from '../../components/marked-text.tsx';
import { Name } from '../../components/name.tsx';
import type { Column } from '../../components/virtual-table.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { bytesWords, countWords } from '../../words/numbers.ts';
import { outcomeTone, outcomeWords } from '../../words/stage.ts';
import { codeWords, stateTones } from '../../words/vocabulary.ts';
import styles from './find.module.css';
import type { FoundRow } from './rows.ts';

const t = messagesOf('find');

export interface Choosing {
  readonly isChosen: (code: string) => boolean;
  readonly toggle: (code: string) => void;
}

export function foundColumns({ isChosen, toggle }: Choosing): readonly Column<FoundRow>[] {
  return [
    {
      name: '',
      spokenName: t('chosenColumn'),
      width: '18px',
      cell: (row) =>
        row.kind === 'group' &&
        row.group.kind === 'carrier' && (
          <input
            type="checkbox"
            className={styles.choose}
            tabIndex={-1}
            aria-label={t('choose', { code: row.group.id })}
            checked={isChosen(row.group.id)}
            onClick={(event) => event.stopPropagation()}
            onChange={() => toggle(row.group.id)}
          />
        ),
    },
    {
      name: t('columnCode'),
      width: 'minmax(72px, 1fr)',
      cell: (row) => row.kind === 'group' && row.group.kind === 'carrier' && <strong>{row.group.id}</strong>,
    },
    {
      name: t('columnTitle'),
      width: 'minmax(130px, 4fr)',
      cell: (row) => <What row={row} />,
      takesRest: ({ kind }) => kind !== 'group',
    },
    {
      name: t('columnState'),
      width: '172px',
      cell: (row) =>
        row.kind === 'group' &&
        isState(row.group.state) && (
          <Chip tone={stateTones[row.group.state]}>{codeWords('state', row.group.state)}</Chip>
        ),
    },
    {
      name: t('columnKind'),
      fromPx: 900,
      width: 'minmax(112px, 1fr)',
      cell: (row) =>
        row.kind === 'group' && row.group.mediumKind !== null && codeWords('kind', row.group.mediumKind),
    },
    {
      name: t('columnPlace'),
      fromPx: 780,
      width: 'minmax(64px, 0.7fr)',
      cell: (row) => row.kind === 'group' && (row.group.location ?? ''),
    },
    {
      name: t('columnDump'),
      fromPx: 640,
      width: '164px',
      cell: (row) =>
        row.kind === 'group' &&
        row.group.dump && (
          <Chip tone={outcomeTone(row.group.dump.outcome)}>{outcomeWords(row.group.dump.outcome)}</Chip>
        ),
    },
    {
      name: t('columnBad'),
      fromPx: 700,
      width: '64px',
      align: 'end',
      cell: (row) =>
        row.kind === 'group' && row.group.dump && row.group.dump.badSectors > 0
          ? countWords(row.group.dump.badSectors)
          : '',
    },
  ];
}

function isState(state: string): state is CarrierState {
  return (carrierStates as readonly string[]).includes(state);
}

function What({ row }: { readonly row: FoundRow }) {
  switch (row.kind) {
    case 'group':
      return row.group.title || <span className={styles.quiet}>{row.group.dump?.name ?? t('noTitle')}</span>;
    case 'text':
      return (
        <span className={styles.below}>
          <MarkedText text={row.hit.matched} ranges={row.hit.ranges} />
        </span>
      );
    case 'file':
      return <FileWords file={row.file} />;
    case 'more':
      return <span className={styles.below}>{t('moreFiles', { count: row.count })}</span>;
  }
}

function FileWords({ file }: { readonly file: FoundFile }) {
  const folder = file.path.slice(0, -file.name.length);
  return (
    <span className={styles.below}>
      <span className={styles.quiet}>
        <Name>{folder}</Name>
      </span>
      <MarkedText text={file.name} ranges={file.ranges} />
      <span className={styles.size}>{bytesWords(file.sizeBytes)}</span>
      {file.state !== 'intact' && (
        <span className={styles.hurt}>{file.state === 'damaged' ? t('damaged') : t('unread')}</span>
      )}
    </span>
  );
}
