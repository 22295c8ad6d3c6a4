/** The map in words: every range that was not simply read. */
import type { SectorState } from '../../shared/model/sector-state.ts';
import { bytesWords, countWords } from '../../shared/words.ts';
import { type Column, VirtualTable } from '../components/virtual-table.tsx';
import { stateWords } from '../words/states.ts';
import { Swatch } from './legend.tsx';
import { type Palette, usePalette } from './palette.ts';
import type { StateRange } from './ranges.ts';
import styles from './ranges-table.module.css';

export interface RangesTableProps {
  readonly ranges: readonly StateRange[];
  readonly sectorSize: number | null;
  /** Sectors a unit of the map stands for, when the map is coarse; null when it is exact. */
  readonly coarseSectors: number | null;
  readonly whereWords: (lba: number) => string;
}

export function RangesTable({ ranges, sectorSize, coarseSectors, whereWords }: RangesTableProps) {
  const palette = usePalette();
  if (ranges.length === 0) return <p className={styles.none}>Every sector was read at the first try.</p>;
  const columns: Column<StateRange>[] = [
    { name: 'State', width: '180px', cell: ({ state }) => <StateCell state={state} palette={palette} /> },
    { name: 'Begins at', width: 'minmax(160px, 1fr)', cell: ({ lba }) => whereWords(lba) },
    { name: 'From LBA', width: '96px', align: 'end', cell: ({ lba }) => countWords(lba) },
    {
      name: 'To LBA',
      width: '96px',
      align: 'end',
      cell: ({ lba, lengthSectors }) => countWords(lba + lengthSectors - 1),
    },
    { name: 'Sectors', width: '84px', align: 'end', cell: ({ lengthSectors }) => countWords(lengthSectors) },
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
        columns={columns}
        rows={ranges}
        rowKey={({ lba }) => lba}
      />
    </>
  );
}

function StateCell({ state, palette }: { readonly state: SectorState; readonly palette: Palette | null }) {
  return (
    <span className={styles.state}>
      <Swatch state={state} palette={palette} />
      {stateWords[state]}
    </span>
  );
}
