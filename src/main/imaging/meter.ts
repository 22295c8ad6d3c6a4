/** Progress of a rescue as people see it: rates, forecast, a map small enough to send. */
import type { C2Record } from '../../shared/model/c2-record.ts';
import type { Progress } from '../../shared/model/job.ts';
import { coarsen } from '../../shared/model/sector-runs.ts';
import type { ReadRequest } from '../core/rescue/booking.ts';
import type { Ledger } from '../core/store/ledger.ts';

const maxMapRuns = 2000;
const ratePoints = 512;
const windowMs = 2000;
const forecastWindowMs = 30_000;
const minIntervalMs = 100;

interface Sample {
  readonly atMs: number;
  readonly bytes: number;
}

export interface Metered {
  readonly ledger: Ledger;
  readonly store: { c2Record(): C2Record | null };
}

export class Meter {
  readonly #store: Metered['store'];
  readonly #sectorSize: number;
  readonly #ledger: Ledger;
  readonly #startedMs: number;
  readonly #rate: (number | undefined)[] = new Array(ratePoints).fill(undefined);
  #bytes = 0;
  #samples: Sample[] = [];
  #lastReportMs = 0;
  /** When the last read ended: what follows the reading takes no part in its average. */
  #lastReadMs: number;
  #intervalMs = minIntervalMs;

  constructor({ ledger, store }: Metered, sectorSize: number, nowMs: number) {
    this.#store = store;
    this.#ledger = ledger;
    this.#sectorSize = sectorSize;
    this.#startedMs = nowMs;
    this.#lastReadMs = nowMs;
    this.#samples.push({ atMs: nowMs, bytes: 0 });
  }

  note(request: ReadRequest, goodSectors: number, durationMs: number, nowMs: number): void {
    const bytes = goodSectors * this.#sectorSize;
    this.#bytes += bytes;
    this.#lastReadMs = nowMs;
    if (goodSectors > 0) {
      const point = Math.floor((request.lba * ratePoints) / this.#ledger.map.totalSectors);
      const rate = bytes / (Math.max(durationMs, 0.001) / 1000);
      const before = this.#rate[point];
      this.#rate[point] = before === undefined ? rate : before + (rate - before) / 4;
    }
    const last = this.#samples.at(-1)!;
    if (nowMs - last.atMs >= 50) this.#samples.push({ atMs: nowMs, bytes: this.#bytes });
  }

  /** True about ten times a second; less often when a report is costly. */
  isDue(nowMs: number): boolean {
    return nowMs - this.#lastReportMs >= this.#intervalMs;
  }

  report(request: ReadRequest | null, nowMs: number, finishing: number | null = null): Progress {
    this.#lastReportMs = nowMs;
    while (this.#samples.length > 2 && nowMs - this.#samples[1]!.atMs > forecastWindowMs)
      this.#samples.shift();
    const counts = this.#ledger.map.counts();
    const first = this.#ledger.firstCounts();
    const bytesPerSecond = this.#rateOver(windowMs, nowMs);
    const forecastRate = this.#rateOver(forecastWindowMs, nowMs);
    const pendingBytes = counts.pending * this.#sectorSize;
    const runs = this.#ledger.map.runs();
    const c2 = this.#store.c2Record();
    // A badly damaged map costs more to send: then it is sent less often.
    this.#intervalMs = Math.max(minIntervalMs, (runs.length + (c2?.stretches.length ?? 0)) / 50);
    return {
      pass: request?.pass ?? null,
      positionLba: request?.lba ?? 0,
      counts,
      ...(first ? { first } : {}),
      bytesPerSecond,
      averageBytesPerSecond: this.#bytes / Math.max((this.#lastReadMs - this.#startedMs) / 1000, 0.001),
      etaSeconds: pendingBytes === 0 ? 0 : forecastRate > 0 ? pendingBytes / forecastRate : null,
      elapsedMs: this.#ledger.elapsedMs,
      reads: this.#ledger.reads,
      failedReads: this.#ledger.failedReads,
      passes: [...this.#ledger.passes],
      map: coarsenForWire(runs),
      rate: this.#ratePoints(),
      ...(c2 ? { c2 } : {}),
      finishing,
    };
  }

  #rateOver(spanMs: number, nowMs: number): number {
    const from = this.#samples.find((sample) => nowMs - sample.atMs <= spanMs) ?? this.#samples.at(-1)!;
    const seconds = (nowMs - from.atMs) / 1000;
    return seconds > 0 ? (this.#bytes - from.bytes) / seconds : 0;
  }

  #ratePoints(): [number, number][] {
    const points: [number, number][] = [];
    for (const [point, rate] of this.#rate.entries()) {
      if (rate !== undefined) {
        points.push([Math.floor((point * this.#ledger.map.totalSectors) / ratePoints), Math.round(rate)]);
      }
    }
    return points;
  }
}

function coarsenForWire(runs: Parameters<typeof coarsen>[0]): Progress['map'] {
  const { sectorsPerUnit, totalSectors, runs: coarse } = coarsen(runs, maxMapRuns);
  return { sectorsPerUnit, totalSectors, runs: coarse.map(([length, state]) => [length, state]) };
}
