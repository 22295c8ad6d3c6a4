/**
 * Memory two threads share to pass MMC commands: one asks, the other talks to the drive. One command at a time is under
 * way; its data lie in one of two slots, so that the next can be read while the last are looked at.
 */
import type { MmcCommand, MmcResult } from '../../core/ports.ts';
import { allocateAlignedShared } from '../memory/aligned.ts';

export interface CommandMemory {
  readonly control: SharedArrayBuffer;
  readonly bytes: SharedArrayBuffer;
  readonly data: SharedArrayBuffer;
}

/** Whose turn it is. */
export const turns = { idle: 0, asked: 1, answered: 2 } as const;
export const turnAt = 0;
const operationAt = 1;
const cdbBytesAt = 2;
const directionAt = 3;
const slotAt = 4;
const dataBytesAt = 5;
const timeoutAt = 6;
const kindAt = 7;
const statusAt = 8;
const transferredAt = 9;
const senseBytesAt = 10;
const textBytesAt = 11;
const maxTransferAt = 12;
const alignmentAt = 13;
const controlWords = 14;

const mostCdbBytes = 16;
/** As much as a fixed or descriptor sense can be (SPC-4, 4.5). */
const mostSenseBytes = 252;
const mostTextBytes = 4096;
const senseFrom = mostCdbBytes;
const textFrom = senseFrom + mostSenseBytes;
export const slotBytes = 512 * 1024;

const directions = ['none', 'in', 'out'] as const;
const kinds = ['answered', 'timeout', 'gone', 'not-permitted'] as const;
export const operations = { open: 0, execute: 1, close: 2 } as const;
export type Operation = (typeof operations)[keyof typeof operations];

export function createCommandMemory(): CommandMemory {
  return {
    control: new SharedArrayBuffer(controlWords * 4),
    bytes: new SharedArrayBuffer(textFrom + mostTextBytes),
    data: allocateAlignedShared(2 * slotBytes).buffer,
  };
}

export class CommandView {
  readonly control: Int32Array;
  readonly #bytes: Uint8Array;
  readonly #data: SharedArrayBuffer;

  constructor({ control, bytes, data }: CommandMemory) {
    this.control = new Int32Array(control);
    this.#bytes = new Uint8Array(bytes);
    this.#data = data;
  }

  slot(index: 0 | 1, lengthBytes: number): Uint8Array {
    return new Uint8Array(this.#data, index * slotBytes, lengthBytes);
  }

  /** Hands the turn to the other thread. */
  pass(turn: number): void {
    Atomics.store(this.control, turnAt, turn);
    Atomics.notify(this.control, turnAt);
  }

  get operation(): number {
    return this.control[operationAt]!;
  }

  putOperation(operation: Operation): void {
    this.control[operationAt] = operation;
  }

  putCommand({ cdb, direction, timeoutMs }: Omit<MmcCommand, 'data'>, slot: 0 | 1, dataBytes: number): void {
    this.control[operationAt] = operations.execute;
    this.control[cdbBytesAt] = cdb.length;
    this.#bytes.set(cdb, 0);
    this.control[directionAt] = directions.indexOf(direction);
    this.control[slotAt] = slot;
    this.control[dataBytesAt] = dataBytes;
    this.control[timeoutAt] = timeoutMs;
  }

  command(): MmcCommand {
    return {
      cdb: this.#bytes.slice(0, this.control[cdbBytesAt]),
      direction: directions[this.control[directionAt]!]!,
      data: this.slot(this.control[slotAt] as 0 | 1, this.control[dataBytesAt]!),
      timeoutMs: this.control[timeoutAt]!,
    };
  }

  putResult(result: MmcResult): void {
    this.control[kindAt] = kinds.indexOf(result.kind);
    if (result.kind !== 'answered') {
      this.putText(result.system);
      return;
    }
    this.control[statusAt] = result.status;
    this.control[transferredAt] = result.transferredBytes;
    const sense = result.sense.subarray(0, mostSenseBytes);
    this.control[senseBytesAt] = sense.length;
    this.#bytes.set(sense, senseFrom);
  }

  result(): MmcResult {
    const kind = kinds[this.control[kindAt]!]!;
    if (kind !== 'answered') return { kind, system: this.text() };
    const senseEnd = senseFrom + this.control[senseBytesAt]!;
    return {
      kind,
      status: this.control[statusAt]!,
      sense: this.#bytes.slice(senseFrom, senseEnd),
      transferredBytes: this.control[transferredAt]!,
    };
  }

  putText(text: string): void {
    const { written } = new TextEncoder().encodeInto(text, this.#bytes.subarray(textFrom));
    this.control[textBytesAt] = written;
  }

  text(): string {
    return new TextDecoder().decode(this.#bytes.slice(textFrom, textFrom + this.control[textBytesAt]!));
  }

  putLimits(maxTransferBytes: number, alignmentBytes: number): void {
    this.control[maxTransferAt] = Math.min(maxTransferBytes, slotBytes);
    this.control[alignmentAt] = alignmentBytes;
  }

  limits(): { readonly maxTransferBytes: number; readonly alignmentBytes: number } {
    return {
      maxTransferBytes: this.control[maxTransferAt]!,
      alignmentBytes: this.control[alignmentAt]!,
    };
  }
}
