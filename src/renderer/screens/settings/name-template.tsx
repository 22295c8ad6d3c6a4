/** The template for the names of files, saved when the field is left, if the station can make a name of it. */
import { useState } from 'react';
import { TextField } from '../../components/fields.tsx';
import { act } from '../../components/toasts.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useHub, useLoaded } from '../../state/hub-context.tsx';
import { faultOf } from '../../words/faults.ts';

const t = messagesOf('settings');

export interface NameTemplateProps {
  readonly template: string;
  readonly onChange: (template: string) => void;
}

export function NameTemplate({ template, onChange }: NameTemplateProps) {
  const { client } = useHub();
  const [typed, setTyped] = useState<string | null>(null);
  const wanted = (typed ?? template).trim();
  const check = useLoaded(`template ${wanted}`, (hub, signal) =>
    wanted === ''
      ? Promise.resolve(null)
      : hub.collection.naming.preview({ template: wanted, codes: [] }, { signal }),
  );
  const problem = wanted === '' ? t('templateEmpty') : check.error ? faultOf(check.error).message : null;
  const save = () =>
    act(async () => {
      await client.collection.naming.preview({ template: wanted, codes: [] });
      onChange(wanted);
    });
  return (
    <TextField
      label={t('template')}
      hint={t('templateHint')}
      value={typed ?? template}
      maxLength={200}
      problem={typed === null ? null : problem}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={() => {
        if (typed !== null && wanted !== '' && wanted !== template) void save();
        setTyped(null);
      }}
    />
  );
}
