/** `spindle catalogue batch ...`: a stack of carriers from the command line. */
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { SpindleError } from '../../../../shared/errors.ts';
import type { Batch } from '../../../../shared/model/batch.ts';
import { defaultJobOptions } from '../../../../shared/model/job.ts';
import { countWords } from '../../../../shared/words.ts';
import { type LocalHub, withHub } from '../call.ts';
import { exitStatus } from '../exit-status.ts';
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

/** Ends when nothing is left to put in; what waits for a decision is told then. */
export async function batchRun(terminal: Terminal, name: string, asked: RunOptions): Promise<number> {
  return withHub(asked.catalogue, async (local) => {
    const { hub, client } = local;
    const drives = await sourcesOf(local, asked.drive);
    mkdirSync(resolve(asked.out), { recursive: true });
    const root = await hub.grantRoot(resolve(asked.out), asked.out);
    const { carrier: _, ...options } = defaultJobOptions;
    const { uuid } = await client.batches.create({
      ...{ name, carriers: asked.carriers, rootId: root.id, template: asked.template ?? null, options },
      settings: { drives, timeBox: asked.timeBox },
    });
    const said = new Map<string, string>();
    const interrupted = interruption();
    // A drive that waits for a medium keeps no program alive by itself.
    const awake = setInterval(() => {}, 60_000);
    try {
      return await follow();
    } catch (error) {
      if (!interrupted.signal.aborted) throw error;
      terminal.say('The batch stays open; what was being read is kept.');
      return exitStatus.interrupted;
    } finally {
      clearInterval(awake);
      interrupted.dispose();
    }

    async function follow(): Promise<number> {
      for (let after = -1; ; ) {
        const status = await client.batches.watch({ uuid, after }, { signal: interrupted.signal });
        after = status.revision;
        for (const prompt of status.drives) {
          if (said.get(prompt.sourceId) === prompt.says) continue;
          said.set(prompt.sourceId, prompt.says);
          terminal.emit({ type: 'prompt', ...prompt });
          terminal.say(prompt.says);
        }
        if (
          status.batch.entries.some(
            ({ state }) => state === 'waiting' || state === 'next' || state === 'reading',
          )
        )
          continue;
        tellProblems(terminal, status.batch);
        return close(terminal, local, uuid);
      }
    }
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
  terminal.emit({ type: 'result', uuid, ...closed });
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

export const batchClose = (terminal: Terminal, uuid: string, options: CatalogueOptions): Promise<number> =>
  withHub(options.catalogue, async (local) => close(terminal, local, uuid));
