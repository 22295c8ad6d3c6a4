/** `spindle catalogue dat ...`: lists of others, and what is known in them. */
import { basename, dirname, resolve } from 'node:path';
import { asSpindleError, type HubClient } from '../../../../shared/contract/client.ts';
import type { DumpSummary } from '../../../../shared/model/catalogue.ts';
import type { DatCoverage, DatImportReport } from '../../../../shared/model/dat.ts';
import { counted, countWords } from '../../../../shared/words.ts';
import { withHub } from '../call.ts';
import { datName, matchLines, names } from '../dat-words.ts';
import { exitStatus, statusOfError } from '../exit-status.ts';
import type { Terminal } from '../terminal.ts';

interface CatalogueOptions {
  readonly catalogue?: string;
}

export async function list(terminal: Terminal, options: CatalogueOptions): Promise<number> {
  return withHub(options.catalogue, async ({ client }) => {
    const { dats } = await client.dats.list({});
    for (const dat of dats) {
      terminal.emit({ ...dat, type: 'dat' });
      if (terminal.json) continue;
      terminal.say(
        `${dat.id}  ${datName(dat)}  ${counted(dat.games, 'set')}, ${counted(dat.roms, 'file')}  ${dat.fileName}, imported ${dat.importedAt.slice(0, 10)}`,
      );
    }
    terminal.emit({ type: 'result', dats: dats.length });
    if (dats.length === 0) terminal.say('There are no DATs here.');
    return exitStatus.clean;
  });
}

/** One that is refused keeps no other out; the status is that of the last refusal. */
export async function importFiles(
  terminal: Terminal,
  files: string[],
  options: CatalogueOptions,
): Promise<number> {
  return withHub(options.catalogue, async ({ hub, client }) => {
    let status: number = exitStatus.clean;
    let imported = 0;
    for (const file of files) {
      const path = resolve(file);
      const root = await hub.grantRoot(dirname(path), dirname(path));
      try {
        const report = await client.dats.import({ rootId: root.id, fileName: basename(path) });
        terminal.emit({ type: 'imported', path, ...report });
        if (!terminal.json) for (const line of importLines(report)) terminal.say(line);
        imported++;
      } catch (error) {
        const refusal = asSpindleError(error);
        terminal.emit({ type: 'problem', path, code: refusal.code, what: refusal.message });
        terminal.warn(`spindle: ${file}: ${refusal.message}`);
        status = statusOfError({ code: refusal.code, message: refusal.message, details: {} });
      }
    }
    terminal.emit({ type: 'result', imported, refused: files.length - imported });
    return status;
  });
}

function importLines({ dat, replaced, unchanged, warnings }: DatImportReport): string[] {
  const what = `${datName(dat)}: ${counted(dat.games, 'set')}, ${counted(dat.roms, 'file')}`;
  if (unchanged) return [`${what}; this very file was imported before, nothing was changed.`];
  const instead = replaced ? `, in place of the edition of ${replaced.date || replaced.version}` : '';
  return [`${what}${instead}.`, ...warnings];
}

export async function match(
  terminal: Terminal,
  asked: string | undefined,
  options: CatalogueOptions,
): Promise<number> {
  return withHub(options.catalogue, async ({ client }) => {
    if (asked === undefined) return matchAll(terminal, client);
    for (const { dumpId, name } of await dumpsOf(client, asked)) {
      const report = await client.dats.match({ dumpId });
      terminal.emit({ type: 'match', dumpId, name, ...report });
      if (terminal.json) continue;
      terminal.say(`${dumpId}  ${name}`);
      for (const line of report.kind === 'none' ? ['In none of the lists.'] : matchLines(report))
        terminal.say(`  ${line}`);
    }
    terminal.emit({ type: 'result' });
    return exitStatus.clean;
  });
}

async function dumpsOf(
  client: HubClient,
  asked: string,
): Promise<readonly Pick<DumpSummary, 'dumpId' | 'name'>[]> {
  try {
    return (await client.catalogue.showCarrier({ code: asked })).dumps;
  } catch (error) {
    if (asSpindleError(error).code !== 'not-found') throw error;
  }
  return [(await client.catalogue.showDump({ dumpId: asked })).summary];
}

async function matchAll(terminal: Terminal, client: HubClient): Promise<number> {
  const { dats } = await client.dats.list({});
  for (const { id } of dats) {
    const { dat, full, partial, missing, incompleteSets } = await client.dats.coverage({ datId: id });
    terminal.emit({
      type: 'coverage',
      dat,
      full,
      partial,
      missing,
      incompleteSets: incompleteSets.length,
    });
    if (!terminal.json) terminal.say(`${id}  ${datName(dat)}  ${coverageWords({ full, partial, missing })}`);
  }
  terminal.emit({ type: 'result', dats: dats.length });
  if (dats.length === 0) terminal.say('There are no DATs here.');
  return exitStatus.clean;
}

function coverageWords({ full, partial, missing }: Pick<DatCoverage, 'full' | 'partial' | 'missing'>) {
  return `${countWords(full)} here, ${countWords(partial)} in part, ${countWords(missing)} not here`;
}

export async function missing(terminal: Terminal, id: number, options: CatalogueOptions): Promise<number> {
  return withHub(options.catalogue, async ({ client }) => {
    const coverage = await client.dats.coverage({ datId: id });
    terminal.emit({ type: 'result', ...coverage });
    if (terminal.json) return exitStatus.clean;
    terminal.say(`${datName(coverage.dat)}: ${coverageWords(coverage)}`);
    for (const { game, dump, missing: files } of coverage.partialGames)
      terminal.say(`  ${game}: ${dump} lacks ${names(files)}`);
    for (const { set, present, missing: discs } of coverage.incompleteSets)
      terminal.say(`  ${set}: ${countWords(present.length)} here, missing ${names(discs)}`);
    return exitStatus.clean;
  });
}

export async function remove(terminal: Terminal, id: number, options: CatalogueOptions): Promise<number> {
  return withHub(options.catalogue, async ({ client }) => {
    await client.dats.remove({ datId: id });
    terminal.emit({ type: 'result', removed: id });
    terminal.say('The list is forgotten. No dump was touched.');
    return exitStatus.clean;
  });
}
