/**
 * The passes of a rescue after GNU ddrescue 1.27: copy, trim, scrape, retry. Each is a generator that asks for one read
 * at a time and is told what came of it, so that the order of reading is decided here and nothing is done here.
 */
import type { Pass } from '../../../shared/model/job.ts';
import { applyOutcome, type ReadOutcome, type ReadRequest } from './booking.ts';
import type { PassMap } from './pass-map.ts';
import type { ReadPlan } from './read-plan.ts';
import type { RescueMap } from './rescue-map.ts';

export type PassRun = Generator<ReadRequest, void, ReadOutcome>;

/** Where a pass goes on: first LBA still to do going forward, lowest LBA already done going backward. */
export type StartLba = number | null;

/** Good small reads in a row after which sweeping in large reads begins again. */
const calmReads = 256;

export const lastCopyPass = 5;

/** Odd copy passes run forward, even ones backward. */
export function copyPass(number: number): Pass {
  return { name: 'copy', number, direction: number % 2 === 1 ? 'forward' : 'backward' };
}

export function retryPass(number: number): Pass {
  return { name: 'retry', number, direction: number % 2 === 1 ? 'forward' : 'backward' };
}

/**
 * One copying pass over what is untried.
 * Pass 1 (forward) and 2 (backward) jump ahead after errors, 2 leaving the rest of a block at its first error; 3 and 4
 * only go on from the edge of what was read, until the first error; 5 reads all that is left without jumping.
 */
export function* copy(map: PassMap, plan: ReadPlan, number: number, start: StartLba = null): PassRun {
  const pass = copyPass(number);
  const forward = pass.direction === 'forward';
  let position = start ?? (forward ? 0 : map.totalSectors);
  let skip = 0;
  let calm = plan.sweepSectors > plan.clusterSectors ? calmReads : 0;
  while (true) {
    const block = forward ? map.next(position, 'untried') : map.previous(position, 'untried');
    if (block === null) return;
    if ((number === 3 || number === 4) && !touchesRead(map, block, forward)) {
      position = forward ? block.lba + block.lengthSectors : block.lba;
      continue;
    }
    const request = clusterOf(block, calm >= calmReads ? plan.sweepSectors : plan.clusterSectors, plan, pass);
    const outcome = yield request;
    const failed = applyOutcome(map, request, outcome);
    if (failed > 0 && request.sweep) {
      calm = 0;
      continue;
    }
    position = forward ? request.lba + request.count : request.lba;
    if (failed === 0) {
      calm++;
      skip = 0;
      continue;
    }
    calm = 0;
    if (number === 5 || plan.initialSkipSectors === 0) continue;
    if (number > 1) {
      position = forward ? block.lba + block.lengthSectors : block.lba;
      continue;
    }
    skip = skip === 0 ? plan.initialSkipSectors : Math.min(skip * 2, plan.maxSkipSectors);
    position += skip;
  }
}

export const verifyPass: Pass = { name: 'verify', number: 1, direction: 'forward' };

/** Reads again what was read. Who performs the reads compares them with what is kept and says what is in doubt. */
export function* verify(map: PassMap, plan: ReadPlan, start: StartLba = null): PassRun {
  let position = start ?? 0;
  while (true) {
    const block = map.next(position, 'good', 'good-after-retry');
    if (block === null) return;
    const request = clusterOf(block, plan.clusterSectors, plan, verifyPass);
    const failed = applyOutcome(map, request, yield request);
    position = request.lba + request.count;
    if (failed === 0 || request.count === 1) continue;
    // The neighbours of a sector that fails are the likeliest to have come wrong: they are compared one by one.
    for (let lba = position - failed; lba < position; lba++) {
      const one = single(lba, verifyPass);
      applyOutcome(map, one, yield one);
    }
  }
}

/** The next command inside an untried block, ending (or, backward, starting) on a multiple of `size`. */
function clusterOf(
  block: { lba: number; lengthSectors: number },
  size: number,
  plan: ReadPlan,
  pass: Pass,
): ReadRequest {
  const end = block.lba + block.lengthSectors;
  if (pass.direction === 'forward') {
    const stop = Math.min(end, (Math.floor(block.lba / size) + 1) * size);
    const count = stop - block.lba;
    return { lba: block.lba, count, pass, sweep: count > plan.clusterSectors };
  }
  const from = Math.max(block.lba, (Math.ceil(end / size) - 1) * size);
  return { lba: from, count: end - from, pass, sweep: end - from > plan.clusterSectors };
}

/** What the first pass would ask for where this sector stands; the sector alone once more has been tried with it. */
export function requestFor(map: RescueMap, plan: ReadPlan, lba: number): ReadRequest {
  const pass = copyPass(1);
  const run = map.runAt(lba);
  if (run.value !== 'untried') return single(lba, pass);
  const from = Math.max(run.lba, lba - (lba % plan.clusterSectors));
  return clusterOf(
    { lba: from, lengthSectors: run.lba + run.lengthSectors - from },
    plan.clusterSectors,
    plan,
    pass,
  );
}

function single(lba: number, pass: Pass): ReadRequest {
  return { lba, count: 1, pass, sweep: false };
}

function touchesRead(map: PassMap, block: { lba: number; lengthSectors: number }, forward: boolean): boolean {
  const neighbour = forward ? block.lba - 1 : block.lba + block.lengthSectors;
  if (neighbour < 0 || neighbour >= map.totalSectors) return false;
  return map.stateAt(neighbour) === 'good';
}

/**
 * Finds the edges of each failed cluster, sector by sector inward from both ends until one fails. An edge that lies
 * against a bad sector is not tried; so the states alone say where an interrupted pass goes on.
 */
export function* trim(map: PassMap): PassRun {
  const pass: Pass = { name: 'trim', number: 1, direction: 'forward' };
  let from = 0;
  while (true) {
    const block = map.next(from, 'skipped');
    if (block === null) return;
    let first = block.lba;
    let end = block.lba + block.lengthSectors;
    let edgeIsBad = first > 0 && map.stateAt(first - 1) === 'bad';
    while (first < end && !edgeIsBad) {
      const request = single(first, pass);
      edgeIsBad = applyOutcome(map, request, yield request) > 0;
      first++;
    }
    edgeIsBad = end < map.totalSectors && map.stateAt(end) === 'bad';
    while (end > first && !edgeIsBad) {
      end--;
      const request = single(end, pass);
      edgeIsBad = applyOutcome(map, request, yield request) > 0;
    }
    if (end > first) map.raise(first, end - first, 'unscraped');
    from = block.lba + block.lengthSectors;
  }
}

/** Tries every sector inside the failed areas once. */
export function* scrape(map: PassMap): PassRun {
  const pass: Pass = { name: 'scrape', number: 1, direction: 'forward' };
  let position = 0;
  while (true) {
    const block = map.next(position, 'unscraped');
    if (block === null) return;
    const request = single(block.lba, pass);
    applyOutcome(map, request, yield request);
    position = block.lba + 1;
  }
}

/** Tries every bad or doubtful sector once more; what comes now is `good-after-retry`. Odd passes run forward, even ones backward. */
export function* retry(map: PassMap, number: number, start: StartLba = null): PassRun {
  const pass = retryPass(number);
  const forward = pass.direction === 'forward';
  let position = start ?? (forward ? 0 : map.totalSectors);
  while (true) {
    const block = forward ? map.next(position, 'bad', 'suspect') : map.previous(position, 'bad', 'suspect');
    if (block === null) return;
    const lba = forward ? block.lba : block.lba + block.lengthSectors - 1;
    const request = single(lba, pass);
    applyOutcome(map, request, yield request);
    position = forward ? lba + 1 : lba;
  }
}
