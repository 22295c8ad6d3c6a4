/** Takes dumps into the catalogue from the records that lie beside their images. */
import { useState } from 'react';
import type { HubClient } from '../../../shared/contract/client.ts';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions, DialogBody } from '../../components/dialog.tsx';
import { FaultNotice, Notice } from '../../components/notice.tsx';
import { RootField } from '../../components/root-field.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useHub } from '../../state/hub-context.tsx';
import { useRootChoice } from '../../state/root-choice.ts';

const t = messagesOf('dump');

type Report = Awaited<ReturnType<HubClient['catalogue']['importRoot']>>;

export interface ImportDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onImported: () => void;
}

export function ImportDialog({ open, onClose, onImported }: ImportDialogProps) {
  return (
    <Dialog open={open} onClose={onClose} title={t('importTitle')} description={t('importNote')}>
      <ImportForm onClose={onClose} onImported={onImported} />
    </Dialog>
  );
}

function ImportForm({ onClose, onImported }: Pick<ImportDialogProps, 'onClose' | 'onImported'>) {
  const { client } = useHub();
  const folder = useRootChoice();
  const [busy, setBusy] = useState(false);
  const [report, setReport] = useState<Report | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  const rootId = folder.root?.id ?? '';
  const run = async () => {
    setBusy(true);
    setFault(null);
    try {
      setReport(await client.catalogue.importRoot({ rootId }));
      onImported();
    } catch (error) {
      setFault(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <DialogBody>
        <RootField label={t('folder')} choice={folder} />
        {fault ? <FaultNotice error={fault} /> : null}
        {report && <p role="status">{t('imported', { added: report.added, known: report.known })}</p>}
        {report && report.refused.length > 0 && (
          <Notice tone="warn">
            <p>{t('refused', { count: report.refused.length })}</p>
            <ul>
              {report.refused.map(({ path, why }) => (
                <li key={path}>
                  {path}: {why}
                </li>
              ))}
            </ul>
          </Notice>
        )}
      </DialogBody>
      <DialogActions>
        <Button onClick={onClose}>{messagesOf('common')('close')}</Button>
        <Button look="primary" disabled={busy || rootId === ''} onClick={run}>
          {busy ? t('importing') : t('import')}
        </Button>
      </DialogActions>
    </>
  );
}
