/** The four hashes of a file that exists, read once in bounded memory. */
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import type { Hashes } from '../../../shared/model/output.ts';

const chunkBytes = 256 * 1024;

export interface HashedFile {
  readonly sizeBytes: number;
  readonly hashes: Hashes;
}

/** Takes the four hashes of bytes as they pass; what has passed so far can be told at any time. */
export class FourHashes {
  readonly #md5 = createHash('md5');
  readonly #sha1 = createHash('sha1');
  readonly #sha256 = createHash('sha256');
  #crc = 0;
  sizeBytes = 0;

  update(bytes: Uint8Array): void {
    this.#crc = crc32(bytes, this.#crc);
    this.#md5.update(bytes);
    this.#sha1.update(bytes);
    this.#sha256.update(bytes);
    this.sizeBytes += bytes.length;
  }

  digest(): Hashes {
    return {
      crc32: this.#crc.toString(16).padStart(8, '0'),
      md5: this.#md5.copy().digest('hex'),
      sha1: this.#sha1.copy().digest('hex'),
      sha256: this.#sha256.copy().digest('hex'),
    };
  }
}

export async function hashFile(
  path: string,
  onBytes: (bytes: number) => void = () => {},
): Promise<HashedFile> {
  const file = await open(path, 'r');
  try {
    const four = new FourHashes();
    const buffer = Buffer.allocUnsafe(chunkBytes);
    for (let position = 0; ; ) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length, position);
      if (bytesRead === 0) break;
      four.update(buffer.subarray(0, bytesRead));
      position += bytesRead;
      onBytes(bytesRead);
    }
    return { sizeBytes: four.sizeBytes, hashes: four.digest() };
  } finally {
    await file.close();
  }
}
