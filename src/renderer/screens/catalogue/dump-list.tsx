import { useCallback, useEffect, useRef, useState } from 'react';
import type { DumpSummary } from '../../../shared/model/catalogue.ts';
import { Button } from '../../components/button.tsx';
import { Empty } from '../../components/empty.tsx';
import { FaultNotice } from '../../components/notice.tsx';
import { ViewLink } from '../../components/view-link.tsx';
import { VirtualTable } from '../../components/virtual-table.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useHub, useReloadAfterLoss } from '../../state/hub-context.tsx';
import { go } from '../../state/view.ts';
import styles from './catalogue-screen.module.css';
import { dumpColumns } from './dump-columns.tsx';

const t = messagesOf('dump');

const pageRows = 200;

interface Pages {
  readonly dumps: readonly DumpSummary[];
  readonly next: string | null;
  readonly total: number;
}

/** All dumps, page after page as the list is scrolled. */
export function DumpList({ onTotal }: { readonly onTotal: (total: number) => void }) {
  const { client } = useHub();
  const [pages, setPages] = useState<Pages | null>(null);
  const [error, setError] = useState<unknown>(null);
  const asking = useRef(false);

  const load = useCallback(
    async (after: string | null) => {
      if (asking.current) return;
      asking.current = true;
      try {
        const page = await client.catalogue.list({ after, limit: pageRows });
        setPages((before) => ({
          dumps: after === null ? page.dumps : [...(before?.dumps ?? []), ...page.dumps],
          next: page.next,
          total: page.total,
        }));
        setError(null);
        onTotal(page.total);
      } catch (problem) {
        setError(problem);
      } finally {
        asking.current = false;
      }
    },
    [client, onTotal],
  );
  useEffect(() => void load(null), [load]);
  const next = pages?.next ?? null;
  useReloadAfterLoss(error, () => void load(next));
  const onNearEnd = useCallback(() => {
    if (next !== null) void load(next);
  }, [next, load]);

  if (error) {
    return (
      <div className={styles.notice}>
        <FaultNotice
          error={error}
          actions={<Button onClick={() => load(next)}>{messagesOf('common')('tryAgain')}</Button>}
        />
      </div>
    );
  }
  if (pages?.total === 0) {
    return (
      <Empty title={t('nothingYet')} actions={<ViewLink to={{ screen: 'bench' }}>{t('goToBench')}</ViewLink>}>
        <p>{t('byItself')}</p>
        <p>{t('fromElsewhere')}</p>
      </Empty>
    );
  }
  return (
    pages && (
      <VirtualTable
        label={t('dumps')}
        columns={dumpColumns()}
        rows={pages.dumps}
        rowKey={(dump) => dump.dumpId}
        totalRows={pages.total}
        onOpen={({ dumpId }) => go({ screen: 'dump', dumpId })}
        onNearEnd={onNearEnd}
      />
    )
  );
}
