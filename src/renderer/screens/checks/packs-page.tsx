/** Packs of facts about discs (AccurateRip, MusicBrainz, CDDB), each with the date its facts were taken. */
import { FileInput } from 'lucide-react';
import { useState } from 'react';
import type { Pack, PackImportReport } from '../../../shared/model/pack.ts';
import { Button } from '../../components/button.tsx';
import { Empty } from '../../components/empty.tsx';
import { FaultNotice } from '../../components/notice.tsx';
import { VirtualTable } from '../../components/virtual-table.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useLoaded } from '../../state/hub-context.tsx';
import { momentWords } from '../../words/moments.ts';
import { countWords } from '../../words/numbers.ts';
import styles from './checks.module.css';
import { ImportFileDialog } from './import-file-dialog.tsx';
import { MatchesPanel } from './matches-panel.tsx';

const t = messagesOf('packs');
const common = messagesOf('common');

/** The table is as high as its packs, up to a point. */
const mostRows = 8;
const rowPx = 28;

export function PacksPage() {
  const known = useLoaded('packs', (hub, signal) => hub.packs.list(undefined, { signal }));
  const [importing, setImporting] = useState(false);
  const [chosen, setChosen] = useState<number | null>(null);
  if (known.error)
    return (
      <div className={styles.page}>
        <FaultNotice
          error={known.error}
          actions={<Button onClick={known.reload}>{common('tryAgain')}</Button>}
        />
      </div>
    );
  if (!known.value) return null;
  const { packs } = known.value;
  const add = (
    <Button icon={<FileInput />} look="primary" onClick={() => setImporting(true)}>
      {t('import')}
    </Button>
  );
  const dialog = (
    <ImportFileDialog<PackImportReport>
      open={importing}
      title={t('importTitle')}
      description={t('importWhat')}
      take={(client, file) => client.packs.import(file)}
      said={(report) => <p role="status">{reportWords(report)}</p>}
      onClose={() => setImporting(false)}
      onImported={known.reload}
    />
  );
  const pack = packs.find(({ id }) => id === chosen) ?? packs[0];
  if (!pack)
    return (
      <>
        <Empty title={t('none')} actions={add}>
          <p>{t('noneWhy')}</p>
        </Empty>
        {dialog}
      </>
    );
  return (
    <div className={styles.lists}>
      <div className={styles.lead}>
        <p className={styles.verdict}>
          {t('sum', { packs: packs.length, facts: packs.reduce((sum, { facts }) => sum + facts, 0) })}
        </p>
        <div className={styles.actions}>{add}</div>
      </div>
      <div className={styles.listTable} style={{ height: Math.min(mostRows, packs.length + 1) * rowPx + 2 }}>
        <VirtualTable<Pack>
          label={t('title')}
          rows={packs}
          rowKey={({ id }) => id}
          chosenKey={pack.id}
          onActive={({ id }) => setChosen(id)}
          columns={[
            {
              name: t('columnPack'),
              width: 'minmax(160px, 3fr)',
              cell: ({ name }) => <strong>{name}</strong>,
            },
            {
              name: t('columnSource'),
              width: 'minmax(120px, 2fr)',
              cell: ({ source }) => source || '\u2013',
            },
            {
              name: t('columnLicence'),
              width: 'minmax(72px, 1fr)',
              cell: ({ licence }) => licence || '\u2013',
            },
            { name: t('columnDate'), width: '96px', cell: ({ date }) => date },
            { name: t('columnFacts'), width: '80px', align: 'end', cell: ({ facts }) => countWords(facts) },
            {
              name: t('columnImported'),
              width: '140px',
              align: 'end',
              cell: ({ importedAt }) => momentWords(importedAt),
            },
          ]}
        />
      </div>
      <MatchesPanel key={`${pack.id} ${pack.fileSha256}`} pack={pack} onRemoved={known.reload} />
      {dialog}
    </div>
  );
}

function reportWords({ pack: { name, facts: count, date }, replaced, unchanged }: PackImportReport): string {
  if (unchanged) return t('importedSame', { name });
  if (!replaced) return t('imported', { name, count, date });
  return t('importedOver', { name, count, date, former: replaced.date });
}
