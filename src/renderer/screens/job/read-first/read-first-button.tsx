/** What is read first, and the way to choose it; nothing where reading has ended. */
import { ListStart } from 'lucide-react';
import { useState } from 'react';
import type { JobSnapshot } from '../../../../shared/model/job.ts';
import { Button } from '../../../components/button.tsx';
import { messagesOf } from '../../../messages/messages.ts';
import { ReadFirstDialog } from './read-first-dialog.tsx';

const t = messagesOf('readFirst');
const readsOn = new Set<JobSnapshot['state']>(['reading', 'retrying', 'parked']);

export function ReadFirstButton({ job }: { readonly job: JobSnapshot }) {
  const [isOpen, setOpen] = useState(false);
  if (!readsOn.has(job.state) || job.counts === null) return null;
  const first = job.progress?.first;
  return (
    <>
      <Button icon={<ListStart />} title={t('note')} onClick={() => setOpen(true)}>
        {first ? t('counts', { read: first.good, total: first.total }) : t('button')}
      </Button>
      {isOpen && <ReadFirstDialog job={job} onClose={() => setOpen(false)} />}
    </>
  );
}
