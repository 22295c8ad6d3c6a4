/** Puts a backup in the place of the catalogue: a large one is looked through for minutes, in which the hub has other work. */
import { parentPort, workerData } from 'node:worker_threads';
import { toWire } from '../catalogue-fault.ts';
import { restoreCatalogue } from './restore.ts';
import type { RestoreAnswer, RestoreWork } from './restore-apart.ts';

const { backup, path } = workerData as RestoreWork;

async function answer(): Promise<RestoreAnswer> {
  try {
    return { restored: await restoreCatalogue(backup, path, false) };
  } catch (error) {
    return { error: toWire(error, backup) };
  }
}

parentPort!.postMessage(await answer());
