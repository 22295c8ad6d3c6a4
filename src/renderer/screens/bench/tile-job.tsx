/** The lower part of a tile while a job is at work in its drive, and after it has ended. */
import { Play, TriangleAlert } from 'lucide-react';
import type { DiscSummary } from '../../../shared/model/disc-summary.ts';
import type { JobSummary } from '../../../shared/model/job.ts';
import { Button } from '../../components/button.tsx';
import { Chip } from '../../components/chip.tsx';
import { JobControls } from '../../components/job-controls.tsx';
import { act } from '../../components/toasts.tsx';
import { ViewLink } from '../../components/view-link.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { MiniMapStrip } from '../../sector-map/mini-map-strip.tsx';
import { useHub } from '../../state/hub-context.tsx';
import { otherTitleWords, speedWords, trackCountWords } from '../../words/disc.ts';
import { inWords } from '../../words/faults.ts';
import { countWords, durationWords, shareWords } from '../../words/numbers.ts';
import { jobTone, stageWord } from '../../words/stage.ts';
import { verdict } from '../../words/verdict.ts';
import styles from './drive-tile.module.css';

const t = messagesOf('bench');
const decision = messagesOf('decision');

export function WorkingJob({ job }: { readonly job: JobSummary }) {
  const jobId = job.id;
  const { counts } = job;
  const read = counts ? counts.good + counts.goodAfterRetry : 0;
  return (
    <>
      <div className={styles.stage}>
        <Chip tone={jobTone(job)}>{stageWord(job)}</Chip>
        <ViewLink to={{ screen: 'job', jobId }} className={styles.name}>
          {job.name}
        </ViewLink>
      </div>
      {job.disc && <p className={styles.disc}>{discWords(job.disc, job.name)}</p>}
      <div className={styles.figures}>
        <span className={styles.share}>{counts ? shareWords(read, counts.total) : '\u2013'}</span>
        <dl className={styles.numbers}>
          <Figure
            name={t('left')}
            value={job.etaSeconds === null ? '\u2013' : durationWords(job.etaSeconds)}
          />
          <Figure
            name={t('speed')}
            value={job.bytesPerSecond > 0 ? speedWords(job.bytesPerSecond, isCd(job)) : '\u2013'}
          />
          <Figure name={t('bad')} value={countWords(counts?.bad ?? 0)} alarm={(counts?.bad ?? 0) > 0} />
        </dl>
      </div>
      <MiniMapStrip letters={job.miniMap} />
      {job.stall && (
        <p className={styles.stalled}>
          <TriangleAlert aria-hidden />
          <ViewLink to={{ screen: 'job', jobId }}>
            {decision('onTile', { share: shareWords(job.stall.unread, job.stall.total) })}
          </ViewLink>
        </p>
      )}
      <div className={styles.actions}>
        <JobControls job={job} />
      </div>
    </>
  );
}

function isCd({ disc }: JobSummary): boolean {
  return disc !== null && disc.audioTracks + disc.dataTracks > 0;
}

function discWords(disc: DiscSummary, name: string): string {
  return [otherTitleWords(disc, name), trackCountWords(disc)].filter(Boolean).join(' \u00b7 ');
}

interface FigureProps {
  readonly name: string;
  readonly value: string;
  readonly alarm?: boolean;
}

function Figure({ name, value, alarm }: FigureProps) {
  return (
    <div className={alarm ? styles.alarm : undefined}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

/** Nothing is at work, and the next job does not begin: somebody told the drive to stop. */
export function WaitingJob({ job }: { readonly job: JobSummary }) {
  return (
    <>
      <div className={styles.stage}>
        <Chip tone={jobTone(job)}>{stageWord(job)}</Chip>
        <ViewLink to={{ screen: 'job', jobId: job.id }} className={styles.name}>
          {job.name}
        </ViewLink>
      </div>
      <p className={styles.verdict}>{verdict(job)}</p>
      {job.miniMap !== '' && <MiniMapStrip letters={job.miniMap} />}
    </>
  );
}

export function RestingJob({ job, onStart }: { readonly job: JobSummary; readonly onStart: () => void }) {
  const { client } = useHub();
  const jobId = job.id;
  const resumable = job.state === 'parked' || job.state === 'failed';
  return (
    <>
      <div className={styles.stage}>
        <Chip tone={jobTone(job)}>{stageWord(job)}</Chip>
        <ViewLink to={{ screen: 'job', jobId }} className={styles.name}>
          {job.name}
        </ViewLink>
      </div>
      {job.disc && <p className={styles.disc}>{discWords(job.disc, job.name)}</p>}
      <p className={styles.verdict}>{job.error ? inWords(job.error).message : verdict(job)}</p>
      {job.miniMap !== '' && <MiniMapStrip letters={job.miniMap} />}
      <div className={styles.actions}>
        {resumable && (
          <Button look="primary" icon={<Play />} onClick={() => act(() => client.jobs.resume({ jobId }))}>
            {t('resume')}
          </Button>
        )}
        <Button look={resumable ? 'normal' : 'primary'} onClick={onStart}>
          {resumable ? t('startAnother') : t('startNext')}
        </Button>
      </div>
    </>
  );
}
