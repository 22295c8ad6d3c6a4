/** The jobs that wait for one drive, in the order they will begin; dragged, or moved by keys, to another place. */
import {
  ArrowDown,
  ArrowDownToLine,
  ArrowUp,
  ArrowUpToLine,
  GripVertical,
  ListOrdered,
  X,
} from 'lucide-react';
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import type { JobSummary } from '../../../shared/model/job.ts';
import { AfterThis } from '../../components/after-this.tsx';
import { Button } from '../../components/button.tsx';
import { classNames } from '../../components/class-names.ts';
import { Menu } from '../../components/menu.tsx';
import { act } from '../../components/toasts.tsx';
import { ViewLink } from '../../components/view-link.tsx';
import { useCommand } from '../../keys/use-keys.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useHub } from '../../state/hub-context.tsx';
import type { DriveLine, Step } from '../../state/queue-order.ts';
import { shareWords } from '../../words/numbers.ts';
import rows from './queue-screen.module.css';
import { useMoves } from './use-moves.ts';
import { useRowDrag } from './use-row-drag.ts';
import styles from './waiting-list.module.css';

const t = messagesOf('queue');

/** Of a long line its beginning is shown: what rests stands below, and may want somebody. */
const mostFolded = 10;

export interface WaitingListProps {
  readonly line: DriveLine;
  /** A job is at work in this drive. */
  readonly isAtWork: boolean;
  /** Beside the name of a job, where there is something to be said of it. */
  readonly noteOf: (job: JobSummary) => ReactNode;
}

export function WaitingList({ line, isAtWork, noteOf }: WaitingListProps) {
  const { client } = useHub();
  const { jobs, label, sourceId } = line;
  const { move, step, spoken } = useMoves(line);
  const [isOpen, setIsOpen] = useState(false);
  const shown = isOpen || jobs.length <= mostFolded + 2 ? jobs : jobs.slice(0, mostFolded);
  // Below the last row that is shown others may wait.
  const drag = useRowDrag(
    (id, before) => void move(id, before ?? jobs[shown.length]?.id ?? null, { isShown: true }),
  );
  const [focusedId, setFocusedId] = useState<string | null>(null);
  const focused = focusedId !== null && jobs.some(({ id }) => id === focusedId) ? focusedId : null;
  const byKey = (wanted: Step) =>
    focused === null
      ? null
      : () => {
          // Who is moved out of sight is followed.
          if (wanted === 'down' && focused === shown.at(-1)?.id) setIsOpen(true);
          void step(focused, wanted);
        };
  useCommand('moveUp', byKey('up'));
  useCommand('moveDown', byKey('down'));
  useCommand('moveToFront', byKey('front'));
  useFocusKept(jobs);
  return (
    <section className={styles.line} data-drive={sourceId} aria-label={t('waitingFor', { drive: label })}>
      <header className={styles.header}>
        <h2>{t('waitingFor', { drive: label })}</h2>
        <span className={styles.count}>{t('jobCount', { count: jobs.length })}</span>
        {!isAtWork && <AfterThis drive={{ id: sourceId, label }} isAtWork={false} waiting={jobs.length} />}
      </header>
      <ul
        ref={drag.list}
        className={classNames(rows.jobs, styles.jobs)}
        aria-label={t('inOrder', { drive: label })}
        data-end={drag.draggedId !== null && drag.before === null ? true : undefined}
        onBlur={({ relatedTarget, currentTarget }) => {
          if (!currentTarget.contains(relatedTarget)) setFocusedId(null);
        }}
      >
        {shown.map((job, place) => (
          <li
            key={job.id}
            className={styles.job}
            data-row={job.id}
            data-dragged={drag.draggedId === job.id || undefined}
            data-before={drag.before === job.id || undefined}
            onFocus={() => setFocusedId(job.id)}
          >
            <span className={styles.grip} title={t('dragNote')} aria-hidden {...drag.handleOf(job.id)}>
              <GripVertical />
            </span>
            <span className={styles.place}>{place + 1}</span>
            <p className={styles.title}>
              <ViewLink to={{ screen: 'job', jobId: job.id }} className={rows.name}>
                {job.name}
              </ViewLink>
              {job.carrier !== null && <span className={styles.soft}>{job.carrier}</span>}
              <span className={styles.soft}>{begunWords(job)}</span>
              {noteOf(job)}
            </p>
            <Menu
              look="plain"
              label={t('placeOf', { name: job.name })}
              icon={<ListOrdered aria-hidden />}
              entries={(
                [
                  ['front', <ArrowUpToLine key="front" />],
                  ['up', <ArrowUp key="up" />],
                  ['down', <ArrowDown key="down" />],
                  ['end', <ArrowDownToLine key="end" />],
                ] as const
              ).map(([wanted, icon]) => ({
                words: t(wanted),
                icon,
                onChoose: () => void step(job.id, wanted),
              }))}
            />
            <Button
              look="plain"
              icon={<X />}
              aria-label={t('takeOut', { name: job.name })}
              title={t('takeOutNote')}
              onClick={() => act(() => client.jobs.park({ jobId: job.id }))}
            />
          </li>
        ))}
      </ul>
      {shown.length < jobs.length && (
        <Button look="plain" className={styles.more} onClick={() => setIsOpen(true)}>
          {t('showAll', { count: jobs.length - shown.length })}
        </Button>
      )}
      <p className="visually-hidden" role="status" aria-live="polite" data-moves>
        {spoken}
      </p>
    </section>
  );
}

function begunWords({ counts }: JobSummary): string {
  return counts
    ? t('begun', { share: shareWords(counts.good + counts.goodAfterRetry, counts.total) })
    : t('notBegun');
}

/** A row that changes its place takes its focus along: a browser drops it when the row is put elsewhere. */
function useFocusKept(order: readonly JobSummary[]): void {
  const last = useRef<Element | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the order says when rows were put elsewhere
  useLayoutEffect(() => {
    const { activeElement } = document;
    if (activeElement === document.body && last.current instanceof HTMLElement && last.current.isConnected)
      last.current.focus();
    const remember = () => {
      last.current = document.activeElement;
    };
    remember();
    document.addEventListener('focusin', remember);
    return () => document.removeEventListener('focusin', remember);
  }, [order]);
}
