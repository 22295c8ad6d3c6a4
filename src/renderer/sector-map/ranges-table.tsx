/** The map in words: every range that was not simply read. */
import type { Disc } from '../../shared/model/disc.ts';
import type { SectorState } from '../../shared/model/sector-state.ts';
import { formatDuration } from '../../shared/msf.ts';
import { type Column, VirtualTable } from '../components/virtual-table.tsx';
import { msfWords } from '../words/disc.ts';
import { bytesWords, countWords } from '../words/numbers.ts';
import { stateWords } from '../words/states.ts';
import { Swatch } from './legend.tsx';
import { type Palette, usePalette } from './palette.ts';
import { type Places, tracksBetween } from './places.ts';
import type { StateRange } from './ranges.ts';
import styles from './ranges-table.module.css';

export interface RangesTableProps {
  readonly ranges: readonly StateRange[];
  readonly sectorSize: number | null;
  /** Sectors a unit of the map stands for, when the map is coarse; null when it is exact. */
  readonly coarseSectors: number | null;
  readonly places: Places;
  readonly disc: Disc | null;
  /** The files a range hits, where they are known. */
  readonly filesOf?: (range: StateRange) => string;
}

export function RangesTable(props: RangesTableProps) {
  const { ranges, sectorSize, coarseSectors, places, disc, filesOf } = props;
  const palette = usePalette();
  if (ranges.length === 0) return <p className={styles.none}>Every sector was read at the first try.</p>;
  const stateColumn: Column<StateRange> = {
    name: 'State',
    width: 'minmax(150px, 180px)',
    cell: ({ state }) => <StateCell state={state} palette={palette} />,
  };
  const columns: Column<StateRange>[] =
    disc && disc.tracks.length > 0
      ? [stateColumn, ...discColumns(disc), ...lbaColumns, lengthColumn]
      : [
          stateColumn,
          { name: 'Begins at', width: 'minmax(160px, 1fr)', cell: ({ lba }) => places.where(lba, lba) },
          ...lbaColumns,
          {
            name: 'Size',
            width: '84px',
            align: 'end',
            cell: ({ lengthSectors }) => (sectorSize === null ? '' : bytesWords(lengthSectors * sectorSize)),
          },
        ];
  return (
    <>
      {coarseSectors !== null && (
        <p className={styles.none}>
          This map is coarse: each step stands for {countWords(coarseSectors)} sectors and shows the worst of
          them.
        </p>
      )}
      <VirtualTable
        label="Ranges that were not simply read"
        columns={
          filesOf ? [...columns, { name: 'Files hit', width: 'minmax(140px, 2fr)', cell: filesOf }] : columns
        }
        rows={ranges}
        rowKey={({ lba }) => lba}
      />
    </>
  );
}

const lastOf = ({ lba, lengthSectors }: StateRange) => lba + lengthSectors - 1;

const lbaColumns: readonly Column<StateRange>[] = [
  { name: 'From LBA', width: '88px', align: 'end', cell: ({ lba }) => countWords(lba) },
  { name: 'To LBA', width: '88px', align: 'end', cell: (range) => countWords(lastOf(range)) },
  { name: 'Sectors', width: '84px', align: 'end', cell: ({ lengthSectors }) => countWords(lengthSectors) },
];

/** On a CD a length is a time, of sound as of data. */
const lengthColumn: Column<StateRange> = {
  name: 'Length',
  width: '84px',
  align: 'end',
  cell: ({ lengthSectors }) => formatDuration(lengthSectors),
};

function discColumns(disc: Disc): Column<StateRange>[] {
  return [
    {
      name: 'Track',
      width: 'minmax(56px, 1fr)',
      cell: (range) => tracksBetween(disc, range.lba, lastOf(range)) || '\u2013',
    },
    { name: 'From', width: '80px', align: 'end', cell: ({ lba }) => msfWords(lba) },
    { name: 'To', width: '80px', align: 'end', cell: (range) => msfWords(lastOf(range)) },
  ];
}

function StateCell({ state, palette }: { readonly state: SectorState; readonly palette: Palette | null }) {
  return (
    <span className={styles.state}>
      <Swatch state={state} palette={palette} />
      {stateWords[state]}
    </span>
  );
}
