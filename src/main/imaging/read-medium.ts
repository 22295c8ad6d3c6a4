/**
 * The imperative half of a rescue: performs the reads the passes ask for, in an order that keeps the store's promise
 * (data, then the outcome that claims it, then the map), and feeds the hashes as long as the image grows in order.
 */
import type { SpindleError } from '../../shared/errors.ts';
import type { Progress } from '../../shared/model/job.ts';
import type { DumpStore } from '../adapters/files/dump-store.ts';
import { outputError } from '../adapters/files/durable.ts';
import type { BlockSource, RebuiltSector } from '../core/ports.ts';
import { applyOutcome, type ReadOutcome, type ReadRequest } from '../core/rescue/booking.ts';
import type { ReadPlan } from '../core/rescue/read-plan.ts';
import { cursorBefore, rescueInOrder } from '../core/rescue/rescue.ts';
import type { ReadFirst } from '../core/store/documents.ts';
import type { Ledger } from '../core/store/ledger.ts';
import { recordsOf } from '../core/store/outcome-log.ts';
import { type RingProducer, ringSlotBytes } from './byte-ring.ts';
import { Checkpoints } from './checkpoints.ts';
import { type ControlMemory, isAccepted, isPaused, mayGoOn } from './control.ts';
import { parkingError } from './faults.ts';
import { lookForFiles } from './look-for-files.ts';
import type { Meter } from './meter.ts';

export interface Reading {
  readonly source: BlockSource;
  readonly store: DumpStore;
  readonly ledger: Ledger;
  readonly plan: ReadPlan;
  readonly ring: Pick<RingProducer, 'slot' | 'publish'>;
  readonly control: ControlMemory;
  readonly meter: Meter;
  /** Saves the account; called with everything written and logged. */
  readonly checkpoint: () => void;
  readonly onProgress: (progress: Progress) => void;
  readonly onPass: (request: ReadRequest) => void;
  readonly onRebuilt: (sector: RebuiltSector) => void;
  /** Names a person wants read first from now on; null when nobody asked for any. */
  readonly nextWish: () => readonly string[] | null;
  /** The directories have been looked through. */
  readonly onLocated: (first: ReadFirst) => void;
}

export interface ReadingEnd {
  /** Sectors from LBA 0 whose bytes have been handed to the hashes; null when some of them changed since. */
  readonly hashedSectors: number | null;
  /** Null when all passes ended; else why not, with `error` null when a person asked for it. */
  readonly parked: { readonly error: SpindleError | null } | null;
}

/** Why reading ends before all passes have: parked, or accepted as it is. */
type Stop = ReadingEnd['parked'] | 'accepted';

export function readMedium(reading: Reading): ReadingEnd {
  const { source, store, ledger, plan, ring, control, meter } = reading;
  const { sectorSize } = source.medium;
  const checkpoints = new Checkpoints(reading.checkpoint, performance.now());
  let hashedSectors = 0;
  let rewritten = false;
  const kept = new Uint8Array(ringSlotBytes);
  let current: ReadRequest | null = null;
  const end = (parked: ReadingEnd['parked']): ReadingEnd => {
    reading.onProgress(meter.report(current, performance.now()));
    return { hashedSectors: rewritten ? null : hashedSectors, parked };
  };

  /** LBAs of a verify read that did not come as they are kept. */
  const changed = ({ lba }: ReadRequest, goodSectors: number, buffer: Uint8Array): number[] => {
    store.read(lba * sectorSize, kept.subarray(0, goodSectors * sectorSize));
    const differs = (index: number) =>
      Buffer.compare(
        kept.subarray(index * sectorSize, (index + 1) * sectorSize),
        buffer.subarray(index * sectorSize, (index + 1) * sectorSize),
      ) !== 0;
    return Array.from({ length: goodSectors }, (_, index) => index)
      .filter(differs)
      .map((index) => lba + index);
  };

  /** Bytes go to the store unless what is there is as good: one doubtful reading does not replace another. */
  const isBetter = (request: ReadRequest, { doubtful = [] }: ReadOutcome) =>
    request.pass.name !== 'verify' && !(doubtful.length > 0 && ledger.map.stateAt(request.lba) === 'suspect');

  const keep = (request: ReadRequest, outcome: ReadOutcome, buffer: Uint8Array) => {
    const { goodSectors } = outcome;
    if (goodSectors === 0) return;
    const isKept = isBetter(request, outcome);
    if (isKept) {
      store.write(request.lba * sectorSize, buffer.subarray(0, goodSectors * sectorSize));
      if (source.subchannel) store.writeSubchannel(request.lba, goodSectors, source.subchannel());
      if (request.lba < hashedSectors) rewritten = true;
    }
    store.noteC2(request.lba, goodSectors, source.c2?.() ?? null, isKept);
  };

  /** One read, kept and accounted for. @returns why reading must end, or null */
  const perform = (request: ReadRequest): ReadOutcome & { stop: SpindleError | null } => {
    const buffer = ring.slot();
    const startedMs = performance.now();
    const {
      goodSectors,
      fault,
      doubtful: flagged,
      rebuilt = [],
    } = source.read(request.lba, request.count, buffer, request.pass);
    const nowMs = performance.now();
    const doubtful = request.pass.name === 'verify' ? changed(request, goodSectors, buffer) : (flagged ?? []);
    const outcome = { goodSectors, doubtful, rebuilt: rebuilt.map(({ lba }) => lba) };
    const stop = fault && parkingError(fault, source.address, request.lba + goodSectors);
    // A fault of the drive says nothing about the sectors it kept from us: only those that came are booked.
    const booked = stop ? { ...request, count: goodSectors } : request;
    if (booked.count > 0) {
      const durationMs = nowMs - startedMs;
      keep(request, outcome, buffer);
      for (const sector of rebuilt) reading.onRebuilt(sector);
      for (const record of recordsOf(booked, outcome, durationMs)) store.log(record);
      ledger.note(booked, goodSectors, durationMs);
      meter.note(booked, goodSectors, durationMs, nowMs);
      checkpoints.note(goodSectors < booked.count ? durationMs : 0);
    }
    if (request.lba === hashedSectors && goodSectors > 0 && doubtful.length === 0) {
      ring.publish(goodSectors * sectorSize);
      hashedSectors += goodSectors;
    }
    if (stop && goodSectors > 0) applyOutcome(ledger.map, booked, outcome);
    return { ...outcome, stop };
  };

  /** Performs a read, has it booked, and keeps the state as often as it is worth it. @returns why reading must end, or null */
  const take = (request: ReadRequest, book: (outcome: ReadOutcome) => void): Stop => {
    if (request.pass.name !== current?.pass.name || request.pass.number !== current.pass.number)
      reading.onPass(request);
    current = request;
    if (isPaused(control)) checkpoints.take(performance.now());
    if (!mayGoOn(control)) return { error: null };
    if (isAccepted(control)) return 'accepted';
    let stop: SpindleError | null;
    try {
      const outcome = perform(request);
      stop = outcome.stop;
      if (!stop) {
        book(outcome);
        checkpoints.takeIfDue(performance.now());
      }
    } catch (error) {
      // The output failed, not the medium: what had been written and logged before is safe.
      stop = outputError(error, store.directory);
    }
    if (stop) return { error: stop };
    const nowMs = performance.now();
    if (meter.isDue(nowMs)) reading.onProgress(meter.report(request, nowMs));
    return null;
  };

  /** Finds what is wanted first. @returns why reading must end, or null */
  const locate = ({ wanted }: ReadFirst): Stop => {
    let parked: Stop = null;
    const read = (request: ReadRequest) => {
      parked ??= take(request, (outcome) => applyOutcome(ledger.map, request, outcome));
      return parked === null;
    };
    const found = lookForFiles({ store, plan, read, map: ledger.map }, wanted);
    if (parked) return parked;
    ledger.locate(found);
    try {
      // Who looks into the store finds the directories read.
      checkpoints.take(performance.now());
    } catch (error) {
      return { error: outputError(error, store.directory) };
    }
    reading.onLocated(ledger.first!);
    return null;
  };

  /** Runs the passes until they end or another wish comes. @returns why reading must end, or null */
  const runPasses = (): Stop => {
    const first = ledger.firstMask;
    const order = { first, later: ledger.first?.later ?? null };
    const pass = rescueInOrder(ledger.map, plan, order, ledger.cursor);
    for (let step = pass.next(); !step.done; ) {
      const request = step.value;
      ledger.cursor = cursorBefore(request, first);
      wish = reading.nextWish();
      if (wish) return null;
      const parked = take(request, (outcome) => {
        step = pass.next(outcome);
      });
      if (parked) return parked;
    }
    return null;
  };

  let wish: readonly string[] | null = null;
  do {
    if (wish) ledger.wish(wish);
    wish = null;
    const parked = (ledger.first?.ranges === null ? locate(ledger.first) : null) ?? runPasses();
    if (parked === 'accepted') break;
    if (parked) return end(parked);
  } while (wish);
  ledger.endReading();
  return end(null);
}
