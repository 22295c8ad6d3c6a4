/** Ends a batch, and says how it ended. */
import { useState } from 'react';
import type { Batch, BatchReport } from '../../../shared/model/batch.ts';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions, DialogBody } from '../../components/dialog.tsx';
import { Facts } from '../../components/facts.tsx';
import { FaultNotice } from '../../components/notice.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useHub } from '../../state/hub-context.tsx';
import { go } from '../../state/view.ts';
import { countWords } from '../../words/numbers.ts';
import { codeWords } from '../../words/vocabulary.ts';
import { batchFigures } from './batch-figures.ts';
import { figuresWords } from './batch-strip.tsx';

const t = messagesOf('batch');
const common = messagesOf('common');

export interface CloseDialogProps {
  readonly open: boolean;
  readonly batch: Batch;
  readonly onClose: () => void;
}

export function CloseDialog({ open, batch, onClose }: CloseDialogProps) {
  return (
    <Dialog open={open} onClose={onClose} title={t('closeTitle', { name: batch.name })}>
      {open && <Body batch={batch} onClose={onClose} />}
    </Dialog>
  );
}

function Body({ batch, onClose }: Omit<CloseDialogProps, 'open'>) {
  const { client } = useHub();
  const [report, setReport] = useState<BatchReport | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  const figures = batchFigures(batch.entries);
  const waiting = figures.partial + figures.parked + figures.other;
  const close = async () => {
    setFault(null);
    try {
      setReport(await client.batches.close({ uuid: batch.uuid }));
    } catch (error) {
      setFault(error);
    }
  };
  if (report)
    return (
      <>
        <DialogBody>
          <p role="status">{t('closed')}</p>
          <Report report={report} />
        </DialogBody>
        <DialogActions>
          <Button onClick={() => go({ screen: 'quality', batchId: batch.uuid })}>{t('quality')}</Button>
          <Button look="primary" onClick={onClose}>
            {t('done')}
          </Button>
        </DialogActions>
      </>
    );
  return (
    <>
      <DialogBody>
        <p>{figuresWords(figures)}</p>
        <p>{t('closeWhat')}</p>
        {figures.left > 0 && <p>{t('closeLeft', { count: figures.left })}</p>}
        {waiting > 0 && <p>{t('closeWaiting', { count: waiting })}</p>}
        {fault ? <FaultNotice error={fault} /> : null}
      </DialogBody>
      <DialogActions>
        <Button onClick={onClose}>{common('cancel')}</Button>
        <Button look="primary" onClick={() => void close()}>
          {t('closeDo')}
        </Button>
      </DialogActions>
    </>
  );
}

function Report({ report }: { readonly report: BatchReport }) {
  const { total, done, exceptions, skipped, waiting, byException } = report;
  return (
    <Facts
      facts={[
        { name: t('reportDone'), value: t('doneOf', { done, total }) },
        { name: t('reportWaiting'), value: exceptions > 0 && countWords(exceptions) },
        ...Object.entries(byException).map(([code, count]) => ({
          name: codeWords('exception', code),
          value: countWords(count),
        })),
        { name: t('reportSkipped'), value: skipped > 0 && countWords(skipped) },
        { name: t('reportLeft'), value: waiting > 0 && countWords(waiting) },
      ].map(({ name, value }) => ({ name, value: value === false ? null : value }))}
    />
  );
}
