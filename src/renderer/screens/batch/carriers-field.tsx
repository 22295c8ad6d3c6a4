/** The carriers of a new batch: typed as codes and runs, or found by a search. */
import { useEffect, useState } from 'react';
import type { HubClient } from '../../../shared/contract/client.ts';
import { RadioField, SelectField, TextField } from '../../components/fields.tsx';
import { FaultNotice } from '../../components/notice.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useLoaded } from '../../state/hub-context.tsx';
import { LinesField } from '../hand-over/lines-field.tsx';
import { type NewBatchForm, typedCodes } from './new-batch-form.ts';

const t = messagesOf('batch');

const pageCarriers = 500;
const mostCarriers = 2000;
const pauseMs = 250;

export interface Carriers {
  readonly codes: readonly string[];
  /** More were found than a batch can take. */
  readonly isTooMany: boolean;
  readonly error: unknown;
}

/** In the order they are put in. */
export function useCarriers({ from, codes, query }: NewBatchForm): Carriers {
  const settled = useSettled(query);
  const found = useLoaded(`carriers ${from} ${settled}`, (hub, signal) =>
    from === 'search' ? carriersFound(hub, settled, signal) : Promise.resolve(null),
  );
  if (from === 'codes') return { codes: typedCodes(codes), isTooMany: false, error: null };
  return {
    codes: found.value?.slice(0, mostCarriers) ?? [],
    isTooMany: (found.value?.length ?? 0) > mostCarriers,
    error: found.error,
  };
}

async function carriersFound(hub: HubClient, query: string, signal: AbortSignal): Promise<string[]> {
  const codes: string[] = [];
  for (let after: string | null = null; codes.length <= mostCarriers; ) {
    const page = await hub.search.find({ query, after, limit: pageCarriers, filesPerGroup: 0 }, { signal });
    codes.push(...page.groups.filter(({ kind }) => kind === 'carrier').map(({ id }) => id));
    after = page.next;
    if (after === null) break;
  }
  return codes;
}

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), pauseMs);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

export interface CarriersFieldProps {
  readonly form: NewBatchForm;
  readonly carriers: Carriers;
  readonly onChange: (change: Partial<NewBatchForm>) => void;
}

const noView = '';

export function CarriersField({ form, carriers, onChange }: CarriersFieldProps) {
  const views = useLoaded('views', (hub, signal) => hub.search.savedViews(undefined, { signal }));
  const saved = views.value?.views ?? [];
  const { codes, isTooMany, error } = carriers;
  return (
    <>
      <RadioField
        label={t('carriersFrom')}
        value={form.from}
        onChange={(from) => onChange({ from })}
        choices={[
          { value: 'codes', label: t('fromCodes') },
          { value: 'search', label: t('fromSearch') },
        ]}
      />
      {form.from === 'codes' ? (
        <LinesField
          label={t('codes')}
          hint={t('codesHint')}
          value={form.codes}
          onChange={(typed) => onChange({ codes: typed })}
        />
      ) : (
        <>
          {saved.length > 0 && (
            <SelectField
              label={t('view')}
              value={saved.find(({ query }) => query === form.query)?.name ?? noView}
              onChange={(name) =>
                onChange({ query: saved.find((view) => view.name === name)?.query ?? form.query })
              }
              choices={[
                { value: noView, label: t('noView') },
                ...saved.map(({ name, query }) => ({ value: name, label: name, note: query })),
              ]}
            />
          )}
          <TextField
            label={t('search')}
            value={form.query}
            hint={
              isTooMany
                ? t('tooMany', { most: mostCarriers })
                : codes.length > 0
                  ? t('foundCarriers', { count: codes.length, first: codes[0]!, last: codes.at(-1)! })
                  : t('foundNone')
            }
            onChange={(event) => onChange({ query: event.target.value })}
          />
          {error ? <FaultNotice error={error} /> : null}
        </>
      )}
    </>
  );
}
