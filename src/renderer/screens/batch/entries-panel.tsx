/** The stack in its order, and what waits for a decision; one key decides the row in focus. */
import { useState } from 'react';
import type { BatchEntry } from '../../../shared/model/batch.ts';
import { dispositions } from '../../../shared/model/vocabulary.ts';
import { Chip } from '../../components/chip.tsx';
import { Menu } from '../../components/menu.tsx';
import { type Column, VirtualTable } from '../../components/virtual-table.tsx';
import { byHand } from '../../keys/by-hand.ts';
import { useCommand } from '../../keys/use-keys.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { codeWords } from '../../words/vocabulary.ts';
import styles from './batch.module.css';
import { entryStateWords, entryTones } from './batch-words.ts';
import { type Decision, decisionOfKey } from './decisions.ts';

const t = messagesOf('batch');

export interface EntriesPanelProps {
  readonly entries: readonly BatchEntry[];
  readonly shownCode: string | null;
  readonly onShow: (code: string) => void;
  readonly onDecide: (entry: BatchEntry, decision: Decision) => void;
}

export function EntriesPanel({ entries, shownCode, onShow, onDecide }: EntriesPanelProps) {
  const waiting = entries.filter(({ state }) => state === 'exception');
  const [onlyWaiting, setOnlyWaiting] = useState(false);
  const isNarrowed = onlyWaiting && waiting.length > 0;
  const rows = isNarrowed ? waiting : entries;
  const toDecide = () => {
    setOnlyWaiting(true);
    requestAnimationFrame(() =>
      document.querySelector<HTMLElement>(`.${styles.entries} [role="row"][tabindex="0"]`)?.focus(),
    );
  };
  useCommand('nextException', waiting.length > 0 ? toDecide : null);
  return (
    <section className={styles.entries} aria-label={t('stack')}>
      <div className={styles.entriesHead}>
        <fieldset className={styles.switch} aria-label={t('show')}>
          <button type="button" aria-pressed={!isNarrowed} onClick={() => setOnlyWaiting(false)}>
            {t('allEntries', { count: entries.length })}
          </button>
          <button
            type="button"
            aria-pressed={isNarrowed}
            disabled={waiting.length === 0}
            onClick={() => setOnlyWaiting(true)}
          >
            {t('waitingEntries', { count: waiting.length })}
          </button>
        </fieldset>
        {waiting.length > 0 && <p className={styles.keys}>{t('keysHelp')}</p>}
      </div>
      <VirtualTable
        label={t('stack')}
        rows={rows}
        rowKey={({ uuid }) => uuid}
        chosenKey={entries.find(({ code }) => code === shownCode)?.uuid ?? null}
        onOpen={({ code }) => onShow(code)}
        onKey={(event, active) => {
          const entry = rows[active];
          const decision = decisionOfKey(event);
          if (!decision || entry?.state !== 'exception') return null;
          byHand(() => onDecide(entry, decision));
          return Promise.resolve(null);
        }}
        columns={columns(onDecide)}
      />
    </section>
  );
}

function columns(onDecide: EntriesPanelProps['onDecide']): readonly Column<BatchEntry>[] {
  return [
    { name: t('columnPosition'), width: '40px', align: 'end', cell: ({ position }) => position },
    { name: t('columnCarrier'), width: 'minmax(84px, 1fr)', cell: ({ code }) => <strong>{code}</strong> },
    {
      name: t('columnState'),
      width: '164px',
      cell: (entry) => <Chip tone={entryTones[entry.state]}>{entryStateWords(entry)}</Chip>,
    },
    {
      name: t('columnTitle'),
      width: 'minmax(100px, 3fr)',
      cell: ({ title, note }) => (note === '' ? (title ?? '') : note),
    },
    {
      name: t('columnObserved'),
      width: 'minmax(84px, 2fr)',
      mono: true,
      cell: ({ observed }) => observed ?? '',
    },
    {
      name: t('decide'),
      width: '72px',
      cell: (entry) => entry.state === 'exception' && <DecideMenu entry={entry} onDecide={onDecide} />,
    },
  ];
}

function DecideMenu({
  entry,
  onDecide,
}: Pick<EntriesPanelProps, 'onDecide'> & { readonly entry: BatchEntry }) {
  const choose = (words: string, decision: Decision) => ({
    words,
    onChoose: () => onDecide(entry, decision),
  });
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only keeps a click on the menu from opening the row
    // biome-ignore lint/a11y/useKeyWithClickEvents: the menu inside takes the keys
    <span onClick={(event) => event.stopPropagation()}>
      <Menu
        label={`${t('decide')} ${entry.code}`}
        entries={[
          choose(`R  ${t('retry')}`, { action: 'retry', disposition: null }),
          choose(`A  ${t('accept')}`, { action: 'accept', disposition: null }),
          choose(`S  ${t('skip')}`, { action: 'skip', disposition: null }),
          ...dispositions.map((disposition, index) =>
            choose(`${index < 9 ? `${index + 1}  ` : ''}${codeWords('disposition', disposition)}`, {
              action: 'dispose',
              disposition,
            }),
          ),
        ]}
      />
    </span>
  );
}
