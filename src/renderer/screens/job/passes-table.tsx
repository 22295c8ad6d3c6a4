import type { Pass, PassReport } from '../../../shared/model/job.ts';
import { classNames } from '../../components/class-names.ts';
import { messagesOf } from '../../messages/messages.ts';
import { countWords, durationWords } from '../../words/numbers.ts';
import styles from './tables.module.css';

const t = messagesOf('job');

export interface PassesTableProps {
  readonly passes: readonly PassReport[];
  /** The pass at work, if one is. */
  readonly current: Pass | null;
}

export function PassesTable({ passes, current }: PassesTableProps) {
  if (passes.length === 0) return <p className={styles.none}>{t('noPass')}</p>;
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th>{t('pass')}</th>
          <th className={styles.end}>{t('read')}</th>
          <th className={styles.end}>{t('failed')}</th>
          <th className={styles.end}>{t('time')}</th>
        </tr>
      </thead>
      <tbody>
        {passes.map((pass) => {
          const now = current?.name === pass.name && current.number === pass.number;
          return (
            <tr
              key={`${pass.name} ${pass.number} ${pass.direction}`}
              className={classNames(now && styles.now)}
              aria-current={now ? 'step' : undefined}
            >
              <td>
                {t(pass.name)} {pass.number}
                <span className={styles.soft}>
                  {pass.direction === 'backward' ? ` ${t('backward')}` : ''}
                </span>
              </td>
              <td className={styles.end}>{countWords(pass.sectorsRead)}</td>
              <td className={styles.end}>{countWords(pass.failedReads)}</td>
              <td className={styles.end}>{durationWords(pass.elapsedMs / 1000)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
