/** Has a dump listed, or its contents read, and tells when that is done. */
import { useEffect, useState } from 'react';
import { act } from '../../components/toasts.tsx';
import { follow } from '../../state/follow.ts';
import { useHub } from '../../state/hub-context.tsx';

export function useIndexing(dumpId: string, onDone: () => void) {
  const { client } = useHub();
  const [isAtWork, setAtWork] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: onDone is made anew on every render
  useEffect(() => {
    if (!isAtWork) return;
    return follow(
      (after, signal) => client.search.indexing({ after }, { signal }),
      ({ waiting, now }) => {
        if (waiting > 0 || now !== null) return;
        setAtWork(false);
        onDone();
      },
    );
  }, [client, isAtWork]);
  const start = (contents: boolean) =>
    void act(async () => {
      await client.search.index({ dumpId, contents });
      setAtWork(true);
    });
  return { isAtWork, start };
}
