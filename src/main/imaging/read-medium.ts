/**
 * The imperative half of a rescue: performs the reads the passes ask for, in an order that keeps the store's promise
 * (data, then the outcome that claims it, then the map), and feeds the hashes as long as the image grows in order.
 */
import type { SpindleError } from '../../shared/errors.ts';
import type { Progress } from '../../shared/model/job.ts';
import type { DumpStore } from '../adapters/files/dump-store.ts';
import { outputError } from '../adapters/files/durable.ts';
import type { BlockSource } from '../core/ports.ts';
import { applyOutcome, type ReadRequest } from '../core/rescue/booking.ts';
import type { ReadPlan } from '../core/rescue/read-plan.ts';
import { cursorBefore, rescue } from '../core/rescue/rescue.ts';
import type { Ledger } from '../core/store/ledger.ts';
import type { RingProducer } from './byte-ring.ts';
import { Checkpoints } from './checkpoints.ts';
import { type ControlMemory, isPaused, mayGoOn } from './control.ts';
import { parkingError } from './faults.ts';
import { Meter } from './meter.ts';

export interface Reading {
  readonly source: BlockSource;
  readonly store: DumpStore;
  readonly ledger: Ledger;
  readonly plan: ReadPlan;
  readonly ring: RingProducer;
  readonly control: ControlMemory;
  /** Saves the account; called with everything written and logged. */
  readonly checkpoint: () => void;
  readonly onProgress: (progress: Progress) => void;
  readonly onPass: (request: ReadRequest) => void;
}

export interface ReadingEnd {
  /** Sectors from LBA 0 whose bytes have been handed to the hashes. */
  readonly hashedSectors: number;
  /** Null when all passes ended; else why not, with `error` null when a person asked for it. */
  readonly parked: { readonly error: SpindleError | null } | null;
}

export function readMedium(reading: Reading): ReadingEnd {
  const { source, store, ledger, plan, ring, control } = reading;
  const { sectorSize } = source.medium;
  const meter = new Meter(ledger, sectorSize, performance.now());
  const checkpoints = new Checkpoints(reading.checkpoint, performance.now());
  const pass = rescue(ledger.map, plan, ledger.cursor);
  let hashedSectors = 0;
  let current: ReadRequest | null = null;
  const end = (parked: ReadingEnd['parked']): ReadingEnd => {
    reading.onProgress(meter.report(current, performance.now()));
    return { hashedSectors, parked };
  };

  /** One read, kept and accounted for. @returns why reading must end, or null */
  const perform = (request: ReadRequest): { goodSectors: number; stop: SpindleError | null } => {
    const buffer = ring.slot();
    const startedMs = performance.now();
    const { goodSectors, fault } = source.read(request.lba, request.count, buffer);
    const nowMs = performance.now();
    const stop = fault && parkingError(fault, source.address, request.lba + goodSectors);
    // A fault of the drive says nothing about the sectors it kept from us: only those that came are booked.
    const booked = stop ? { ...request, count: goodSectors } : request;
    if (booked.count > 0) {
      const durationMs = nowMs - startedMs;
      if (goodSectors > 0)
        store.write(request.lba * sectorSize, buffer.subarray(0, goodSectors * sectorSize));
      store.log({ request: booked, outcome: { goodSectors }, durationMs });
      ledger.note(booked, goodSectors, durationMs);
      meter.note(booked, goodSectors, durationMs, nowMs);
      checkpoints.note(goodSectors < booked.count ? durationMs : 0);
    }
    if (request.lba === hashedSectors && goodSectors > 0) {
      ring.publish(goodSectors * sectorSize);
      hashedSectors += goodSectors;
    }
    if (stop && goodSectors > 0) applyOutcome(ledger.map, booked, { goodSectors });
    return { goodSectors, stop };
  };

  for (let step = pass.next(); !step.done; ) {
    const request = step.value;
    if (request.pass.name !== current?.pass.name || request.pass.number !== current.pass.number)
      reading.onPass(request);
    current = request;
    ledger.cursor = cursorBefore(request);
    if (isPaused(control)) checkpoints.take(performance.now());
    if (!mayGoOn(control)) return end({ error: null });

    let stop: SpindleError | null;
    try {
      const { goodSectors, stop: why } = perform(request);
      stop = why;
      if (!stop) {
        step = pass.next({ goodSectors });
        checkpoints.takeIfDue(performance.now());
      }
    } catch (error) {
      // The output failed, not the medium: what had been written and logged before is safe.
      stop = outputError(error, store.directory);
    }
    if (stop) return end({ error: stop });
    const nowMs = performance.now();
    if (meter.isDue(nowMs)) reading.onProgress(meter.report(request, nowMs));
  }
  ledger.readingDone = true;
  ledger.cursor = null;
  return end(null);
}
