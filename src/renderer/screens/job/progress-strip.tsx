/** The figures of a job in one line, over a bar of what was read and what could not be. */
import { isAtRest, type JobSnapshot, type SectorCounts } from '../../../shared/model/job.ts';
import { classNames } from '../../components/class-names.ts';
import { messagesOf } from '../../messages/messages.ts';
import { speedWords } from '../../words/disc.ts';
import { countWords, durationWords, shareWords } from '../../words/numbers.ts';
import styles from './progress-strip.module.css';

const t = messagesOf('job');

export function ProgressStrip({ job }: { readonly job: JobSnapshot }) {
  const { progress } = job;
  const counts = progress?.counts ?? job.counts;
  if (!counts) return null;
  const read = counts.good + counts.goodAfterRetry;
  const suspect = counts.suspect ?? 0;
  const unreadable = counts.bad - suspect;
  const resting = isAtRest(job.state);
  const isCd = (job.inspection?.disc?.tracks.length ?? 0) > 0;
  return (
    <section className={styles.strip} aria-label={t('progress')}>
      <dl className={styles.figures}>
        <Figure name={t('read')} value={shareWords(read, counts.total)} large />
        <Figure name={t('sectors')} value={`${countWords(read)} / ${countWords(counts.total)}`} />
        <Figure
          name={t('notReadable')}
          value={countWords(unreadable)}
          tone={unreadable > 0 ? 'alarm' : undefined}
        />
        {suspect > 0 && <Figure name={t('inDoubt')} value={countWords(suspect)} tone="doubt" />}
        {counts.pending > 0 && <Figure name={t('stillToRead')} value={countWords(counts.pending)} />}
        {progress && <Figure name={t('elapsed')} value={durationWords(progress.elapsedMs / 1000)} />}
        {!resting && (
          <Figure
            name={t('left')}
            value={
              job.etaSeconds === null ? '\u2013' : t('aboutTime', { time: durationWords(job.etaSeconds) })
            }
          />
        )}
        {!resting && <Figure name={t('speed')} value={speedWords(job.bytesPerSecond, isCd)} />}
        {progress && resting && (
          <Figure name={t('averageSpeed')} value={speedWords(progress.averageBytesPerSecond, isCd)} />
        )}
        {progress && progress.failedReads > 0 && (
          <Figure name={t('failedReads')} value={countWords(progress.failedReads)} />
        )}
      </dl>
      <Bar counts={counts} finishing={resting ? null : (progress?.finishing ?? null)} />
    </section>
  );
}

interface FigureProps {
  readonly name: string;
  readonly value: string;
  readonly large?: boolean;
  readonly tone?: 'alarm' | 'doubt' | undefined;
}

function Figure({ name, value, large, tone }: FigureProps) {
  return (
    <div className={classNames(styles.figure, large && styles.large, tone && styles[tone])}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

interface BarProps {
  readonly counts: SectorCounts;
  readonly finishing: number | null;
}

function Bar({ counts, finishing }: BarProps) {
  const share = (part: number) => `${counts.total === 0 ? 0 : (part * 100) / counts.total}%`;
  const read = counts.good + counts.goodAfterRetry;
  const percent = finishing === null ? (read * 100) / Math.max(1, counts.total) : finishing * 100;
  return (
    <div
      className={styles.bar}
      role="progressbar"
      aria-label={finishing === null ? t('sectorsRead') : t('finishing')}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.floor(percent)}
    >
      {finishing === null ? (
        <>
          <span className={styles.good} style={{ width: share(read) }} />
          <span
            className={classNames(styles.bad, counts.bad > 0 && styles.seen)}
            style={{ width: share(counts.bad) }}
          />
        </>
      ) : (
        <span className={styles.finishing} style={{ width: `${percent}%` }} />
      )}
    </div>
  );
}
