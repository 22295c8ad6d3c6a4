/** All batches, the newest first, and the way to a new one. */
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Chip } from '../../components/chip.tsx';
import { Empty } from '../../components/empty.tsx';
import { FaultNotice } from '../../components/notice.tsx';
import { Screen } from '../../components/screen.tsx';
import { ViewLink } from '../../components/view-link.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useLoaded } from '../../state/hub-context.tsx';
import { go } from '../../state/view.ts';
import { momentWords } from '../../words/moments.ts';
import styles from './batch.module.css';
import { NewBatchDialog } from './new-batch-dialog.tsx';

const t = messagesOf('batch');
const common = messagesOf('common');

/** @param query a new batch of what it finds is asked for at once */
export function BatchesScreen({ query }: { readonly query: string | null }) {
  const list = useLoaded('batches', (hub, signal) => hub.batches.list(undefined, { signal }));
  const [making, setMaking] = useState(query !== null);
  const batches = [...(list.value?.batches ?? [])].sort((a, b) => (a.openedAt < b.openedAt ? 1 : -1));
  const make = (
    <Button look="primary" icon={<Plus />} onClick={() => setMaking(true)}>
      {t('newBatch')}
    </Button>
  );
  return (
    <Screen
      title={t('titleAll')}
      actions={
        <>
          <Button onClick={() => go({ screen: 'quality', batchId: null })}>{t('qualityAll')}</Button>
          {make}
        </>
      }
    >
      {list.error ? (
        <FaultNotice
          error={list.error}
          actions={<Button onClick={list.reload}>{common('tryAgain')}</Button>}
        />
      ) : null}
      {list.value && batches.length === 0 && (
        <Empty title={t('noBatch')}>
          <p>{t('noBatchHelp')}</p>
        </Empty>
      )}
      <ol className={styles.batches} aria-label={t('titleAll')}>
        {batches.map(({ uuid, name, operator, openedAt, state, entries, done, isRunning, directory }) => (
          <li key={uuid}>
            <ViewLink to={{ screen: 'batch', batchId: uuid }} className={styles.batchName}>
              {name}
            </ViewLink>
            <span>{t('doneOf', { done, total: entries })}</span>
            <Chip tone={state === 'closed' ? 'neutral' : isRunning ? 'busy' : 'warn'}>
              {state === 'closed' ? t('stateClosed') : isRunning ? t('stateRunning') : t('stateResting')}
            </Chip>
            <span className={styles.opened}>{t('opened', { at: momentWords(openedAt), by: operator })}</span>
            <span className={styles.path}>{directory}</span>
          </li>
        ))}
      </ol>
      <NewBatchDialog open={making} query={query} onClose={() => setMaking(false)} />
    </Screen>
  );
}
