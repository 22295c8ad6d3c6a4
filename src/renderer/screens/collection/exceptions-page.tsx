/** What stopped at the bench and waits for a person; a digit decides the row in focus. */
import { useRef } from 'react';
import type { Carrier } from '../../../shared/model/collection.ts';
import { shownOf } from '../../../shared/model/collection.ts';
import { dispositions } from '../../../shared/model/vocabulary.ts';
import { Button } from '../../components/button.tsx';
import { Chip } from '../../components/chip.tsx';
import { Empty } from '../../components/empty.tsx';
import { Menu } from '../../components/menu.tsx';
import { FaultNotice } from '../../components/notice.tsx';
import { VirtualTable } from '../../components/virtual-table.tsx';
import { byHand } from '../../keys/by-hand.ts';
import { useCommand } from '../../keys/use-keys.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useLoaded } from '../../state/hub-context.tsx';
import { go } from '../../state/view.ts';
import { codeWords } from '../../words/vocabulary.ts';
import { useCarrierChange } from '../carrier/use-carrier-change.ts';
import styles from './collection.module.css';

const t = messagesOf('collection');
const common = messagesOf('common');

const mostShown = 500;

export function ExceptionsPage({ edition }: { readonly edition: number }) {
  const waiting = useLoaded(`exceptions ${edition}`, (hub, signal) =>
    hub.collection.carriers.list(
      { filter: { state: 'needs-attention' }, after: null, limit: mostShown },
      { signal },
    ),
  );
  const change = useCarrierChange(waiting.reload);
  const list = useRef<HTMLDivElement>(null);
  useCommand('nextException', waiting.value?.carriers.length ? () => toNextRow(list.current) : null);
  const decide = (carrier: Carrier, disposition: (typeof dispositions)[number]) =>
    change(
      (client) => client.collection.carriers.dispose({ codes: [carrier.code], disposition, reason: null }),
      t('decided', { code: carrier.code, decision: codeWords('disposition', disposition) }),
    );
  if (waiting.error)
    return (
      <div className={styles.page}>
        <FaultNotice
          error={waiting.error}
          actions={<Button onClick={waiting.reload}>{common('tryAgain')}</Button>}
        />
      </div>
    );
  if (!waiting.value) return null;
  const { carriers } = waiting.value;
  if (carriers.length === 0)
    return (
      <Empty title={t('noExceptions')}>
        <p>{t('noExceptionsHelp')}</p>
      </Empty>
    );
  return (
    <div ref={list} className={styles.filled}>
      <p className={styles.help}>{t('exceptionsHelp')}</p>
      <VirtualTable
        label={t('pageExceptions')}
        rows={carriers}
        rowKey={({ code }) => code}
        onOpen={({ code }) => go({ screen: 'carrier', code })}
        onKey={(event, active) => {
          const disposition = /^[1-9]$/.test(event.key) ? dispositions[Number(event.key) - 1] : undefined;
          const carrier = carriers[active];
          if (!disposition || !carrier) return null;
          return new Promise((resolve) =>
            byHand(() => void decide(carrier, disposition).then(() => resolve(active))),
          );
        }}
        columns={[
          {
            name: t('columnCarrier'),
            width: 'minmax(96px, 1fr)',
            cell: ({ code }) => <strong>{code}</strong>,
          },
          { name: t('columnTitle'), width: 'minmax(140px, 2fr)', cell: ({ title }) => shownOf(title) ?? '' },
          {
            name: t('columnWhy'),
            width: '180px',
            cell: ({ exception }) => exception && <Chip tone="bad">{codeWords('exception', exception)}</Chip>,
          },
          { name: t('columnReason'), width: 'minmax(160px, 3fr)', cell: ({ stateReason }) => stateReason },
          {
            name: t('decide'),
            width: '72px',
            cell: (carrier) => (
              // biome-ignore lint/a11y/noStaticElementInteractions: only keeps a click on the menu from opening the row
              // biome-ignore lint/a11y/useKeyWithClickEvents: the menu inside takes the keys
              <span onClick={(event) => event.stopPropagation()}>
                <Menu
                  label={`${t('decide')} ${carrier.code}`}
                  entries={dispositions.map((disposition, index) => ({
                    words: `${index < 9 ? `${index + 1}  ` : ''}${codeWords('disposition', disposition)}`,
                    onChoose: () => void decide(carrier, disposition),
                  }))}
                />
              </span>
            ),
          },
        ]}
      />
    </div>
  );
}

/** Into the list, or one row on within it. */
function toNextRow(list: HTMLElement | null): void {
  const row = list?.querySelector<HTMLElement>('[role="row"][tabindex="0"]');
  const next = row?.nextElementSibling;
  if (row === document.activeElement && next instanceof HTMLElement) next.focus();
  else row?.focus();
}
