/** What is said of a carrier: by people, and by what was found while imaging it. */
import type { ReactNode } from 'react';
import type { CarrierDetail } from '../../../shared/model/collection.ts';
import { Tag } from '../../components/chip.tsx';
import { type Fact, Facts } from '../../components/facts.tsx';
import { Panel } from '../../components/screen.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { codeWords } from '../../words/vocabulary.ts';
import styles from './carrier.module.css';

const t = messagesOf('carrier');

export function RecordPanel({ detail }: { readonly detail: CarrierDetail }) {
  const facts = factsOf(detail).filter(({ value }) => value !== null && value !== '');
  return (
    <Panel title={t('record')}>
      <div className={styles.panelBody}>
        {facts.length === 0 ? <p className={styles.quiet}>{t('nothingSaid')}</p> : <Facts facts={facts} />}
      </div>
    </Panel>
  );
}

function factsOf({ carrier, item, locationPath }: CarrierDetail): Fact[] {
  const { exception, disposition, condition, tags } = carrier;
  return [
    { name: t('exception'), value: exception && codeWords('exception', exception) },
    { name: t('disposition'), value: disposition && codeWords('disposition', disposition) },
    { name: t('titleField'), value: pairWords(carrier.title) },
    { name: t('item'), value: item?.title ?? null },
    { name: t('sequence'), value: sequenceWords(carrier) },
    { name: t('collection'), value: carrier.collection },
    { name: t('place'), value: locationPath.join(' \u203a ') },
    { name: t('kind'), value: pairWords(carrier.kind, (code) => codeWords('kind', code)) },
    {
      name: t('label'),
      value: carrier.labelText && <span className={styles.label}>{carrier.labelText}</span>,
    },
    { name: t('manufacturer'), value: pairWords(carrier.manufacturer) },
    { name: t('date'), value: pairWords(carrier.date) },
    { name: t('condition'), value: condition && codeWords('condition', condition) },
    { name: t('conditionNote'), value: carrier.conditionNote },
    {
      name: t('writeProtected'),
      value: carrier.writeProtected === null ? null : carrier.writeProtected ? t('yes') : t('no'),
    },
    { name: t('note'), value: carrier.note && <span className={styles.label}>{carrier.note}</span> },
    {
      name: t('tags'),
      value: tags.length > 0 && (
        <span className={styles.tags}>
          {tags.map((tag) => (
            <Tag key={tag}>{tag}</Tag>
          ))}
        </span>
      ),
    },
  ].map((fact) => ({ ...fact, value: fact.value === false ? null : fact.value }));
}

function pairWords(
  { auto, manual }: { readonly auto: string | null; readonly manual: string | null },
  words: (code: string) => string = (code) => code,
): ReactNode {
  if (manual === null)
    return (
      auto !== null && (
        <>
          {words(auto)} <span className={styles.quiet}>{t('automatic')}</span>
        </>
      )
    );
  if (auto === null || auto === manual) return words(manual);
  return (
    <>
      {words(manual)} <span className={styles.quiet}>{t('overrides', { auto: words(auto) })}</span>
    </>
  );
}

function sequenceWords({ sequence, sequenceTotal, side, copy }: CarrierDetail['carrier']): string {
  return [
    ...(sequence === null
      ? []
      : [
          sequenceTotal === null
            ? String(sequence)
            : t('sequenceOf', { number: sequence, total: sequenceTotal }),
        ]),
    ...(side === null ? [] : [`${t('side')} ${side}`]),
    ...(copy === null ? [] : [`${t('copy')} ${copy}`]),
  ].join(', ');
}
