/** `spindle catalogue batch ...`: a stack of carriers from the command line. */
import { resolve } from 'node:path';
import { SpindleError } from '../../../../shared/errors.ts';
import type { Batch, BatchEntry, EntryState } from '../../../../shared/model/batch.ts';
import { defaultJobOptions } from '../../../../shared/model/job.ts';
import { type Disposition, dispositions, vocabularyWords } from '../../../../shared/model/vocabulary.ts';
import { countWords, listWords } from '../../../../shared/words.ts';
import { makeOutputFolder } from '../../../adapters/files/make-folder.ts';
import { refuseWrongDrive } from '../../../adapters/simulated/describe-drive.ts';
import { batchReport } from '../../../core/batch/batch-report.ts';
import { type LocalHub, withHub } from '../call.ts';
import { exitStatus } from '../exit-status.ts';
import { findBatch } from '../find-batch.ts';
import { interruption } from '../interruption.ts';
import type { Terminal } from '../terminal.ts';

interface CatalogueOptions {
  readonly catalogue?: string;
}

interface RunOptions extends CatalogueOptions {
  readonly carriers: string[];
  readonly drive: string[];
  readonly out: string;
  readonly template?: string;
  readonly timeBox: number;
}

/** Ends when nothing is left to put in. A batch something waits in for a decision stays open, and tells what. */
export async function batchRun(terminal: Terminal, name: string, asked: RunOptions): Promise<number> {
  return withHub(asked.catalogue, async (local) => {
    const { hub, client } = local;
    const drives = await sourcesOf(local, asked.drive);
    makeOutputFolder(resolve(asked.out));
    const root = await hub.grantRoot(resolve(asked.out), asked.out);
    const { carrier: _, ...options } = defaultJobOptions;
    const { uuid } = await client.batches.create({
      ...{ name, carriers: asked.carriers, rootId: root.id, template: asked.template ?? null, options },
      settings: { drives, timeBox: asked.timeBox },
    });
    return follow(terminal, local, uuid);
  });
}

/** An open batch, after the program that ran it was closed; a dump that was begun goes on. */
export async function batchResume(
  terminal: Terminal,
  batch: string,
  asked: CatalogueOptions & { readonly simulate?: string[] },
): Promise<number> {
  return withHub(asked.catalogue, async (local) => {
    for (const address of asked.simulate ?? []) {
      refuseWrongDrive(address);
      local.hub.offerSimulated(address);
    }
    const { uuid } = await findBatch(local.client, batch);
    await local.client.batches.run({ uuid });
    return follow(terminal, local, uuid);
  });
}

/** Says what each drive asks for, until nothing is left to put in. */
async function follow(terminal: Terminal, local: LocalHub, uuid: string): Promise<number> {
  const { client } = local;
  const said = new Map<string, string>();
  const interrupted = interruption();
  // A drive that waits for a medium keeps no program alive by itself.
  const awake = setInterval(() => {}, 60_000);
  try {
    for (let after = -1; ; ) {
      const status = await client.batches.watch({ uuid, after }, { signal: interrupted.signal });
      after = status.revision;
      for (const prompt of status.drives) {
        if (said.get(prompt.sourceId) === prompt.says) continue;
        said.set(prompt.sourceId, prompt.says);
        terminal.emit({ type: 'prompt', ...prompt });
        terminal.say(prompt.says);
      }
      if (status.batch.entries.some(({ state }) => unsettled.has(state))) continue;
      tellProblems(terminal, status.batch);
      const report = batchReport(status.batch.entries);
      if (report.exceptions === 0) return close(terminal, local, uuid);
      terminal.emit({ type: 'result', uuid, state: 'open', ...report });
      terminal.say(
        `${report.text} The batch stays open: spindle catalogue batch decide ${uuid} CODE... --as ...`,
      );
      return exitStatus.someUnreadable;
    }
  } catch (error) {
    if (!interrupted.signal.aborted) throw error;
    terminal.say(`The batch stays open; what was being read is kept: spindle catalogue batch resume ${uuid}`);
    return exitStatus.interrupted;
  } finally {
    clearInterval(awake);
    interrupted.dispose();
  }
}

const unsettled: ReadonlySet<EntryState> = new Set(['waiting', 'next', 'reading']);

export async function batchShow(
  terminal: Terminal,
  batch: string,
  options: CatalogueOptions,
): Promise<number> {
  return withHub(options.catalogue, async ({ client }) => {
    const { uuid } = await findBatch(client, batch);
    const { batch: shown, shift } = await client.batches.watch({ uuid, after: -1 });
    for (const entry of shown.entries) {
      terminal.emit({ type: 'entry', ...entry });
      if (!terminal.json) terminal.say(entryLine(entry));
    }
    if (shift) {
      const pairs = shift.pairs.map(
        ({ code, observed, fits }) => `${code} says ${observed}, which fits ${fits}`,
      );
      terminal.warn(`From place ${shift.fromPosition} on the stack has shifted: ${listWords(pairs)}.`);
    }
    terminal.emit({ type: 'result', uuid, name: shown.name, state: shown.state, shift });
    return exitStatus.clean;
  });
}

function entryLine({ position, code, title, state, exception, note, observed }: BatchEntry): string {
  const what = exception === null ? state : `${state}: ${vocabularyWords('exception', exception)}. ${note}`;
  const names = [title, observed && `(says ${observed})`].filter(Boolean).join(' ');
  return `${String(position).padStart(4)}  ${code}  ${what}${names === '' ? '' : `  ${names}`}`;
}

const actions = ['accept', 'retry', 'skip'] as const;

interface DecideOptions extends CatalogueOptions {
  readonly as: (typeof actions)[number] | Disposition;
  readonly reason?: string;
}

/** What is to become of carriers that stopped in a batch. All are looked at before the first is decided. */
export async function batchDecide(
  terminal: Terminal,
  batch: string,
  codes: readonly string[],
  { catalogue, as, reason = '' }: DecideOptions,
): Promise<number> {
  return withHub(catalogue, async ({ client }) => {
    const { uuid } = await findBatch(client, batch);
    const { entries } = (await client.batches.watch({ uuid, after: -1 })).batch;
    const decided = codes.map((code) => undecided(entries, code));
    const action = actions.find((one) => one === as) ?? 'dispose';
    const disposition = dispositions.find((one) => one === as) ?? null;
    for (const { uuid: entry } of decided)
      await client.batches.decide({ uuid, entry, action, disposition, reason });
    const summary = `${listWords(decided.map(({ code }) => code))}: ${
      disposition === null
        ? decisionWords[as as keyof typeof decisionWords]
        : vocabularyWords('disposition', disposition)
    }.`;
    terminal.emit({
      type: 'result',
      uuid,
      action,
      disposition,
      decided: decided.map(({ code }) => code),
      summary,
    });
    terminal.say(summary);
    return exitStatus.clean;
  });
}

const decisionWords = {
  accept: 'taken as it is',
  retry: 'to be read again, whatever it is',
  skip: 'left out',
} as const;

/** @throws SpindleError not-found, conflict for one nothing is to be decided about */
function undecided(entries: readonly BatchEntry[], code: string): BatchEntry {
  const entry = entries.find((one) => one.code.toLowerCase() === code.toLowerCase());
  if (!entry)
    throw new SpindleError('not-found', `${code} is not in this batch: nothing was decided.`, { code });
  if (entry.state === 'exception') return entry;
  throw new SpindleError(
    'conflict',
    `${entry.code} is ${entry.state}: there is nothing to decide, and nothing was decided.`,
    { code: entry.code, state: entry.state },
  );
}

interface ShiftOptions extends CatalogueOptions {
  readonly from?: number;
  readonly by?: '1' | '-1';
}

/** As asked, or as the batch found it. */
export async function batchShift(terminal: Terminal, batch: string, asked: ShiftOptions): Promise<number> {
  return withHub(asked.catalogue, async ({ client }) => {
    const { uuid } = await findBatch(client, batch);
    const { shift } = await client.batches.watch({ uuid, after: -1 });
    const fromPosition = asked.from ?? shift?.fromPosition;
    const by = asked.by === undefined ? shift?.by : asked.by === '1' ? 1 : -1;
    if (fromPosition === undefined || by === undefined)
      throw new SpindleError(
        'bad-request',
        'The media fit their records, as far as they say anything: to move them anyway, say --from and --by.',
        { uuid },
      );
    const result = await client.batches.shift({ uuid, fromPosition, by });
    terminal.emit({ type: 'result', ...result });
    terminal.say(result.summary);
    return exitStatus.clean;
  });
}

async function sourcesOf({ hub, client }: LocalHub, addresses: readonly string[]): Promise<string[]> {
  for (const address of addresses) if (address.startsWith('sim:')) hub.offerSimulated(address);
  const { drives } = await client.drives.refresh();
  return addresses.map((address) => {
    const drive = drives.find((one) => one.address === address);
    if (drive) return drive.id;
    throw new SpindleError(
      'not-found',
      `There is no drive ${address}: spindle drives shows those that are there.`,
      {
        address,
      },
    );
  });
}

function tellProblems(terminal: Terminal, batch: Batch): void {
  for (const { code, exception, note } of batch.entries) {
    if (exception === null) continue;
    terminal.emit({ type: 'problem', path: code, what: note, exception });
    terminal.warn(`${code}: ${note}`);
  }
}

async function close(terminal: Terminal, { client }: LocalHub, uuid: string): Promise<number> {
  const closed = await client.batches.close({ uuid });
  terminal.emit({ type: 'result', uuid, state: 'closed', ...closed });
  terminal.say(closed.text);
  return closed.exceptions > 0 ? exitStatus.someUnreadable : exitStatus.clean;
}

export async function batchList(terminal: Terminal, options: CatalogueOptions): Promise<number> {
  return withHub(options.catalogue, async ({ client }) => {
    const { batches } = await client.batches.list();
    for (const { settings: _s, options: _o, ...batch } of batches) {
      terminal.emit({ type: 'batch', ...batch });
      if (!terminal.json)
        terminal.say(
          `${batch.uuid}  ${batch.name}  ${batch.state}  ${batch.done} of ${countWords(batch.entries)} done`,
        );
    }
    terminal.emit({ type: 'result', shown: batches.length });
    return exitStatus.clean;
  });
}

export const batchClose = (terminal: Terminal, batch: string, options: CatalogueOptions): Promise<number> =>
  withHub(options.catalogue, async (local) =>
    close(terminal, local, (await findBatch(local.client, batch)).uuid),
  );
