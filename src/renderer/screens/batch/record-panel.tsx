/** Shows the record of the carrier that is at work, and holds it for as long as something typed is not saved. */
import { useEffect, useRef, useState } from 'react';
import type { CarrierDetail } from '../../../shared/model/collection.ts';
import { Button } from '../../components/button.tsx';
import { FaultNotice } from '../../components/notice.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useHub } from '../../state/hub-context.tsx';
import styles from './batch.module.css';
import { RecordForm } from './record-form.tsx';

const t = messagesOf('batch');
const common = messagesOf('common');

export interface RecordPanelProps {
  readonly code: string | null;
  /** Changes whenever imaging may have changed the record. */
  readonly stamp: string;
  readonly onDirty: (isDirty: boolean) => void;
}

export function RecordPanel({ code, stamp, onDirty }: RecordPanelProps) {
  const { client } = useHub();
  const [detail, setDetail] = useState<CarrierDetail | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [edition, setEdition] = useState(0);
  const isDirty = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: stamp and edition say when to ask again
  useEffect(() => {
    if (code === null || isDirty.current) return;
    const end = new AbortController();
    client.collection.carriers.show({ code }, { signal: end.signal }).then(
      (found) => {
        if (end.signal.aborted || isDirty.current) return;
        setDetail(found);
        setError(null);
      },
      (problem: unknown) => {
        if (!end.signal.aborted) setError(problem);
      },
    );
    return () => end.abort();
  }, [client, code, stamp, edition]);
  const again = () => setEdition((count) => count + 1);
  if (error)
    return (
      <div className={styles.record}>
        <FaultNotice error={error} actions={<Button onClick={again}>{common('tryAgain')}</Button>} />
      </div>
    );
  if (!detail || code === null)
    return <p className={styles.noRecord}>{code === null ? t('noRecord') : ''}</p>;
  return (
    <RecordForm
      key={`${detail.carrier.code} ${detail.carrier.rev}`}
      detail={detail}
      onDirty={(dirty) => {
        isDirty.current = dirty;
        onDirty(dirty);
      }}
      onSaved={again}
    />
  );
}
