/**
 * An optical drive whose commands are sent by a thread of their own, so that it reads on while what came is looked at:
 * where a command names the one that will follow, that one is begun as soon as its predecessor has come whole.
 */
import { Worker } from 'node:worker_threads';
import { fromWireError, SpindleError } from '../../../shared/errors.ts';
import { adviceOf, parseSense } from '../../core/optical/sense.ts';
import type { MmcCommand, MmcResult, MmcTransport } from '../../core/ports.ts';
import { entryUrl } from '../entry-url.ts';
import { CommandLane, createCommandMemory, turns } from './command-memory.ts';
import type { MmcThreadData } from './mmc-thread.ts';

/** Beyond a command's own time: the system resets a bus before it gives a command up. */
const patienceMs = 120_000;

interface Ahead {
  readonly cdb: Uint8Array;
  readonly dataBytes: number;
}

const noAnswer: MmcResult = { kind: 'gone', system: 'the thread that talks to it does not answer' };

/** @throws SpindleError as `openMmc`, or drive-hung */
export function openStreamedMmc(address: string): MmcTransport {
  const memories = [createCommandMemory(), createCommandMemory()] as const;
  const workerData: MmcThreadData = { address, lanes: memories };
  const thread = new Worker(entryUrl('adapters/mmc-thread/mmc-thread'), { workerData, execArgv: [] });
  // It never speaks but through the memory, and must keep nobody alive.
  thread.unref();
  const lanes = [new CommandLane(memories[0]), new CommandLane(memories[1])] as const;
  let turn: 0 | 1 = 0;
  /** What was asked for in the lane whose turn it is. */
  let ahead: Ahead | null = null;
  let isOpen = true;

  function nextLane(): CommandLane {
    turn = turn === 0 ? 1 : 0;
    return lanes[turn];
  }

  /**
   * Lets a command that was foretold and is not wanted come, and drops it. Only news of the medium must not be lost with it,
   * which a drive tells once.
   */
  function dropAhead(): MmcResult | null {
    if (!lanes[turn].waitFor(turns.answered, patienceMs)) return noAnswer;
    const result = lanes[turn].result();
    const isNews = result.kind === 'answered' && adviceOf(parseSense(result.sense)) === 'attention';
    return isNews ? result : null;
  }

  function ask(command: MmcCommand): CommandLane {
    const lane = nextLane();
    // What a drive leaves untouched must come back as it was.
    lane.data(command.data.length).set(command.data);
    lane.putOperation('execute');
    lane.putCommand(command, command.data.length);
    lane.pass(turns.asked);
    return lane;
  }

  function askToFollow({ direction, timeoutMs }: MmcCommand, next: Ahead): void {
    const lane = nextLane();
    lane.putOperation('follow');
    lane.putCommand({ cdb: next.cdb, direction, timeoutMs }, next.dataBytes);
    lane.pass(turns.asked);
    ahead = next;
  }

  /** The lane a command is under way in; or, instead of sending it, what must be told before. */
  function laneOf(command: MmcCommand): CommandLane | MmcResult {
    const begun = ahead;
    ahead = null;
    if (begun === null) return ask(command);
    const isForetold = begun.dataBytes === command.data.length && isEqual(begun.cdb, command.cdb);
    if (!isForetold) return dropAhead() ?? ask(command);
    const lane = lanes[turn];
    if (!lane.waitFor(turns.answered, 0) || lane.result().kind !== 'skipped') return lane;
    return ask(command);
  }

  function execute(command: MmcCommand): MmcResult {
    const { data, direction, next, timeoutMs } = command;
    if (!isOpen) return { kind: 'gone', system: 'closed' };
    const lane = laneOf(command);
    if (!(lane instanceof CommandLane)) return lane;
    if (next) askToFollow(command, next);
    if (!lane.waitFor(turns.answered, timeoutMs + patienceMs)) {
      isOpen = false;
      return noAnswer;
    }
    const result = lane.result();
    if (result.kind === 'skipped') return execute(command);
    if (direction === 'in') data.set(lane.data(data.length));
    return result;
  }

  if (!lanes[0].waitFor(turns.answered, patienceMs)) {
    throw new SpindleError('drive-hung', `The drive ${address} does not open. Check it and its cable.`, {
      address,
    });
  }
  const refusal = lanes[0].text();
  if (refusal !== '') throw fromWireError(JSON.parse(refusal));
  return {
    address,
    ...lanes[0].limits(),
    execute,
    close() {
      if (!isOpen) return;
      isOpen = false;
      if (ahead && !lanes[turn].waitFor(turns.answered, patienceMs)) return;
      const lane = nextLane();
      lane.putOperation('close');
      lane.pass(turns.asked);
      lane.waitFor(turns.answered, patienceMs);
    },
  };
}

function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}
