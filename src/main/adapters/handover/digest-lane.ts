/**
 * SHA-256 taken by a thread beside the one that takes SHA-512: of the two digests of a bag the longer one alone then says
 * how long hashing takes. A piece passes in shared memory and must stay as it is until it was taken.
 */
import { Worker } from 'node:worker_threads';
import { entryUrl } from '../entry-url.ts';

export type LaneRequest =
  | {
      readonly kind: 'piece';
      readonly memory: SharedArrayBuffer;
      readonly offsetBytes: number;
      readonly lengthBytes: number;
    }
  | { readonly kind: 'finish' };

export interface LaneAnswer {
  /** Of the stream that was finished, lower case hex. */
  readonly digest: string | null;
}

/** A thread costs its start: below this a digest is taken on the spot. */
export const worthwhileBytes = 32 * 1024 * 1024;

export class DigestLane {
  readonly #thread = new Worker(entryUrl('adapters/handover/digest-lane-thread'), { execArgv: [] });
  readonly #waiting: { taken: (answer: LaneAnswer) => void; lost: (error: Error) => void }[] = [];

  constructor() {
    this.#thread.on('message', (answer: LaneAnswer) => this.#waiting.shift()?.taken(answer));
    this.#thread.on('error', (error) => this.#lose(error));
    this.#thread.on('exit', () => this.#lose(new Error('The thread that takes SHA-256 has ended.')));
  }

  /** @param piece in shared memory; it is free again once the promise resolves */
  async take(piece: Uint8Array<SharedArrayBuffer>): Promise<void> {
    const { buffer: memory, byteOffset: offsetBytes, byteLength: lengthBytes } = piece;
    await this.#ask({ kind: 'piece', memory, offsetBytes, lengthBytes });
  }

  /** @returns SHA-256 of what was taken since the last one was finished, lower case hex */
  async finish(): Promise<string> {
    return (await this.#ask({ kind: 'finish' })).digest!;
  }

  async stop(): Promise<void> {
    await this.#thread.terminate();
  }

  #ask(request: LaneRequest): Promise<LaneAnswer> {
    return new Promise((taken, lost) => {
      this.#waiting.push({ taken, lost });
      this.#thread.postMessage(request);
    });
  }

  #lose(error: Error): void {
    for (const { lost } of this.#waiting.splice(0)) lost(error);
  }
}
