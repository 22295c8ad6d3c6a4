/** Takes a file of facts in from one of the folders this station may read. */
import { type ReactNode, useState } from 'react';
import type { HubClient } from '../../../shared/contract/client.ts';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions, DialogBody } from '../../components/dialog.tsx';
import { TextField } from '../../components/fields.tsx';
import { FaultNotice } from '../../components/notice.tsx';
import { RootField } from '../../components/root-field.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useHub } from '../../state/hub-context.tsx';
import { useRootChoice } from '../../state/root-choice.ts';

const t = messagesOf('checks');

export interface ImportFileDialogProps<Report> {
  readonly open: boolean;
  readonly title: string;
  readonly description: string;
  readonly take: (client: HubClient, file: { rootId: string; fileName: string }) => Promise<Report>;
  /** What is said of what came in. */
  readonly said: (report: Report) => ReactNode;
  readonly onClose: () => void;
  readonly onImported: () => void;
}

export function ImportFileDialog<Report>(props: ImportFileDialogProps<Report>) {
  const { open, onClose, title, description } = props;
  return (
    <Dialog open={open} onClose={onClose} title={title} description={description}>
      <ImportForm {...props} />
    </Dialog>
  );
}

function ImportForm<Report>({ take, said, onClose, onImported }: ImportFileDialogProps<Report>) {
  const { client } = useHub();
  const folder = useRootChoice();
  const [name, setName] = useState('');
  const [busy, setBusy] = useState(false);
  const [report, setReport] = useState<Report | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  const rootId = folder.root?.id ?? '';
  const fileName = name.trim();
  const run = async () => {
    setBusy(true);
    setFault(null);
    setReport(null);
    try {
      setReport(await take(client, { rootId, fileName }));
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
        <TextField label={t('file')} value={name} onChange={(event) => setName(event.target.value)} />
        {fault ? <FaultNotice error={fault} /> : null}
        {report && said(report)}
      </DialogBody>
      <DialogActions>
        <Button onClick={onClose}>{t('close')}</Button>
        <Button look="primary" type="submit" disabled={busy || rootId === '' || fileName === ''}>
          {busy ? t('importing') : t('import')}
        </Button>
      </DialogActions>
    </form>
  );
}
