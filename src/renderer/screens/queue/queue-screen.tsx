/** Every job: what is at work, who waits for which drive, and what rests, newest first. */
import { CircleStop, Play, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { JobSummary } from '../../../shared/model/job.ts';
import { AfterThis } from '../../components/after-this.tsx';
import { Button } from '../../components/button.tsx';
import { Empty } from '../../components/empty.tsx';
import { holdDrives } from '../../components/hold-drives.ts';
import { RoomLines } from '../../components/room-lines.tsx';
import { Screen } from '../../components/screen.tsx';
import { ViewLink } from '../../components/view-link.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useHub, useHubState } from '../../state/hub-context.tsx';
import { drivesToStop, isAtWork, type QueueParts, queueParts } from '../../state/queue-order.ts';
import { useRoom } from '../../state/use-room.ts';
import { JobRow } from './job-row.tsx';
import styles from './queue-screen.module.css';
import { useStopKey } from './use-stop-key.ts';
import { WaitingList } from './waiting-list.tsx';

const t = messagesOf('job');
const words = messagesOf('queue');

export function QueueScreen() {
  const jobs = useHubState((state) => state.jobs);
  const waiting = useHubState((state) => state.waiting);
  const parts = queueParts(jobs ?? [], waiting);
  const volumes = useRoom();
  const short = new Set(volumes.flatMap(({ shortJobIds }) => shortJobIds));
  const noteOf = ({ id }: JobSummary) => (short.has(id) ? <ShortOfRoom /> : null);
  useStopKey(parts);
  return (
    <Screen
      title={t('queue')}
      aside={jobs && jobs.length > 0 ? tally(jobs) : undefined}
      actions={<AllDrives parts={parts} />}
    >
      {jobs?.length === 0 && (
        <Empty title={t('noJobs')} actions={<ViewLink to={{ screen: 'bench' }}>{t('goToBench')}</ViewLink>}>
          <p>{t('whatJobsAre')}</p>
        </Empty>
      )}
      <RoomLines volumes={volumes} />
      <AtWork parts={parts} noteOf={noteOf} />
      {parts.lines.map((line) => (
        <WaitingList
          key={line.sourceId}
          line={line}
          isAtWork={parts.atWork.some(({ source }) => source.id === line.sourceId)}
          noteOf={noteOf}
        />
      ))}
      <AtRest parts={parts} />
    </Screen>
  );
}

function tally(jobs: readonly JobSummary[]): string {
  const count = (holds: (job: JobSummary) => boolean) => jobs.filter(holds).length;
  const waiting = count(({ state }) => state === 'planned');
  const running = count(isAtWork);
  const resumable = count(({ state }) => state === 'parked' || state === 'failed');
  const done = jobs.length - running - waiting - resumable;
  const parts = [
    running > 0 && t('running', { count: running }),
    waiting > 0 && words('waiting', { count: waiting }),
    resumable > 0 && t('toResume', { count: resumable }),
    done > 0 && t('done', { count: done }),
  ];
  return parts.filter(Boolean).join(' \u00b7 ');
}

/** All drives in which something is at work, told at once. */
function AllDrives({ parts }: { readonly parts: QueueParts }) {
  const hub = useHub();
  const held = useHubState((state) => state.held);
  const drives = drivesToStop(parts, held);
  const going = drives.filter(({ id }) => !held.includes(id));
  const stopped = drives.filter(({ id }) => held.includes(id));
  if (going.length === 0 && stopped.length > 1)
    return (
      <Button icon={<Play />} onClick={() => void holdDrives(hub, stopped, false)}>
        {words('goOnAll')}
      </Button>
    );
  if (going.length < 2) return null;
  return (
    <Button
      icon={<CircleStop />}
      title={words('stopAllNote')}
      onClick={() => void holdDrives(hub, going, true)}
    >
      {words('stopAll')}
    </Button>
  );
}

function ShortOfRoom() {
  return (
    <span className={styles.short}>
      <TriangleAlert aria-hidden /> {words('willNotFit')}
    </span>
  );
}

interface AtWorkProps {
  readonly parts: QueueParts;
  readonly noteOf: (job: JobSummary) => ReactNode;
}

function AtWork({ parts: { atWork, lines }, noteOf }: AtWorkProps) {
  if (atWork.length === 0) return null;
  return (
    <section className={styles.part} aria-label={words('atWork')}>
      <h2 className={styles.heading}>{words('atWork')}</h2>
      <ul className={styles.jobs}>
        {atWork.map((job) => (
          <JobRow key={job.id} job={job}>
            {noteOf(job)}
            <AfterThis
              drive={job.source}
              isAtWork
              waiting={lines.find(({ sourceId }) => sourceId === job.source.id)?.jobs.length ?? 0}
            />
          </JobRow>
        ))}
      </ul>
    </section>
  );
}

function AtRest({ parts: { atWork, lines, atRest } }: { readonly parts: QueueParts }) {
  if (atRest.length === 0) return null;
  const isAlone = atWork.length === 0 && lines.length === 0;
  return (
    <section className={styles.part} aria-label={words('atRest')}>
      {!isAlone && <h2 className={styles.heading}>{words('atRest')}</h2>}
      <ul className={styles.jobs} aria-label={t('newestFirst')}>
        {atRest.map((job) => (
          <JobRow key={job.id} job={job} />
        ))}
      </ul>
    </section>
  );
}
