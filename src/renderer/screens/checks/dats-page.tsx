/** Lists of others (Redump, TOSEC, No-Intro) and what the collection is in them. */
import { FileInput } from 'lucide-react';
import { useState } from 'react';
import type { Dat } from '../../../shared/model/dat.ts';
import { countWords } from '../../../shared/words.ts';
import { Button } from '../../components/button.tsx';
import { Empty } from '../../components/empty.tsx';
import { FaultNotice } from '../../components/notice.tsx';
import { VirtualTable } from '../../components/virtual-table.tsx';
import { useLoaded } from '../../state/hub-context.tsx';
import { momentWords } from '../../words/moments.ts';
import styles from './checks.module.css';
import { CoveragePanel } from './coverage-panel.tsx';
import { ImportDatDialog } from './import-dat-dialog.tsx';

/** The table is as high as its lists, up to a point. */
const mostRows = 8;
const rowPx = 28;

const sources: Readonly<Record<Dat['source'], string>> = {
  redump: 'Redump',
  tosec: 'TOSEC',
  'no-intro': 'No-Intro',
  other: 'Other',
};

export function DatsPage() {
  const dats = useLoaded('dats', (hub, signal) => hub.dats.list(undefined, { signal }));
  const [importing, setImporting] = useState(false);
  const [chosen, setChosen] = useState<number | null>(null);
  if (dats.error)
    return (
      <div className={styles.page}>
        <FaultNotice error={dats.error} actions={<Button onClick={dats.reload}>Try again</Button>} />
      </div>
    );
  if (!dats.value) return null;
  const lists = dats.value.dats;
  const add = (
    <Button icon={<FileInput />} look="primary" onClick={() => setImporting(true)}>
      Import a list{'\u2026'}
    </Button>
  );
  const dialog = (
    <ImportDatDialog open={importing} onClose={() => setImporting(false)} onImported={dats.reload} />
  );
  if (lists.length === 0)
    return (
      <>
        <Empty title="No lists yet" actions={add}>
          <p>
            A list (DAT) of Redump, TOSEC or No-Intro says which bytes a published disc or disk has. With it,
            Spindle tells without any network which of your dumps are known, whole, and which members of a set
            are missing.
          </p>
        </Empty>
        {dialog}
      </>
    );
  const dat = lists.find(({ id }) => id === chosen) ?? lists[0]!;
  return (
    <div className={styles.lists}>
      <div className={styles.lead}>
        <p className={styles.verdict}>
          {countWords(lists.length)} {lists.length === 1 ? 'list' : 'lists'} with{' '}
          {countWords(lists.reduce((sum, { games }) => sum + games, 0))} titles. Matches are found anew each
          time, so they are never older than the lists.
        </p>
        <div className={styles.actions}>{add}</div>
      </div>
      <div className={styles.listTable} style={{ height: Math.min(mostRows, lists.length + 1) * rowPx + 2 }}>
        <VirtualTable
          label="Lists"
          rows={lists}
          rowKey={({ id }) => id}
          chosenKey={dat.id}
          onActive={({ id }) => setChosen(id)}
          columns={[
            { name: 'List', width: 'minmax(160px, 3fr)', cell: ({ name }) => <strong>{name}</strong> },
            { name: 'Of', width: '88px', cell: ({ source }) => sources[source] },
            { name: 'Version', width: 'minmax(96px, 1fr)', cell: ({ version }) => version },
            { name: 'Dated', width: 'minmax(88px, 1fr)', cell: ({ date }) => date || '\u2013' },
            { name: 'Titles', width: '72px', align: 'end', cell: ({ games }) => countWords(games) },
            { name: 'Imported', width: '128px', align: 'end', cell: (each) => momentWords(each.importedAt) },
          ]}
        />
      </div>
      <CoveragePanel key={`${dat.id} ${dat.fileSha256}`} dat={dat} onRemoved={dats.reload} />
      {dialog}
    </div>
  );
}
