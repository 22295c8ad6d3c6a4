/** What damage hurts so far, of a dump that is done or of a job that still reads. */
import { useEffect, useState } from 'react';
import type { HurtFiles } from '../../../shared/model/image-files.ts';
import { isAtRest, type JobSnapshot } from '../../../shared/model/job.ts';
import { useLoaded } from '../../state/hub-context.tsx';

export type DamagedThing = { readonly dumpId: string } | { readonly job: JobSnapshot };

/** A job's store is walked through again after so long, if more of it has failed, or come, since. */
const againMs = 12_000;

/**
 * Null while nothing can be listed: no directory was read yet, the image is not there, or holds no files. That is no
 * fault of whoever asks.
 */
export function useHurtFiles(thing: DamagedThing): HurtFiles | null {
  const job = 'job' in thing ? thing.job : null;
  const round = useRounds(job !== null && !isAtRest(job.state));
  const key = job === null ? `dump ${JSON.stringify(thing)}` : `job ${job.id} ${job.state} ${round}`;
  const { value } = useLoaded(`hurt-of ${key}`, async (hub, signal) => {
    const opened =
      'job' in thing
        ? await hub.jobs.openImage({ jobId: thing.job.id }, { signal })
        : await hub.images.open({ dumpId: thing.dumpId }, { signal });
    const [tree] = opened.trees;
    if (!tree) return null;
    return hub.images.hurt({ imageId: opened.imageId, tree: tree.id, failedOnly: job !== null }, { signal });
  });
  // While the next round is asked for, what the last one found still stands.
  const [last, setLast] = useState<{ of: string; hurt: HurtFiles } | null>(null);
  const of = job === null ? key : job.id;
  useEffect(() => {
    if (value) setLast({ of, hurt: value });
  }, [value, of]);
  return value ?? (last?.of === of ? last.hurt : null);
}

/** Counts up while something goes on. */
function useRounds(isGoingOn: boolean): number {
  const [round, setRound] = useState(0);
  useEffect(() => {
    if (!isGoingOn) return;
    const timer = setInterval(() => setRound((count) => count + 1), againMs);
    return () => clearInterval(timer);
  }, [isGoingOn]);
  return round;
}
