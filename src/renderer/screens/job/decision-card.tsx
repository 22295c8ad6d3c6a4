/** Asks a person what becomes of a rescue that gets nowhere: read on, elsewhere, later, or be content. */
import { Check, Disc, Play, Square } from 'lucide-react';
import { useState } from 'react';
import { isAtRest, type JobSnapshot, type Stall } from '../../../shared/model/job.ts';
import { Button } from '../../components/button.tsx';
import { act } from '../../components/toasts.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useHub } from '../../state/hub-context.tsx';
import { nextPassWords, stallWords } from '../../words/stall.ts';
import { useHurtFiles } from '../files/use-hurt-files.ts';
import styles from './decision-card.module.css';
import { OtherDriveDialog } from './other-drive-dialog.tsx';

const t = messagesOf('decision');

/** Stays away once a person wants to read on, until another pass has brought nothing either. */
export function DecisionCard({ job }: { readonly job: JobSnapshot }) {
  const [readingOn, setReadingOn] = useState<number | null>(null);
  const isRead = job.state === 'reading' || job.state === 'retrying';
  const mayBeDecided = isRead || job.state === 'parked' || job.state === 'done';
  if (!job.stall || !mayBeDecided || (isRead && readingOn === job.stall.passes)) return null;
  return <Card job={job} stall={job.stall} onReadOn={() => setReadingOn(job.stall?.passes ?? null)} />;
}

interface CardProps {
  readonly job: JobSnapshot;
  readonly stall: Stall;
  readonly onReadOn: () => void;
}

function Card({ job, stall, onReadOn }: CardProps) {
  const { client } = useHub();
  const [choosing, setChoosing] = useState(false);
  const hurt = useHurtFiles({ job });
  const jobId = job.id;
  const rests = isAtRest(job.state);
  const files = hurt ? hurt.entries.filter(({ kind }) => kind === 'file').length : null;
  return (
    <section className={styles.card} aria-label={t('label')}>
      <div className={styles.words}>
        <h2>{stallWords(stall, files)}</h2>
        <p>{nextPassWords(stall)}</p>
      </div>
      <div className={styles.choices}>
        {!rests && (
          <Button icon={<Play />} title={t('readOnNote')} onClick={onReadOn}>
            {t('readOn')}
          </Button>
        )}
        {job.state === 'done' && (
          <Button
            icon={<Play />}
            title={t('anotherPassNote')}
            onClick={() => act(() => againIn(job.source.id))}
          >
            {t('anotherPass')}
          </Button>
        )}
        <Button icon={<Disc />} title={t('otherDriveNote')} onClick={() => setChoosing(true)}>
          {t('otherDrive')}
        </Button>
        {!rests && (
          <Button
            icon={<Square />}
            title={t('parkNote')}
            onClick={() => act(() => client.jobs.park({ jobId }), t('parked'))}
          >
            {t('park')}
          </Button>
        )}
        {job.state !== 'done' && (
          <Button
            icon={<Check />}
            title={t('acceptNote')}
            onClick={() => act(() => client.jobs.accept({ jobId }))}
          >
            {t('accept')}
          </Button>
        )}
      </div>
      <OtherDriveDialog
        job={choosing ? job : null}
        onClose={() => setChoosing(false)}
        onResume={(sourceId) =>
          job.state === 'done' ? againIn(sourceId) : client.jobs.resume({ jobId, sourceId })
        }
      />
    </section>
  );

  /** A dump that is done goes on under its own name: only what is still unread is read. */
  function againIn(sourceId: string) {
    const { rootId, name, options } = job;
    return client.jobs.start({
      ...{ sourceId, rootId, name, resume: true },
      options: { ...options, retries: Math.max(1, options.retries) },
    });
  }
}
