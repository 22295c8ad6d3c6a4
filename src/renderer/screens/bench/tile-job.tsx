/** The lower part of a tile while a job is at work in its drive, and after it has ended. */
import { Pause, Play, Square } from 'lucide-react';
import type { DiscSummary } from '../../../shared/model/disc-summary.ts';
import type { JobSummary } from '../../../shared/model/job.ts';
import { verdict } from '../../../shared/model/verdict.ts';
import { countWords, durationWords, shareWords } from '../../../shared/words.ts';
import { Button } from '../../components/button.tsx';
import { Chip } from '../../components/chip.tsx';
import { act } from '../../components/toasts.tsx';
import { ViewLink } from '../../components/view-link.tsx';
import { MiniMapStrip } from '../../sector-map/mini-map-strip.tsx';
import { useHub } from '../../state/hub-context.tsx';
import { otherTitleWords, speedWords, trackCountWords } from '../../words/disc.ts';
import { jobTone, stageWord } from '../../words/stage.ts';
import styles from './drive-tile.module.css';

export function WorkingJob({ job }: { readonly job: JobSummary }) {
  const { client } = useHub();
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
          <Figure name="left" value={job.etaSeconds === null ? '\u2013' : durationWords(job.etaSeconds)} />
          <Figure
            name="speed"
            value={job.bytesPerSecond > 0 ? speedWords(job.bytesPerSecond, isCd(job)) : '\u2013'}
          />
          <Figure name="bad" value={countWords(counts?.bad ?? 0)} alarm={(counts?.bad ?? 0) > 0} />
        </dl>
      </div>
      <MiniMapStrip letters={job.miniMap} />
      <div className={styles.actions}>
        {job.paused ? (
          <Button icon={<Play />} onClick={() => act(() => client.jobs.unpause({ jobId }))}>
            Continue
          </Button>
        ) : (
          <Button icon={<Pause />} onClick={() => act(() => client.jobs.pause({ jobId }))}>
            Pause
          </Button>
        )}
        <Button
          icon={<Square />}
          title="Ends reading and frees the drive; everything read is kept and the job can be resumed"
          onClick={() =>
            act(() => client.jobs.park({ jobId }), 'Parked. Everything read is kept; resume at any time.')
          }
        >
          Stop
        </Button>
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
      <p className={styles.verdict}>{job.error?.message ?? verdict(job)}</p>
      {job.miniMap !== '' && <MiniMapStrip letters={job.miniMap} />}
      <div className={styles.actions}>
        <Button look={resumable ? 'normal' : 'primary'} onClick={onStart}>
          {resumable ? 'Start another\u2026' : 'Start next\u2026'}
        </Button>
        {resumable && (
          <Button look="primary" icon={<Play />} onClick={() => act(() => client.jobs.resume({ jobId }))}>
            Resume
          </Button>
        )}
      </div>
    </>
  );
}
