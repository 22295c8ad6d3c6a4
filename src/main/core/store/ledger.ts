/** The running account of a dump: map, passes, suppliers and cursor, brought forward by every read. */
import type { DriveIdentity } from '../../../shared/model/drive.ts';
import type { FirstCounts, Pass, PassReport } from '../../../shared/model/job.ts';
import type { SectorRange } from '../../../shared/model/sector-runs.ts';
import { isReadState, isYetToTry } from '../../../shared/model/sector-state.ts';
import type { DumpEvent, Extent } from '../../../shared/model/sidecar.ts';
import { applyOutcome, type ReadRequest } from '../rescue/booking.ts';
import { cursorIn, type FirstMask, type RescueCursor } from '../rescue/rescue.ts';
import { RescueMap } from '../rescue/rescue-map.ts';
import { RunMap } from '../rescue/run-map.ts';
import type { ReadFirst, StateDocument } from './documents.ts';
import type { OutcomeRecord } from './outcome-log.ts';

const nobody = -1;

type LedgerState = Omit<
  StateDocument,
  'format' | 'version' | 'revision' | 'address' | 'options' | 'states' | 'tries'
>;

/** What was found of what is wanted first. */
export interface LocatedFiles {
  readonly ranges: readonly SectorRange[];
  readonly files: number;
  readonly missing: readonly string[];
}

export class Ledger {
  readonly map: RescueMap;
  readonly events: DumpEvent[];
  readonly drives: DriveIdentity[];
  cursor: RescueCursor | null;
  readingDone: boolean;
  published: boolean;
  replaces: readonly string[];
  elapsedMs: number;
  #passes: PassReport[];
  #first: ReadFirst | null;
  #firstMask: FirstMask | null;
  /** Which drive supplied a sector. */
  readonly #suppliers: RunMap<number>;

  private constructor(map: RescueMap, state: LedgerState) {
    this.map = map;
    this.events = [...state.events];
    this.drives = [...state.drives];
    this.cursor = state.cursor;
    this.readingDone = state.readingDone;
    this.published = state.published;
    this.replaces = state.replaces;
    this.elapsedMs = state.elapsedMs;
    this.#passes = [...state.passes];
    this.#first = state.first;
    this.#firstMask = this.#maskOf(state.first);
    this.#suppliers = new RunMap<number>(map.totalSectors, nobody);
    for (const extent of state.extents) {
      if (extent.lba + extent.lengthSectors > map.totalSectors) continue;
      this.#suppliers.update(extent.lba, extent.lengthSectors, () => extent.drive);
    }
  }

  static begin(totalSectors: number, drive: DriveIdentity): Ledger {
    return new Ledger(RescueMap.untried(totalSectors), {
      events: [],
      drives: [drive],
      cursor: null,
      first: null,
      readingDone: false,
      published: false,
      replaces: [],
      elapsedMs: 0,
      passes: [],
      extents: [],
    });
  }

  /** @throws SpindleError store-corrupt */
  static restore(totalSectors: number, state: StateDocument): Ledger {
    return new Ledger(RescueMap.restore(totalSectors, state.states, state.tries), state);
  }

  get passes(): readonly PassReport[] {
    return this.#passes;
  }

  get reads(): number {
    return this.#passes.reduce((sum, pass) => sum + pass.reads, 0);
  }

  get failedReads(): number {
    return this.#passes.reduce((sum, pass) => sum + pass.failedReads, 0);
  }

  /** What is read before all else. */
  get first(): ReadFirst | null {
    return this.#first;
  }

  /** Null where nothing is, or where it has not been found yet. */
  get firstMask(): FirstMask | null {
    return this.#firstMask;
  }

  /** Where the passes over the whole stand, or over the rest while others are read first. */
  get wholeCursor(): RescueCursor | null {
    return this.cursor?.isAmongFirst ? (this.#first?.later ?? null) : this.cursor;
  }

  /**
   * Another wish: the passes go on from where they were over the whole. What an earlier wish had read stays read; of what
   * could not be read some may be retried once more than was asked for.
   */
  wish(wanted: readonly string[]): void {
    const later = this.wholeCursor;
    this.#setFirst({ wanted: [...wanted], ranges: null, files: 0, missing: [], later });
    this.cursor = later;
  }

  /** Where the wanted lies: from here on it comes first. */
  locate(found: LocatedFiles): void {
    if (!this.#first) return;
    const ranges = found.ranges.map(({ lba, lengthSectors }): [number, number] => [lba, lengthSectors]);
    this.#setFirst({ ...this.#first, ranges, files: found.files, missing: [...found.missing] });
    if (this.cursor && ranges.length > 0) this.cursor = { ...this.cursor, isAmongFirst: true };
  }

  /** Of what is read first: how many sectors it is, how many of them are read, and how many may still be. */
  firstCounts(): FirstCounts | null {
    if (!this.#firstMask) return null;
    const counts = { total: 0, good: 0, pending: 0 };
    for (const span of this.#firstMask) {
      if (!span.value) continue;
      const end = span.lba + span.lengthSectors;
      counts.total += span.lengthSectors;
      for (let lba = span.lba; lba < end; ) {
        const run = this.map.runAt(lba);
        const stop = Math.min(end, run.lba + run.lengthSectors);
        if (isReadState(run.value)) counts.good += stop - lba;
        else if (isYetToTry(run.value)) counts.pending += stop - lba;
        lba = stop;
      }
    }
    return counts;
  }

  /** All passes have ended. What goes on later, with more of them, begins anew. */
  endReading(): void {
    this.readingDone = true;
    this.cursor = null;
    if (this.#first) this.#first = { ...this.#first, later: null };
  }

  #setFirst(first: ReadFirst): void {
    this.#first = first;
    this.#firstMask = this.#maskOf(first);
  }

  #maskOf(first: ReadFirst | null): FirstMask | null {
    if (!first?.ranges?.length) return null;
    const mask = new RunMap<boolean>(this.map.totalSectors, false);
    for (const [lba, lengthSectors] of first.ranges) {
      if (lba + lengthSectors > this.map.totalSectors) continue;
      mask.update(lba, lengthSectors, () => true);
    }
    return mask;
  }

  /** Notes a read whose booking on the map the pass itself does. */
  note(request: ReadRequest, goodSectors: number, durationMs: number, continued = false): void {
    if (goodSectors > 0 && request.pass.name !== 'verify')
      this.#suppliers.update(request.lba, goodSectors, (drive) =>
        drive === nobody ? this.drives.length - 1 : drive,
      );
    const index = this.#passIndex(request.pass);
    const pass = this.#passes[index]!;
    this.#passes[index] = {
      ...pass,
      elapsedMs: pass.elapsedMs + durationMs,
      reads: pass.reads + (continued ? 0 : 1),
      failedReads: pass.failedReads + (goodSectors < request.count ? 1 : 0),
      sectorsRead: pass.sectorsRead + goodSectors,
    };
    this.elapsedMs += durationMs;
  }

  /** Brings the account forward by a read that an interrupted run had logged. */
  replay(record: OutcomeRecord): void {
    const { request, outcome, durationMs, continued } = record;
    const forward = request.pass.direction === 'forward';
    applyOutcome(this.map, request, outcome);
    this.note(request, outcome.goodSectors, durationMs, continued);
    // A sweep that failed is asked for again in clusters: the pass stands before it, otherwise behind it.
    const asksAgain = request.sweep && outcome.goodSectors < request.count;
    const standsHigh = forward ? !asksAgain : asksAgain;
    const positionLba = standsHigh ? request.lba + request.count : request.lba;
    this.cursor = cursorIn(this.#firstMask, request.lba, { pass: request.pass, positionLba });
  }

  /** From now on this drive supplies what is read. */
  takeDrive(drive: DriveIdentity): void {
    const last = this.drives.at(-1);
    const isLast =
      last && (Object.keys(drive) as (keyof DriveIdentity)[]).every((key) => drive[key] === last[key]);
    if (!isLast) this.drives.push(drive);
  }

  /** Everything a checkpoint keeps of the account. */
  state(): LedgerState & Pick<StateDocument, 'states' | 'tries'> {
    return {
      states: this.map.runs().map(([length, state]) => [length, state]),
      tries: this.map.tryRuns(),
      cursor: this.cursor,
      first: this.#first,
      readingDone: this.readingDone,
      published: this.published,
      replaces: [...this.replaces],
      passes: this.#passes,
      drives: this.drives,
      extents: this.extents(),
      elapsedMs: this.elapsedMs,
      events: this.events,
    };
  }

  extents(): Extent[] {
    return [...this.#suppliers]
      .filter((run) => run.value !== nobody)
      .map((run) => ({ lba: run.lba, lengthSectors: run.lengthSectors, drive: run.value }));
  }

  #passIndex(pass: Pass): number {
    const last = this.#passes.length - 1;
    if (last >= 0 && same(this.#passes[last]!, pass)) return last;
    const index = this.#passes.findIndex((present) => same(present, pass));
    if (index >= 0) return index;
    this.#passes.push({ ...pass, elapsedMs: 0, reads: 0, failedReads: 0, sectorsRead: 0 });
    return this.#passes.length - 1;
  }
}

function same(a: Pass, b: Pass): boolean {
  return a.name === b.name && a.number === b.number;
}
