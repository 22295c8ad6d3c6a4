import type { Pass, PassReport } from '../../../shared/model/job.ts';
import { classNames } from '../../components/class-names.ts';
import { countWords, durationWords } from '../../words/numbers.ts';
import styles from './tables.module.css';

const passWords: Readonly<Record<Pass['name'], string>> = {
  copy: 'Copy',
  trim: 'Trim',
  scrape: 'Scrape',
  retry: 'Retry',
  verify: 'Verify',
};

export interface PassesTableProps {
  readonly passes: readonly PassReport[];
  /** The pass at work, if one is. */
  readonly current: Pass | null;
}

export function PassesTable({ passes, current }: PassesTableProps) {
  if (passes.length === 0) return <p className={styles.none}>No pass has begun.</p>;
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th>Pass</th>
          <th className={styles.end}>Read</th>
          <th className={styles.end}>Failed</th>
          <th className={styles.end}>Time</th>
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
                {passWords[pass.name]} {pass.number}
                <span className={styles.soft}>{pass.direction === 'backward' ? ' backward' : ''}</span>
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
