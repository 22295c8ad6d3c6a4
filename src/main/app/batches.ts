/** Batches at work: which drive asks for which carrier, what was put in, and what came of it. */

import { SpindleError } from '../../shared/errors.ts';
import type { BatchReport, BatchStatus, NewBatch } from '../../shared/model/batch.ts';
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
    const { uuid } = await this.#records.create(
      this.#tools.by,
      { name, template, directory, options, settings },
      codes,
    );
    await this.run(uuid);
    return { uuid };
  }

  list() {
    return this.#records.list();
  }

  get #records() {
    return this.#tools.catalogue().collection.batches;
  }

  /** @throws SpindleError not-found, conflict for one that is closed */
  async run(uuid: string): Promise<RunningBatch> {
    const running = this.#running.get(uuid);
    if (running) return running;
    const batch = await this.#records.read(uuid);
    const begun = new RunningBatch(batch, this.#tools);
    this.#running.set(uuid, begun);
    await begun.begin();
    return begun;
  }

  async watch(uuid: string, after: number, signal?: AbortSignal): Promise<BatchStatus> {
    const running = await this.run(uuid);
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
    await (await this.run(asked.uuid)).decide(asked);
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
    this.#running.delete(uuid);
    return report;
  }

  /** The program ends: jobs park themselves, and the batch goes on another day. */
  stop(): void {
    for (const running of this.#running.values()) running.stop();
  }
}
