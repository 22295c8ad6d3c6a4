/** What every drive of a batch asks for, to be read from where the stack is; Enter begins. */
import { type ReactNode, useEffect, useRef } from 'react';
import type { Batch, BatchStatus, DrivePrompt } from '../../../shared/model/batch.ts';
import { isAtRest, type JobSummary } from '../../../shared/model/job.ts';
import buttons from '../../components/button.module.css';
import { Button } from '../../components/button.tsx';
import { classNames } from '../../components/class-names.ts';
import { ViewLink } from '../../components/view-link.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { MiniMapStrip } from '../../sector-map/mini-map-strip.tsx';
import { useHubState } from '../../state/hub-context.tsx';
import { countWords, durationWords, shareWords } from '../../words/numbers.ts';
import { codeWords } from '../../words/vocabulary.ts';
import styles from './batch.module.css';
import { promptWords } from './batch-words.ts';

const t = messagesOf('batch');

export interface DrivePromptsProps {
  readonly status: BatchStatus;
  readonly onBegin: (sourceId: string) => void;
}

export function DrivePrompts({ status: { batch, drives }, onBegin }: DrivePromptsProps) {
  return (
    <ul className={styles.prompts} aria-label={t('drives')}>
      {drives.map((prompt) => (
        <li key={prompt.sourceId} className={styles.prompt} data-kind={prompt.kind}>
          <Prompt prompt={prompt} batch={batch} onBegin={() => onBegin(prompt.sourceId)} />
        </li>
      ))}
    </ul>
  );
}

interface PromptProps {
  readonly prompt: DrivePrompt;
  readonly batch: Batch;
  readonly onBegin: () => void;
}

function Prompt({ prompt, batch, onBegin }: PromptProps) {
  const { kind, label, code, jobId } = prompt;
  const jobs = useHubState((state) => state.jobs);
  const job = kind === 'reading' ? jobs?.find(({ id }) => id === jobId) : undefined;
  const entry = batch.entries.find((each) => each.code === code);
  const title = entry?.title;
  return (
    <>
      <p className={styles.drive}>
        <span>{label}</span>
        {entry?.exception ? (
          <span className={styles.bad}>{codeWords('exception', entry.exception)}</span>
        ) : (
          title && <span className={styles.title}>{title}</span>
        )}
      </p>
      <p className={styles.asks}>{unbroken(promptWords(prompt, batch), code)}</p>
      {job && !isAtRest(job.state) && <Progress job={job} />}
      {(kind === 'ready' || kind === 'insert' || kind === 'held') && <Begin kind={kind} onBegin={onBegin} />}
    </>
  );
}

/** No line ends inside of a code. */
function unbroken(words: string, code: string | null): ReactNode {
  const at = code === null ? -1 : words.indexOf(code);
  if (code === null || at < 0) return words;
  return (
    <>
      {words.slice(0, at)}
      <span className={styles.whole}>{code}</span>
      {words.slice(at + code.length)}
    </>
  );
}

interface BeginProps {
  readonly kind: 'ready' | 'insert' | 'held';
  readonly onBegin: () => void;
}

/** What waits for Enter takes the focus, unless a person is typing. */
function Begin({ kind, onBegin }: BeginProps) {
  const isReady = kind === 'ready';
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const { activeElement } = document;
    const isFree = activeElement === null || activeElement === document.body;
    if (isReady && isFree) button.current?.focus();
  }, [isReady]);
  return (
    <button
      ref={button}
      type="button"
      className={classNames(buttons.button, isReady && buttons.primary, styles.begin)}
      onClick={onBegin}
    >
      {isReady ? t('begin') : kind === 'held' ? t('goOn') : t('look')}
    </button>
  );
}

function Progress({ job }: { readonly job: JobSummary }) {
  const { counts, etaSeconds } = job;
  const bad = counts?.bad ?? 0;
  return (
    <>
      <MiniMapStrip letters={job.miniMap} />
      <p className={styles.progress}>
        <ViewLink to={{ screen: 'job', jobId: job.id }}>
          {counts ? shareWords(counts.good + counts.goodAfterRetry, counts.total) : t('beginning')}
        </ViewLink>
        {etaSeconds !== null && <span>{t('timeLeft', { time: durationWords(etaSeconds) })}</span>}
        {bad > 0 && <span className={styles.bad}>{t('badSectors', { count: bad })}</span>}
        {counts && <span>{t('ofSectors', { total: countWords(counts.total) })}</span>}
      </p>
    </>
  );
}

export function GoOn({ onGoOn }: { readonly onGoOn: () => void }) {
  return (
    <div className={styles.goOn}>
      <p>{t('resting')}</p>
      <Button look="primary" onClick={onGoOn}>
        {t('goOn')}
      </Button>
    </div>
  );
}
