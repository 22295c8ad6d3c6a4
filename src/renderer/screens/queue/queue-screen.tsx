/** Every job, newest first: what runs, what waits for a person, what is done. */
import { Play, X } from 'lucide-react';
import { isAtRest, type JobSummary } from '../../../shared/model/job.ts';
import { Button } from '../../components/button.tsx';
import { Chip } from '../../components/chip.tsx';
import { Empty } from '../../components/empty.tsx';
import { Screen } from '../../components/screen.tsx';
import { act } from '../../components/toasts.tsx';
import { ViewLink } from '../../components/view-link.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { MiniMapStrip } from '../../sector-map/mini-map-strip.tsx';
import { useHub, useHubState } from '../../state/hub-context.tsx';
import { otherTitleWords } from '../../words/disc.ts';
import { inWords } from '../../words/faults.ts';
import { momentWords } from '../../words/moments.ts';
import { durationWords, shareWords } from '../../words/numbers.ts';
import { jobTone, stageWord } from '../../words/stage.ts';
import { verdict } from '../../words/verdict.ts';
import styles from './queue-screen.module.css';

const t = messagesOf('job');

export function QueueScreen() {
  const jobs = useHubState((state) => state.jobs);
  return (
    <Screen title={t('queue')} aside={jobs && jobs.length > 0 ? tally(jobs) : undefined}>
      {jobs?.length === 0 && (
        <Empty title={t('noJobs')} actions={<ViewLink to={{ screen: 'bench' }}>{t('goToBench')}</ViewLink>}>
          <p>{t('whatJobsAre')}</p>
        </Empty>
      )}
      {jobs && jobs.length > 0 && (
        <ul className={styles.jobs} aria-label={t('newestFirst')}>
          {jobs.map((job) => (
            <JobRow key={job.id} job={job} />
          ))}
        </ul>
      )}
    </Screen>
  );
}

function tally(jobs: readonly JobSummary[]): string {
  const running = jobs.filter((job) => !isAtRest(job.state)).length;
  const waiting = jobs.filter((job) => job.state === 'parked' || job.state === 'failed').length;
  const done = jobs.length - running - waiting;
  const parts = [
    running > 0 && t('running', { count: running }),
    waiting > 0 && t('toResume', { count: waiting }),
    done > 0 && t('done', { count: done }),
  ];
  return parts.filter(Boolean).join(' \u00b7 ');
}

function JobRow({ job }: { readonly job: JobSummary }) {
  const { client } = useHub();
  const jobId = job.id;
  const resting = isAtRest(job.state);
  const title = otherTitleWords(job.disc, job.name);
  const resumable = job.state === 'parked' || job.state === 'failed';
  return (
    <li className={styles.job}>
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
}
