/** What C2 said along a CD: as a picture, with what it means, and the same in a sentence. */
import { Suspense } from 'react';
import type { C2Record } from '../../../shared/model/c2-record.ts';
import { C2Plot } from '../../later-screens.tsx';
import { messagesOf } from '../../messages/messages.ts';
import type { MapMark } from '../../sector-map/places.ts';
import styles from './c2-over-position.module.css';
import { c2Sentences } from './c2-sentences.ts';

const t = messagesOf('c2');

export interface C2OverPositionProps {
  /** Null where no sector came with C2. */
  readonly record: C2Record | null;
  readonly totalSectors: number;
  readonly marks: readonly MapMark[];
  /** More of it is still to come. */
  readonly isReading: boolean;
}

export function C2OverPosition({ record, totalSectors, marks, isReading }: C2OverPositionProps) {
  if (record === null) return <p className={styles.unknown}>{isReading ? t('noneYet') : t('unknown')}</p>;
  return (
    <>
      <Suspense fallback={<div className={styles.room} />}>
        <C2Plot stretches={record.stretches} totalSectors={totalSectors} marks={marks} />
      </Suspense>
      <ul className={styles.legend} aria-label={t('legend')}>
        <li>
          <span className={styles.first} aria-hidden="true" />
          {t('atFirst')}
        </li>
        <li>
          <span className={styles.kept} aria-hidden="true" />
          {t('asKept')}
        </li>
        <li>
          <span className={styles.known} aria-hidden="true" />
          {t('known')}
        </li>
      </ul>
      <p className={styles.words}>{c2Sentences(record, isReading ? null : totalSectors)}</p>
    </>
  );
}
