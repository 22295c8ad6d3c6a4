/** One batch while its drives work. Looks at them once a second, never touches a drive nobody put anything into. */
import { SpindleError, toWireError } from '../../shared/errors.ts';
import type { Batch, BatchEntry, BatchStatus, DrivePrompt } from '../../shared/model/batch.ts';
import { type ChangeResult, shownOf } from '../../shared/model/collection.ts';
import type { Drive, Inspection } from '../../shared/model/drive.ts';
import { isAtRest, type JobSnapshot } from '../../shared/model/job.ts';
import { knownSamples } from '../../shared/model/known-samples.ts';
import { safeName } from '../../shared/model/output.ts';
import { plannedMedium } from '../../shared/model/room.ts';
import type { CarrierException, Disposition } from '../../shared/model/vocabulary.ts';
import {
  afterJob,
  cleanSeconds,
  entryMayFollow,
  judgeMedium,
  mediumKey,
  nextEntry,
  observedWords,
  type SeenMedium,
} from '../core/batch/batch-policy.ts';
import type { EntryChange } from '../core/batch/batch-port.ts';
import { findShift } from '../core/batch/stack-shift.ts';
import { namingFacts } from '../core/naming/carrier-naming.ts';
import { expandTemplate } from '../core/naming/naming-template.ts';
import { protectedSectors } from '../core/protection/protection-words.ts';
import { timestamp } from '../core/timestamp.ts';
import type { BatchTools } from './batches.ts';
import { Feed } from './feed.ts';
import type { Job } from './job.ts';

const lookIntervalMs = 1000;

interface Seat {
  readonly sourceId: string;
  label: string;
  kind: DrivePrompt['kind'];
  /** The entry whose turn it is here. */
  entry: string | null;
  jobId: string | null;
  /** Said instead of the usual words. */
  says: string | null;
  inspection: Inspection | null;
  /** When reading must have ended; null while nothing is read. */
  deadlineMs: number | null;
  isOverTime: boolean;
}

export class RunningBatch {
  readonly feed: Feed<Omit<BatchStatus, 'revision'>>;
  readonly #tools: BatchTools;
  readonly #seats: Seat[];
  #batch: Batch;
  #timer: NodeJS.Timeout | null = null;
  #turn: Promise<void> = Promise.resolve();
  #isLooking = false;
  #problem: BatchStatus['problem'] = null;

  constructor(batch: Batch, tools: BatchTools) {
    this.#batch = batch;
    this.#tools = tools;
    this.#seats = batch.settings.drives.map((sourceId) => ({
      ...{ sourceId, label: sourceId, kind: 'insert', entry: null, jobId: null, says: null },
      ...{ inspection: null, deadlineMs: null, isOverTime: false },
    }));
    this.feed = new Feed(this.#status());
  }

  get batch(): Batch {
    return this.#batch;
  }

  /** Whether its drives are looked after. */
  get isRunning(): boolean {
    return this.#timer !== null;
  }

  get isReading(): boolean {
    return this.#seats.some(({ kind }) => kind === 'reading' || kind === 'looking');
  }

  /** What was at work when the program ended waits again, and its dump goes on where it was; what ended meanwhile counts. */
  async begin(): Promise<void> {
    if (this.#batch.state === 'closed' || this.#timer !== null) return;
    this.#problem = null;
    this.#timer = setInterval(() => void this.#lookAgain(), lookIntervalMs);
    this.#timer.unref();
    await this.#inTurn(async () => {
      await this.#reload();
      // Whoever begins a batch means its drives, whatever they were told before.
      for (const { sourceId } of this.#seats)
        if (!this.#tools.queue.onSource(sourceId)) this.#tools.queue.hold(sourceId, false);
      for (const entry of this.#batch.entries) await this.#takeUp(entry);
    });
    await this.look();
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
  }

  async end(): Promise<void> {
    this.stop();
    await this.#inTurn(async () => {
      for (const seat of this.#seats) await this.#release(seat);
    });
  }

  /** Tells those who watch how it stands now. */
  show(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#reload();
      this.#publish();
    });
  }

  /** Looks at all drives once. */
  look(): Promise<void> {
    return this.#inTurn(async () => {
      const { drives } = await this.#tools.sources.refresh();
      // Decisions are made, and taken back, through other doors too.
      await this.#reload();
      for (const seat of this.#seats)
        await this.#visit(seat, drives.find(({ id }) => id === seat.sourceId) ?? null);
      this.#publish();
    });
  }

  /** One look at a time, however long it takes. What goes wrong puts the batch to rest and is told: jobs go on by themselves. */
  async #lookAgain(): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    try {
      await this.look();
    } catch (error) {
      this.stop();
      this.#problem = toWireError(error);
      this.#publish();
    } finally {
      this.#isLooking = false;
    }
  }

  /** Enter at a drive. */
  enter(sourceId: string): Promise<void> {
    return this.#inTurn(async () => {
      const seat = this.#seats.find((one) => one.sourceId === sourceId);
      if (!seat) throw new SpindleError('not-found', 'This drive takes no part in the batch.', { sourceId });
      if (seat.kind === 'ready' && seat.inspection) await this.#start(seat, seat.inspection);
      else if (seat.kind === 'insert' || seat.kind === 'held') {
        // Enter is meant for this drive, whoever told it to stop.
        this.#tools.queue.hold(sourceId, false);
        await this.#assign(seat);
        if (seat.entry !== null) await this.#inspect(seat, true);
      }
      this.#publish();
    });
  }

  decide(asked: {
    readonly entry: string;
    readonly action: 'retry' | 'skip' | 'accept' | 'dispose';
    readonly disposition: Disposition | null;
    readonly reason: string;
  }): Promise<void> {
    return this.#inTurn(async () => {
      await this.#reload();
      const entry = this.#entry(asked.entry);
      if (asked.action === 'retry' && this.#batch.state === 'closed')
        throw new SpindleError(
          'conflict',
          `${this.#batch.name} is closed: nothing is read in it any more. Put ${entry.code} into another batch.`,
          { code: entry.code },
        );
      const state = ({ retry: 'waiting', skip: 'skipped', accept: 'done', dispose: 'skipped' } as const)[
        asked.action
      ];
      if (!entryMayFollow(entry.state, state))
        throw new SpindleError('conflict', `${entry.code} is ${entry.state}: that cannot be decided now.`, {
          code: entry.code,
        });
      const { collection } = this.#tools.catalogue();
      const reason = asked.reason === '' ? `Decided in the batch ${this.#batch.name}.` : asked.reason;
      if (asked.action === 'dispose')
        await collection.dispose(this.#tools.by, [entry.code], asked.disposition, reason);
      else if (entry.exception !== null)
        await collection.setException(this.#tools.by, entry.code, null, reason);
      const readAnyway = asked.action === 'retry';
      await this.#set(entry.uuid, { state, exception: null, note: '', readAnyway });
      this.#publish();
    });
  }

  async shift(fromPosition: number, by: 1 | -1): Promise<ChangeResult> {
    let result: ChangeResult | null = null;
    await this.#inTurn(async () => {
      result = await this.#records.shift(this.#tools.by, this.#batch.uuid, fromPosition, by);
      await this.#reload();
      this.#publish();
    });
    return result!;
  }

  get #records() {
    return this.#tools.catalogue().collection.batches;
  }

  /** One thing after the other: what a person decides never crosses what is looked at. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => {});
    return done;
  }

  async #takeUp(entry: BatchEntry): Promise<void> {
    // A batch that rested for a while still holds what its drives are at.
    if (this.#seats.some((seat) => seat.entry === entry.uuid)) return;
    const job =
      entry.state === 'reading' && entry.jobId !== null ? this.#tools.queue.find(entry.jobId) : null;
    if (job?.snapshot.state === 'done') await this.#settleEntry(entry, job.snapshot, false);
    else if (entry.state === 'next' || entry.state === 'reading')
      await this.#set(entry.uuid, { state: 'waiting', drive: null });
  }

  async #visit(seat: Seat, drive: Drive | null): Promise<void> {
    if (drive) seat.label = drive.label;
    const isPresent = drive?.sizeBytes == null ? null : drive.sizeBytes > 0;
    switch (seat.kind) {
      case 'gone':
      case 'insert':
      case 'finished':
      case 'held':
        seat.kind = drive ? 'insert' : 'gone';
        if (!drive) return this.#release(seat);
        await this.#askForNext(seat);
        if (seat.entry !== null && isPresent)
          await this.#inspect(seat, this.#batch.settings.start === 'insertion');
        return;
      case 'ready':
        if (isPresent === false) await this.#free(seat);
        return;
      case 'reading':
        return this.#follow(seat);
      case 'take-out':
        // A drive that does not say whether something is in it waits for Enter anyway.
        if (isPresent !== true) await this.#free(seat);
        return;
      case 'looking':
        return;
    }
  }

  /** The next carrier, unless somebody told the drive to stop after the one before. */
  async #askForNext(seat: Seat): Promise<void> {
    if (!this.#tools.queue.isHeld(seat.sourceId)) return this.#assign(seat);
    await this.#release(seat);
    seat.kind = 'held';
  }

  async #assign(seat: Seat): Promise<void> {
    if (seat.entry !== null && this.#entry(seat.entry).state === 'next') return;
    const entry = nextEntry(this.#batch.entries);
    seat.entry = entry?.uuid ?? null;
    seat.kind = entry ? 'insert' : 'finished';
    if (entry) await this.#set(entry.uuid, { state: 'next', drive: seat.label });
  }

  async #release(seat: Seat): Promise<void> {
    if (seat.entry !== null && this.#entry(seat.entry).state === 'next')
      await this.#set(seat.entry, { state: 'waiting', drive: null });
    seat.entry = null;
  }

  async #free(seat: Seat): Promise<void> {
    Object.assign(seat, {
      kind: 'insert',
      jobId: null,
      says: null,
      inspection: null,
      deadlineMs: null,
      isOverTime: false,
    });
    if (seat.entry !== null && this.#entry(seat.entry).state !== 'next') seat.entry = null;
    await this.#askForNext(seat);
  }

  async #inspect(seat: Seat, mayStart: boolean): Promise<void> {
    const entry = this.#entry(seat.entry!);
    seat.kind = 'looking';
    this.#publish();
    let inspection: Inspection;
    try {
      inspection = await this.#tools.inspect(seat.sourceId);
    } catch (error) {
      const wire = toWireError(error);
      if (wire.code === 'no-medium' || wire.code === 'device-busy') {
        seat.kind = 'insert';
        return;
      }
      await this.#stop(seat, entry, wire.code === 'unreadable-disc' ? 'unreadable' : 'failed', wire.message);
      return;
    }
    const { collection } = this.#tools.catalogue();
    const { carrier } = await collection.carrier(entry.code);
    const verdict = judgeMedium(
      inspection,
      shownOf({ auto: null, manual: carrier.kind.manual }),
      await this.#seen(inspection, entry.code),
      this.#batch.settings,
      entry.readAnyway,
    );
    if (verdict.kind === 'again') {
      Object.assign(seat, {
        kind: 'take-out',
        says: `This is ${verdict.code} again, which is done: nothing was started. Take it out.`,
      });
      return;
    }
    if (verdict.kind === 'stop') {
      await this.#records.setEntry(entry.uuid, {
        evidence: { key: mediumKey(inspection), observed: observedWords(inspection) },
      });
      await this.#stop(seat, entry, verdict.exception, verdict.note);
      return;
    }
    seat.inspection = inspection;
    if (mayStart) await this.#start(seat, inspection);
    else seat.kind = 'ready';
  }

  async #seen(inspection: Inspection, code: string): Promise<SeenMedium[]> {
    const key = mediumKey(inspection);
    const batches = (await this.#records.seen(key.totalSectors)).map(
      ({ batch, ...seen }): SeenMedium => ({ ...seen, inThisBatch: batch === this.#batch.uuid }),
    );
    const marks = { ids: inspection.disc?.ids ?? null, samples: knownSamples(inspection) };
    const { dumps } = await this.#tools.catalogue().seenBefore(marks);
    const elsewhere = dumps
      .filter(({ carrier }) => carrier !== code)
      .map(({ carrier, name }): SeenMedium => ({ key, code: carrier ?? name, inThisBatch: false }));
    return [...batches, ...elsewhere];
  }

  async #start(seat: Seat, inspection: Inspection): Promise<void> {
    const entry = this.#entry(seat.entry!);
    const source = await this.#tools.sources.get(seat.sourceId);
    const { directory, settings } = this.#batch;
    const name =
      entry.begunName ?? this.#tools.freeName(directory, await this.#nameOf(entry, seat, inspection));
    // Known before anything is read: whoever goes on after the program has ended continues this dump.
    await this.#set(entry.uuid, { begunName: name });
    const job = await this.#jobFor(entry, source, name, inspection);
    Object.assign(seat, { kind: 'reading', jobId: job.id, isOverTime: false, says: null });
    seat.deadlineMs = performance.now() + cleanSeconds(inspection) * settings.timeBox * 1000;
    await this.#set(entry.uuid, {
      ...{
        state: 'reading',
        jobId: job.id,
        startedAt: timestamp(new Date()),
        endedAt: null,
        exception: null,
      },
      evidence: { key: mediumKey(inspection), observed: observedWords(inspection) },
    });
  }

  /** A dump that was begun goes on in the job it was begun by, where that can; else in a new one, which takes its place. */
  async #jobFor(entry: BatchEntry, source: Drive, name: string, inspection: Inspection): Promise<Job> {
    const { queue } = this.#tools;
    const former = entry.begunName !== null && entry.jobId !== null ? queue.find(entry.jobId) : null;
    const rests = former?.snapshot.state === 'parked' || former?.snapshot.state === 'failed';
    if (former && rests && former.snapshot.name === name) {
      const { id, address } = former.snapshot.source;
      if (id === source.id && address === source.address) {
        queue.resume(former.id);
        return former;
      }
      await queue.dismiss(former.id);
    }
    const { directory, options } = this.#batch;
    return queue.start({
      ...{ source, rootId: 'batch', directory, name, resume: entry.begunName !== null },
      medium: plannedMedium(inspection),
      options: { ...options, carrier: entry.code },
    });
  }

  async #nameOf(entry: BatchEntry, seat: Seat, inspection: Inspection): Promise<string> {
    const { template, operator } = this.#batch;
    if (template === null) return safeName(entry.code);
    const detail = await this.#tools.catalogue().collection.carrier(entry.code);
    const volume = inspection.filesystems.find(({ label }) => label.trim() !== '')?.label.trim() ?? null;
    const facts = namingFacts(detail, { at: new Date(), operator, drive: seat.label, volume });
    return expandTemplate(template, facts, { transliterate: false });
  }

  async #follow(seat: Seat): Promise<void> {
    const { queue } = this.#tools;
    const { snapshot } = queue.get(seat.jobId!);
    if (isAtRest(snapshot.state)) return this.#settle(seat, snapshot);
    const entry = this.#entry(seat.entry!);
    // Somebody may have taken the name first.
    if (snapshot.dumpId !== null && snapshot.name !== entry.begunName)
      await this.#set(entry.uuid, { begunName: snapshot.name });
    const isReading = snapshot.state === 'reading' || snapshot.state === 'retrying';
    if (seat.isOverTime || !isReading || performance.now() < seat.deadlineMs!) return;
    seat.isOverTime = true;
    queue.park(seat.jobId!);
  }

  async #settle(seat: Seat, snapshot: JobSnapshot): Promise<void> {
    const entry = this.#entry(seat.entry!);
    const exception = await this.#settleEntry(entry, snapshot, seat.isOverTime);
    const says =
      exception === null
        ? `${entry.code} is done. Take it out.`
        : `${entry.code}: ${exception} Take it out, and put it aside.`;
    Object.assign(seat, { kind: 'take-out', says });
  }

  /** What an entry has become through its job; answers what a person must decide, in a sentence. */
  async #settleEntry(entry: BatchEntry, snapshot: JobSnapshot, isOverTime: boolean): Promise<string | null> {
    const state = snapshot.state as 'done' | 'parked' | 'failed' | 'cancelled';
    const suspicion = snapshot.warnings.find(({ code }) => code === protectedSectors);
    const next = afterJob(snapshot.outcome, state, isOverTime, suspicion !== undefined);
    const ended = { dumpId: snapshot.dumpId, endedAt: timestamp(new Date()), readAnyway: false };
    if (next.exception === null) {
      // Whatever this entry is asked to read another time is a dump of its own.
      await this.#set(entry.uuid, { state: next.state, begunName: null, ...ended });
      return null;
    }
    await this.#records.setEntry(entry.uuid, ended);
    const note =
      next.exception === 'over-time'
        ? 'It took longer than its time: parked, and everything read is kept.'
        : (snapshot.error?.message ??
          suspicion?.message ??
          `${snapshot.counts?.bad ?? 0} sectors were not read.`);
    await this.#setBefore(entry, next.exception, note);
    return note;
  }

  async #stop(seat: Seat, entry: BatchEntry, exception: CarrierException, note: string): Promise<void> {
    await this.#setBefore(entry, exception, note);
    Object.assign(seat, { kind: 'take-out', says: `${entry.code}: ${note} Take it out, and put it aside.` });
  }

  /** Sets an entry before a person; the batch goes on. */
  async #setBefore(entry: BatchEntry, exception: CarrierException, note: string): Promise<void> {
    await this.#tools.catalogue().collection.setException(this.#tools.by, entry.code, exception, note);
    await this.#set(entry.uuid, { state: 'exception', exception, note });
  }

  #entry(uuid: string): BatchEntry {
    const entry = this.#batch.entries.find((one) => one.uuid === uuid);
    if (entry) return entry;
    throw new SpindleError('not-found', 'This is not in the batch any more.', { uuid });
  }

  async #set(uuid: string, change: EntryChange): Promise<void> {
    await this.#records.setEntry(uuid, change);
    await this.#reload();
  }

  async #reload(): Promise<void> {
    this.#batch = await this.#records.read(this.#batch.uuid);
  }

  #publish(): void {
    this.feed.set(this.#status());
  }

  #status(): Omit<BatchStatus, 'revision'> {
    const shift = findShift(
      this.#batch.entries.map(({ position, code, title, observed, state }) => ({
        ...{ position, code, expected: title ?? '' },
        observed: state === 'done' ? observed : null,
      })),
    );
    return {
      batch: this.#batch,
      isRunning: this.isRunning,
      problem: this.#problem,
      drives: this.isRunning ? this.#seats.map((seat) => this.#prompt(seat)) : [],
      shift: shift && { ...shift, pairs: shift.pairs.map((pair) => ({ ...pair })) },
    };
  }

  #prompt({ sourceId, label, kind, entry, jobId, says }: Seat): DrivePrompt {
    const code =
      entry === null ? null : (this.#batch.entries.find(({ uuid }) => uuid === entry)?.code ?? null);
    const words: Readonly<Record<DrivePrompt['kind'], string>> = {
      insert: `Insert ${code} in ${label}.`,
      looking: `Looking at what is in ${label}.`,
      ready: `Press Enter to read ${code} in ${label}.`,
      reading: `Reading ${code} in ${label}.`,
      'take-out': `Take the medium out of ${label}.`,
      finished: `Nothing is left for ${label}.`,
      gone: `${label} is not there.`,
      held: `${label} was told to stop here; press Enter to go on.`,
    };
    return { sourceId, label, kind, says: says ?? words[kind], code, jobId };
  }
}
