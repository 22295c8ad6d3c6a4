/** Asks for a batch: which carriers in which order, in which drives, and what shall stop it. */
import { useState } from 'react';
import type { OutputFormat } from '../../../shared/model/output.ts';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions, DialogBody } from '../../components/dialog.tsx';
import { CheckField, RadioField, TextField } from '../../components/fields.tsx';
import { FaultNotice } from '../../components/notice.tsx';
import { RootField } from '../../components/root-field.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useHub, useHubState } from '../../state/hub-context.tsx';
import { useRootChoice } from '../../state/root-choice.ts';
import { go } from '../../state/view.ts';
import { isDiscDrive } from '../../words/disc.ts';
import { formatNames } from '../../words/formats.ts';
import styles from './batch.module.css';
import { CarriersField, useCarriers } from './carriers-field.tsx';
import {
  batchRequest,
  firstForm,
  type NewBatchForm,
  offeredFormats,
  problemsOf,
  stopKinds,
  usableDrives,
} from './new-batch-form.ts';
import { TemplateField } from './template-field.tsx';

const t = messagesOf('batch');
const common = messagesOf('common');

export interface NewBatchDialogProps {
  readonly open: boolean;
  /** A search whose carriers are meant; null where none was named. */
  readonly query: string | null;
  readonly onClose: () => void;
}

export function NewBatchDialog({ open, query, onClose }: NewBatchDialogProps) {
  return (
    <Dialog open={open} onClose={onClose} wide title={t('newTitle')} description={t('newWhat')}>
      {open && <Form query={query} onClose={onClose} />}
    </Dialog>
  );
}

function Form({ query, onClose }: Omit<NewBatchDialogProps, 'open'>) {
  const { client } = useHub();
  const drives = useHubState((state) => state.drives) ?? [];
  const defaults = useHubState((state) => state.settings?.defaults);
  const folder = useRootChoice();
  const [form, setForm] = useState(() => firstForm(query, drives, defaults));
  const [fault, setFault] = useState<unknown>(null);
  const set = (change: Partial<NewBatchForm>) => setForm((before) => ({ ...before, ...change }));
  const carriers = useCarriers(form);
  const chosen = drives.filter(({ id }) => form.drives.includes(id));
  const offered = offeredFormats(chosen);
  const formats = form.formats.filter((format) => offered.includes(format));
  const rootId = folder.root?.id ?? '';
  const wrong = problemsOf(form);
  const request = batchRequest({ ...form, formats }, carriers.codes, rootId);
  const create = async () => {
    if (!request) return;
    setFault(null);
    try {
      const { uuid } = await client.batches.create(request);
      onClose();
      go({ screen: 'batch', batchId: uuid });
    } catch (error) {
      setFault(error);
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void create();
      }}
    >
      <DialogBody>
        <div className={styles.newBatch}>
          <div className={styles.newColumn}>
            <TextField
              label={t('name')}
              value={form.name}
              maxLength={200}
              onChange={(event) => set({ name: event.target.value })}
            />
            <CarriersField form={form} carriers={carriers} onChange={set} />
            <TemplateField
              template={form.template}
              codes={carriers.codes}
              onChange={(template) => set({ template })}
            />
            <RootField label={t('folder')} choice={folder} />
            <fieldset className={styles.checks}>
              <legend>{t('formats')}</legend>
              {offered.map((format) => (
                <CheckField
                  key={format}
                  label={formatNames[format]}
                  checked={formats.includes(format)}
                  onChange={(on) => set({ formats: withFormat(formats, format, on) })}
                />
              ))}
              {formats.length === 0 && <p className={styles.hint}>{t('formatsSuit')}</p>}
            </fieldset>
          </div>
          <div className={styles.newColumn}>
            <fieldset className={styles.checks}>
              <legend>{t('drivesPart')}</legend>
              {usableDrives(drives).map(({ id, label, address }) => (
                <CheckField
                  key={id}
                  label={label}
                  note={address}
                  checked={form.drives.includes(id)}
                  onChange={(on) =>
                    set({ drives: on ? [...form.drives, id] : form.drives.filter((one) => one !== id) })
                  }
                />
              ))}
              {usableDrives(drives).length === 0 && <p className={styles.hint}>{t('noDrives')}</p>}
            </fieldset>
            <RadioField
              label={t('start')}
              value={form.start}
              onChange={(start) => set({ start })}
              choices={[
                { value: 'insertion', label: t('startInsertion') },
                { value: 'enter', label: t('startEnter') },
              ]}
            />
            <div className={styles.pair}>
              <TextField
                label={t('timeBox')}
                inputMode="decimal"
                value={form.timeBox}
                hint={t('timeBoxHint')}
                problem={wrong.timeBox ? t('giveTimes') : null}
                onChange={(event) => set({ timeBox: event.target.value })}
              />
              <TextField
                label={t('retries')}
                inputMode="numeric"
                value={form.retries}
                problem={wrong.retries ? t('giveRetries') : null}
                onChange={(event) => set({ retries: event.target.value })}
              />
            </div>
            <fieldset className={styles.checks}>
              <legend>{t('stopFor')}</legend>
              {stopKinds.map((kind) => (
                <CheckField
                  key={kind}
                  label={t(`stop-${kind}`)}
                  checked={form.stopFor.includes(kind)}
                  onChange={(on) =>
                    set({
                      stopFor: on ? [...form.stopFor, kind] : form.stopFor.filter((one) => one !== kind),
                    })
                  }
                />
              ))}
            </fieldset>
            {chosen.some(isDiscDrive) && (
              <fieldset className={styles.checks}>
                <legend>{t('discs')}</legend>
                <CheckField label={t('eject')} checked={form.eject} onChange={(eject) => set({ eject })} />
                <CheckField
                  label={t('readTwice')}
                  checked={form.verifyPass}
                  onChange={(verifyPass) => set({ verifyPass })}
                />
                <CheckField
                  label={t('subchannel')}
                  checked={form.subchannel}
                  onChange={(subchannel) => set({ subchannel })}
                />
              </fieldset>
            )}
          </div>
        </div>
        {fault ? <FaultNotice error={fault} /> : null}
      </DialogBody>
      <DialogActions>
        <Button onClick={onClose}>{common('cancel')}</Button>
        <Button look="primary" type="submit" disabled={!request}>
          {t('create')}
        </Button>
      </DialogActions>
    </form>
  );
}

/** BIN/CUE is written per track or as one: both would be the same cue sheet. */
function withFormat(formats: readonly OutputFormat[], format: OutputFormat, on: boolean): OutputFormat[] {
  const rival = format === 'bincue' ? 'bincue-single' : format === 'bincue-single' ? 'bincue' : null;
  const others = formats.filter((one) => one !== format && !(on && one === rival));
  return on ? [...others, format] : others;
}
