/** A medium of numbered sectors with faults, in memory: what the passes of a rescue are tried on. */
import fc from 'fast-check';
import type { PassRun } from '../../src/main/core/rescue/passes.ts';

export interface FaultRun {
  readonly lba: number;
  readonly lengthSectors: number;
}

/** Marks each bad sector of a medium. */
export function badSectors(total: number, runs: readonly FaultRun[]): Uint8Array {
  const bad = new Uint8Array(total);
  for (const { lba, lengthSectors } of runs) bad.fill(1, lba, Math.min(total, lba + lengthSectors));
  return bad;
}

export function faultRuns(total: number, maxRuns: number, maxLength: number): fc.Arbitrary<FaultRun[]> {
  return fc.array(
    fc.record({ lba: fc.nat(total - 1), lengthSectors: fc.integer({ min: 1, max: maxLength }) }),
    { maxLength: maxRuns },
  );
}

export interface ReadTrace {
  readonly lba: number;
  readonly count: number;
  readonly good: boolean;
  readonly pass: string;
}

/** Answers every read as a direct read would: one bad sector fails the whole command. */
export function runToEnd(pass: PassRun, bad: Uint8Array, limit = Number.POSITIVE_INFINITY): ReadTrace[] {
  const trace: ReadTrace[] = [];
  for (let step = pass.next(); !step.done && trace.length < limit; ) {
    const { lba, count, pass: running } = step.value;
    const good = !bad.subarray(lba, lba + count).includes(1);
    trace.push({ lba, count, good, pass: `${running.name} ${running.number}` });
    step = pass.next({ goodSectors: good ? count : 0 });
  }
  return trace;
}
