/** The same change to many carriers: what it would do is shown before it is made, and it is one change to undo. */
import { useState } from 'react';
import type { CarrierPatch, EditPreview } from '../../../shared/model/collection.ts';
import {
  type CarrierKind,
  type Condition,
  carrierKinds,
  conditions,
  type Disposition,
  dispositions,
} from '../../../shared/model/vocabulary.ts';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions, DialogBody } from '../../components/dialog.tsx';
import { CheckField, SelectField, TextField } from '../../components/fields.tsx';
import { FaultNotice } from '../../components/notice.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useLoaded } from '../../state/hub-context.tsx';
import { changeWords } from '../../words/carrier-changes.ts';
import { codeWords } from '../../words/vocabulary.ts';
import { useCarrierChange } from '../carrier/use-carrier-change.ts';
import styles from './collection.module.css';

const t = messagesOf('collection');

export interface BulkEditDialogProps {
  /** Null while nothing is edited. */
  readonly codes: readonly string[] | null;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

export function BulkEditDialog({ codes, onClose, onChanged }: BulkEditDialogProps) {
  return (
    <Dialog
      open={codes !== null}
      onClose={onClose}
      wide
      title={t('editTitle', { count: codes?.length ?? 0 })}
      description={t('editWhat')}
    >
      {codes && <Form codes={codes} onClose={onClose} onChanged={onChanged} />}
    </Dialog>
  );
}

const fields = [
  'kind',
  'collection',
  'location',
  'condition',
  'disposition',
  'addTags',
  'removeTags',
] as const;
type Field = (typeof fields)[number];

function Form({ codes, onClose, onChanged }: BulkEditDialogProps & { readonly codes: readonly string[] }) {
  const [values, setValues] = useState<Partial<Record<Field, string>>>({});
  const change = useCarrierChange(onChanged);
  const patch = patchOf(values);
  const isAnything = Object.keys(patch).length > 0;
  const preview = useLoaded(`preview ${JSON.stringify(patch)}`, async (hub, signal) =>
    isAnything ? hub.collection.carriers.previewEdit({ codes: [...codes], patch }, { signal }) : null,
  );
  const changed = isAnything ? (preview.value?.changed ?? 0) : 0;
  const apply = async () => {
    const isDone = await change(
      (client) => client.collection.carriers.editMany({ codes: [...codes], patch }),
      t('applied', { count: changed }),
    );
    if (isDone) onClose();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (changed > 0) void apply();
      }}
    >
      <DialogBody>
        <div className={styles.bulk}>
          <div className={styles.bulkFields}>
            {fields.map((field) => (
              <BulkField
                key={field}
                field={field}
                value={values[field]}
                onChange={(value) => setValues((before) => withValue(before, field, value))}
              />
            ))}
          </div>
          <section className={styles.preview} aria-label={t('preview')} aria-busy={preview.busy}>
            <h3>{t('preview')}</h3>
            {preview.error ? <FaultNotice error={preview.error} /> : null}
            {isAnything && preview.value && <Preview preview={preview.value} />}
          </section>
        </div>
      </DialogBody>
      <DialogActions>
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button look="primary" type="submit" disabled={changed === 0 || preview.busy}>
          {t('apply', { count: changed })}
        </Button>
      </DialogActions>
    </form>
  );
}

function withValue(
  before: Partial<Record<Field, string>>,
  field: Field,
  value: string | undefined,
): Partial<Record<Field, string>> {
  const { [field]: _, ...others } = before;
  return value === undefined ? others : { ...others, [field]: value };
}

function patchOf(values: Partial<Record<Field, string>>): Omit<CarrierPatch, 'code'> {
  const { kind, condition, disposition, collection, location } = values;
  const text = (value: string) => (value.trim() === '' ? null : value.trim());
  const tags = (value: string | undefined) =>
    (value ?? '')
      .split(',')
      .map((tag) => tag.trim())
      .filter((tag) => tag !== '');
  const [addTags, removeTags] = [tags(values.addTags), tags(values.removeTags)];
  return {
    ...(kind !== undefined && { kind: codeOf<CarrierKind>(carrierKinds, kind) }),
    ...(collection !== undefined && { collection: text(collection) }),
    ...(location !== undefined && { location: text(location) }),
    ...(condition !== undefined && { condition: codeOf<Condition>(conditions, condition) }),
    ...(disposition !== undefined && { disposition: codeOf<Disposition>(dispositions, disposition) }),
    ...(addTags.length > 0 && { addTags }),
    ...(removeTags.length > 0 && { removeTags }),
  };
}

function codeOf<Code extends string>(codes: readonly Code[], value: string): Code | null {
  return codes.find((code) => code === value) ?? null;
}

interface BulkFieldProps {
  readonly field: Field;
  /** Undefined while it is left alone. */
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}

function BulkField({ field, value, onChange }: BulkFieldProps) {
  const label = fieldWords(field);
  return (
    <div className={styles.bulkField}>
      <CheckField
        label={label}
        checked={value !== undefined}
        onChange={(on) => onChange(on ? '' : undefined)}
      />
      {value !== undefined && <Value field={field} label={label} value={value} onChange={onChange} />}
    </div>
  );
}

function Value({
  field,
  label,
  value,
  onChange,
}: BulkFieldProps & { readonly label: string; readonly value: string }) {
  const choices = (name: 'kind' | 'condition' | 'disposition', codes: readonly string[]) => (
    <SelectField
      isLabelHidden
      label={label}
      value={value}
      onChange={onChange}
      choices={[
        { value: '', label: t('none') },
        ...codes.map((code) => ({ value: code, label: codeWords(name, code) })),
      ]}
    />
  );
  switch (field) {
    case 'kind':
      return choices('kind', carrierKinds);
    case 'condition':
      return choices('condition', conditions);
    case 'disposition':
      return choices('disposition', dispositions);
    default:
      return (
        <TextField
          isLabelHidden
          label={label}
          value={value}
          hint={field === 'addTags' || field === 'removeTags' ? t('tagsHint') : undefined}
          onChange={(event) => onChange(event.target.value)}
        />
      );
  }
}

function fieldWords(field: Field): string {
  switch (field) {
    case 'kind':
      return t('kind');
    case 'collection':
      return t('collection');
    case 'location':
      return t('place');
    case 'condition':
      return t('condition');
    case 'disposition':
      return t('disposition');
    case 'addTags':
      return t('addTags');
    case 'removeTags':
      return t('removeTags');
  }
}

function Preview({ preview: { changed, unchanged, examples } }: { readonly preview: EditPreview }) {
  return (
    <>
      <p role="status">{t('willChange', { changed, unchanged })}</p>
      <ul className={styles.examples}>
        {examples.map(({ code, changes }) => (
          <li key={code}>
            <strong>{code}</strong>
            {changes.map((each) => (
              <span key={`${each.field} ${each.to}`}>{changeWords(each)}</span>
            ))}
          </li>
        ))}
      </ul>
    </>
  );
}
