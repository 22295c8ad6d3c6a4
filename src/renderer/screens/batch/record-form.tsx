/** The record of a carrier, open while its disc is read: there is time for it then. */
import { useState } from 'react';
import type { CarrierDetail } from '../../../shared/model/collection.ts';
import { Button } from '../../components/button.tsx';
import { FaultNotice } from '../../components/notice.tsx';
import { ViewLink } from '../../components/view-link.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useHub } from '../../state/hub-context.tsx';
import { CarrierFields } from '../carrier/carrier-fields.tsx';
import { type CarrierForm, formOf, patchOf, problemsOf } from '../carrier/carrier-form.ts';
import { itemByTitle } from '../carrier/item-by-title.ts';
import { useCarrierChange } from '../carrier/use-carrier-change.ts';
import styles from './batch.module.css';

const t = messagesOf('batch');
const carrierWords = messagesOf('carrier');

export interface RecordFormProps {
  readonly detail: CarrierDetail;
  /** Another carrier is not shown while something typed is not saved. */
  readonly onDirty: (isDirty: boolean) => void;
  readonly onSaved: () => void;
}

export function RecordForm({ detail: { carrier }, onDirty, onSaved }: RecordFormProps) {
  const { client } = useHub();
  const [before] = useState(() => formOf(carrier));
  const [form, setForm] = useState(before);
  const [fault, setFault] = useState<unknown>(null);
  const change = useCarrierChange(onSaved);
  const isDirty = differs(before, form);
  const take = (next: CarrierForm) => {
    setForm(next);
    onDirty(differs(before, next));
  };
  const save = async () => {
    setFault(null);
    try {
      const item =
        form.itemTitle === before.itemTitle ? {} : { item: await itemByTitle(client, form.itemTitle) };
      const patch = { ...patchOf(before, form), ...item };
      // Reading has changed the record meanwhile; what a person changed elsewhere is a conflict all the same.
      const { carrier: now } = await client.collection.carriers.show({ code: carrier.code });
      const rev = differs(formOf(now), before) ? carrier.rev : now.rev;
      await change(async (hub) => {
        const result = await hub.collection.carriers.edit({ code: carrier.code, rev, patch });
        onDirty(false);
        return result;
      }, carrierWords('saved'));
    } catch (error) {
      setFault(error);
    }
  };
  const isReady = isDirty && form.code.trim() !== '' && problemsOf(form).size === 0;
  return (
    <form
      className={styles.record}
      aria-label={t('record', { code: carrier.code })}
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) void save();
      }}
    >
      <header className={styles.recordHead}>
        <h2>{t('record', { code: carrier.code })}</h2>
        <ViewLink to={{ screen: 'carrier', code: carrier.code }}>{t('whole')}</ViewLink>
      </header>
      <div className={styles.recordActions}>
        <span>{isDirty ? t('unsaved') : t('follows')}</span>
        <div className={styles.recordButtons}>
          <Button onClick={() => take(before)} disabled={!isDirty}>
            {t('discard')}
          </Button>
          <Button look="primary" type="submit" disabled={!isReady}>
            {carrierWords('save')}
          </Button>
        </div>
      </div>
      <div className={styles.recordBody}>
        <CarrierFields form={form} onForm={take} found={carrier} />
        {fault ? <FaultNotice error={fault} /> : null}
      </div>
    </form>
  );
}

function differs(a: CarrierForm, b: CarrierForm): boolean {
  return (Object.keys(a) as (keyof CarrierForm)[]).some((name) => a[name] !== b[name]);
}
