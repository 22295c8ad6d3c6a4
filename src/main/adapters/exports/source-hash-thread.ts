/** The thread of source-hashes.ts: files one after the other, in bounded memory. */
import { parentPort, workerData } from 'node:worker_threads';
import { sha256Of } from './sha256-of-file.ts';
import type { SourceHashAnswer } from './source-hashes.ts';

function answer(): SourceHashAnswer {
  try {
    return { files: (workerData as string[]).map(sha256Of) };
  } catch (error) {
    return { error: (error as Error).message };
  }
}

parentPort!.postMessage(answer());
