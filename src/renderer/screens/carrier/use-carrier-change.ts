import type { HubClient } from '../../../shared/contract/client.ts';
import type { ChangeResult } from '../../../shared/model/collection.ts';
import { act, say, sayWithUndo } from '../../components/toasts.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useHub } from '../../state/hub-context.tsx';

const t = messagesOf('carrier');

export type Change = (
  work: (client: HubClient) => Promise<ChangeResult>,
  /** Said when it was done. */
  done: string,
) => Promise<boolean>;

/** Makes a change of the collection, says so, and offers the way back. @returns whether it was made */
export function useCarrierChange(onChanged: () => void): Change {
  const { client } = useHub();
  return (work, done) =>
    act(async () => {
      const { txn } = await work(client);
      if (txn === null) say(t('nothingChanged'));
      else
        sayWithUndo(done, async () => {
          if (await act(() => client.collection.history.undo({ txn }), t('undone'))) onChanged();
        });
      onChanged();
    });
}
