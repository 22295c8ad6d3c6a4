/**
 * Has the system write the image to its disk while reading goes on, so that a checkpoint finds little left to sync.
 * Nothing depends on it: what it cannot sync, or fails to, the checkpoint's own fsync meets and reports.
 */
import { close, fdatasync, openSync } from 'node:fs';

const stepBytes = 64 * 1024 * 1024;

export class WriteBehind {
  readonly #fd: number;
  #syncedBytes = 0;
  #busy = false;
  #closed = false;

  constructor(imagePath: string) {
    this.#fd = openSync(imagePath, 'r+');
  }

  /** @param readBytes how much of the medium has been read so far */
  note(readBytes: number): void {
    if (this.#busy || this.#closed || readBytes - this.#syncedBytes < stepBytes) return;
    this.#busy = true;
    fdatasync(this.#fd, () => {
      this.#busy = false;
      this.#syncedBytes = readBytes;
      if (this.#closed) this.#release();
    });
  }

  close(): void {
    this.#closed = true;
    if (!this.#busy) this.#release();
  }

  #release(): void {
    close(this.#fd, () => {});
  }
}
