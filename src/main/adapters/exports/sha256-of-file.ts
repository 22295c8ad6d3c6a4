/** SHA-256 of a file, read once in bounded memory. */
import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import type { Lineage } from '../../../shared/model/sidecar.ts';

const chunkBytes = 1 << 20;

export function sha256Of(path: string): Lineage['sourceFiles'][number] {
  const chunk = Buffer.allocUnsafe(chunkBytes);
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
