/** All jobs of a hub: one at work per source, the others waiting; persisted, and found again after a restart. */
import { randomUUID } from 'node:crypto';
import { SpindleError, toWireError } from '../../shared/errors.ts';
import type { Drive } from '../../shared/model/drive.ts';
import type { DriveProfile, KnownReadOffset } from '../../shared/model/drive-profile.ts';
import { isAtRest, type JobOptions, type JobSnapshot, type JobSummary } from '../../shared/model/job.ts';
import { isRehearsal } from '../../shared/model/rehearsal.ts';
import { type PlannedMedium, plannedMedium } from '../../shared/model/room.ts';
import type { Sidecar } from '../../shared/model/sidecar.ts';
import type { Beginning } from '../../shared/model/waiting-job.ts';
import { knownReadOffsets } from '../core/optical/known-read-offset.ts';
import type { Catalogue, HubProcesses, ImagingLauncher, JobRow } from '../core/ports.ts';
import { timestamp } from '../core/timestamp.ts';
import { Feed } from './feed.ts';
import { Job } from './job.ts';
import { atRest, plannedJob, replanned } from './job-snapshot.ts';
import { WaitingLine } from './waiting-line.ts';

export interface QueuePorts {
  readonly launcher: ImagingLauncher;
  readonly catalogue: Catalogue | null;
  readonly processes: HubProcesses;
  readonly protectedPaths: readonly string[];
}

export interface JobRequest {
  readonly source: Pick<Drive, 'id' | 'kind' | 'address' | 'label'>;
  readonly rootId: string;
  readonly directory: string;
  readonly name: string;
  readonly options: JobOptions;
  readonly resume: boolean;
  /** As far as it is known before the job looks itself; null where nobody knows. */
  readonly medium?: PlannedMedium | null;
}

/** A job that writes, or will: with what its medium was taken for before it looked itself. */
export interface Writer {
  readonly snapshot: JobSnapshot;
  readonly medium: PlannedMedium | null;
}

/** Between two saves of a job whose state does not change. */
const saveIntervalMs = 5000;

export class JobQueue {
  readonly #ports: QueuePorts;
  readonly #jobs = new Map<string, Job>();
  /** Jobs that continue a dump of their name when they start. */
  readonly #resuming = new Set<string>();
  /** Jobs of which no more is to be read when they start again. */
  readonly #accepted = new Set<string>();
  /** Jobs whose program died in the middle: their carrier is likely still in the drive. */
  readonly #cutOff = new Set<string>();
  /** Those that wait for a program that serves somebody. */
  readonly #leftWaiting: JobRow[] = [];
  readonly #line = new WaitingLine();
  readonly #media = new Map<string, PlannedMedium>();
  readonly #list = new Feed<readonly JobSummary[]>([]);
  readonly #activity = new Set<(atWork: number) => void>();
  readonly #unsettled = new Set<Promise<void>>();
  readonly #timer: NodeJS.Timeout;
  #readOffsets: readonly KnownReadOffset[] = [];
  #closing = false;
  #onRecorded: (dumpId: string) => void = () => {};

  constructor(ports: QueuePorts) {
    this.#ports = ports;
    this.#timer = setInterval(() => this.#saveJobsAtWork(), saveIntervalMs);
    this.#timer.unref();
  }

  /**
   * Brings back the jobs of earlier runs. Those whose program died in the middle are parked and say so. Those that waited
   * wait in the same order, and nothing begins in their drives until a person lets them go on; who serves nobody leaves
   * them to a program that does.
   */
  async load({ bringsLineBack }: { readonly bringsLineBack: boolean }): Promise<void> {
    const rows = ((await this.#ports.catalogue?.jobs()) ?? []).filter(
      ({ owner }) => owner === null || !this.#ports.processes.isAlive(owner),
    );
    const broughtBack: { readonly job: Job; readonly place: number }[] = [];
    for (const row of rows) {
      const { snapshot, waiting } = row;
      if (snapshot.state !== 'planned' || !waiting) {
        const job = this.#adopt(isAtRest(snapshot.state) ? snapshot : this.#interrupted(snapshot));
        if (job.snapshot !== snapshot) this.#save(job);
      } else if (bringsLineBack) {
        const { resumes, isAccepted, medium } = waiting.begins;
        if (resumes) this.#resuming.add(snapshot.id);
        if (isAccepted) this.#accepted.add(snapshot.id);
        if (medium) this.#media.set(snapshot.id, medium);
        broughtBack.push({ job: this.#adopt(snapshot), place: waiting.place });
      } else this.#leftWaiting.push(row);
    }
    for (const { job } of broughtBack.toSorted((a, b) => a.place - b.place)) {
      this.#line.join(job.id);
      this.#line.hold(job.snapshot.source.id, true, 'restart');
    }
    if (broughtBack.length > 0) this.#saveLine();
    this.#publish();
  }

  #interrupted(snapshot: JobSnapshot): JobSnapshot {
    if (snapshot.state !== 'planned') this.#cutOff.add(snapshot.id);
    return interrupted(snapshot);
  }

  /** Puts the jobs of this hub in the place of those a catalogue that was put back had. */
  async keepIn(catalogue: Catalogue): Promise<void> {
    for (const { snapshot, owner } of await catalogue.jobs())
      if (!this.#jobs.has(snapshot.id) && (owner === null || !this.#ports.processes.isAlive(owner)))
        await catalogue.dropJob(snapshot.id);
    for (const row of this.#leftWaiting) await catalogue.saveJob(row);
    for (const job of this.#jobs.values()) this.#save(job);
    await this.saved();
  }

  /** Takes up what was found out of drives, or imported, since the last job: this program's doors share a catalogue. */
  async learnReadOffsets(): Promise<void> {
    const { catalogue } = this.#ports;
    if (!catalogue) return;
    const [profiles, models] = await Promise.all([catalogue.driveProfiles(), catalogue.readOffsets()]);
    this.#readOffsets = knownReadOffsets(profiles, models);
  }

  get feed(): Feed<readonly JobSummary[]> {
    return this.#list;
  }

  /** Ids of the jobs that wait, in the order they will begin; every change of it moves the feed on. */
  get waiting(): readonly string[] {
    return this.#line.ids;
  }

  /** Ids of the sources that stop after the job at work. */
  get held(): readonly string[] {
    return this.#line.held;
  }

  /** Those of them held because jobs waited there when the program ended. */
  get heldSinceRestart(): readonly string[] {
    return this.#line.heldSinceRestart;
  }

  isHeld(sourceId: string): boolean {
    return this.#line.isHeld(sourceId);
  }

  /** Those at work, then those that wait, with what they write. */
  get writers(): readonly Writer[] {
    return this.#inOrder().map(({ id, snapshot }) => ({
      snapshot,
      medium: snapshot.inspection ? plannedMedium(snapshot.inspection) : (this.#media.get(id) ?? null),
    }));
  }

  get atWork(): number {
    return [...this.#jobs.values()].filter((job) => job.isAtWork).length;
  }

  onActivity(listener: (atWork: number) => void): void {
    this.#activity.add(listener);
  }

  /** Everything that was to be kept until now is kept, or its job says that it could not be. */
  async saved(): Promise<void> {
    await Promise.all(this.#unsettled);
  }

  /** Called with the id of every dump the catalogue has taken in. */
  onRecorded(listener: (dumpId: string) => void): void {
    this.#onRecorded = listener;
  }

  /** @throws SpindleError not-found */
  get(jobId: string): Job {
    const job = this.#jobs.get(jobId);
    if (!job) throw new SpindleError('not-found', 'This job is not on the list any more.', { jobId });
    return job;
  }

  /** Null for one that was dismissed, or never was. */
  find(jobId: string): Job | null {
    return this.#jobs.get(jobId) ?? null;
  }

  /** The job that works on a source, else the next that waits for it. */
  onSource(sourceId: string): Job | null {
    return this.#inOrder().find(({ snapshot }) => snapshot.source.id === sourceId) ?? null;
  }

  start(request: JobRequest): Job {
    const job = this.#adopt(plannedJob({ ...request, id: randomUUID(), createdAt: timestamp(new Date()) }));
    if (request.resume) this.#resuming.add(job.id);
    if (request.medium) this.#media.set(job.id, request.medium);
    this.#joinLine(job);
    return job;
  }

  /** @throws SpindleError conflict when the job does not rest in a way that can go on */
  resume(jobId: string): void {
    const job = this.get(jobId);
    const { state } = job.snapshot;
    if (state !== 'parked' && state !== 'failed')
      throw conflict(`This job is ${state}: only a parked or failed job can go on.`);
    this.#resuming.add(jobId);
    job.set(replanned(job.snapshot));
    this.#joinLine(job);
  }

  /** Goes on in another drive, where the carrier has been put. @throws SpindleError conflict */
  resumeIn(jobId: string, source: JobRequest['source']): void {
    const job = this.get(jobId);
    if (!isAtRest(job.snapshot.state)) throw conflict('This job is at work: park it first.');
    if (this.onSource(source.id)) throw conflict(`Another job is at work, or waits, in ${source.label}.`);
    const { id, kind, address, label } = source;
    job.set({ ...job.snapshot, source: { id, kind, address, label } });
    this.resume(jobId);
  }

  /** Wants no more read: at work the job goes on to its results, at rest it does so without the carrier. */
  accept(jobId: string): void {
    const job = this.get(jobId);
    if (job.snapshot.state === 'parked') {
      this.#accepted.add(jobId);
      this.resume(jobId);
    } else if (job.isAtWork) job.accept();
    else throw conflict(`This job is ${job.snapshot.state}: there is nothing to be accepted.`);
  }

  park(jobId: string): void {
    const job = this.get(jobId);
    if (job.snapshot.state === 'planned') this.#parkPlanned(job);
    else if (job.isAtWork) job.park();
    else throw conflict('This job is not at work.');
  }

  /** What waits to go on stays resumable; what never began is given up. */
  #parkPlanned(job: Job): void {
    if (this.#resuming.has(job.id)) job.parkPlanned();
    else job.cancelPlanned();
  }

  /** Puts a job that waits before another of its drive, or last. @throws SpindleError conflict when one does not wait */
  move(jobId: string, before: string | null): void {
    this.#line.move(this.get(jobId).snapshot, before === null ? null : this.get(before).snapshot);
    this.#saveLine();
    this.#publish();
  }

  /** The next job of a source does not begin when the one at work has ended, until this is taken back. */
  hold(sourceId: string, held: boolean): void {
    this.#line.hold(sourceId, held);
    this.#publish();
    this.#startWaiting();
  }

  pause(jobId: string, paused: boolean): void {
    const job = this.get(jobId);
    if (!job.isAtWork) throw conflict('This job is not at work.');
    if (paused) job.pause();
    else job.unpause();
  }

  /** @throws SpindleError conflict when nothing is left to read */
  readFirst(jobId: string, wanted: readonly string[]): void {
    const job = this.get(jobId);
    const { state } = job.snapshot;
    if (state === 'hashing' || state === 'recording' || state === 'done' || state === 'cancelled')
      throw conflict('Reading has ended: nothing of this medium is left to be read first.');
    job.readFirst(wanted);
  }

  async dismiss(jobId: string): Promise<void> {
    const job = this.get(jobId);
    if (!isAtRest(job.snapshot.state)) throw conflict('This job is still at work: stop it first.');
    this.#jobs.delete(jobId);
    this.#media.delete(jobId);
    this.#publish();
    await this.#ports.catalogue?.dropJob(jobId);
  }

  /** Parks all jobs and waits until their processes have ended and everything is saved. */
  async close(): Promise<void> {
    this.#closing = true;
    clearInterval(this.#timer);
    const atWork = [...this.#jobs.values()].filter((job) => job.isAtWork);
    const ended = new Promise<void>((resolve) => {
      if (atWork.length === 0) resolve();
      this.onActivity((count) => count === 0 && resolve());
    });
    for (const job of atWork) job.park();
    await ended;
    await this.saved();
  }

  #adopt(snapshot: JobSnapshot): Job {
    const job = new Job(snapshot, {
      onChange: (changed) => {
        if (changed.snapshot.state !== 'planned') this.#line.leave(changed.id);
        this.#save(changed);
        this.#publish();
      },
      onProgress: () => this.#list.isWatched && this.#publish(),
      record: (sidecar, directory) =>
        isRehearsal(sidecar.source.address) ? Promise.resolve() : this.#record(sidecar, directory),
      onProfile: (imaging, profile) => this.#saveProfile(imaging, profile),
      onRest: () => {
        this.#announceActivity();
        this.#startWaiting();
      },
    });
    this.#jobs.set(job.id, job);
    return job;
  }

  async #record(sidecar: Sidecar, directory: string): Promise<void> {
    if (!this.#ports.catalogue) return;
    await this.#tracked(this.#ports.catalogue.record(sidecar, directory));
    this.#onRecorded(sidecar.dumpId);
  }

  /** Work that `close` must wait for. */
  async #tracked<T>(work: Promise<T>): Promise<T> {
    const settled = work.then(
      () => {},
      () => {},
    );
    this.#unsettled.add(settled);
    try {
      return await work;
    } finally {
      this.#unsettled.delete(settled);
    }
  }

  /**
   * Whoever is begun by hand in a drive where nobody works or waits is meant: the drive goes on with it. Whom the end of
   * the program cut off goes on before those that wait.
   */
  #joinLine(job: Job): void {
    const { source } = job.snapshot;
    const isAlone = ![...this.#jobs.values()].some(
      (other) =>
        other !== job &&
        other.snapshot.source.id === source.id &&
        (other.isAtWork || other.snapshot.state === 'planned'),
    );
    if (isAlone) this.#line.hold(source.id, false);
    const first = this.#line.ids.find((id) => this.get(id).snapshot.source.id === source.id);
    this.#line.join(job.id);
    const isFirst = this.#cutOff.delete(job.id) && first !== undefined;
    if (isFirst) this.#line.move(job.snapshot, this.get(first).snapshot);
    this.#publish();
    this.#startWaiting();
    if (job.snapshot.state === 'planned') this.#save(job);
    if (isFirst) this.#saveLine();
  }

  /** Those at work, then those that wait, in the order they begin. */
  #inOrder(): Job[] {
    const atWork = [...this.#jobs.values()].filter(
      ({ snapshot: { state } }) => state !== 'planned' && !isAtRest(state),
    );
    return [...atWork, ...this.#line.ids.map((id) => this.get(id))];
  }

  #startWaiting(): void {
    if (this.#closing) return;
    const busy = new Set(
      [...this.#jobs.values()].filter((job) => job.isAtWork).map((job) => job.snapshot.source.address),
    );
    for (const job of this.#line.ids.map((id) => this.get(id))) {
      const { source } = job.snapshot;
      if (busy.has(source.address) || this.#line.isHeld(source.id)) continue;
      busy.add(source.address);
      this.#launch(job);
    }
  }

  #launch(job: Job): void {
    const { source, directory, name, options } = job.snapshot;
    job.start(this.#ports.launcher, {
      address: source.address,
      directory,
      name,
      options,
      resume: this.#resuming.has(job.id),
      isAccepted: this.#accepted.delete(job.id),
      allowFiles: source.kind === 'file',
      protectedPaths: [...this.#ports.protectedPaths],
      readOffsets: [...this.#readOffsets],
    });
    this.#announceActivity();
  }

  #announceActivity(): void {
    for (const listener of this.#activity) listener(this.atWork);
  }

  #publish(): void {
    this.#list.set(
      [...this.#jobs.values()].reverse().map((job) => summaryOf(job.snapshot, job.feed.revision)),
    );
  }

  #saveJobsAtWork(): void {
    for (const job of this.#jobs.values()) if (job.isAtWork) this.#save(job);
  }

  #saveProfile(job: Job, profile: DriveProfile): void {
    if (!this.#ports.catalogue) return;
    this.#tracked(this.#ports.catalogue.saveDriveProfile(profile)).catch((error) => {
      const text = error instanceof Error ? error.message : String(error);
      const line = `What was found out about the drive could not be kept: ${text}`;
      job.log.add({ at: timestamp(new Date()), level: 'warning', text: line });
    });
  }

  #save(job: Job): void {
    if (!this.#ports.catalogue) return;
    const owner = isAtRest(job.snapshot.state) ? null : this.#ports.processes.self;
    const place = this.#line.placeOf(job.id);
    const waiting = place === null ? null : { place, begins: this.#beginningOf(job.id) };
    const row: JobRow = { snapshot: job.snapshot, owner, waiting };
    this.#tracked(this.#ports.catalogue.saveJob(row)).catch((error) => {
      const text = error instanceof Error ? error.message : String(error);
      job.log.add({ at: timestamp(new Date()), level: 'error', text: `The job could not be saved: ${text}` });
    });
  }

  #beginningOf(jobId: string): Beginning {
    const medium = this.#media.get(jobId) ?? null;
    return { resumes: this.#resuming.has(jobId), isAccepted: this.#accepted.has(jobId), medium };
  }

  #saveLine(): void {
    const { catalogue, processes } = this.#ports;
    if (!catalogue) return;
    this.#tracked(catalogue.saveLine(this.#line.places, processes.self)).catch((error) => {
      const text = error instanceof Error ? error.message : String(error);
      const line = `The order of the jobs that wait could not be saved: ${text}`;
      for (const id of this.#line.ids)
        this.get(id).log.add({ at: timestamp(new Date()), level: 'error', text: line });
    });
  }
}

function summaryOf(snapshot: JobSnapshot, revision: number): JobSummary {
  const {
    options: _o,
    inspection: _i,
    warnings: _w,
    progress: _p,
    files: _f,
    tracks: _t,
    subchannel: _s,
    first: _1,
    ...summary
  } = snapshot;
  return { ...summary, revision };
}

function interrupted(snapshot: JobSnapshot): JobSnapshot {
  const words =
    snapshot.state === 'planned'
      ? 'The program ended while this job was waiting to start; resume it.'
      : 'The program ended while this job was at work. Everything read so far is kept; resume it.';
  const error = new SpindleError('worker-lost', words);
  return atRest(snapshot, 'parked', toWireError(error), timestamp(new Date()));
}

function conflict(message: string): SpindleError {
  return new SpindleError('conflict', message);
}
