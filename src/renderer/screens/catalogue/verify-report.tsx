import { ShieldCheck } from 'lucide-react';
import type { VerifyProblem, VerifyResult } from '../../../shared/model/verify.ts';
import { Notice } from '../../components/notice.tsx';
import { countWords } from '../../words/numbers.ts';
import styles from './verify-report.module.css';

export interface VerifyReportProps {
  readonly result: VerifyResult;
  readonly problems: readonly VerifyProblem[];
}

/** What reading the files again has shown. */
export function VerifyReport({ result, problems }: VerifyReportProps) {
  const files = `${countWords(result.checkedFiles)} ${result.checkedFiles === 1 ? 'file' : 'files'}`;
  if (result.ok) {
    return (
      <p className={styles.good} role="status">
        <ShieldCheck aria-hidden />
        {files} read again: every hash is as it was recorded.
      </p>
    );
  }
  return (
    <Notice tone="bad">
      <p>
        {files} read again: not all are as they were recorded. Nothing was changed; restore the files below
        from another copy.
      </p>
      <ul className={styles.problems}>
        {problems.map((problem) => (
          <li key={`${problem.path} ${problem.lba} ${problem.what}`}>
            <code>{problem.path}</code>
            {problem.lba !== undefined && ` at LBA ${countWords(problem.lba)}`}: {problem.what}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
