import { Play, X } from 'lucide-react';
import { isAtRest, type JobSnapshot } from '../../../shared/model/job.ts';
import { isRehearsal } from '../../../shared/model/rehearsal.ts';
import { Button } from '../../components/button.tsx';
import { Chip, Tag } from '../../components/chip.tsx';
import { JobControls } from '../../components/job-controls.tsx';
import { act } from '../../components/toasts.tsx';
import { ViewLink } from '../../components/view-link.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useHub } from '../../state/hub-context.tsx';
import { go } from '../../state/view.ts';
import { otherTitleWords } from '../../words/disc.ts';
import { jobTone, stageWord } from '../../words/stage.ts';
import { verdict } from '../../words/verdict.ts';
import styles from './job-header.module.css';
import { PlaceInLine, WaitingActions } from './place-in-line.tsx';
import { ReadFirstButton } from './read-first/read-first-button.tsx';

const t = messagesOf('job');

export function JobHeader({ job }: { readonly job: JobSnapshot }) {
  const title = otherTitleWords(job.disc, job.name);
  return (
    <header className={styles.header}>
      <div className={styles.words}>
        <p className={styles.line}>
          <Chip tone={jobTone(job)}>{stageWord(job)}</Chip>
          <span className={styles.name}>{job.name}</span>
          {job.carrier !== null && (
            <ViewLink to={{ screen: 'carrier', code: job.carrier }} className={styles.carrier}>
              {job.carrier}
            </ViewLink>
          )}
          {title !== null && <span className={styles.title}>{title}</span>}
          <span className={styles.source}>
            {job.source.label} {'\u00b7'} {job.source.address}
          </span>
          {job.source.kind === 'simulated' && <Tag>{t('practice')}</Tag>}
        </p>
        <h1 className={styles.verdict}>{verdict(job)}</h1>
        {job.state === 'planned' && <PlaceInLine job={job} />}
      </div>
      <div className={styles.actions}>
        <ReadFirstButton job={job} />
        <Actions job={job} />
      </div>
    </header>
  );
}

function Actions({ job }: { readonly job: JobSnapshot }) {
  const { client } = useHub();
  const jobId = job.id;
  if (job.state === 'planned') return <WaitingActions job={job} />;
  if (!isAtRest(job.state)) return <JobControls job={job} />;
  const dismiss = async () => {
    if (await act(() => client.jobs.dismiss({ jobId }), t('takenOff'))) {
      go({ screen: 'queue' }, { replace: true });
    }
  };
  return (
    <>
      {job.dumpId !== null && job.state === 'done' && !isRehearsal(job.source.address) && (
        <Button onClick={() => job.dumpId !== null && go({ screen: 'dump', dumpId: job.dumpId })}>
          {t('showInCatalogue')}
        </Button>
      )}
      <Button icon={<X />} title={t('dismissNote')} onClick={dismiss}>
        {t('dismiss')}
      </Button>
      {(job.state === 'parked' || job.state === 'failed') && (
        <Button look="primary" icon={<Play />} onClick={() => act(() => client.jobs.resume({ jobId }))}>
          {t('resume')}
        </Button>
      )}
    </>
  );
}
