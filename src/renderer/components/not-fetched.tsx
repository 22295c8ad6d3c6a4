import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { messagesOf } from '../messages/messages.ts';
import { useHub } from '../state/hub-context.tsx';
import { Button } from './button.tsx';
import { Empty } from './empty.tsx';

const t = messagesOf('frame');

/**
 * In the place of a screen whose script or style sheet did not come. What was fetched in part is only taken up properly by a
 * page loaded anew, which comes back to the same view.
 *
 * @param props.error what the browser said
 * @param props.failedBefore it was missed in the background, so whoever opens it is to have the page loaded anew at once
 */
export function NotFetched({
  error,
  failedBefore,
}: {
  readonly error: unknown;
  readonly failedBefore: boolean;
}) {
  const { connection } = useHub();
  const isConnected = useStore(connection.state, ({ kind }) => kind === 'connected');
  const wasLost = useRef(failedBefore);
  useEffect(() => {
    if (!isConnected) wasLost.current = true;
    else if (wasLost.current) location.reload();
  }, [isConnected]);
  return (
    <Empty
      title={t('notFetched')}
      actions={isConnected && <Button onClick={() => location.reload()}>{t('loadAgain')}</Button>}
    >
      <p>{t(isConnected ? 'notFetchedWords' : 'notFetchedWithoutLine')}</p>
      {isConnected && <p>{error instanceof Error ? error.message : String(error)}</p>}
    </Empty>
  );
}
