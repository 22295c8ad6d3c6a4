import { ShieldCheck } from 'lucide-react';
import type { VerifyProblem, VerifyResult } from '../../../shared/model/verify.ts';
import { Notice } from '../../components/notice.tsx';
import { messagesOf } from '../../messages/messages.ts';
import styles from './verify-report.module.css';

const t = messagesOf('dump');

export interface VerifyReportProps {
  readonly result: VerifyResult;
  readonly problems: readonly VerifyProblem[];
}

/** What reading the files again has shown. */
export function VerifyReport({ result, problems }: VerifyReportProps) {
  const count = result.checkedFiles;
  if (result.ok) {
    return (
      <p className={styles.good} role="status">
        <ShieldCheck aria-hidden />
        {t('allRight', { count })}
      </p>
    );
  }
  return (
    <Notice tone="bad">
      <p>{t('notAllRight', { count })}</p>
      <ul className={styles.problems}>
        {problems.map((problem) => (
          <li key={`${problem.path} ${problem.lba} ${problem.what}`}>
            <code>{problem.path}</code>
            {problem.lba !== undefined && ` ${t('atLba', { lba: problem.lba })}`}: {problem.what}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
