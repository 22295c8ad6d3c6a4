/** A job that waits: behind whom, and how to have it begin sooner. */
import { ArrowUpToLine, Play, X } from 'lucide-react';
import type { JobSnapshot } from '../../../shared/model/job.ts';
import { Button } from '../../components/button.tsx';
import { holdDrives } from '../../components/hold-drives.ts';
import { act } from '../../components/toasts.tsx';
import { ViewLink } from '../../components/view-link.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useHub, useHubState } from '../../state/hub-context.tsx';
import { isAtWork, queueParts } from '../../state/queue-order.ts';
import { useHold } from '../../state/use-hold.ts';
import styles from './job-header.module.css';

const t = messagesOf('queue');

function useLine({ source }: JobSnapshot): readonly string[] {
  const jobs = useHubState((state) => state.jobs);
  const waiting = useHubState((state) => state.waiting);
  const line = queueParts(jobs ?? [], waiting).lines.find(({ sourceId }) => sourceId === source.id);
  return line?.jobs.map(({ id }) => id) ?? [];
}

export function PlaceInLine({ job }: { readonly job: JobSnapshot }) {
  const line = useLine(job);
  const hold = useHold(job.source.id);
  const place = line.indexOf(job.id) + 1;
  if (place === 0) return null;
  return (
    <p className={styles.place}>
      {t('placeIn', { place, count: line.length, drive: job.source.label })}{' '}
      {hold && t(hold === 'restart' ? 'driveWaits' : 'driveStops')}{' '}
      <ViewLink to={{ screen: 'queue' }}>{t('showQueue')}</ViewLink>
    </p>
  );
}

export function WaitingActions({ job }: { readonly job: JobSnapshot }) {
  const hub = useHub();
  const line = useLine(job);
  const { client } = hub;
  const { source, id: jobId, name } = job;
  const mayGoOn = useHubState(
    ({ held, jobs }) =>
      held.includes(source.id) &&
      !(jobs ?? []).some((other) => other.source.id === source.id && isAtWork(other)),
  );
  const [first] = line;
  return (
    <>
      <Button
        look="plain"
        icon={<X />}
        title={t('takeOutNote')}
        onClick={() => act(() => client.jobs.park({ jobId }))}
      >
        {t('takeOutThis')}
      </Button>
      {first !== undefined && first !== jobId && (
        <Button
          icon={<ArrowUpToLine />}
          onClick={() =>
            act(
              () => client.jobs.move({ jobId, before: first }),
              t('nowAt', { name, place: 1, count: line.length, drive: source.label }),
            )
          }
        >
          {t('front')}
        </Button>
      )}
      {mayGoOn && (
        <Button look="primary" icon={<Play />} onClick={() => void holdDrives(hub, [source], false)}>
          {t('goOn')}
        </Button>
      )}
    </>
  );
}
