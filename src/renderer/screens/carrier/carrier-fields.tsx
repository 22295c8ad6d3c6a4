/** The form of a carrier, in three groups: what it is, where it belongs, how it is. */
import { useId } from 'react';
import type { Carrier } from '../../../shared/model/collection.ts';
import { carrierKinds, conditions, type Vocabulary } from '../../../shared/model/vocabulary.ts';
import { SelectField, TextField } from '../../components/fields.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useLoaded } from '../../state/hub-context.tsx';
import { codeWords } from '../../words/vocabulary.ts';
import { LinesField } from '../hand-over/lines-field.tsx';
import styles from './carrier.module.css';
import { type CarrierForm, problemsOf } from './carrier-form.ts';

const t = messagesOf('carrier');

export interface CarrierFieldsProps {
  readonly form: CarrierForm;
  readonly onForm: (form: CarrierForm) => void;
  /** What imaging found, shown beside what is typed. */
  readonly found: Pick<Carrier, 'title' | 'kind' | 'manufacturer' | 'date'> | null;
}

export function CarrierFields({ form, onForm, found }: CarrierFieldsProps) {
  const places = useLoaded('places', async (hub, signal) => {
    const [{ collections }, { locations }] = await Promise.all([
      hub.collection.collections.list(undefined, { signal }),
      hub.collection.locations.list(undefined, { signal }),
    ]);
    return { collections: collections.map(({ code }) => code), locations: locations.map(({ code }) => code) };
  });
  const set = (name: keyof CarrierForm) => (value: string) => onForm({ ...form, [name]: value });
  const typed = (name: keyof CarrierForm) => ({
    value: form[name],
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => set(name)(event.target.value),
  });
  const wrong = problemsOf(form);
  const number = (name: 'sequence' | 'sequenceTotal' | 'copy') => ({
    ...typed(name),
    inputMode: 'numeric' as const,
    problem: wrong.has(name) ? t('wholeNumber') : null,
  });
  const auto = (pair: { readonly auto: string | null } | undefined, name?: Vocabulary) =>
    pair?.auto == null ? undefined : t('found', { auto: name ? codeWords(name, pair.auto) : pair.auto });
  return (
    <div className={styles.form}>
      <fieldset>
        <legend>{t('identity')}</legend>
        <TextField label={t('codeField')} {...typed('code')} />
        <TextField label={t('titleField')} hint={auto(found?.title)} {...typed('title')} />
        <LinesField label={t('label')} hint="" value={form.labelText} onChange={set('labelText')} />
        <div className={styles.pairs}>
          <VocabularyField
            label={t('kind')}
            vocabulary="kind"
            codes={carrierKinds}
            hint={auto(found?.kind, 'kind')}
            value={form.kind}
            onChange={set('kind')}
          />
          <TextField label={t('manufacturer')} hint={auto(found?.manufacturer)} {...typed('manufacturer')} />
          <TextField label={t('date')} hint={auto(found?.date)} {...typed('date')} />
        </div>
      </fieldset>
      <fieldset>
        <legend>{t('belongs')}</legend>
        <TextField label={t('item')} hint={t('itemHint')} {...typed('itemTitle')} />
        <div className={styles.pairs}>
          <KnownField
            label={t('collection')}
            known={places.value?.collections ?? []}
            {...typed('collection')}
          />
          <KnownField label={t('place')} known={places.value?.locations ?? []} {...typed('location')} />
        </div>
        <div className={styles.numbers}>
          <TextField label={t('sequence')} {...number('sequence')} />
          <TextField label={t('sequenceTotal')} {...number('sequenceTotal')} />
          <TextField label={t('side')} {...typed('side')} />
          <TextField label={t('copy')} {...number('copy')} />
        </div>
      </fieldset>
      <fieldset>
        <legend>{t('condition2')}</legend>
        <div className={styles.pairs}>
          <VocabularyField
            label={t('condition')}
            vocabulary="condition"
            codes={conditions}
            value={form.condition}
            onChange={set('condition')}
          />
          <SelectField
            label={t('writeProtected')}
            value={form.writeProtected}
            onChange={set('writeProtected')}
            choices={[
              { value: '', label: t('unknown') },
              { value: 'yes', label: t('yes') },
              { value: 'no', label: t('no') },
            ]}
          />
        </div>
        <TextField label={t('conditionNote')} {...typed('conditionNote')} />
        <LinesField label={t('note')} hint="" value={form.note} onChange={set('note')} />
        <TextField label={t('tags')} hint={t('tagsHint')} {...typed('tags')} />
      </fieldset>
    </div>
  );
}

interface VocabularyFieldProps {
  readonly label: string;
  readonly vocabulary: Vocabulary;
  readonly codes: readonly string[];
  readonly hint?: string | undefined;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function VocabularyField({ label, vocabulary, codes, hint, value, onChange }: VocabularyFieldProps) {
  return (
    <SelectField
      label={label}
      hint={hint}
      value={value}
      onChange={onChange}
      choices={[
        { value: '', label: t('none') },
        ...codes.map((code) => ({ value: code, label: codeWords(vocabulary, code) })),
      ]}
    />
  );
}

interface KnownFieldProps {
  readonly label: string;
  readonly known: readonly string[];
  readonly value: string;
  readonly onChange: (event: React.ChangeEvent<HTMLInputElement>) => void;
}

/** A code that is typed, with those that exist at hand. */
function KnownField({ label, known, value, onChange }: KnownFieldProps) {
  const id = useId();
  return (
    <>
      <TextField label={label} list={id} value={value} onChange={onChange} />
      <datalist id={id}>
        {known.map((code) => (
          <option key={code} value={code} />
        ))}
      </datalist>
    </>
  );
}
