/** Lists of others (Redump, TOSEC, No-Intro) and what the collection is in them. */
import { FileInput } from 'lucide-react';
import { useState } from 'react';
import type { Dat } from '../../../shared/model/dat.ts';
import { Button } from '../../components/button.tsx';
import { Empty } from '../../components/empty.tsx';
import { FaultNotice } from '../../components/notice.tsx';
import { VirtualTable } from '../../components/virtual-table.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useLoaded } from '../../state/hub-context.tsx';
import { momentWords } from '../../words/moments.ts';
import { countWords } from '../../words/numbers.ts';
import styles from './checks.module.css';
import { CoveragePanel } from './coverage-panel.tsx';
import { ImportDatDialog } from './import-dat-dialog.tsx';

const t = messagesOf('checks');

/** The table is as high as its lists, up to a point. */
const mostRows = 8;
const rowPx = 28;

export function DatsPage() {
  const dats = useLoaded('dats', (hub, signal) => hub.dats.list(undefined, { signal }));
  const [importing, setImporting] = useState(false);
  const [chosen, setChosen] = useState<number | null>(null);
  if (dats.error)
    return (
      <div className={styles.page}>
        <FaultNotice error={dats.error} actions={<Button onClick={dats.reload}>{t('again')}</Button>} />
      </div>
    );
  if (!dats.value) return null;
  const lists = dats.value.dats;
  const add = (
    <Button icon={<FileInput />} look="primary" onClick={() => setImporting(true)}>
      {t('importList')}
    </Button>
  );
  const dialog = (
    <ImportDatDialog open={importing} onClose={() => setImporting(false)} onImported={dats.reload} />
  );
  if (lists.length === 0)
    return (
      <>
        <Empty title={t('noLists')} actions={add}>
          <p>{t('noListsWhy')}</p>
        </Empty>
        {dialog}
      </>
    );
  const dat = lists.find(({ id }) => id === chosen) ?? lists[0]!;
  return (
    <div className={styles.lists}>
      <div className={styles.lead}>
        <p className={styles.verdict}>
          {t('listsSum', { lists: lists.length, titles: lists.reduce((sum, { games }) => sum + games, 0) })}
        </p>
        <div className={styles.actions}>{add}</div>
      </div>
      <div className={styles.listTable} style={{ height: Math.min(mostRows, lists.length + 1) * rowPx + 2 }}>
        <VirtualTable
          label={t('lists')}
          rows={lists}
          rowKey={({ id }) => id}
          chosenKey={dat.id}
          onActive={({ id }) => setChosen(id)}
          columns={[
            {
              name: t('columnList'),
              width: 'minmax(160px, 3fr)',
              cell: ({ name }) => <strong>{name}</strong>,
            },
            { name: t('columnSource'), width: '88px', cell: ({ source }) => sourceWord(source) },
            { name: t('columnVersion'), width: 'minmax(96px, 1fr)', cell: ({ version }) => version },
            { name: t('columnDate'), width: 'minmax(88px, 1fr)', cell: ({ date }) => date || '\u2013' },
            { name: t('columnTitles'), width: '72px', align: 'end', cell: ({ games }) => countWords(games) },
            {
              name: t('columnImported'),
              width: '140px',
              align: 'end',
              cell: (each) => momentWords(each.importedAt),
            },
          ]}
        />
      </div>
      <CoveragePanel key={`${dat.id} ${dat.fileSha256}`} dat={dat} onRemoved={dats.reload} />
      {dialog}
    </div>
  );
}

function sourceWord(source: Dat['source']): string {
  switch (source) {
    case 'redump':
      return 'Redump';
    case 'tosec':
      return 'TOSEC';
    case 'no-intro':
      return 'No-Intro';
    case 'other':
      return t('otherSource');
  }
}
