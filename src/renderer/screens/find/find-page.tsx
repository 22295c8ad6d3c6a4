/** Carriers and what was found of them, beside counts to narrow them by. */
import { useCallback, useState } from 'react';
import type { Count } from '../../../shared/model/search.ts';
import { Button } from '../../components/button.tsx';
import { Empty } from '../../components/empty.tsx';
import { FaultNotice, Notice } from '../../components/notice.tsx';
import { VirtualTable } from '../../components/virtual-table.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { go } from '../../state/view.ts';
import { countWords } from '../../words/numbers.ts';
import { ChosenBar } from './chosen-bar.tsx';
import { FacetColumn } from './facet-column.tsx';
import styles from './find.module.css';
import { foundColumns } from './found-columns.tsx';
import type { FoundRow } from './rows.ts';
import { useFound } from './use-found.ts';

const t = messagesOf('find');
const common = messagesOf('common');

export interface FindPageProps {
  readonly query: string;
  /** Grows whenever something was changed elsewhere: everything is asked anew. */
  readonly edition: number;
  readonly onQuery: (query: string) => void;
  readonly onChanged: () => void;
}

export function FindPage({ query, edition, onQuery, onChanged }: FindPageProps) {
  const { found, rows, error, onSight, reload } = useFound(query, edition);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const toggle = useCallback((code: string) => {
    setChosen((before) => {
      const after = new Set(before);
      if (!after.delete(code)) after.add(code);
      return after;
    });
  }, []);
  const columns = foundColumns({ isChosen: (code) => chosen.has(code), toggle });
  const onKey = (event: React.KeyboardEvent, active: number) => {
    const row = rows[active];
    if (event.key !== ' ' || row?.group.kind !== 'carrier') return null;
    toggle(row.group.id);
    return Promise.resolve(active);
  };
  return (
    <div className={styles.page}>
      <FacetColumn query={query} edition={edition} onQuery={onQuery} />
      <div className={styles.results}>
        {error ? (
          <div className={styles.notice}>
            <FaultNotice error={error} actions={<Button onClick={reload}>{common('tryAgain')}</Button>} />
          </div>
        ) : null}
        {found?.problems.map(({ from, what }) => (
          <div key={from} className={styles.notice}>
            <Notice tone="warn">
              <p>{t('problem', { what })}</p>
            </Notice>
          </div>
        ))}
        {found && found.problems.length === 0 && (query !== '' || found.total.count > 0) && (
          <p className={styles.took} role="status">
            {t('took', { what: totalWords(found.total), ms: msWords(found.tookMs) })}
          </p>
        )}
        {found && found.total.count === 0 && found.problems.length === 0 && (
          <NothingFound query={query} onQuery={onQuery} />
        )}
        {rows.length > 0 && (
          <VirtualTable
            label={t('results')}
            columns={columns}
            rows={rows}
            rowKey={({ key }) => key}
            onOpen={open}
            listKey={found?.query}
            onSight={onSight}
            onKey={onKey}
          />
        )}
        {chosen.size > 0 && (
          <ChosenBar
            query={query}
            total={found?.total ?? null}
            chosen={chosen}
            onChosen={setChosen}
            onChanged={onChanged}
          />
        )}
      </div>
    </div>
  );
}

function NothingFound({ query, onQuery }: Pick<FindPageProps, 'query' | 'onQuery'>) {
  if (query === '')
    return (
      <Empty title={t('empty')}>
        <p>{t('emptyHelp')}</p>
      </Empty>
    );
  return (
    <Empty title={t('nothing')} actions={<Button onClick={() => onQuery('')}>{t('clear')}</Button>}>
      <p>{t('nothingHelp')}</p>
    </Empty>
  );
}

function totalWords({ count, isExact }: Count): string {
  return isExact ? t('carriers', { count }) : t('carriersAtLeast', { count });
}

function msWords(tookMs: number): string {
  return tookMs < 1 ? '< 1' : countWords(Math.round(tookMs));
}

/** A file, and what was hit of a dump, is found in the dump it belongs to. */
function open(row: FoundRow): void {
  if (row.kind === 'file') go({ screen: 'dump', dumpId: row.file.dumpId, inside: true });
  else if (row.kind === 'text' && row.hit.kind !== 'carrier' && row.hit.kind !== 'item')
    go({ screen: 'dump', dumpId: row.hit.id });
  else if (row.group.kind === 'carrier') go({ screen: 'carrier', code: row.group.id });
  else go({ screen: 'dump', dumpId: row.group.id });
}
