/** The thread that blocks in a drive's commands: opens the drive, does what it is asked through shared memory, and ends. */
import { workerData } from 'node:worker_threads';
import { toWireError } from '../../../shared/errors.ts';
import type { MmcTransport } from '../../core/ports.ts';
import { openMmc } from '../open-optical.ts';
import { type CommandMemory, CommandView, operations, turnAt, turns } from './command-memory.ts';

export interface MmcThreadData {
  readonly address: string;
  readonly memory: CommandMemory;
}

const { address, memory } = workerData as MmcThreadData;
const view = new CommandView(memory);

/** An empty text says that the drive is open; any other is the error as JSON. */
function open(): MmcTransport | null {
  try {
    const transport = openMmc(address);
    view.putLimits(transport.maxTransferBytes, transport.alignmentBytes);
    view.putText('');
    return transport;
  } catch (error) {
    view.putText(JSON.stringify(toWireError(error)));
    return null;
  }
}

function serve(transport: MmcTransport): void {
  while (true) {
    Atomics.wait(view.control, turnAt, turns.answered);
    if (Atomics.load(view.control, turnAt) !== turns.asked) continue;
    if (view.operation === operations.close) break;
    view.putResult(answerOf(transport));
    view.pass(turns.answered);
  }
  transport.close();
  view.pass(turns.answered);
}

/** A command that cannot be sent is a fault of ours: told like a drive that is gone, it parks the job. */
function answerOf(transport: MmcTransport) {
  try {
    return transport.execute(view.command());
  } catch (error) {
    return { kind: 'gone', system: error instanceof Error ? error.message : String(error) } as const;
  }
}

const transport = open();
view.pass(turns.answered);
if (transport) serve(transport);
