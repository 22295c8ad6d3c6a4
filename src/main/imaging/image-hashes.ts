/**
 * The hashes of the working image of a CD, taken while its files are made: sectors pass once for both. A file that begins
 * as the image does needs no hashes of its own: its are those of the image so far.
 */
import type { Hashes } from '../../shared/model/output.ts';
import type { DumpStore } from '../adapters/files/dump-store.ts';
import { FourHashes } from '../adapters/files/hash-file.ts';

const chunkBytes = 256 * 1024;

export class ImageHashes {
  readonly #store: DumpStore;
  readonly #four = new FourHashes();

  constructor(store: DumpStore) {
    this.#store = store;
  }

  /** For a file that begins as the image does; null once anything has passed. */
  get unbegun(): FourHashes | null {
    return this.#four.sizeBytes === 0 ? this.#four : null;
  }

  /** Hands on pieces of the image, the first from `offsetBytes` on; those that have passed before count no more. */
  *watch(pieces: Iterable<Uint8Array>, offsetBytes: number): Iterable<Uint8Array> {
    let at = offsetBytes;
    for (const piece of pieces) {
      this.#catchUp(at);
      if (at === this.#four.sizeBytes) this.#four.update(piece);
      at += piece.length;
      yield piece;
    }
  }

  /** Of the whole image: what no file held (a gap between sessions) is read for it. */
  finish(): Hashes {
    this.#catchUp(this.#store.sizeBytes);
    return this.#four.digest();
  }

  #catchUp(endBytes: number): void {
    if (this.#four.sizeBytes >= endBytes) return;
    const chunk = new Uint8Array(chunkBytes);
    while (this.#four.sizeBytes < endBytes) {
      const part = chunk.subarray(0, Math.min(chunkBytes, endBytes - this.#four.sizeBytes));
      this.#store.read(this.#four.sizeBytes, part);
      this.#four.update(part);
    }
  }
}
