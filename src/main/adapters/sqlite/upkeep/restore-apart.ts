import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { fromWireError, type WireError } from '../../../../shared/errors.ts';
import type { RestoredCatalogue } from '../../../../shared/model/upkeep.ts';
import { entryUrl } from '../../entry-url.ts';

export interface RestoreWork {
  readonly backup: string;
  /** Of the catalogue, which nobody may have open. */
  readonly path: string;
}

export type RestoreAnswer = { readonly restored: RestoredCatalogue } | { readonly error: WireError };

/** On a thread of its own. @throws SpindleError as {@link restoreCatalogue}; nothing is changed then */
export async function restoreApart(work: RestoreWork): Promise<RestoredCatalogue> {
  const worker = new Worker(entryUrl('adapters/sqlite/upkeep/restore-thread'), {
    workerData: work,
    execArgv: [],
  });
  const [answer] = (await once(worker, 'message')) as [RestoreAnswer];
  await worker.terminate();
  if ('error' in answer) throw fromWireError(answer.error);
  return answer.restored;
}
