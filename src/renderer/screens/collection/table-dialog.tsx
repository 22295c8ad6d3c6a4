/** Carriers from a table: choose it, say what its columns are, see what would come of it, take it in. */
import { useState } from 'react';
import type { TableField, TablePreview } from '../../../shared/model/carrier-table.ts';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions, DialogBody } from '../../components/dialog.tsx';
import { CheckField } from '../../components/fields.tsx';
import { FileDrop } from '../../components/file-drop.tsx';
import { FaultNotice } from '../../components/notice.tsx';
import { act, sayWithUndo } from '../../components/toasts.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useHub, useLoaded } from '../../state/hub-context.tsx';
import { upload } from '../../state/upload.ts';
import styles from './collection.module.css';
import { TableColumns, TableOutcome } from './table-preview.tsx';

const t = messagesOf('intake');
const collection = messagesOf('collection');

export interface TableDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

export function TableDialog({ open, onClose, onChanged }: TableDialogProps) {
  return (
    <Dialog open={open} onClose={onClose} wide title={t('tableTitle')} description={t('tableWhat')}>
      <Steps onClose={onClose} onChanged={onChanged} />
    </Dialog>
  );
}

/** A file that was given, whole. */
interface GivenTable {
  readonly uploadId: string;
  readonly fileName: string;
}

function Steps({ onClose, onChanged }: Omit<TableDialogProps, 'open'>) {
  const { client } = useHub();
  const [table, setTable] = useState<GivenTable | null>(null);
  const give = ([file]: readonly File[]) => {
    if (!file) return;
    void act(async () => setTable({ fileName: file.name, uploadId: await upload(client, file) }));
  };
  if (table)
    return (
      <Look
        key={table.uploadId}
        table={table}
        onAnother={() => setTable(null)}
        onClose={onClose}
        onChanged={onChanged}
      />
    );
  return (
    <>
      <DialogBody>
        <FileDrop
          accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values"
          choose={t('choose')}
          onFiles={give}
        >
          {t('dropHere')}
        </FileDrop>
      </DialogBody>
      <DialogActions>
        <Button onClick={onClose}>{t('cancel')}</Button>
      </DialogActions>
    </>
  );
}

interface LookProps extends Omit<TableDialogProps, 'open'> {
  readonly table: GivenTable;
  readonly onAnother: () => void;
}

function Look({ table: given, onAnother, onClose, onChanged }: LookProps) {
  const { client } = useHub();
  const [mapping, setMapping] = useState<Readonly<Record<string, TableField>>>({});
  const [leaveOutRefused, setLeaveOut] = useState(false);
  const table = { ...given, mapping };
  const preview = useLoaded(`table ${JSON.stringify(table)}`, (hub, signal) =>
    hub.collection.table.preview(table, { signal }),
  );
  const shown = preview.value;
  const count = shown ? shown.counts.new + shown.counts.changed : 0;
  const isReady = count > 0 && !preview.busy && (shown?.counts.refused === 0 || leaveOutRefused);
  const apply = async () => {
    if (!shown) return;
    const isDone = await act(async () => {
      const { txn, summary } = await client.collection.table.import({ ...table, leaveOutRefused });
      const undo = async () => {
        if (txn && (await act(() => client.collection.history.undo({ txn }), collection('undone'))))
          onChanged();
      };
      sayWithUndo(t('applied', { summary }), () => void undo());
    });
    if (!isDone) return;
    onChanged();
    onClose();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) void apply();
      }}
    >
      <DialogBody>
        <div className={styles.table} aria-busy={preview.busy}>
          {!shown && preview.busy && <p className={styles.quiet}>{t('reading')}</p>}
          {preview.error ? <FaultNotice error={preview.error} /> : null}
          {shown && (
            <>
              <TableColumns
                name={given.fileName}
                preview={shown}
                onColumn={(name, field) => setMapping(mappedTo(shown.columns, name, field))}
              />
              <TableOutcome preview={shown} />
              {shown.counts.refused > 0 && (
                <CheckField label={t('leaveOut')} checked={leaveOutRefused} onChange={setLeaveOut} />
              )}
            </>
          )}
        </div>
      </DialogBody>
      <DialogActions>
        <Button onClick={onAnother}>{t('another')}</Button>
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button look="primary" type="submit" disabled={!isReady}>
          {t('apply', { count })}
        </Button>
      </DialogActions>
    </form>
  );
}

/** Every column as it is now, with one of them something else; two are never the same. */
function mappedTo(
  columns: TablePreview['columns'],
  name: string,
  field: TableField,
): Readonly<Record<string, TableField>> {
  return Object.fromEntries(
    columns.map((column) => {
      if (column.name === name) return [name, field];
      return [column.name, column.field === field ? 'ignore' : column.field];
    }),
  );
}
