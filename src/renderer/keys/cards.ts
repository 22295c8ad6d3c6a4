/** What the cards beside the bench do: `EJECT B` to the drive in the second place, `GO QUEUE` to a screen. */
import type { JobSummary } from '../../shared/model/job.ts';
import { act, say } from '../components/toasts.tsx';
import { messagesOf } from '../messages/messages.ts';
import { isFree, jobOn, openStart } from '../state/bench-store.ts';
import type { Hub } from '../state/hub-context.tsx';
import { isAtWork } from '../state/queue-order.ts';
import { go } from '../state/view.ts';
import { type CardAction, type Scan, tileLetter } from './scan-codes.ts';

const t = messagesOf('keys');

const actionNames = {
  start: 'actionStart',
  eject: 'actionEject',
  pause: 'actionPause',
  continue: 'actionContinue',
  stop: 'actionStop',
  resume: 'actionResume',
} as const satisfies Record<CardAction, string>;

export function obeyCard(card: Extract<Scan, { kind: 'command' | 'screen' }>, { client, store }: Hub): void {
  if (card.kind === 'screen') {
    go(
      card.screen === 'catalogue'
        ? { screen: 'catalogue', query: '' }
        : card.screen === 'checks'
          ? { screen: 'checks', page: 'fixity' }
          : { screen: card.screen },
    );
    return;
  }
  const { drives, jobs, held } = store.getState();
  const drive = drives?.[card.tile];
  const letter = tileLetter(card.tile);
  if (!drive) {
    say(t('noDrive', { letter }));
    return;
  }
  const job = jobOn(jobs ?? [], drive);
  const done = () => {
    switch (card.action) {
      case 'start':
        if (!isFree(drive, jobs ?? [])) return false;
        go({ screen: 'bench' });
        openStart(drive.id);
        return true;
      case 'eject':
        void act(() => client.drives.eject({ sourceId: drive.id }));
        return true;
      case 'pause':
        return jobDoes(job, isRunning, (jobId) => client.jobs.pause({ jobId }));
      case 'continue':
        if (jobDoes(job, isPaused, (jobId) => client.jobs.unpause({ jobId }))) return true;
        if (!held.includes(drive.id)) return false;
        void act(() => client.jobs.hold({ sourceId: drive.id, held: false }));
        return true;
      case 'stop':
        return jobDoes(job, isAtWork, (jobId) => client.jobs.park({ jobId }));
      case 'resume':
        return jobDoes(job, isResumable, (jobId) => client.jobs.resume({ jobId }));
    }
  };
  if (!done()) say(t('notNow', { letter, action: t(actionNames[card.action]) }));
}

const isRunning = (job: JobSummary) => isAtWork(job) && !job.paused;
const isPaused = (job: JobSummary) => isAtWork(job) && job.paused;
const isResumable = ({ state }: JobSummary) => state === 'parked' || state === 'failed';

/** @returns false when there is no such job */
function jobDoes(
  job: JobSummary | undefined,
  may: (job: JobSummary) => boolean,
  ask: (jobId: string) => Promise<unknown>,
): boolean {
  if (!job || !may(job)) return false;
  void act(() => ask(job.id));
  return true;
}
