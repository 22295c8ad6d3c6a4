/**
 * The thread that blocks in a drive's commands: opens the drive, does what it is asked in two lanes by turns, and ends. What
 * is asked for in one lane while the other is at work follows without delay.
 */
import { workerData } from 'node:worker_threads';
import { toWireError } from '../../../shared/errors.ts';
import type { MmcTransport } from '../../core/ports.ts';
import { openMmc } from '../open-optical.ts';
import { CommandLane, type CommandMemory, type LaneResult, turns } from './command-memory.ts';

export interface MmcThreadData {
  readonly address: string;
  readonly lanes: readonly [CommandMemory, CommandMemory];
}

const { address, lanes: memories } = workerData as MmcThreadData;
const lanes = [new CommandLane(memories[0]), new CommandLane(memories[1])] as const;

/** An empty text says that the drive is open; any other is the error as JSON. */
function open(): MmcTransport | null {
  try {
    const transport = openMmc(address);
    lanes[0].putLimits(transport.maxTransferBytes, transport.alignmentBytes);
    lanes[0].putText('');
    return transport;
  } catch (error) {
    lanes[0].putText(JSON.stringify(toWireError(error)));
    return null;
  }
}

function serve(transport: MmcTransport): void {
  let cameWhole = false;
  for (let index: 0 | 1 = 1; ; index = index === 0 ? 1 : 0) {
    const lane = lanes[index];
    lane.waitFor(turns.asked);
    if (lane.operation === 'close') {
      transport.close();
      lane.pass(turns.answered);
      return;
    }
    const result: LaneResult =
      lane.operation === 'follow' && !cameWhole ? skipped : answerOf(transport, lane);
    cameWhole =
      result.kind === 'answered' &&
      result.status === 0 &&
      result.transferredBytes === lane.command().data.length;
    lane.putResult(result);
    lane.pass(turns.answered);
  }
}

const skipped: LaneResult = { kind: 'skipped', system: '' };

/** A command that cannot be sent is a fault of ours: told like a drive that is gone, it parks the job. */
function answerOf(transport: MmcTransport, lane: CommandLane): LaneResult {
  try {
    return transport.execute(lane.command());
  } catch (error) {
    return { kind: 'gone', system: error instanceof Error ? error.message : String(error) };
  }
}

const transport = open();
lanes[0].pass(turns.answered);
if (transport) serve(transport);
