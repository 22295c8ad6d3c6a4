/** Codes and ids a carrier is known by, each with where it is from. */
import { X } from 'lucide-react';
import { useState } from 'react';
import type { CarrierDetail } from '../../../shared/model/collection.ts';
import { type IdentifierSource, identifierSchemes } from '../../../shared/model/vocabulary.ts';
import { Button } from '../../components/button.tsx';
import { SelectField, TextField } from '../../components/fields.tsx';
import { Panel } from '../../components/screen.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { codeWords } from '../../words/vocabulary.ts';
import styles from './carrier.module.css';
import { useCarrierChange } from './use-carrier-change.ts';

const t = messagesOf('carrier');

export interface IdentifiersPanelProps {
  readonly detail: CarrierDetail;
  readonly onChanged: () => void;
}

export function IdentifiersPanel({ detail, onChanged }: IdentifiersPanelProps) {
  const change = useCarrierChange(onChanged);
  const { code } = detail.carrier;
  return (
    <Panel title={t('identifiers')}>
      <div className={styles.panelBody}>
        {detail.identifiers.length === 0 && <p className={styles.quiet}>{t('noIdentifiers')}</p>}
        <ul className={styles.identifiers}>
          {detail.identifiers.map(({ uuid, scheme, value, source }) => (
            <li key={uuid}>
              <span className={styles.scheme}>{codeWords('identifierScheme', scheme)}</span>
              <span>
                <span className={styles.mono}>{value}</span>{' '}
                <span className={styles.quiet}>{sourceWords(source)}</span>
              </span>
              {source === 'operator' && (
                <Button
                  look="plain"
                  icon={<X />}
                  aria-label={t('removeIdentifier', { value })}
                  onClick={() =>
                    change((client) => client.collection.carriers.removeIdentifier({ uuid }), t('saved'))
                  }
                />
              )}
            </li>
          ))}
        </ul>
        <AddIdentifier
          onAdd={(scheme, value) =>
            change(
              (client) => client.collection.carriers.addIdentifier({ code, scheme, value, verified: true }),
              t('saved'),
            )
          }
        />
      </div>
    </Panel>
  );
}

function AddIdentifier(props: { readonly onAdd: (scheme: string, value: string) => Promise<boolean> }) {
  const [scheme, setScheme] = useState<string>('barcode');
  const [value, setValue] = useState('');
  return (
    <form
      className={styles.addIdentifier}
      onSubmit={(event) => {
        event.preventDefault();
        void props.onAdd(scheme, value.trim()).then((isDone) => isDone && setValue(''));
      }}
    >
      <SelectField
        label={t('scheme')}
        value={scheme}
        onChange={setScheme}
        choices={identifierSchemes.map((each) => ({
          value: each as string,
          label: codeWords('identifierScheme', each),
        }))}
      />
      <TextField label={t('value')} value={value} onChange={(event) => setValue(event.target.value)} />
      <Button type="submit" disabled={value.trim() === ''}>
        {t('addIdentifier')}
      </Button>
    </form>
  );
}

function sourceWords(source: IdentifierSource): string {
  switch (source) {
    case 'auto':
      return t('sourceAuto');
    case 'operator':
      return t('sourceOperator');
    case 'dat':
      return t('sourceDat');
    case 'online':
      return t('sourceOnline');
    case 'pack':
      return t('sourcePack');
  }
}
