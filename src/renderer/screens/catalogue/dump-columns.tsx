import type { DumpSummary } from '../../../shared/model/catalogue.ts';
import { Chip } from '../../components/chip.tsx';
import type { Column } from '../../components/virtual-table.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { titleWords, trackCountWords } from '../../words/disc.ts';
import { momentWords } from '../../words/moments.ts';
import { bytesWords, countWords } from '../../words/numbers.ts';
import { outcomeTone, outcomeWords } from '../../words/stage.ts';

const t = messagesOf('dump');

function titleOf({ disc, volumeLabels }: DumpSummary): string {
  const title = disc && titleWords(disc);
  return [...(title === null ? [] : [title]), ...volumeLabels].join(', ');
}

/** How a dump is shown in a list. */
export const dumpColumns = (): readonly Column<DumpSummary>[] => [
  { name: t('name'), width: 'minmax(120px, 2fr)', cell: (dump) => <strong>{dump.name}</strong> },
  { name: t('carrier'), width: 'minmax(76px, 1fr)', cell: (dump) => dump.carrier ?? '' },
  { name: t('titleOrVolume'), width: 'minmax(96px, 1.5fr)', cell: titleOf },
  {
    name: t('layout'),
    fromPx: 980,
    width: 'minmax(64px, 1fr)',
    cell: ({ disc, formatName }) => (disc ? trackCountWords(disc) : (formatName ?? '')),
  },
  {
    name: t('outcome'),
    width: 'minmax(216px, 1fr)',
    cell: ({ outcome }) => <Chip tone={outcomeTone(outcome)}>{outcomeWords(outcome)}</Chip>,
  },
  {
    name: t('notRead'),
    width: '60px',
    align: 'end',
    cell: ({ badSectors }) => (badSectors === 0 ? '' : countWords(badSectors)),
  },
  { name: t('size'), width: '64px', align: 'end', cell: (dump) => bytesWords(dump.sizeBytes) },
  { name: t('imaged'), width: '140px', align: 'end', cell: (dump) => momentWords(dump.endedAt) },
];
