/**
 * A simulated optical drive at the lowest port: MMC commands in, data and sense out, so that everything above is the
 * code that reads real discs. Command for command it answers as the kernel-level drive of the test rig does for the
 * same disc and behaviour. The same disc, behaviour and sequence of commands give the same answers, always.
 */
import type { DiscImage } from '../../../core/image/disc-image.ts';
import type { MmcCommand, MmcResult, MmcTransport } from '../../../core/ports.ts';
import { systemName } from '../../posix-faults.ts';
import type { Behaviour } from '../behaviour.ts';
import { blockFor } from '../block-for.ts';
import { runCommand, takesData } from './commands.ts';
import { cdOf, type DvdImage } from './disc.ts';
import { type Drive, driveOf } from './drive.ts';
import { fixedSense, type Outcome } from './outcome.ts';

export interface SimulatedOpticalOptions {
  readonly address?: string;
  /** How often an LBA was tried in earlier runs: rules that count reads go on where they were. */
  readonly priorReads?: (lba: number) => number;
  /** Blocks for that long. */
  readonly wait?: (delayMs: number) => void;
  /** Lets go of what the image reads from. */
  readonly close?: () => void;
}

const good = 0;
const checkCondition = 2;
const longestCdbBytes = 16;
const maxTransferBytes = 640 * 1024;
const noBytes = new Uint8Array(0);

export function openSimulatedOptical(
  image: DiscImage | DvdImage,
  behaviour: Behaviour,
  options: SimulatedOpticalOptions = {},
): MmcTransport {
  const { address = 'sim:', priorReads = () => 0, wait = blockFor, close = () => {} } = options;
  const disc = 'kind' in image ? image : cdOf(image);
  const drive = driveOf(disc, behaviour, priorReads);
  const cdb = new Uint8Array(longestCdbBytes);
  let isOpen = true;

  return {
    address,
    maxTransferBytes,
    alignmentBytes: 1,
    execute(command) {
      if (!isOpen) return { kind: 'gone', system: 'closed' };
      if (command.cdb.length > longestCdbBytes) throw new RangeError(`a CDB of ${command.cdb.length} bytes`);
      cdb.fill(0);
      cdb.set(command.cdb);
      try {
        const outcome = runCommand(drive, cdb, dataFor(command));
        return answered(drive, command, outcome, wait);
      } catch (error) {
        if (!isSystemError(error)) throw error;
        // The file behind the simulation failed, not the disc it simulates.
        return { kind: 'gone', system: `image file: ${systemName(error)}` };
      }
    },
    close() {
      if (!isOpen) return;
      isOpen = false;
      close();
    },
  };
}

/** What a command may fill or take; the others find no room. */
function dataFor({ direction, data, cdb }: MmcCommand): Uint8Array {
  switch (direction) {
    case 'in':
      return takesData(cdb[0]!) ? noBytes : data;
    case 'out':
      return takesData(cdb[0]!) ? data : noBytes;
    case 'none':
      return noBytes;
  }
}

/**
 * Takes the time the command takes. One that takes longer than the host waits has been obeyed all the same, and keeps
 * the drive busy: the next one waits for the rest.
 */
function answered(
  drive: Drive,
  { direction, data, timeoutMs }: MmcCommand,
  { lengthBytes, check }: Outcome,
  wait: (delayMs: number) => void,
): MmcResult {
  const { delayMs } = drive;
  if (delayMs > timeoutMs) {
    drive.delayMs = delayMs - timeoutMs;
    wait(timeoutMs);
    return { kind: 'timeout', system: `no answer within ${timeoutMs} ms` };
  }
  drive.delayMs = 0;
  if (delayMs > 0) wait(delayMs);
  const transferredBytes = direction === 'out' ? data.length : lengthBytes;
  if (!check) return { kind: 'answered', status: good, sense: noBytes, transferredBytes };
  drive.sense = fixedSense(check);
  return { kind: 'answered', status: checkCondition, sense: drive.sense.slice(), transferredBytes };
}

function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}
