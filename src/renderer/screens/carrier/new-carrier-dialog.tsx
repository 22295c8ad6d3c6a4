import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions, DialogBody } from '../../components/dialog.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useHub } from '../../state/hub-context.tsx';
import { go } from '../../state/view.ts';
import { CarrierFields } from './carrier-fields.tsx';
import { emptyForm, patchOf, problemsOf } from './carrier-form.ts';
import { itemByTitle } from './item-by-title.ts';
import { useCarrierChange } from './use-carrier-change.ts';

const t = messagesOf('collection');

export interface NewCarrierDialogProps {
  readonly open: boolean;
  /** A code that was scanned, say. */
  readonly code?: string;
  readonly onClose: () => void;
}

/** A record of a carrier that may be imaged later; shows it when it is made. */
export function NewCarrierDialog({ open, code = '', onClose }: NewCarrierDialogProps) {
  return (
    <Dialog open={open} onClose={onClose} wide title={t('carrierTitle')} description={t('carrierWhat')}>
      <Form code={code} onClose={onClose} />
    </Dialog>
  );
}

/** The same in front of whatever screen is shown. */
export function NewCarrierSheet({ onClose }: { readonly onClose: () => void }) {
  return <NewCarrierDialog open onClose={onClose} />;
}

function Form({ code, onClose }: { readonly code: string; readonly onClose: () => void }) {
  const { client } = useHub();
  const [form, setForm] = useState({ ...emptyForm, code });
  const change = useCarrierChange(() => {});
  const isReady = form.code.trim() !== '' && problemsOf(form).size === 0;
  const create = async () => {
    const wanted = form.code.trim();
    const isDone = await change(
      async (hub) =>
        hub.collection.carriers.create({
          ...patchOf(emptyForm, form),
          code: wanted,
          ...(form.itemTitle.trim() !== '' && { item: await itemByTitle(client, form.itemTitle) }),
        }),
      t('created', { code: wanted }),
    );
    if (!isDone) return;
    onClose();
    go({ screen: 'carrier', code: wanted });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) void create();
      }}
    >
      <DialogBody>
        <CarrierFields form={form} onForm={setForm} found={null} />
      </DialogBody>
      <DialogActions>
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button look="primary" type="submit" disabled={!isReady}>
          {t('create')}
        </Button>
      </DialogActions>
    </form>
  );
}
