/** Memory two threads share to pass one MMC command, its data and its result: one asks, the other talks to the drive. */
import type { MmcCommand, MmcResult } from '../../core/ports.ts';
import { allocateAlignedShared } from '../memory/aligned.ts';

export interface CommandMemory {
  readonly control: SharedArrayBuffer;
  readonly bytes: SharedArrayBuffer;
  readonly data: SharedArrayBuffer;
}

/** Whose turn it is. */
export const turns = { free: 0, asked: 1, answered: 2 } as const;
const turnAt = 0;
const operationAt = 1;
const cdbBytesAt = 2;
const directionAt = 3;
const dataBytesAt = 4;
const timeoutAt = 5;
const kindAt = 6;
const statusAt = 7;
const transferredAt = 8;
const senseBytesAt = 9;
const textBytesAt = 10;
const maxTransferAt = 11;
const alignmentAt = 12;
const controlWords = 13;

const mostCdbBytes = 16;
/** As much as a fixed or descriptor sense can be (SPC-4, 4.5). */
const mostSenseBytes = 252;
const mostTextBytes = 4096;
const senseFrom = mostCdbBytes;
const textFrom = senseFrom + mostSenseBytes;
/** A sweep of a CD with all its channels in one command. */
const mostDataBytes = 640 * 1024;

/** `follow`: only where the command before has come whole. */
export const operations = ['execute', 'follow', 'close'] as const;
export type Operation = (typeof operations)[number];

/** `skipped`: it was to follow a command that did not come whole. */
export type LaneResult = MmcResult | { readonly kind: 'skipped'; readonly system: string };
const directions = ['none', 'in', 'out'] as const;
const kinds = ['answered', 'timeout', 'gone', 'not-permitted', 'skipped'] as const;

export function createCommandMemory(): CommandMemory {
  return {
    control: new SharedArrayBuffer(controlWords * 4),
    bytes: new SharedArrayBuffer(textFrom + mostTextBytes),
    data: allocateAlignedShared(mostDataBytes).buffer,
  };
}

/** One end of the memory; both threads have one. */
export class CommandLane {
  readonly #control: Int32Array;
  readonly #bytes: Uint8Array;
  readonly #data: SharedArrayBuffer;

  constructor({ control, bytes, data }: CommandMemory) {
    this.#control = new Int32Array(control);
    this.#bytes = new Uint8Array(bytes);
    this.#data = data;
  }

  data(lengthBytes: number): Uint8Array {
    return new Uint8Array(this.#data, 0, lengthBytes);
  }

  pass(turn: number): void {
    Atomics.store(this.#control, turnAt, turn);
    Atomics.notify(this.#control, turnAt);
  }

  /** @returns false when it did not come in time */
  waitFor(turn: number, timeoutMs = Number.POSITIVE_INFINITY): boolean {
    const untilMs = performance.now() + timeoutMs;
    for (let now = this.#turn; now !== turn; now = this.#turn) {
      const leftMs = untilMs - performance.now();
      if (leftMs <= 0) return false;
      Atomics.wait(this.#control, turnAt, now, leftMs);
    }
    return true;
  }

  get #turn(): number {
    return Atomics.load(this.#control, turnAt);
  }

  get operation(): Operation {
    return operations[this.#control[operationAt]!]!;
  }

  putOperation(operation: Operation): void {
    this.#control[operationAt] = operations.indexOf(operation);
  }

  putCommand({ cdb, direction, timeoutMs }: Omit<MmcCommand, 'data'>, dataBytes: number): void {
    this.#control[cdbBytesAt] = cdb.length;
    this.#bytes.set(cdb, 0);
    this.#control[directionAt] = directions.indexOf(direction);
    this.#control[dataBytesAt] = dataBytes;
    this.#control[timeoutAt] = timeoutMs;
  }

  command(): MmcCommand {
    return {
      cdb: this.#bytes.slice(0, this.#control[cdbBytesAt]),
      direction: directions[this.#control[directionAt]!]!,
      data: this.data(this.#control[dataBytesAt]!),
      timeoutMs: this.#control[timeoutAt]!,
    };
  }

  putResult(result: LaneResult): void {
    this.#control[kindAt] = kinds.indexOf(result.kind);
    if (result.kind !== 'answered') {
      this.putText(result.system);
      return;
    }
    this.#control[statusAt] = result.status;
    this.#control[transferredAt] = result.transferredBytes;
    const sense = result.sense.subarray(0, mostSenseBytes);
    this.#control[senseBytesAt] = sense.length;
    this.#bytes.set(sense, senseFrom);
  }

  result(): LaneResult {
    const kind = kinds[this.#control[kindAt]!]!;
    if (kind !== 'answered') return { kind, system: this.text() };
    const senseEnd = senseFrom + this.#control[senseBytesAt]!;
    return {
      kind,
      status: this.#control[statusAt]!,
      sense: this.#bytes.slice(senseFrom, senseEnd),
      transferredBytes: this.#control[transferredAt]!,
    };
  }

  putText(text: string): void {
    const { written } = new TextEncoder().encodeInto(text, this.#bytes.subarray(textFrom));
    this.#control[textBytesAt] = written;
  }

  text(): string {
    return new TextDecoder().decode(this.#bytes.slice(textFrom, textFrom + this.#control[textBytesAt]!));
  }

  putLimits(maxTransferBytes: number, alignmentBytes: number): void {
    this.#control[maxTransferAt] = Math.min(maxTransferBytes, mostDataBytes);
    this.#control[alignmentAt] = alignmentBytes;
  }

  limits(): { readonly maxTransferBytes: number; readonly alignmentBytes: number } {
    return {
      maxTransferBytes: this.#control[maxTransferAt]!,
      alignmentBytes: this.#control[alignmentAt]!,
    };
  }
}
