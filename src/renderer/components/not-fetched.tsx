import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { messagesOf } from '../messages/messages.ts';
import { useHub } from '../state/hub-context.tsx';
import { Button } from './button.tsx';
import { Empty, EmptyScreen } from './empty.tsx';

const t = messagesOf('frame');

export interface NotFetchedProps {
  readonly isPart: boolean;
  readonly error: unknown;
  readonly failedBefore: boolean;
}

/**
 * In the place of a screen, or of a part of one, whose script or style sheet did not come. What was fetched in part is only taken up properly by a
 * page loaded anew, which comes back to the same view.
 *
 * @param props.error what the browser said
 * @param props.failedBefore it was missed in the background, so whoever opens it is to have the page loaded anew at once
 */
export function NotFetched({ isPart, error, failedBefore }: NotFetchedProps) {
  const { connection } = useHub();
  const isConnected = useStore(connection.state, ({ kind }) => kind === 'connected');
  const wasLost = useRef(failedBefore);
  useEffect(() => {
    if (!isConnected) wasLost.current = true;
    else if (wasLost.current) location.reload();
  }, [isConnected]);
  const Place = isPart ? Empty : EmptyScreen;
  return (
    <Place
      title={t(isPart ? 'partNotFetched' : 'notFetched')}
      actions={isConnected && <Button onClick={() => location.reload()}>{t('loadAgain')}</Button>}
    >
      <p>{t(isConnected ? 'notFetchedWords' : 'notFetchedWithoutLine')}</p>
      {isConnected && <p>{error instanceof Error ? error.message : String(error)}</p>}
    </Place>
  );
}
