/** Takes a carrier to another drive: the job is parked, the carrier moved by hand, and reading goes on there. */
import { useState } from 'react';
import type { Drive } from '../../../shared/model/drive.ts';
import { isAtRest, type JobSnapshot, type JobSummary } from '../../../shared/model/job.ts';
import { Button } from '../../components/button.tsx';
import { ChoiceRows } from '../../components/choice-rows.tsx';
import { Dialog, DialogActions, DialogBody } from '../../components/dialog.tsx';
import { act } from '../../components/toasts.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useHub, useHubState } from '../../state/hub-context.tsx';
import { isDiscDrive } from '../../words/disc.ts';

const t = messagesOf('decision');
const common = messagesOf('common');

export interface OtherDriveDialogProps {
  /** Null: closed. */
  readonly job: JobSnapshot | null;
  readonly onResume: (sourceId: string) => Promise<unknown>;
  readonly onClose: () => void;
}

export function OtherDriveDialog({ job, onResume, onClose }: OtherDriveDialogProps) {
  return (
    <Dialog
      open={job !== null}
      onClose={onClose}
      title={t('otherDriveTitle')}
      description={t('otherDriveHow')}
    >
      {job && <Choice job={job} onResume={onResume} onClose={onClose} />}
    </Dialog>
  );
}

function Choice({ job, onResume, onClose }: OtherDriveDialogProps & { readonly job: JobSnapshot }) {
  const { client } = useHub();
  const drives = useHubState((state) => state.drives) ?? [];
  const jobs = useHubState((state) => state.jobs) ?? [];
  const [chosen, setChosen] = useState<string | null>(null);
  const rests = isAtRest(job.state);
  const others = othersFor(job, drives);
  const resume = async () => {
    if (chosen !== null && (await act(() => onResume(chosen)))) onClose();
  };
  return (
    <>
      <DialogBody>
        {others.length === 0 ? (
          <p>{t('noOther')}</p>
        ) : (
          <ChoiceRows
            label={t('drive')}
            value={chosen}
            onChange={setChosen}
            rows={others.map((drive) => {
              const busy = jobIn(drive, jobs);
              return {
                value: drive.id,
                title: drive.label,
                aside: drive.address,
                notes: busy ? t('busyWith', { name: busy.name }) : '',
                refused: busy !== null,
              };
            })}
          />
        )}
      </DialogBody>
      <DialogActions>
        <Button onClick={onClose}>{common('cancel')}</Button>
        {rests ? (
          <Button look="primary" disabled={chosen === null} onClick={resume}>
            {t('readThere')}
          </Button>
        ) : (
          <Button look="primary" onClick={() => act(() => client.jobs.park({ jobId: job.id }))}>
            {t('parkFirst')}
          </Button>
        )}
      </DialogActions>
    </>
  );
}

/** Drives that take such a carrier. */
function othersFor({ source, inspection, sectorSize }: JobSnapshot, drives: readonly Drive[]): Drive[] {
  const isDisc = inspection?.disc != null;
  return drives.filter(
    (drive) =>
      drive.id !== source.id &&
      drive.systemDisk === null &&
      (drive.kind === 'simulated' ? drive.sectorSize === sectorSize : isDiscDrive(drive) === isDisc),
  );
}

function jobIn({ id }: Drive, jobs: readonly JobSummary[]): JobSummary | null {
  return jobs.find(({ source, state }) => source.id === id && !isAtRest(state)) ?? null;
}
