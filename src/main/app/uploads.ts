/** Files that come in pieces, held until a procedure takes them; never written anywhere, bounded, and soon forgotten. */
import { SpindleError } from '../../shared/errors.ts';

const mostBytes = 64 * 1024 * 1024;
const mostUploads = 4;

interface Upload {
  readonly pieces: Uint8Array[];
  receivedBytes: number;
}

export class Uploads {
  /** Oldest first. */
  readonly #uploads = new Map<string, Upload>();

  /** @throws SpindleError bad-request for a piece out of its order, or too much */
  put({
    uploadId,
    offsetBytes,
    base64,
  }: {
    readonly uploadId: string;
    readonly offsetBytes: number;
    readonly base64: string;
  }): { receivedBytes: number } {
    const piece = Buffer.from(base64, 'base64');
    if (offsetBytes === 0) this.#begin(uploadId);
    const upload = this.#uploads.get(uploadId);
    if (!upload || upload.receivedBytes !== offsetBytes)
      throw new SpindleError(
        'bad-request',
        'A piece of the file is missing: send it again from its beginning.',
        {
          offsetBytes,
        },
      );
    if (offsetBytes + piece.length > mostBytes) {
      this.#uploads.delete(uploadId);
      throw new SpindleError('bad-request', 'The file is too large: files of up to 64 MB are taken.', {
        offsetBytes,
      });
    }
    upload.pieces.push(piece);
    upload.receivedBytes += piece.length;
    return { receivedBytes: upload.receivedBytes };
  }

  /** @param last it is not needed again @throws SpindleError not-found */
  take(uploadId: string, last: boolean): Uint8Array {
    const upload = this.#uploads.get(uploadId);
    if (!upload)
      throw new SpindleError('not-found', 'The file is not here any more: send it again.', { uploadId });
    if (last) this.#uploads.delete(uploadId);
    return Buffer.concat(upload.pieces);
  }

  #begin(uploadId: string): void {
    this.#uploads.delete(uploadId);
    for (const oldest of this.#uploads.keys()) {
      if (this.#uploads.size < mostUploads) break;
      this.#uploads.delete(oldest);
    }
    this.#uploads.set(uploadId, { pieces: [], receivedBytes: 0 });
  }
}
