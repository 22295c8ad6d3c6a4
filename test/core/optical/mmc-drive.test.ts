/** How a drive is talked to when it has something else to say. */
import { describe, expect, it } from 'vitest';
import { modeSelect10, testUnitReady } from '../../../src/main/core/optical/cdb/drive-commands.ts';
import { MmcDrive } from '../../../src/main/core/optical/mmc-drive.ts';
import type { MmcCommand, MmcResult } from '../../../src/main/core/ports.ts';

const good = (transferredBytes = 0): MmcResult => ({
  kind: 'answered',
  status: 0,
  sense: new Uint8Array(0),
  transferredBytes,
});

function refusal(key: number, asc: number, ascq: number): MmcResult {
  const sense = new Uint8Array(18);
  sense.set([0x70, 0, key]);
  sense.set([asc, ascq], 12);
  return { kind: 'answered', status: 2, sense, transferredBytes: 0 };
}
const wasReset = refusal(6, 0x29, 0);
const spinsUp = refusal(2, 0x04, 0x01);

function driveThat(execute: (command: MmcCommand) => MmcResult) {
  let nowMs = 0;
  const transport = { address: 'x', maxTransferBytes: 65536, alignmentBytes: 1, execute, close() {} };
  const drive = new MmcDrive(transport, {
    allocate: (bytes) => new Uint8Array(bytes),
    wait(delayMs) {
      nowMs += delayMs;
    },
    nowMs: () => nowMs,
  });
  return { drive, waitedMs: () => nowMs };
}

describe('a drive', () => {
  it('that was reset gets the same parameters again, whatever was asked in between', () => {
    const sent: number[][] = [];
    const { drive } = driveThat(({ direction, data }) => {
      if (direction === 'in') {
        data.fill(0xee);
        return good(data.length);
      }
      sent.push([...data]);
      return sent.length === 1 ? wasReset : good();
    });
    drive.isSameMedium = () => drive.ask(new Uint8Array(10), 64) instanceof Uint8Array;
    expect(drive.send(modeSelect10(4), Uint8Array.of(1, 2, 3, 4))).toBeNull();
    expect(sent).toEqual([
      [1, 2, 3, 4],
      [1, 2, 3, 4],
    ]);
  });

  it('that announces resets without end is given up, comparison and all', () => {
    const { drive } = driveThat(() => wasReset);
    drive.isSameMedium = () => drive.ask(new Uint8Array(10), 8) instanceof Uint8Array;
    expect(drive.control(testUnitReady())).toMatchObject({ kind: 'sense', advice: 'attention' });
  });

  it('that spins up during a read is waited for, but not forever', () => {
    let left = 5;
    const patient = driveThat(({ direction }) => {
      if (left-- > 0) return spinsUp;
      return good(direction === 'in' ? 16 : 0);
    });
    expect(patient.drive.read(new Uint8Array(12), new Uint8Array(16), 1000)).toEqual({
      transferredBytes: 16,
      fault: null,
    });
    const stuck = driveThat(() => spinsUp);
    expect(stuck.drive.read(new Uint8Array(12), new Uint8Array(16), 1000).fault).toMatchObject({
      advice: 'wait',
    });
    expect(stuck.waitedMs()).toBeGreaterThanOrEqual(60_000);
  });

  it('that comes back with another disc is told so, and never read', () => {
    let reads = 0;
    const { drive } = driveThat(({ direction }) => {
      if (direction === 'in' && ++reads > 1) return good(16);
      return direction === 'in' ? spinsUp : refusal(6, 0x28, 0);
    });
    drive.isSameMedium = () => false;
    const answer = drive.read(new Uint8Array(12), new Uint8Array(16), 1000);
    expect(answer).toMatchObject({ transferredBytes: 0, fault: { advice: 'attention' } });
  });
});
