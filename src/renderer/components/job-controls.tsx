import { Pause, Play, Square } from 'lucide-react';
import type { JobSummary } from '../../shared/model/job.ts';
import { messagesOf } from '../messages/messages.ts';
import { useHub } from '../state/hub-context.tsx';
import { Button } from './button.tsx';
import { act } from './toasts.tsx';

const t = messagesOf('job');

/** What can be done with a job at work: hold it with the drive in hand, or end reading and free the drive. */
export function JobControls({
  job: { id: jobId, paused },
}: {
  readonly job: Pick<JobSummary, 'id' | 'paused'>;
}) {
  const { client } = useHub();
  return (
    <>
      {paused ? (
        <Button icon={<Play />} onClick={() => act(() => client.jobs.unpause({ jobId }))}>
          {t('continue')}
        </Button>
      ) : (
        <Button icon={<Pause />} onClick={() => act(() => client.jobs.pause({ jobId }))}>
          {t('pause')}
        </Button>
      )}
      <Button
        icon={<Square />}
        title={t('stopNote')}
        onClick={() => act(() => client.jobs.park({ jobId }), t('parked'))}
      >
        {t('stop')}
      </Button>
    </>
  );
}
