/** The ranges of a dump that is done, and the files each of them hits. */
import type { HurtFiles } from '../../../shared/model/image-files.ts';
import { messagesOf } from '../../messages/messages.ts';
import type { StateRange } from '../../sector-map/ranges.ts';
import { RangesTable, type RangesTableProps } from '../../sector-map/ranges-table.tsx';
import { useLoaded } from '../../state/hub-context.tsx';

const t = messagesOf('files');

export interface RangesAndFilesProps extends Omit<RangesTableProps, 'filesOf'> {
  readonly dumpId: string;
}

/** User data of a sector of a disc, in which places of files are counted. */
const discSectorBytes = 2048;
const mostNames = 3;

export function RangesAndFiles({ dumpId, ...table }: RangesAndFilesProps) {
  const { disc, sectorSize } = table;
  // An image that is not there, or holds no files, is no fault of this table: it has no such column then.
  const { value: hurt } = useLoaded(`hurt-of ${dumpId}`, async (hub, signal) => {
    const { imageId, trees } = await hub.images.open({ dumpId }, { signal });
    const [tree] = trees;
    return tree ? hub.images.hurt({ imageId, tree: tree.id }, { signal }) : null;
  });
  const sectorBytes = disc ? discSectorBytes : sectorSize;
  if (!hurt || sectorBytes === null) return <RangesTable {...table} />;
  return <RangesTable {...table} filesOf={(range) => filesWords(hurt, range, sectorBytes)} />;
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
