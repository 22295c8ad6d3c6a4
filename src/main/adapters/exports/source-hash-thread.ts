/** The thread of source-hashes.ts: files one after the other, in bounded memory. */
import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import type { SourceFiles, SourceHashAnswer } from './source-hashes.ts';

const chunk = Buffer.allocUnsafe(1 << 20);

function sha256Of(path: string): SourceFiles[number] {
  const fd = openSync(path, 'r');
  try {
    const hash = createHash('sha256');
    let sizeBytes = 0;
    for (;;) {
      const bytes = readSync(fd, chunk, 0, chunk.length, null);
      if (bytes === 0) return { path, sizeBytes, sha256: hash.digest('hex') };
      hash.update(chunk.subarray(0, bytes));
      sizeBytes += bytes;
    }
  } finally {
    closeSync(fd);
  }
}

function answer(): SourceHashAnswer {
  try {
    return { files: (workerData as string[]).map(sha256Of) };
  } catch (error) {
    return { error: (error as Error).message };
  }
}

parentPort!.postMessage(answer());
