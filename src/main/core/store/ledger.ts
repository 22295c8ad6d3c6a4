/** The running account of a dump: map, passes, suppliers and cursor, brought forward by every read. */
import type { DriveIdentity } from '../../../shared/model/drive.ts';
import type { Pass, PassReport } from '../../../shared/model/job.ts';
import type { DumpEvent, Extent } from '../../../shared/model/sidecar.ts';
import { applyOutcome, type ReadRequest } from '../rescue/booking.ts';
import type { RescueCursor } from '../rescue/rescue.ts';
import { RescueMap } from '../rescue/rescue-map.ts';
import { RunMap } from '../rescue/run-map.ts';
import type { StateDocument } from './documents.ts';
import type { OutcomeRecord } from './outcome-log.ts';

const nobody = -1;

type LedgerState = Omit<
  StateDocument,
  'format' | 'version' | 'revision' | 'address' | 'options' | 'states' | 'tries'
>;

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
    this.cursor = { pass: request.pass, positionLba: standsHigh ? request.lba + request.count : request.lba };
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
