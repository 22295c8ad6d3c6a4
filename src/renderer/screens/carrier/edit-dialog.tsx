/** Changes what is said of a carrier; someone else's change since it was opened is never overwritten. */
import { useState } from 'react';
import type { CarrierDetail } from '../../../shared/model/collection.ts';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions, DialogBody } from '../../components/dialog.tsx';
import { FaultNotice } from '../../components/notice.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useHub } from '../../state/hub-context.tsx';
import { go } from '../../state/view.ts';
import { CarrierFields } from './carrier-fields.tsx';
import { formOf, patchOf, problemsOf } from './carrier-form.ts';
import { itemByTitle } from './item-by-title.ts';
import { useCarrierChange } from './use-carrier-change.ts';

const t = messagesOf('carrier');

export interface EditDialogProps {
  /** Null while nothing is edited. */
  readonly detail: CarrierDetail | null;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

export function EditDialog({ detail, onClose, onSaved }: EditDialogProps) {
  return (
    <Dialog
      open={detail !== null}
      onClose={onClose}
      wide
      title={detail ? t('editTitle', { code: detail.carrier.code }) : ''}
      description={t('editWhat')}
    >
      {detail && <Form detail={detail} onClose={onClose} onSaved={onSaved} />}
    </Dialog>
  );
}

function Form({
  detail: { carrier },
  onClose,
  onSaved,
}: EditDialogProps & { readonly detail: CarrierDetail }) {
  const { client } = useHub();
  const before = formOf(carrier);
  const [form, setForm] = useState(before);
  const [fault, setFault] = useState<unknown>(null);
  const change = useCarrierChange(() => {});
  const save = async () => {
    setFault(null);
    try {
      const item =
        form.itemTitle === before.itemTitle ? {} : { item: await itemByTitle(client, form.itemTitle) };
      const patch = { ...patchOf(before, form), ...item };
      const isDone = await change(
        (hub) => hub.collection.carriers.edit({ code: carrier.code, rev: carrier.rev, patch }),
        t('saved'),
      );
      if (!isDone) return;
      if (patch.code !== undefined) go({ screen: 'carrier', code: patch.code }, { replace: true });
      onSaved();
    } catch (error) {
      setFault(error);
    }
  };
  const isReady = form.code.trim() !== '' && problemsOf(form).size === 0;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) void save();
      }}
    >
      <DialogBody>
        <CarrierFields form={form} onForm={setForm} found={carrier} />
        {fault ? <FaultNotice error={fault} /> : null}
      </DialogBody>
      <DialogActions>
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button look="primary" type="submit" disabled={!isReady}>
          {t('save')}
        </Button>
      </DialogActions>
    </form>
  );
}
