/** The stack and the list have come apart: shows what speaks for it, and moves the records on with a way back. */
import type { StackShift } from '../../../shared/model/batch.ts';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useCarrierChange } from '../carrier/use-carrier-change.ts';
import styles from './batch.module.css';

const t = messagesOf('batch');

export function ShiftNotice({ batchId, shift }: { readonly batchId: string; readonly shift: StackShift }) {
  const change = useCarrierChange(() => {});
  const { fromPosition, by, pairs } = shift;
  const move = () =>
    change((client) => client.batches.shift({ uuid: batchId, fromPosition, by }), t('shifted'));
  return (
    <Notice
      tone="warn"
      actions={
        <Button look="primary" onClick={() => void move()}>
          {t('shiftDo', { count: pairs.length })}
        </Button>
      }
    >
      <p>{by === 1 ? t('shiftMissing', { from: fromPosition }) : t('shiftExtra', { from: fromPosition })}</p>
      <ul className={styles.evidence}>
        {pairs.map(({ code, observed, fits }) => (
          <li key={code}>{t('shiftPair', { code, observed, fits })}</li>
        ))}
      </ul>
    </Notice>
  );
}
