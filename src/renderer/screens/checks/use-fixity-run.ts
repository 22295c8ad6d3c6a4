import { useEffect, useState } from 'react';
import type { FixityRun } from '../../../shared/model/fixity.ts';
import { follow } from '../../state/follow.ts';
import { useHub } from '../../state/hub-context.tsx';

/** The run at work, or the last one; null when none was. */
export function useFixityRun(): FixityRun | null {
  const { client } = useHub();
  const [run, setRun] = useState<FixityRun | null>(null);
  useEffect(
    () =>
      follow(
        (after, signal) => client.fixity.watch({ after }, { signal }),
        (value) => setRun(value.run),
      ),
    [client],
  );
  return run;
}
