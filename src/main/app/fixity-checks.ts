/** Fixity runs of one hub, one at a time: what is due, or what was asked for, storage by storage, oldest first. */
import { SpindleError, toWireError } from '../../shared/errors.ts';
import {
  defaultFixityPolicy,
  type FixityFinding,
  type FixityRun,
  type FixityScope,
  type FixityState,
} from '../../shared/model/fixity.ts';
import type { FileFinding } from '../core/fixity/findings.ts';
import { presenceOf } from '../core/fixity/presence.ts';
import { isQuiet, minuteOfDayWords } from '../core/fixity/quiet-hours.ts';
import type { FixityCursor, FixityReader, FixityRecords, FixityTask, KnownStorage } from '../core/ports.ts';
import { timestamp } from '../core/timestamp.ts';
import { Feed } from './feed.ts';

export interface FixityPorts {
  readonly openFixityReader: () => FixityReader;
  /** Joins a folder and a name as this system does. */
  readonly joinPath: (directory: string, name: string) => string;
}

export interface FixityStart {
  readonly scope: FixityScope;
  /** In the place of what the storages allow; null leaves it to them. */
  readonly maxBytesPerSecond: number | null;
}

/** How long a storage that was there is taken to be there still, as long as its files are well. */
const presenceTtlMs = 30_000;
const mostFindings = 200;
/** Of a storage never seen before: how many of its files are looked for before it is called away. */
const sampleFiles = 200;
const progressIntervalMs = 250;

/** What this run knows of a storage. */
interface Visit {
  storage: KnownStorage;
  /** Why nothing more is read of it in this run; null while it is. */
  leftOut: { readonly state: 'offline' | 'quiet'; readonly why: string } | null;
  seenMs: number;
}

export class FixityChecks {
  readonly feed = new Feed<FixityRun | null>(null);
  readonly #ports: FixityPorts;
  #running: Promise<void> | null = null;
  #stop: (() => void) | null = null;
  readonly #activity = new Set<() => void>();

  constructor(ports: FixityPorts) {
    this.#ports = ports;
  }

  /** @throws SpindleError conflict while another run is at work */
  start(records: FixityRecords, asked: FixityStart): void {
    if (this.#running) {
      throw new SpindleError('conflict', 'A fixity check is at work already. Stop it first, or let it end.');
    }
    const run = new Run(this.#ports, records, asked, this.feed);
    this.#stop = () => run.stop();
    this.#running = run.work().finally(() => {
      this.#running = null;
      this.#stop = null;
      this.#tellActivity();
    });
    this.#tellActivity();
  }

  get isRunning(): boolean {
    return this.#running !== null;
  }

  /** Called whenever a run begins or ends. */
  onActivity(listener: () => void): void {
    this.#activity.add(listener);
  }

  #tellActivity(): void {
    for (const listener of this.#activity) listener();
  }

  /** Ends after the piece that is being read; everything found so far is kept. */
  async stop(): Promise<void> {
    this.#stop?.();
    await this.#running;
  }
}

class Run {
  readonly #ports: FixityPorts;
  readonly #records: FixityRecords;
  readonly #asked: FixityStart;
  readonly #feed: Feed<FixityRun | null>;
  readonly #reader: FixityReader;
  readonly #startedMs = Date.now();
  readonly #visits = new Map<string, Visit>();
  readonly #counts: Record<FixityState, number> = {
    ok: 0,
    mismatch: 0,
    missing: 0,
    offline: 0,
    unreadable: 0,
    never: 0,
  };
  readonly #findings: FixityFinding[] = [];
  #checkedFiles = 0;
  #path = '';
  #isStopped = false;

  constructor(ports: FixityPorts, records: FixityRecords, asked: FixityStart, feed: Feed<FixityRun | null>) {
    this.#ports = ports;
    this.#records = records;
    this.#asked = asked;
    this.#feed = feed;
    this.#reader = ports.openFixityReader();
    this.#publish('running');
  }

  stop(): void {
    this.#isStopped = true;
    this.#reader.stop();
  }

  async work(): Promise<void> {
    const timer = setInterval(() => this.#publish('running'), progressIntervalMs);
    let phase: FixityRun['phase'] = 'failed';
    let problem: FixityRun['problem'] = null;
    try {
      await this.#checkAll();
      phase = this.#isStopped ? 'stopped' : 'done';
    } catch (error) {
      problem = toWireError(error);
    }
    clearInterval(timer);
    this.#path = '';
    this.#publish(phase, problem);
    await this.#reader.close();
  }

  async #checkAll(): Promise<void> {
    const { scope } = this.#asked;
    for (const storage of await this.#records.storages())
      this.#visits.set(storage.root, { storage, leftOut: null, seenMs: Number.NEGATIVE_INFINITY });
    const dueBeforeMs = scope.kind === 'due' ? this.#startedMs : null;
    const under = scope.kind === 'paths' ? scope.paths : null;
    let after: FixityCursor | null = null;
    let isFirst = true;
    do {
      const { tasks, next } = await this.#records.plan(dueBeforeMs, under, this.#startedMs, after);
      if (isFirst && under && tasks.length === 0) throw nothingThere(under);
      isFirst = false;
      for (const dump of byDump(tasks)) {
        if (this.#isStopped) return;
        await this.#checkDump(dump, tasks);
      }
      after = next;
    } while (after);
  }

  async #checkDump(dump: readonly FixityTask[], page: readonly FixityTask[]): Promise<void> {
    let unsaved: FileFinding[] = [];
    const save = async () => {
      if (unsaved.length > 0) await this.#records.save(dump[0]!.dumpId, unsaved, Date.now());
      unsaved = [];
    };
    for (const task of dump) {
      const finding = await this.#checkTask(task, page);
      if (finding) unsaved.push({ ...finding, path: task.path });
      // A fault is on the disk before anything else is read.
      if (finding && finding.state !== 'ok') await save();
      if (this.#isStopped) break;
    }
    await save();
  }

  /** Null when nothing can be said of the file: its storage is away or rests, or the run was stopped. */
  async #checkTask(task: FixityTask, page: readonly FixityTask[]): Promise<FileFinding | null> {
    const visit = await this.#visit(task.root, page);
    if (visit.leftOut) return this.#leaveOut(visit.leftOut.state);
    this.#path = this.#pathOf(task);
    const rate = this.#asked.maxBytesPerSecond ?? visit.storage.policy.maxBytesPerSecond;
    const { sizeBytes, sha256 } = task;
    const finding = await this.#reader.check({ path: this.#path, sizeBytes, sha256 }, rate);
    if (!finding) return null;
    if (finding.state !== 'ok' && !(await this.#isStillThere(visit, page))) return this.#leaveOut('offline');
    this.#count(finding);
    return finding;
  }

  #leaveOut(state: 'offline' | 'quiet'): null {
    if (state === 'offline') this.#counts.offline++;
    return null;
  }

  #count({ path, state, detail }: FileFinding): void {
    this.#checkedFiles++;
    this.#counts[state]++;
    if (state === 'ok') return;
    this.#findings.push({ path, state, detail: detail ?? '' });
    if (this.#findings.length > mostFindings) this.#findings.shift();
  }

  async #visit(root: string, page: readonly FixityTask[]): Promise<Visit> {
    let visit = this.#visits.get(root);
    if (!visit) {
      const storage = { root, policy: defaultFixityPolicy, volume: null };
      visit = { storage, leftOut: null, seenMs: Number.NEGATIVE_INFINITY };
      this.#visits.set(root, visit);
    }
    if (visit.leftOut) return visit;
    this.#rest(visit);
    if (!visit.leftOut && Date.now() - visit.seenMs > presenceTtlMs) await this.#look(visit, page);
    return visit;
  }

  /** Somebody who asks for all files, or for these, does not mean another hour. */
  #rest(visit: Visit): void {
    const { quietHours } = visit.storage.policy;
    const now = new Date();
    if (this.#asked.scope.kind !== 'due' || !isQuiet(now.getHours() * 60 + now.getMinutes(), quietHours))
      return;
    visit.leftOut = { state: 'quiet', why: `quiet until ${minuteOfDayWords(quietHours!.toMinute)}` };
  }

  async #isStillThere(visit: Visit, page: readonly FixityTask[]): Promise<boolean> {
    await this.#look(visit, page);
    return visit.leftOut === null;
  }

  async #look(visit: Visit, page: readonly FixityTask[]): Promise<void> {
    const { root, volume } = visit.storage;
    const sight = await this.#reader.sight(root);
    const sample = () =>
      page
        .filter((task) => task.root === root)
        .slice(0, sampleFiles)
        .map((task) => this.#pathOf(task));
    const isAnyThere = volume === null && sight.rootIsThere ? await this.#reader.anyIsThere(sample()) : true;
    const presence = presenceOf(root, sight, volume, isAnyThere);
    visit.seenMs = Date.now();
    if (presence.kind === 'offline') {
      visit.leftOut = { state: 'offline', why: presence.why };
      await this.#records.sawStorage(root, null, presence.why);
      return;
    }
    visit.storage = { ...visit.storage, volume: presence.volume };
    await this.#records.sawStorage(root, presence.volume, null);
  }

  #pathOf({ directory, path }: FixityTask): string {
    return this.#ports.joinPath(directory, path);
  }

  #publish(phase: FixityRun['phase'], problem: FixityRun['problem'] = null): void {
    const checkedBytes = this.#reader.readBytes();
    const seconds = (Date.now() - this.#startedMs) / 1000;
    this.#feed.set({
      phase,
      startedAt: timestamp(new Date(this.#startedMs)),
      checkedFiles: this.#checkedFiles,
      checkedBytes,
      bytesPerSecond: seconds > 0 ? checkedBytes / seconds : 0,
      counts: { ...this.#counts },
      path: this.#path,
      findings: [...this.#findings],
      skipped: [...this.#visits.values()].flatMap(({ storage, leftOut }) =>
        leftOut ? [{ root: storage.root, why: leftOut.why }] : [],
      ),
      problem,
    });
  }
}

function* byDump(tasks: readonly FixityTask[]): Generator<readonly FixityTask[]> {
  let from = 0;
  for (let at = 1; at <= tasks.length; at++) {
    if (at < tasks.length && tasks[at]!.dumpId === tasks[from]!.dumpId) continue;
    yield tasks.slice(from, at);
    from = at;
  }
}

function nothingThere(paths: readonly string[]): SpindleError {
  return new SpindleError(
    'not-found',
    `No file the catalogue knows is ${paths.length === 1 ? `or lies below ${paths[0]}` : 'or lies below these paths'}: nothing was checked.`,
    { paths: [...paths] },
  );
}
