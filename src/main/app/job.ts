/** One job at work: its imaging process, its snapshot as a feed, its log. */
import { toWireError } from '../../shared/errors.ts';
import type { DriveProfile } from '../../shared/model/drive-profile.ts';
import type { JobSnapshot } from '../../shared/model/job.ts';
import { isAtRest } from '../../shared/model/job.ts';
import type { Sidecar } from '../../shared/model/sidecar.ts';
import type { ImagingLauncher, ImagingProcess } from '../core/ports.ts';
import { timestamp } from '../core/timestamp.ts';
import { Feed } from './feed.ts';
import { fromImagingSchema, type JobSpec, type ToImaging } from './imaging-messages.ts';
import { JobLog } from './job-log.ts';
import { afterMessage, atRest, inState, lostWorker } from './job-snapshot.ts';

/** A drive that does not let go of a command is given this long before its process is killed. */
const parkPatienceMs = 60_000;

export interface JobEvents {
  /** The job's state changed. */
  readonly onChange: (job: Job) => void;
  readonly onProgress: (job: Job) => void;
  /** Records a finished dump; the job is done when it resolves. */
  readonly record: (sidecar: Sidecar, directory: string) => Promise<void>;
  readonly onProfile: (job: Job, profile: DriveProfile) => void;
  /** No process works on the job any more. */
  readonly onRest: (job: Job) => void;
}

export class Job {
  readonly feed: Feed<JobSnapshot>;
  readonly log = new JobLog();
  readonly #events: JobEvents;
  #process: ImagingProcess | null = null;
  #parkTimer: NodeJS.Timeout | null = null;

  constructor(snapshot: JobSnapshot, events: JobEvents) {
    this.feed = new Feed(snapshot);
    this.#events = events;
  }

  get id(): string {
    return this.snapshot.id;
  }

  get snapshot(): JobSnapshot {
    return this.feed.value;
  }

  get isAtWork(): boolean {
    return this.#process !== null;
  }

  start(launcher: ImagingLauncher, spec: JobSpec): void {
    let imaging: ImagingProcess;
    try {
      imaging = launcher.launch();
    } catch (error) {
      this.#set(atRest(this.snapshot, 'failed', toWireError(error), timestamp(new Date())));
      return;
    }
    this.#process = imaging;
    this.#set(inState(this.snapshot, 'identifying'));
    imaging.onMessage((raw) => this.#receive(raw));
    imaging.onExit((exit) => this.#exited(howItEnded(exit)));
    this.#send({ type: 'start', spec });
  }

  /** Puts the job into another state while no process works on it. */
  set(snapshot: JobSnapshot): void {
    this.#set(snapshot);
  }

  pause(): void {
    this.#send({ type: 'pause' });
    this.#set({ ...this.snapshot, paused: true });
  }

  unpause(): void {
    this.#send({ type: 'unpause' });
    this.#set({ ...this.snapshot, paused: false });
  }

  /** Now, if it reads; else when it goes on. */
  readFirst(wanted: readonly string[]): void {
    this.#send({ type: 'read-first', wanted: [...wanted] });
    this.#set({ ...this.snapshot, options: { ...this.snapshot.options, first: [...wanted] } });
  }

  /** Asks reading to end in good order; a process that does not get to it is killed, which loses nothing either. */
  park(): void {
    this.#send({ type: 'park' });
    this.#parkTimer ??= setTimeout(() => this.#process?.kill(), parkPatienceMs);
    this.#parkTimer.unref();
  }

  /** Ends reading, and makes results of what there is. */
  accept(): void {
    this.#send({ type: 'accept' });
    if (this.snapshot.paused) this.#set({ ...this.snapshot, paused: false });
  }

  #send(message: ToImaging): void {
    this.#process?.send(message);
  }

  #receive(raw: unknown): void {
    const parsed = fromImagingSchema.safeParse(raw);
    if (!parsed.success) {
      this.#log(
        'error',
        `The imaging process said something that cannot be understood: ${parsed.error.issues[0]?.message}`,
      );
      return;
    }
    const message = parsed.data;
    if (message.type === 'log') {
      this.log.add(message.line);
      return;
    }
    if (message.type === 'profile') {
      this.#events.onProfile(this, message.profile);
      return;
    }
    const now = timestamp(new Date());
    try {
      this.#set(afterMessage(this.snapshot, message, now));
    } catch (error) {
      // A message out of turn is a fault of that process: it is written down, and ends nothing else.
      this.#log('error', toWireError(error).message);
      return;
    }
    if (message.type === 'finished') void this.#record(message.sidecar);
  }

  async #record(sidecar: Sidecar): Promise<void> {
    const { directory } = this.snapshot;
    try {
      await this.#events.record(sidecar, directory);
    } catch (error) {
      // The files are finished and vouched for by their sidecar; only the catalogue does not know them yet.
      const text = error instanceof Error ? error.message : String(error);
      this.#log('error', `The dump is complete on disk but could not be catalogued: ${text}`);
      const warning = {
        code: 'not-catalogued',
        message: `The dump is finished, but the catalogue could not record it: ${text}`,
      };
      this.#set({ ...this.snapshot, warnings: [...this.snapshot.warnings, warning] });
    }
    this.#set({ ...inState(this.snapshot, 'done'), endedAt: timestamp(new Date()) });
    this.#restIfOver();
  }

  #exited(how: string): void {
    this.#process = null;
    if (this.#parkTimer) clearTimeout(this.#parkTimer);
    this.#parkTimer = null;
    const { state } = this.snapshot;
    // A job resumed before its process was quite gone is planned anew already.
    if (!isAtRest(state) && state !== 'recording' && state !== 'planned') {
      this.#log('error', `The imaging process ended unexpectedly (${how}).`);
      this.#set(lostWorker(this.snapshot, how, timestamp(new Date())));
    }
    this.#restIfOver();
  }

  #restIfOver(): void {
    const { state } = this.snapshot;
    if ((isAtRest(state) || state === 'planned') && this.#process === null) this.#events.onRest(this);
  }

  parkPlanned(): void {
    this.#set(atRest(this.snapshot, 'parked', null, timestamp(new Date())));
  }

  cancelPlanned(): void {
    this.#set(atRest(this.snapshot, 'cancelled', null, timestamp(new Date())));
  }

  #log(level: 'info' | 'error', text: string): void {
    this.log.add({ at: timestamp(new Date()), level, text });
  }

  #set(snapshot: JobSnapshot): void {
    const changed = snapshot.state !== this.snapshot.state || snapshot.paused !== this.snapshot.paused;
    this.feed.set(snapshot);
    if (changed) this.#events.onChange(this);
    else this.#events.onProgress(this);
  }
}

function howItEnded({ code, signal }: { code: number | null; signal: string | null }): string {
  return signal ?? (code === null ? 'it could not be started' : `exit status ${code}`);
}
