/** Batches at work: which drive asks for which carrier, what was put in, and what came of it. */

import { SpindleError } from '../../shared/errors.ts';
import type { BatchReport, BatchStatus, NewBatch } from '../../shared/model/batch.ts';
import type { ChangeResult } from '../../shared/model/collection.ts';
import type { Inspection } from '../../shared/model/drive.ts';
import type { Disposition } from '../../shared/model/vocabulary.ts';
import { batchReport } from '../core/batch/batch-report.ts';
import { expandRun } from '../core/catalogue/carrier-run.ts';
import { checkTemplate } from '../core/naming/naming-template.ts';
import type { Catalogue } from '../core/ports.ts';
import type { JobQueue } from './job-queue.ts';
import { RunningBatch } from './running-batch.ts';
import type { Sources } from './sources.ts';

export interface BatchTools {
  readonly catalogue: () => Catalogue;
  readonly by: string;
  readonly queue: JobQueue;
  readonly sources: Sources;
  readonly inspect: (sourceId: string) => Promise<Inspection>;
  readonly freeName: (directory: string, name: string) => string;
  readonly rootPath: (rootId: string) => string;
}

export class Batches {
  readonly #tools: BatchTools;
  readonly #running = new Map<string, RunningBatch>();

  constructor(tools: BatchTools) {
    this.#tools = tools;
  }

  async create(asked: NewBatch): Promise<{ uuid: string }> {
    const codes = asked.carriers.flatMap(expandRun);
    const twice = codes.find((code, index) => codes.indexOf(code) !== index);
    if (twice !== undefined)
      throw new SpindleError('bad-request', `${twice} stands twice in the batch: nothing was begun.`, {
        code: twice,
      });
    const { name, template, options, settings } = asked;
    if (template !== null) checkTemplate(template);
    const directory = this.#tools.rootPath(asked.rootId);
    this.#refuseSharing(settings.drives);
    const { uuid } = await this.#records.create(
      this.#tools.by,
      { name, template, directory, options, settings },
      codes,
    );
    await this.run(uuid);
    return { uuid };
  }

  async list() {
    const batches = await this.#records.list();
    return batches.map((batch) => ({
      ...batch,
      isRunning: this.#running.get(batch.uuid)?.isRunning ?? false,
    }));
  }

  /** Something was put into a drive, or taken out, by the program itself. */
  async look(): Promise<void> {
    for (const batch of this.#running.values()) if (batch.isRunning) await batch.look();
  }

  get areRunning(): boolean {
    return [...this.#running.values()].some(({ isRunning }) => isRunning);
  }

  get #records() {
    return this.#tools.catalogue().collection.batches;
  }

  /** @throws SpindleError not-found, conflict for one that is closed */
  async run(uuid: string): Promise<RunningBatch> {
    const batch = await this.#of(uuid);
    if (batch.isRunning) return batch;
    if (batch.batch.state === 'closed')
      throw new SpindleError('conflict', `${batch.batch.name} is closed: nothing is read in it any more.`, {
        uuid,
      });
    this.#refuseSharing(batch.batch.settings.drives);
    await batch.begin();
    return batch;
  }

  /** A batch as it stands, whether somebody works on it or not. */
  async #of(uuid: string): Promise<RunningBatch> {
    const known = this.#running.get(uuid);
    if (known) return known;
    const batch = new RunningBatch(await this.#records.read(uuid), this.#tools);
    const meanwhile = this.#running.get(uuid);
    if (meanwhile) return meanwhile;
    this.#running.set(uuid, batch);
    return batch;
  }

  /** A drive that two batches looked after would be read for both. @throws SpindleError conflict */
  #refuseSharing(drives: readonly string[]): void {
    for (const { batch, isRunning } of this.#running.values()) {
      const sourceId = isRunning && batch.settings.drives.find((id) => drives.includes(id));
      if (sourceId)
        throw new SpindleError(
          'conflict',
          `A drive of this batch works for ${batch.name}: close that one first, or take other drives.`,
          { sourceId, batch: batch.name },
        );
    }
  }

  async watch(uuid: string, after: number, signal?: AbortSignal): Promise<BatchStatus> {
    const running = await this.#of(uuid);
    const { revision, value } = await running.feed.past(after, signal);
    return { ...value, revision };
  }

  async decide(asked: {
    readonly uuid: string;
    readonly entry: string;
    readonly action: 'retry' | 'skip' | 'accept' | 'dispose';
    readonly disposition: Disposition | null;
    readonly reason: string;
  }): Promise<void> {
    await (await this.#of(asked.uuid)).decide(asked);
  }

  async shift(uuid: string, fromPosition: number, by: 1 | -1): Promise<ChangeResult> {
    return (await this.#of(uuid)).shift(fromPosition, by);
  }

  /** One nobody works on is not begun for that. */
  async close(uuid: string): Promise<BatchReport> {
    const running = this.#running.get(uuid);
    if (running?.isReading)
      throw new SpindleError('conflict', 'A drive of this batch is still reading: stop its job first.', {
        uuid,
      });
    await running?.end();
    const report = batchReport((await this.#records.read(uuid)).entries);
    await this.#records.close(this.#tools.by, uuid, report);
    await running?.show();
    return report;
  }

  /** The program ends: jobs park themselves, and the batch goes on another day. */
  stop(): void {
    for (const running of this.#running.values()) running.stop();
  }
}
