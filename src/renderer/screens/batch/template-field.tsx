/** What the files shall be called, with the names of the first carriers as they would be now. */
import { TextField } from '../../components/fields.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useLoaded } from '../../state/hub-context.tsx';
import { faultOf } from '../../words/faults.ts';
import { listWords } from '../../words/numbers.ts';

const t = messagesOf('batch');

/** What files are called where nobody says otherwise. */
const usual = '{code}';
const shownNames = 2;

export interface TemplateFieldProps {
  readonly template: string;
  readonly codes: readonly string[];
  readonly onChange: (template: string) => void;
}

export function TemplateField({ template, codes, onChange }: TemplateFieldProps) {
  const typed = template.trim();
  // A run stands for carriers that may not be there yet.
  const known = codes.filter((code) => !code.includes('..')).slice(0, shownNames);
  const preview = useLoaded(`names ${typed} ${known.join()}`, (hub, signal) =>
    typed === '' || known.length === 0
      ? Promise.resolve(null)
      : hub.collection.naming.preview({ template: typed, codes: known }, { signal }),
  );
  const fault = preview.error ? faultOf(preview.error) : null;
  const names = preview.value?.names.map(({ name }) => name) ?? [];
  return (
    <TextField
      label={t('template')}
      value={template}
      maxLength={200}
      placeholder={usual}
      problem={fault && fault.code !== 'not-found' ? fault.message : null}
      hint={names.length > 0 ? t('templateNames', { names: listWords(names) }) : t('templateHint')}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
