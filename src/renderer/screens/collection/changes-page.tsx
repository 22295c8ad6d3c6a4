/** Every change of a record, the latest first, with its way back. */
import { Undo2 } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import type { Transaction } from '../../../shared/model/collection.ts';
import { Button } from '../../components/button.tsx';
import { Tag } from '../../components/chip.tsx';
import { Empty } from '../../components/empty.tsx';
import { FaultNotice } from '../../components/notice.tsx';
import { act } from '../../components/toasts.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useHub, useReloadAfterLoss } from '../../state/hub-context.tsx';
import { momentWords } from '../../words/moments.ts';
import styles from './collection.module.css';

const t = messagesOf('collection');
const common = messagesOf('common');

const pageRows = 100;

export function ChangesPage({ onChanged }: { readonly onChanged: () => void }) {
  const { client } = useHub();
  const [rows, setRows] = useState<readonly Transaction[] | null>(null);
  const [next, setNext] = useState<number | null>(null);
  const [error, setError] = useState<unknown>(null);
  const load = useCallback(
    async (before: number | null) => {
      try {
        const page = await client.collection.history.list({ before, limit: pageRows });
        setRows((shown) => (before === null ? page.transactions : [...(shown ?? []), ...page.transactions]));
        setNext(page.next);
        setError(null);
      } catch (problem) {
        setError(problem);
      }
    },
    [client],
  );
  useEffect(() => void load(null), [load]);
  useReloadAfterLoss(error, () => void load(null));
  const undo = async (txn: string) => {
    if (!(await act(() => client.collection.history.undo({ txn }), t('undone')))) return;
    onChanged();
    await load(null);
  };
  if (error)
    return (
      <div className={styles.page}>
        <FaultNotice
          error={error}
          actions={<Button onClick={() => load(null)}>{common('tryAgain')}</Button>}
        />
      </div>
    );
  if (rows?.length === 0)
    return (
      <Empty title={t('noChanges')}>
        <p>{t('noChangesHelp')}</p>
      </Empty>
    );
  return (
    <div className={styles.page}>
      <ol className={styles.changes} aria-label={t('pageChanges')}>
        {(rows ?? []).map(({ txn, at, by, summary, changed, undoes, undoneBy }) => (
          <li key={txn} className={undoneBy ? styles.undone : undefined}>
            <time dateTime={at}>{momentWords(at)}</time>
            <div>
              <p>
                {undoneBy ? <s>{summary}</s> : summary}
                {undoneBy && <Tag>{t('undoneNote')}</Tag>}
                {undoes && <Tag>{t('undoesNote')}</Tag>}
              </p>
              <p className={styles.quiet}>
                {t('by', { by })} {'\u00b7'} {t('rows', { count: changed })}
              </p>
            </div>
            {!undoneBy && (
              <Button icon={<Undo2 />} onClick={() => undo(txn)}>
                {t('undo')}
              </Button>
            )}
          </li>
        ))}
      </ol>
      {next !== null && <Button onClick={() => load(next)}>{common('more')}</Button>}
    </div>
  );
}
