/** What a drive must say before a disc is burnt in it, and how a disc in it is read again. */
import { describe, expect, it } from 'vitest';
import { burnerDrive } from '../../../src/main/adapters/writeback/burner-drive.ts';
import type { MmcTransport } from '../../../src/main/core/ports.ts';
import { compareBurnt } from '../../../src/main/core/writeback/compare-burnt.ts';
import { driveWith, smallDisc } from '../../support/sim-disc.ts';

/** Answers READ DISC INFORMATION with these bytes, everything else with success and nothing. */
function told(information: readonly number[]): MmcTransport {
  return {
    address: '/dev/sr0',
    maxTransferBytes: 65_536,
    alignmentBytes: 1,
    execute({ cdb, data }) {
      const answer = cdb[0] === 0x51 ? information : [];
      data.set(answer.slice(0, data.length));
      return { kind: 'answered', status: 0, sense: new Uint8Array(0), transferredBytes: answer.length };
    },
    close: () => {},
  };
}

/** MMC-6, 6.22.3.1.1; the last possible lead-out stands at 20 to 23. */
function information(status: number, [minute, second, frame]: readonly [number, number, number]): number[] {
  const bytes = new Array<number>(34).fill(0);
  bytes[1] = 32;
  bytes[2] = status;
  bytes.splice(20, 4, 0, minute, second, frame);
  return bytes;
}

describe('a drive that is to burn', () => {
  it('holds a blank disc with room for the image', () => {
    const drive = burnerDrive(told(information(0x10, [79, 59, 74])));
    expect(drive.requireBlank(300_000)).toBe('blank, rewritable');
    expect(() => drive.requireBlank(400_000)).toThrowError(/400000 sectors, the disc in .* room for/);
  });

  it('is not burnt in when the disc holds anything, or nobody knows', () => {
    for (const status of [0x01, 0x02, 0x0e])
      expect(() => burnerDrive(told(information(status, [79, 59, 74]))).requireBlank(1)).toThrowError(
        /not blank/,
      );
    expect(() => burnerDrive(told([])).requireBlank(1)).toThrowError(/Nothing was written/);
  });

  it('reads a disc back as it is', () => {
    const drive = burnerDrive(driveWith(smallDisc()));
    const steps = compareBurnt(smallDisc(), drive, 'raw');
    let step = steps.next();
    while (!step.done) step = steps.next();
    expect(step.value).toEqual([]);
  });
});
