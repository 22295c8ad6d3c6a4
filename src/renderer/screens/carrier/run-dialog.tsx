import { useState } from 'react';
import { type CarrierKind, carrierKinds } from '../../../shared/model/vocabulary.ts';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions, DialogBody } from '../../components/dialog.tsx';
import { SelectField, TextField } from '../../components/fields.tsx';
import { act, sayWithUndo } from '../../components/toasts.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useHub } from '../../state/hub-context.tsx';
import { codeWords } from '../../words/vocabulary.ts';
import styles from './carrier.module.css';

const t = messagesOf('collection');

export interface RunDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

/** Records of many carriers at once, by their numbers. */
export function RunDialog({ open, onClose, onChanged }: RunDialogProps) {
  return (
    <Dialog open={open} onClose={onClose} title={t('runTitle')} description={t('runWhat')}>
      <Form onClose={onClose} onChanged={onChanged} />
    </Dialog>
  );
}

const noKind = '';

function Form({ onClose, onChanged }: Omit<RunDialogProps, 'open'>) {
  const { client } = useHub();
  const [run, setRun] = useState('');
  const [kind, setKind] = useState<CarrierKind | typeof noKind>(noKind);
  const [collection, setCollection] = useState('');
  const [location, setLocation] = useState('');
  const create = async () => {
    const isDone = await act(async () => {
      const { txn, created, first, last } = await client.collection.carriers.createRun({
        run: run.trim(),
        fields: {
          ...(kind !== noKind && { kind }),
          ...(collection.trim() !== '' && { collection: collection.trim() }),
          ...(location.trim() !== '' && { location: location.trim() }),
        },
      });
      const undo = async () => {
        if (txn && (await act(() => client.collection.history.undo({ txn }), t('undone')))) onChanged();
      };
      sayWithUndo(t('runDone', { count: created, first, last }), () => void undo());
    });
    if (!isDone) return;
    onChanged();
    onClose();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (run.trim() !== '') void create();
      }}
    >
      <DialogBody>
        <div className={styles.form}>
          <TextField
            label={t('runField')}
            hint={t('runHint')}
            value={run}
            onChange={(event) => setRun(event.target.value)}
          />
          <SelectField<CarrierKind | typeof noKind>
            label={t('kind')}
            value={kind}
            onChange={setKind}
            choices={[
              { value: noKind, label: t('none') },
              ...carrierKinds.map((each) => ({ value: each, label: codeWords('kind', each) })),
            ]}
          />
          <div className={styles.pairs}>
            <TextField
              label={t('collection')}
              value={collection}
              onChange={(event) => setCollection(event.target.value)}
            />
            <TextField
              label={t('place')}
              value={location}
              onChange={(event) => setLocation(event.target.value)}
            />
          </div>
        </div>
      </DialogBody>
      <DialogActions>
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button look="primary" type="submit" disabled={run.trim() === ''}>
          {t('create')}
        </Button>
      </DialogActions>
    </form>
  );
}
