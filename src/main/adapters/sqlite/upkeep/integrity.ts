import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { entryUrl } from '../../entry-url.ts';

export interface IntegrityWork {
  readonly path: string;
  /** `full` compares indexes with their tables as well. */
  readonly depth: 'quick' | 'full';
}

/** @returns sentences; none when the database is sound */
export async function checkIntegrity(work: IntegrityWork): Promise<string[]> {
  const worker = new Worker(entryUrl('adapters/sqlite/upkeep/integrity-thread'), {
    workerData: work,
    execArgv: [],
  });
  const [findings] = (await once(worker, 'message')) as [string[]];
  await worker.terminate();
  return findings;
}
