/** The stretches of a CD in which C2 flagged bytes, in words. */
import type { C2Record, C2Stretch } from '../../../shared/model/c2-record.ts';
import type { Disc } from '../../../shared/model/disc.ts';
import type { TabPage } from '../../components/tabs.tsx';
import { type Column, VirtualTable } from '../../components/virtual-table.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { tracksBetween } from '../../sector-map/places.ts';
import { msfWords } from '../../words/disc.ts';
import { countWords } from '../../words/numbers.ts';

const t = messagesOf('c2');

/** None where nothing was flagged. */
export function c2Pages(
  record: C2Record | undefined,
  disc: Disc | null,
  onShow: (lba: number) => void,
): TabPage[] {
  const flagged = (record?.stretches ?? []).filter(([, , , first, , kept]) => first > 0 || kept > 0);
  if (!disc || flagged.length === 0) return [];
  const table = (
    <VirtualTable
      label={t('tableLabel')}
      columns={columnsOf(disc)}
      rows={flagged}
      rowKey={([lba]) => lba}
      onOpen={([lba]) => onShow(lba)}
    />
  );
  return [{ id: 'c2', title: t('c2'), count: countWords(flagged.length), body: table }];
}

function columnsOf(disc: Disc): Column<C2Stretch>[] {
  const figure = (
    name: string,
    at: 3 | 4 | 5 | 6,
    part: Partial<Column<C2Stretch>> = {},
  ): Column<C2Stretch> => ({
    name,
    width: 'minmax(112px, 150px)',
    align: 'end',
    cell: (stretch) => countWords(stretch[at]),
    ...part,
  });
  return [
    { name: t('from'), width: '84px', cell: ([lba]) => msfWords(lba) },
    { name: t('lba'), width: '84px', align: 'end', cell: ([lba]) => countWords(lba) },
    {
      name: t('sectors'),
      width: '84px',
      fromPx: 700,
      align: 'end',
      cell: ([, lengthSectors]) => countWords(lengthSectors),
    },
    {
      name: t('track'),
      width: 'minmax(90px, 180px)',
      fromPx: 940,
      cell: ([lba, lengthSectors]) => tracksBetween(disc, lba, lba + lengthSectors - 1),
    },
    figure(t('firstSectors'), 3, { fromPx: 640 }),
    figure(t('firstBytes'), 4),
    figure(t('keptSectors'), 5, { fromPx: 640 }),
    figure(t('keptBytes'), 6),
  ];
}
