/** Moving a job in the line of its drive: shown at once, told, and taken back by Ctrl+Z. */
import { useState } from 'react';
import { movedBefore } from '../../../shared/model/waiting-order.ts';
import { sayFault, sayWithUndo } from '../../components/toasts.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { type Hub, useHub } from '../../state/hub-context.tsx';
import { beforeWhom, type DriveLine, type Step } from '../../state/queue-order.ts';
import { offerUndo } from '../../state/undo-offers.ts';

const t = messagesOf('queue');

export interface Moves {
  /** @param isShown tells it in a message with the way back, where no key can be pressed again */
  readonly move: (
    jobId: string,
    before: string | null,
    options: { readonly isShown: boolean },
  ) => Promise<void>;
  readonly step: (jobId: string, step: Step) => Promise<void>;
  /** For screen readers. */
  readonly spoken: string;
}

export function useMoves({ jobs, label }: DriveLine): Moves {
  const hub = useHub();
  const [spoken, setSpoken] = useState('');
  const ids = jobs.map(({ id }) => id);
  const nameOf = (jobId: string) => jobs.find(({ id }) => id === jobId)?.name ?? jobId;
  const move: Moves['move'] = async (jobId, before, { isShown }) => {
    const formerNext = ids[ids.indexOf(jobId) + 1] ?? null;
    if (!(await moveAtHub(hub, jobId, before))) return;
    const place = movedBefore(ids, jobId, before).indexOf(jobId) + 1;
    const words = t('nowAt', { name: nameOf(jobId), place, count: ids.length, drive: label });
    const back = () => void moveAtHub(hub, jobId, formerNext);
    if (isShown) sayWithUndo(words, back);
    else {
      setSpoken(words);
      offerUndo(back);
    }
  };
  return {
    move,
    spoken,
    step: async (jobId, step) => {
      const before = beforeWhom(ids, jobId, step);
      if (before === undefined) setSpoken(t('isThere', { name: nameOf(jobId) }));
      else await move(jobId, before, { isShown: step === 'front' || step === 'end' });
    },
  };
}

/** The next key may be pressed before the hub has answered: it is meant for the new order. */
async function moveAtHub({ client, store }: Hub, jobId: string, before: string | null): Promise<boolean> {
  const { waiting } = store.getState();
  if (before === null || waiting.includes(before))
    store.setState({ waiting: movedBefore(waiting, jobId, before) });
  try {
    await client.jobs.move({ jobId, before });
    return true;
  } catch (error) {
    store.setState({ waiting });
    sayFault(error);
    return false;
  }
}
