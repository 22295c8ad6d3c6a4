/** The ranges that were not simply read, the files each of them hits, and how much sound is lost in it. */
import type { HurtFiles } from '../../../shared/model/image-files.ts';
import { messagesOf } from '../../messages/messages.ts';
import type { StateRange } from '../../sector-map/ranges.ts';
import { RangesTable, type RangesTableProps } from '../../sector-map/ranges-table.tsx';
import { type DamagedThing, useHurtFiles } from './use-hurt-files.ts';

const t = messagesOf('files');

export interface RangesAndFilesProps extends Omit<RangesTableProps, 'filesOf'> {
  readonly source: DamagedThing;
}

/** User data of a sector of a disc, in which places of files are counted. */
const discSectorBytes = 2048;
const mostNames = 3;

export function RangesAndFiles({ source, ...table }: RangesAndFilesProps) {
  const { disc, sectorSize } = table;
  const hurt = useHurtFiles(source);
  const sectorBytes = disc ? discSectorBytes : sectorSize;
  if (!hurt || sectorBytes === null) return <RangesTable {...table} />;
  return (
    <RangesTable
      {...table}
      note={hurt.isIncomplete ? t('moreMayBeHit') : null}
      filesOf={(range) => filesWords(hurt, range, sectorBytes)}
    />
  );
}

export function filesWords(
  { entries }: HurtFiles,
  { lba, lengthSectors }: StateRange,
  sectorBytes: number,
): string {
  const start = lba * sectorBytes;
  const end = start + lengthSectors * sectorBytes;
  const hit = entries.filter(({ places }) =>
    places.some(([offset, length]) => offset < end && offset + length > start),
  );
  const names = hit.slice(0, mostNames).map(({ path }) => path);
  const more = hit.length - names.length;
  return more > 0 ? t('andMore', { names: names.join(', '), count: more }) : names.join(', ');
}
