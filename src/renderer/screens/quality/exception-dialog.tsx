/** Sets a carrier before a person again, with what is wrong with it. */
import { useState } from 'react';
import { type CarrierException, carrierExceptions } from '../../../shared/model/vocabulary.ts';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions, DialogBody } from '../../components/dialog.tsx';
import { SelectField, TextField } from '../../components/fields.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { codeWords } from '../../words/vocabulary.ts';
import { useCarrierChange } from '../carrier/use-carrier-change.ts';

const t = messagesOf('quality');
const common = messagesOf('common');

export interface ExceptionDialogProps {
  /** Null while nothing is set. */
  readonly code: string | null;
  readonly onClose: () => void;
  readonly onSet: () => void;
}

export function ExceptionDialog({ code, onClose, onSet }: ExceptionDialogProps) {
  return (
    <Dialog
      open={code !== null}
      onClose={onClose}
      title={t('refuseTitle', { code: code ?? '' })}
      description={t('refuseWhat')}
    >
      {code !== null && <Form code={code} onClose={onClose} onSet={onSet} />}
    </Dialog>
  );
}

function Form({ code, onClose, onSet }: ExceptionDialogProps & { readonly code: string }) {
  const [exception, setException] = useState<CarrierException>('mismatch');
  const [reason, setReason] = useState('');
  const change = useCarrierChange(() => {});
  const set = async () => {
    const isDone = await change(
      (client) => client.collection.carriers.setException({ code, exception, reason: reason.trim() }),
      t('refused', { code, exception: codeWords('exception', exception) }),
    );
    if (isDone) onSet();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim() !== '') void set();
      }}
    >
      <DialogBody>
        <SelectField<CarrierException>
          label={t('exception')}
          value={exception}
          onChange={setException}
          choices={carrierExceptions.map((each) => ({ value: each, label: codeWords('exception', each) }))}
        />
        <TextField
          label={t('reason')}
          hint={t('reasonHint')}
          value={reason}
          maxLength={2000}
          onChange={(event) => setReason(event.target.value)}
        />
      </DialogBody>
      <DialogActions>
        <Button onClick={onClose}>{common('cancel')}</Button>
        <Button look="primary" type="submit" disabled={reason.trim() === ''}>
          {t('refuseDo')}
        </Button>
      </DialogActions>
    </form>
  );
}
