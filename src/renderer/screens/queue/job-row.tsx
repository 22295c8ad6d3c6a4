/** A job that is at work or rests, in a line. */
import { Play, X } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { isAtRest, type JobSummary } from '../../../shared/model/job.ts';
import { Button } from '../../components/button.tsx';
import { Chip } from '../../components/chip.tsx';
import { act } from '../../components/toasts.tsx';
import { ViewLink } from '../../components/view-link.tsx';
import { languageStore } from '../../messages/language.ts';
import { messagesOf } from '../../messages/messages.ts';
import { MiniMapStrip } from '../../sector-map/mini-map-strip.tsx';
import { useHub } from '../../state/hub-context.tsx';
import { otherTitleWords } from '../../words/disc.ts';
import { inWords } from '../../words/faults.ts';
import { momentWords } from '../../words/moments.ts';
import { durationWords, shareWords } from '../../words/numbers.ts';
import { jobTone, stageWord } from '../../words/stage.ts';
import { verdict } from '../../words/verdict.ts';
import styles from './queue-screen.module.css';

const t = messagesOf('job');

export interface JobRowProps {
  readonly job: JobSummary;
  /** Below the verdict. */
  readonly children?: ReactNode;
}

/** Drawn again only when its own job changes: hundreds may rest below one at work. */
export const JobRow = memo(function JobRow({ job, children }: JobRowProps) {
  const { client } = useHub();
  useStore(languageStore);
  const jobId = job.id;
  const resting = isAtRest(job.state);
  const title = otherTitleWords(job.disc, job.name);
  const resumable = job.state === 'parked' || job.state === 'failed';
  return (
    <li className={styles.job} data-drive={resting ? undefined : job.source.id}>
      <div className={styles.state}>
        <Chip tone={jobTone(job)}>{stageWord(job)}</Chip>
        <span className={styles.when}>{momentWords(job.endedAt ?? job.createdAt)}</span>
      </div>
      <div className={styles.what}>
        <p className={styles.title}>
          <ViewLink to={{ screen: 'job', jobId }} className={styles.name}>
            {job.name}
          </ViewLink>
          {job.carrier !== null && <span className={styles.carrier}>{job.carrier}</span>}
          {title !== null && <span>{title}</span>}
          <span className={styles.source}>{job.source.label}</span>
        </p>
        <p className={styles.verdict}>{job.error ? inWords(job.error).message : verdict(job)}</p>
        {children}
      </div>
      <div className={styles.map}>
        <MiniMapStrip letters={job.miniMap} />
        <p className={styles.progress}>
          <span>
            {job.counts
              ? shareWords(job.counts.good + job.counts.goodAfterRetry, job.counts.total)
              : '\u2013'}
          </span>
          <span>
            {!resting && job.etaSeconds !== null
              ? t('timeLeft', { time: durationWords(job.etaSeconds) })
              : ''}
          </span>
        </p>
      </div>
      <div className={styles.actions}>
        {resumable && (
          <Button icon={<Play />} onClick={() => act(() => client.jobs.resume({ jobId }))}>
            {t('resume')}
          </Button>
        )}
        {resting && (
          <Button
            look="plain"
            icon={<X />}
            aria-label={t('dismissNamed', { name: job.name })}
            title={t('dismissNote')}
            onClick={() => act(() => client.jobs.dismiss({ jobId }))}
          />
        )}
      </div>
    </li>
  );
});
