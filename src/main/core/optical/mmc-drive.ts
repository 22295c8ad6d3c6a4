/**
 * One optical drive as a partner in talk: sends commands, waits for it to become ready, swallows the news that a medium
 * came or that the bus was reset, and tells anything else as a fault.
 */
import type { MmcCommand, MmcTransport } from '../ports.ts';
import { testUnitReady } from './cdb/drive-commands.ts';
import { adviceOf, parseSense, type Sense, type SenseAdvice } from './sense.ts';

export type MmcFault =
  | { readonly kind: 'sense'; readonly sense: Sense | null; readonly advice: SenseAdvice }
  | { readonly kind: 'busy'; readonly system: string }
  | { readonly kind: 'timeout' | 'gone' | 'not-permitted'; readonly system: string };

export interface MmcAnswer {
  /** Bytes that came; never more than the buffer holds. */
  readonly transferredBytes: number;
  readonly fault: MmcFault | null;
}

export interface MmcDriveOptions {
  readonly allocate: (bytes: number) => Uint8Array;
  /** Blocks. */
  readonly wait: (delayMs: number) => void;
  readonly nowMs: () => number;
}

const scratchBytes = 64 * 1024;
/** Parameter lists are short. */
const outgoingBytes = 256;
const shortTimeoutMs = 10_000;
/** Spinning up and reading the TOC of a worn disc takes its time. */
const readyPatienceMs = 60_000;
const attentionLimit = 3;
const checkCondition = 2;
const busyStatus = 8;

export class MmcDrive {
  readonly transport: MmcTransport;
  readonly #options: MmcDriveOptions;
  readonly #nothing = new Uint8Array(0);
  /** For answers of the drive; sectors go into buffers of their own. */
  readonly #scratch: Uint8Array;
  /** Parameters on their way out: a comparison of discs in between must not overwrite them. */
  readonly #outgoing: Uint8Array;
  #isComparing = false;
  /** Asked when the drive reports a reset or a change of medium: false when another medium lies in it. */
  isSameMedium: () => boolean = () => true;

  constructor(transport: MmcTransport, options: MmcDriveOptions) {
    this.transport = transport;
    this.#options = options;
    this.#scratch = options.allocate(scratchBytes);
    this.#outgoing = options.allocate(outgoingBytes);
  }

  get allocate(): (bytes: number) => Uint8Array {
    return this.#options.allocate;
  }

  wait(delayMs: number): void {
    this.#options.wait(delayMs);
  }

  /** A command without data. */
  control(cdb: Uint8Array, timeoutMs = shortTimeoutMs): MmcFault | null {
    return this.#execute(cdb, 'none', this.#nothing, timeoutMs).fault;
  }

  /** A command that sends parameters. */
  send(cdb: Uint8Array, data: Uint8Array, timeoutMs = shortTimeoutMs): MmcFault | null {
    const buffer = this.#outgoing.subarray(0, data.length);
    buffer.set(data);
    return this.#execute(cdb, 'out', buffer, timeoutMs).fault;
  }

  /** A command that brings up to `lengthBytes` (64 KiB at most); the bytes that came, or why none did. */
  ask(cdb: Uint8Array, lengthBytes: number, timeoutMs = shortTimeoutMs): Uint8Array | MmcFault {
    const buffer = this.#scratch.subarray(0, lengthBytes).fill(0);
    const { transferredBytes, fault } = this.#execute(cdb, 'in', buffer, timeoutMs);
    return fault ?? buffer.slice(0, transferredBytes);
  }

  /**
   * A command that fills a buffer of the caller, aligned as the transport asks. A drive that is still spinning up says
   * nothing about the sectors: it is waited for, once.
   * @param next see {@link MmcCommand}
   */
  read(cdb: Uint8Array, into: Uint8Array, timeoutMs: number, next?: MmcCommand['next']): MmcAnswer {
    const answer = this.#execute(cdb, 'in', into, timeoutMs, next);
    if (!isPassing(answer.fault)) return answer;
    const fault = this.becomeReady();
    return fault ? { transferredBytes: 0, fault } : this.#execute(cdb, 'in', into, timeoutMs);
  }

  /** Waits until a medium can be read. @returns why it cannot, or null */
  becomeReady(): MmcFault | null {
    const untilMs = this.#options.nowMs() + readyPatienceMs;
    while (true) {
      const fault = this.control(testUnitReady());
      // A drive that tries hard at a bad place answers nothing at all meanwhile.
      const mayCome = isPassing(fault) || fault?.kind === 'timeout';
      if (!mayCome || this.#options.nowMs() >= untilMs) return fault;
      this.#options.wait(250);
    }
  }

  #execute(
    cdb: Uint8Array,
    direction: 'none' | 'in' | 'out',
    data: Uint8Array,
    timeoutMs: number,
    next?: MmcCommand['next'],
  ): MmcAnswer {
    for (let attentions = 0; ; attentions++) {
      const answer = this.#once({ cdb, direction, data, timeoutMs, next });
      const { fault } = answer;
      const isNews = fault?.kind === 'sense' && fault.advice === 'attention';
      if (!isNews || attentions >= attentionLimit) return answer;
      if (!this.#isStillSameMedium()) return answer;
    }
  }

  /** The commands that compare may meet the same news: those are only repeated. */
  #isStillSameMedium(): boolean {
    if (this.#isComparing) return true;
    this.#isComparing = true;
    try {
      return this.isSameMedium();
    } finally {
      this.#isComparing = false;
    }
  }

  #once(command: MmcCommand): MmcAnswer {
    const { data } = command;
    const result = this.transport.execute(command);
    if (result.kind !== 'answered') return { transferredBytes: 0, fault: result };
    const transferredBytes = Math.min(result.transferredBytes, data.length);
    if (result.status === 0) return { transferredBytes, fault: null };
    if (result.status === busyStatus)
      return { transferredBytes: 0, fault: { kind: 'busy', system: 'status BUSY' } };
    const sense = result.status === checkCondition ? parseSense(result.sense) : null;
    const advice = adviceOf(sense);
    // Recovered data are data.
    if (advice === 'recovered' && sense !== null) return { transferredBytes, fault: null };
    return { transferredBytes, fault: { kind: 'sense', sense, advice } };
  }
}

function isPassing(fault: MmcFault | null): boolean {
  return fault?.kind === 'busy' || (fault?.kind === 'sense' && fault.advice === 'wait');
}

export function isFault(answer: Uint8Array | MmcFault): answer is MmcFault {
  return !(answer instanceof Uint8Array);
}
