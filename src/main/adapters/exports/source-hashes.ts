/** SHA-256 of the files an image was made from, taken in a thread of its own while they are converted. */
import { statSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { SpindleError } from '../../../shared/errors.ts';
import type { Lineage } from '../../../shared/model/sidecar.ts';
import { entryUrl } from '../entry-url.ts';
import { sha256Of } from './sha256-of-file.ts';

export type SourceFiles = Lineage['sourceFiles'];

export interface HashingFiles {
  /** @throws SpindleError output-failed when a file cannot be read to its end */
  readonly result: Promise<SourceFiles>;
  stop(): Promise<void>;
}

export type SourceHashAnswer = { readonly files: SourceFiles } | { readonly error: string };

/** Threads cost their start: less than this is hashed at once. */
const worthwhileBytes = 16 * 1024 * 1024;

export function sha256OfFiles(paths: readonly string[]): HashingFiles {
  const sizeBytes = paths.reduce(
    (sum, path) => sum + (statSync(path, { throwIfNoEntry: false })?.size ?? 0),
    0,
  );
  return sizeBytes < worthwhileBytes ? atOnce(paths) : besides(paths);
}

function atOnce(paths: readonly string[]): HashingFiles {
  const result = hashed(paths);
  result.catch(() => {});
  return { result, stop: async () => {} };
}

async function hashed(paths: readonly string[]): Promise<SourceFiles> {
  try {
    return paths.map(sha256Of);
  } catch (error) {
    throw unreadable((error as Error).message);
  }
}

function besides(paths: readonly string[]): HashingFiles {
  const thread = new Worker(entryUrl('adapters/exports/source-hash-thread'), {
    workerData: [...paths],
    execArgv: [],
  });
  const result = new Promise<SourceFiles>((done, fail) => {
    thread.once('message', (answer: SourceHashAnswer) => {
      if ('files' in answer) done(answer.files);
      else fail(unreadable(answer.error));
    });
    thread.once('error', (error) => fail(unreadable(error.message)));
    thread.once('exit', () => fail(unreadable('the thread ended')));
  });
  // Whoever stops it does not wait for it.
  result.catch(() => {});
  return {
    result,
    async stop() {
      await thread.terminate();
    },
  };
}

function unreadable(why: string): SpindleError {
  return new SpindleError(
    'output-failed',
    `The source could not be read to its end for its hash (${why}). Nothing was written; check the disk it lies on.`,
  );
}
