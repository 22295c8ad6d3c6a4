/**
 * An optical drive whose commands are sent by a thread of their own, so that it reads on while what came is looked at:
 * where a command names the one that will follow, that one is begun as soon as its predecessor has come whole.
 */
import { Worker } from 'node:worker_threads';
import { fromWireError, SpindleError } from '../../../shared/errors.ts';
import { adviceOf, parseSense } from '../../core/optical/sense.ts';
import type { MmcCommand, MmcResult, MmcTransport } from '../../core/ports.ts';
import { entryUrl } from '../entry-url.ts';
import { CommandView, createCommandMemory, operations, turnAt, turns } from './command-memory.ts';
import type { MmcThreadData } from './mmc-thread.ts';

/** Beyond a command's own time: the system resets a bus before it gives a command up. */
const patienceMs = 120_000;

interface Ahead {
  readonly cdb: Uint8Array;
  readonly dataBytes: number;
  readonly slot: 0 | 1;
}

const noAnswer: MmcResult = { kind: 'gone', system: 'the thread that talks to it does not answer' };

/** @throws SpindleError as `openMmc` */
export function openStreamedMmc(address: string): MmcTransport {
  const memory = createCommandMemory();
  const view = new CommandView(memory);
  const workerData: MmcThreadData = { address, memory };
  const thread = new Worker(entryUrl('adapters/mmc-thread/mmc-thread'), { workerData, execArgv: [] });
  // It never speaks but through the memory, and must keep nobody alive.
  thread.unref();
  let slot: 0 | 1 = 0;
  let ahead: Ahead | null = null;
  let isOpen = true;

  function awaitTurn(timeoutMs: number, from: number): boolean {
    const untilMs = performance.now() + timeoutMs;
    while (Atomics.load(view.control, turnAt) === from) {
      const leftMs = untilMs - performance.now();
      if (leftMs <= 0) return false;
      Atomics.wait(view.control, turnAt, from, leftMs);
    }
    return true;
  }

  function ask(command: Omit<MmcCommand, 'data'>, dataBytes: number): void {
    view.putCommand(command, slot, dataBytes);
    view.pass(turns.asked);
  }

  /**
   * Another command than this one may have been begun: it is let come, and dropped. Only news of the medium must not be
   * lost with it, which a drive tells once.
   */
  function newsOfDropped(): MmcResult | null {
    if (!awaitTurn(patienceMs, turns.asked)) return noAnswer;
    const result = view.result();
    return result.kind === 'answered' && adviceOf(parseSense(result.sense)) === 'attention' ? result : null;
  }

  function execute(command: MmcCommand): MmcResult {
    const { cdb, data, direction, next, timeoutMs } = command;
    if (!isOpen) return { kind: 'gone', system: 'closed' };
    const begun = ahead;
    ahead = null;
    if (begun === null || begun.dataBytes !== data.length || !isEqual(begun.cdb, cdb)) {
      const news = begun && newsOfDropped();
      if (news) return news;
      // What a drive leaves untouched must come back as it was.
      view.slot(slot, data.length).set(data);
      ask(command, data.length);
    }
    if (!awaitTurn(timeoutMs + patienceMs, turns.asked)) {
      isOpen = false;
      return noAnswer;
    }
    const result = view.result();
    const came = view.slot(slot, data.length);
    const isWhole =
      result.kind === 'answered' && result.status === 0 && result.transferredBytes === data.length;
    if (next && isWhole) {
      slot = slot === 0 ? 1 : 0;
      ahead = { cdb: next.cdb, dataBytes: next.dataBytes, slot };
      ask({ cdb: next.cdb, direction, timeoutMs }, next.dataBytes);
    }
    if (direction === 'in') data.set(came);
    return result;
  }

  if (!awaitTurn(patienceMs, turns.idle)) {
    throw new SpindleError('drive-hung', `The drive ${address} does not open. Check it and its cable.`, {
      address,
    });
  }
  const refusal = view.text();
  if (refusal !== '') throw fromWireError(JSON.parse(refusal));
  return {
    address,
    ...view.limits(),
    execute,
    close() {
      if (!isOpen) return;
      isOpen = false;
      if (!awaitTurn(patienceMs, turns.asked)) return;
      view.putOperation(operations.close);
      view.pass(turns.asked);
      awaitTurn(patienceMs, turns.asked);
    },
  };
}

function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}
