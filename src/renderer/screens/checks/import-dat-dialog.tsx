/** Takes a DAT file from one of the folders this station may read. */
import { useState } from 'react';
import type { DatImportReport } from '../../../shared/model/dat.ts';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions, DialogBody } from '../../components/dialog.tsx';
import { TextField } from '../../components/fields.tsx';
import { FaultNotice, Notice } from '../../components/notice.tsx';
import { RootField } from '../../components/root-field.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useHub } from '../../state/hub-context.tsx';
import { useRootChoice } from '../../state/root-choice.ts';

const t = messagesOf('checks');

export interface ImportDatDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onImported: () => void;
}

export function ImportDatDialog({ open, onClose, onImported }: ImportDatDialogProps) {
  return (
    <Dialog open={open} onClose={onClose} title={t('importTitle')} description={t('importWhat')}>
      <ImportForm onClose={onClose} onImported={onImported} />
    </Dialog>
  );
}

function ImportForm({ onClose, onImported }: Pick<ImportDatDialogProps, 'onClose' | 'onImported'>) {
  const { client } = useHub();
  const folder = useRootChoice();
  const [fileName, setFileName] = useState('');
  const [busy, setBusy] = useState(false);
  const [report, setReport] = useState<DatImportReport | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  const rootId = folder.root?.id ?? '';
  const run = async () => {
    setBusy(true);
    setFault(null);
    setReport(null);
    try {
      setReport(await client.dats.import({ rootId, fileName: fileName.trim() }));
      onImported();
    } catch (error) {
      setFault(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void run();
      }}
    >
      <DialogBody>
        <RootField label={t('folder')} choice={folder} />
        <TextField label={t('file')} value={fileName} onChange={(event) => setFileName(event.target.value)} />
        {fault ? <FaultNotice error={fault} /> : null}
        {report && <Report report={report} />}
      </DialogBody>
      <DialogActions>
        <Button onClick={onClose}>{t('close')}</Button>
        <Button look="primary" type="submit" disabled={busy || rootId === '' || fileName.trim() === ''}>
          {busy ? t('importing') : t('import')}
        </Button>
      </DialogActions>
    </form>
  );
}

function Report({ report }: { readonly report: DatImportReport }) {
  const { warnings } = report;
  return (
    <>
      <p role="status">{reportWords(report)}</p>
      {warnings.length > 0 && (
        <Notice tone="warn">
          <ul>
            {warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  );
}

function reportWords({ dat: { name, games: count }, replaced, unchanged }: DatImportReport): string {
  if (unchanged) return t('importedSame', { name });
  if (!replaced) return t('imported', { name, count });
  return t('importedOver', { name, count, edition: replaced.version || replaced.date });
}
