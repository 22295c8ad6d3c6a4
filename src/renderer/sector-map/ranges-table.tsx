/** The map in words: every range that was not simply read. */
import { useMemo, useState } from 'react';
import type { Disc } from '../../shared/model/disc.ts';
import type { SectorState } from '../../shared/model/sector-state.ts';
import { formatDuration, framesPerSecond } from '../../shared/msf.ts';
import { type Column, VirtualTable } from '../components/virtual-table.tsx';
import { messagesOf } from '../messages/messages.ts';
import { msfWords } from '../words/disc.ts';
import { bytesWords, countWords, durationWords } from '../words/numbers.ts';
import { stateWords } from '../words/states.ts';
import { Swatch } from './legend.tsx';
import { type Palette, usePalette } from './palette.ts';
import { type Places, tracksBetween } from './places.ts';
import { type StateRange, soundIn } from './ranges.ts';
import { inOrder, type RangeOrder } from './ranges-order.ts';
import styles from './ranges-table.module.css';

const t = messagesOf('map');

export interface RangesTableProps {
  readonly ranges: readonly StateRange[];
  readonly sectorSize: number | null;
  /** Sectors a unit of the map stands for, when the map is coarse; null when it is exact. */
  readonly coarseSectors: number | null;
  readonly places: Places;
  readonly disc: Disc | null;
  /** The files a range hits, where they are known. */
  readonly filesOf?: (range: StateRange) => string;
  /** Said above the table. */
  readonly note?: string | null;
  /** Shows where a range lies. */
  readonly onShow?: (lba: number) => void;
}

export function RangesTable(props: RangesTableProps) {
  const { ranges, sectorSize, coarseSectors, places, disc, filesOf, note, onShow } = props;
  const palette = usePalette();
  const [order, setOrder] = useState<RangeOrder>('place');
  const rows = useMemo(() => inOrder(ranges, order), [ranges, order]);
  const sortBy = (by: RangeOrder): NonNullable<Column<StateRange>['sort']> => ({
    is: order !== by ? 'none' : by === 'place' ? 'ascending' : 'descending',
    onSort: () => setOrder(by),
  });
  if (ranges.length === 0) return <p className={styles.none}>{t('allRead')}</p>;
  const stateColumn: Column<StateRange> = {
    name: t('state'),
    width: 'minmax(150px, 212px)',
    cell: ({ state }) => <StateCell state={state} palette={palette} />,
    sort: sortBy('state'),
  };
  const lbas = lbaColumns(sortBy('place'), sortBy('length'));
  const columns: Column<StateRange>[] =
    disc && disc.tracks.length > 0
      ? [stateColumn, ...discColumns(disc), ...lbas, lengthColumn(), soundColumn(disc)]
      : [
          stateColumn,
          { name: t('beginsAt'), width: 'minmax(196px, 340px)', cell: ({ lba }) => places.where(lba, lba) },
          ...lbas,
          {
            name: t('size'),
            width: '84px',
            align: 'end',
            cell: ({ lengthSectors }) => (sectorSize === null ? '' : bytesWords(lengthSectors * sectorSize)),
          },
        ];
  return (
    <>
      {note && <p className={styles.none}>{note}</p>}
      {coarseSectors !== null && <p className={styles.none}>{t('coarse', { count: coarseSectors })}</p>}
      <VirtualTable
        label={t('rangesLabel')}
        columns={
          filesOf
            ? [...columns, { name: t('filesHit'), width: 'minmax(140px, 2fr)', cell: filesOf }]
            : columns
        }
        rows={rows}
        rowKey={({ lba }) => lba}
        {...(onShow && { onOpen: ({ lba }: StateRange) => onShow(lba) })}
      />
    </>
  );
}

const lastOf = ({ lba, lengthSectors }: StateRange) => lba + lengthSectors - 1;

const lbaColumns = (
  byPlace: NonNullable<Column<StateRange>['sort']>,
  byLength: NonNullable<Column<StateRange>['sort']>,
): readonly Column<StateRange>[] => [
  {
    name: t('fromLba'),
    width: '88px',
    align: 'end',
    cell: ({ lba }) => countWords(lba),
    sort: byPlace,
  },
  {
    name: t('toLba'),
    width: '88px',
    fromPx: 940,
    align: 'end',
    cell: (range) => countWords(lastOf(range)),
  },
  {
    name: t('sectors'),
    width: '84px',
    align: 'end',
    cell: ({ lengthSectors }) => countWords(lengthSectors),
    sort: byLength,
  },
];

/** On a CD a length is a time, of sound as of data. */
const lengthColumn = (): Column<StateRange> => ({
  name: t('length'),
  width: '84px',
  align: 'end',
  cell: ({ lengthSectors }) => formatDuration(lengthSectors),
});

/** How much of a range is sound; nothing for data. */
const soundColumn = ({ tracks }: Disc): Column<StateRange> => ({
  name: t('sound'),
  width: '72px',
  align: 'end',
  cell: (range) => {
    const sectors = soundIn(tracks, range);
    return sectors === 0 ? '\u2013' : durationWords(sectors / framesPerSecond);
  },
});

function discColumns(disc: Disc): Column<StateRange>[] {
  return [
    {
      name: t('track'),
      width: 'minmax(56px, 1fr)',
      cell: (range) => tracksBetween(disc, range.lba, lastOf(range)) || '\u2013',
    },
    { name: t('from'), width: '80px', align: 'end', cell: ({ lba }) => msfWords(lba) },
    { name: t('to'), width: '80px', align: 'end', cell: (range) => msfWords(lastOf(range)) },
  ];
}

function StateCell({ state, palette }: { readonly state: SectorState; readonly palette: Palette | null }) {
  return (
    <span className={styles.state}>
      <Swatch state={state} palette={palette} />
      <span className={styles.words}>{stateWords(state)}</span>
    </span>
  );
}
