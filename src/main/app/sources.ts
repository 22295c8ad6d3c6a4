/** Everything that can be imaged: the drives of the machine, practice drives, and what a door registered itself. */
import { SpindleError } from '../../shared/errors.ts';
import type { Drive } from '../../shared/model/drive.ts';
import type { DriveLister } from '../core/ports.ts';
import { Feed } from './feed.ts';

/** Idle drives are looked at in sysfs or its like, never touched, and only while somebody looks at the bench. */
const lookIntervalMs = 2000;

export interface SourcePorts {
  readonly lister: DriveLister;
  /** A simulated drive as the bench shows it. */
  readonly describePractice: (address: string) => Drive;
}

export class Sources {
  readonly #ports: SourcePorts;
  readonly #feed = new Feed<readonly Drive[]>([]);
  readonly #registered = new Map<string, Drive>();
  readonly #offered: string[] = [];
  #practice: readonly string[];
  #listed = false;
  #lastLookMs = 0;
  readonly #timer: NodeJS.Timeout;

  constructor(ports: SourcePorts, practice: readonly string[]) {
    this.#ports = ports;
    this.#practice = practice;
    this.#timer = setInterval(() => this.#lookIfWatched(), lookIntervalMs);
    this.#timer.unref();
  }

  /** A source only this door may name, because its user can read it anyway (a file given on the command line). */
  register(drive: Drive): void {
    this.#registered.set(drive.id, drive);
  }

  /** A simulated drive named by whoever started the program, shown among the others. */
  offer(address: string): void {
    this.#offered.push(address);
  }

  setPractice(addresses: readonly string[]): void {
    this.#practice = addresses;
  }

  async watch(after: number, signal?: AbortSignal): Promise<{ revision: number; drives: Drive[] }> {
    if (!this.#listed || performance.now() - this.#lastLookMs > lookIntervalMs) await this.refresh();
    const { revision, value } = await this.#feed.past(after, signal);
    return { revision, drives: [...value] };
  }

  async refresh(): Promise<{ revision: number; drives: Drive[] }> {
    this.#lastLookMs = performance.now();
    const drives = [
      ...(await this.#ports.lister.list()),
      ...[...this.#offered, ...this.#practice].map(this.#ports.describePractice),
    ];
    if (!this.#listed || JSON.stringify(drives) !== JSON.stringify(this.#feed.value)) this.#feed.set(drives);
    this.#listed = true;
    return { revision: this.#feed.revision, drives };
  }

  /** @throws SpindleError not-found */
  async get(sourceId: string): Promise<Drive> {
    const known = this.#registered.get(sourceId) ?? this.#feed.value.find((drive) => drive.id === sourceId);
    if (known) return known;
    const { drives } = await this.refresh();
    const drive = drives.find((candidate) => candidate.id === sourceId);
    if (!drive) throw new SpindleError('not-found', 'This drive is not there any more.', { sourceId });
    return drive;
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #lookIfWatched(): void {
    if (!this.#feed.isWatched) return;
    // A failed look leaves the list as it was; the next one, or an explicit refresh, says what is wrong.
    this.refresh().catch(() => {});
  }
}
