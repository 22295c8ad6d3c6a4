/** A thread that runs its share of the cases and says what it found. A case that does not end is seen from outside. */
import { parentPort, workerData } from 'node:worker_threads';
import { memoryReader } from '../../../src/main/core/identify/sector-reader.ts';
import { SpindleError } from '../../../src/shared/errors.ts';
import { memorySource } from '../image-files.ts';
import { mutated, type Seed } from './mutate.ts';
import { type FuzzTarget, fuzzTargets, seedOf } from './targets.ts';

export interface FuzzOrder {
  readonly seed: number;
  readonly thousands: number;
  /** Cases whose number leaves `part` when divided by `parts`. */
  readonly part: number;
  readonly parts: number;
  /** Two numbers: the target and the case that is being run. */
  readonly running: Int32Array;
  /** One case alone, as a failure names it. */
  readonly only?: { readonly target: string; readonly number: number };
}

export interface FuzzFinding {
  readonly target: string;
  readonly number: number;
  readonly what: string;
}

export interface FuzzTally {
  readonly target: string;
  readonly accepted: number;
  readonly refused: number;
  readonly slowestMs: number;
  readonly largestMiB: number;
}

export interface FuzzReport {
  readonly tallies: readonly FuzzTally[];
  readonly findings: readonly FuzzFinding[];
}

const order = workerData as FuzzOrder;
const mostMs = 1000;
const mostBytes = 256 * 1024 * 1024;
const mostFindingsOfOne = 3;
const stackLines = 5;

let allocatedBytes = 0;
/** Every array of bytes is made through this one, so that memory that is never touched counts as well. */
globalThis.Uint8Array = new Proxy(Uint8Array, {
  construct(target, args, self) {
    if (typeof args[0] === 'number') allocatedBytes = Math.max(allocatedBytes, args[0]);
    return Reflect.construct(target, args, self === globalThis.Uint8Array ? target : self) as object;
  },
});

function cpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

interface Run {
  readonly verdict: 'accepted' | 'refused' | null;
  readonly what: string | null;
  readonly ms: number;
  readonly bytes: number;
}

function placeOf({ stack = '' }: Error): string {
  return stack.split('\n').slice(0, stackLines).join('\n');
}

function runCase({ run }: FuzzTarget, bytes: Uint8Array): Run {
  allocatedBytes = 0;
  const from = cpuMs();
  let verdict: Run['verdict'] = null;
  let what: string | null = null;
  try {
    verdict = run(memorySource(bytes), memoryReader(bytes, 2048));
  } catch (error) {
    if (error instanceof SpindleError) verdict = 'refused';
    else what = error instanceof Error ? placeOf(error) : String(error);
  }
  const ms = cpuMs() - from;
  if (what === null && allocatedBytes > mostBytes) what = `takes ${allocatedBytes} bytes at once`;
  return { verdict, what, ms, bytes: allocatedBytes };
}

/** The same number is another case for every target. */
function caseNumber(target: number, index: number): number {
  return (order.seed + Math.imul(target + 1, 0x9e37_79b1) + index) >>> 0;
}

function fuzz(at: number, target: FuzzTarget, findings: FuzzFinding[]): FuzzTally | null {
  const seeds: readonly Seed[] = target.seeds().map((bytes) => seedOf(bytes, target.run));
  if (seeds.length === 0) return null;
  const count = order.only ? 1 : target.share * order.thousands;
  let told = 0;
  const tally = { accepted: 0, refused: 0, slowestMs: 0, largestMiB: 0 };
  for (let index = order.only ? 0 : order.part; index < count; index += order.parts) {
    const number = order.only?.number ?? caseNumber(at, index);
    order.running[0] = at;
    order.running[1] = number;
    const bytes = mutated(seeds, number);
    let result = runCase(target, bytes);
    // A pause for the memory of earlier cases is nobody's fault: what is slow is slow again.
    if (result.what === null && result.ms > mostMs) {
      const again = runCase(target, bytes);
      result = again.ms > mostMs ? { ...again, what: `takes ${Math.round(again.ms)} ms` } : again;
    }
    if (result.verdict) tally[result.verdict]++;
    tally.slowestMs = Math.max(tally.slowestMs, result.ms);
    tally.largestMiB = Math.max(tally.largestMiB, result.bytes / 2 ** 20);
    if (result.what !== null && told++ < mostFindingsOfOne)
      findings.push({ target: target.name, number, what: result.what });
  }
  return { target: target.name, ...tally };
}

const findings: FuzzFinding[] = [];
const tallies = fuzzTargets.flatMap((target, at) => {
  if (order.only && order.only.target !== target.name) return [];
  const tally = fuzz(at, target, findings);
  return tally ? [tally] : [];
});
parentPort!.postMessage({ tallies, findings } satisfies FuzzReport);
