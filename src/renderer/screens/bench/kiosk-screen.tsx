/** The bench to be read from three metres: every drive at once, nothing to scroll, Escape to leave. */
import { CircleStop, Minimize2 } from 'lucide-react';
import { type CSSProperties, useEffect } from 'react';
import type { Drive } from '../../../shared/model/drive.ts';
import { isAtRest, type JobSummary } from '../../../shared/model/job.ts';
import { Button } from '../../components/button.tsx';
import { Chip } from '../../components/chip.tsx';
import { tileLetter } from '../../keys/scan-codes.ts';
import { messagesOf } from '../../messages/messages.ts';
import { MiniMapStrip } from '../../sector-map/mini-map-strip.tsx';
import { batchOn, jobOn, mayStopAfter } from '../../state/bench-store.ts';
import { useHubState } from '../../state/hub-context.tsx';
import { isAtWork } from '../../state/queue-order.ts';
import { useHold } from '../../state/use-hold.ts';
import { go } from '../../state/view.ts';
import { carrierNoun } from '../../words/disc.ts';
import { durationWords, shareWords } from '../../words/numbers.ts';
import { jobTone, stageWord } from '../../words/stage.ts';
import styles from './kiosk-screen.module.css';

const t = messagesOf('bench');
const inQueue = messagesOf('queue');

export function KioskScreen() {
  const drives = useHubState((state) => state.drives) ?? [];
  const jobs = useHubState((state) => state.jobs) ?? [];
  const leave = () => go({ screen: 'bench' });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) go({ screen: 'bench' });
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
  const columns = Math.max(1, Math.ceil(Math.sqrt(drives.length)));
  const rows = Math.max(1, Math.ceil(drives.length / columns));
  const grid = { gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`, '--rows': rows };
  return (
    <main className={styles.kiosk}>
      <h1 className="visually-hidden">{t('kioskTitle')}</h1>
      <ul className={styles.tiles} style={grid as CSSProperties}>
        {drives.map((drive, place) => (
          <li key={drive.id} className={styles.tile} aria-label={drive.label}>
            <p className={styles.head}>
              <strong>{tileLetter(place)}</strong>
              <span className={styles.label}>{drive.label}</span>
            </p>
            <Standing drive={drive} job={jobOn(jobs, drive)} />
            <Held drive={drive} jobs={jobs} />
          </li>
        ))}
      </ul>
      <Button className={styles.leave} look="plain" icon={<Minimize2 />} onClick={leave}>
        {t('leaveKiosk')}
      </Button>
    </main>
  );
}

/** That a drive begins nothing more must be seen from where the carriers lie. */
function Held({ drive, jobs }: { readonly drive: Drive; readonly jobs: readonly JobSummary[] }) {
  const hold = useHold(drive.id);
  const isInBatch = useHubState(({ batches }) => batchOn(batches, drive.id) !== null);
  const job = jobOn(jobs, drive);
  const waiting = jobs.filter(({ state, source }) => state === 'planned' && source.id === drive.id).length;
  if (!hold || !mayStopAfter({ job, waiting, isInBatch, isHeld: true })) return null;
  const stops = job !== undefined && isAtWork(job);
  return (
    <p className={styles.held}>
      <CircleStop aria-hidden />
      <span>
        {inQueue(stops ? 'stopsAfter' : hold === 'restart' ? 'heldSinceRestart' : 'stopped', {
          count: waiting,
        })}
      </span>
    </p>
  );
}

function Standing({ drive, job }: { readonly drive: Drive; readonly job: JobSummary | undefined }) {
  if (drive.systemDisk !== null) return <p className={styles.waiting}>{t('systemDisk')}</p>;
  if (!job) {
    const words = drive.sizeBytes === 0 ? t('insert', { carrier: carrierNoun(drive) }) : t('ready');
    return <p className={styles.waiting}>{words}</p>;
  }
  const { counts } = job;
  const read = counts ? counts.good + counts.goodAfterRetry : 0;
  const isAtWork = !isAtRest(job.state);
  return (
    <>
      <p className={styles.stage}>
        <Chip tone={jobTone(job)}>{stageWord(job)}</Chip>
      </p>
      <p className={styles.name}>{job.name}</p>
      {counts && (
        <p className={styles.figures}>
          <span className={styles.share}>{shareWords(read, counts.total)}</span>
          {isAtWork && job.etaSeconds !== null && (
            <span>{t('kioskLeft', { time: durationWords(job.etaSeconds) })}</span>
          )}
          <span className={counts.bad > 0 ? styles.bad : undefined}>
            {t('kioskBad', { count: counts.bad })}
          </span>
        </p>
      )}
      {job.miniMap !== '' && <MiniMapStrip letters={job.miniMap} />}
    </>
  );
}
