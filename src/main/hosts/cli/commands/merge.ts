/** `spindle merge`: several dumps of one medium into one, with the origin of every sector. */
import { join, resolve } from 'node:path';
import { SpindleError } from '../../../../shared/errors.ts';
import { nameProblem, type OutputFormat } from '../../../../shared/model/output.ts';
import type { Sidecar } from '../../../../shared/model/sidecar.ts';
import { bytesWords, sectorsWords, shareWords } from '../../../../shared/words.ts';
import { mergeDumps } from '../../../adapters/exports/merge-dumps.ts';
import { disagreementLine, suppliedSectors } from '../../../adapters/exports/merge-log.ts';
import { type MergeSource, openMergeSource } from '../../../adapters/exports/merge-sources.ts';
import type { Merged } from '../../../adapters/exports/write-merged.ts';
import { exists } from '../../../adapters/files/dump-names.ts';
import { makeOutputFolder } from '../../../adapters/files/make-folder.ts';
import { openCatalogue } from '../../../adapters/sqlite/catalogue-client.ts';
import { toolName, version } from '../../../app/version.ts';
import { defaultCataloguePath } from '../../user-folders.ts';
import { exitStatus, statusOfOutcome } from '../exit-status.ts';
import { interruption } from '../interruption.ts';
import type { Terminal } from '../terminal.ts';

export interface MergeOptions {
  readonly out: string;
  readonly name?: string;
  readonly format?: OutputFormat;
  /** False for --no-catalogue. */
  readonly catalogue?: string | false;
}

export async function merge(
  terminal: Terminal,
  dumps: readonly string[],
  options: MergeOptions,
): Promise<number> {
  const directory = resolve(options.out);
  requireName(options.name);
  makeOutputFolder(directory);
  const stop = interruption();
  const sources: MergeSource[] = [];
  try {
    for (const dump of dumps) sources.push(await openMergeSource(dump, directory));
    const merged = await mergeDumps({
      sources,
      format: options.format ?? null,
      directory,
      name: options.name ?? sources[0]!.name,
      tool: { name: toolName, version },
      signal: stop.signal,
      onProgress: (what, share) =>
        terminal.progress(`${what === 'compare' ? 'Comparing' : 'Writing'}  ${shareWords(share, 1)}`),
    });
    await record(terminal, merged.sidecar, directory, options.catalogue);
    return report(terminal, directory, sources, merged);
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    const message = 'Interrupted. Nothing was written.';
    terminal.emit({ type: 'error', code: 'bad-request', message, details: {} });
    terminal.warn(`spindle: ${message}`);
    return exitStatus.interrupted;
  } finally {
    for (const source of sources) source.close();
    stop.dispose();
  }
}

/** Where there is a catalogue. What is on the disk stands, whatever the catalogue says. */
async function record(
  terminal: Terminal,
  sidecar: Sidecar,
  directory: string,
  wanted: string | false | undefined,
): Promise<void> {
  if (wanted === false || (wanted === undefined && !exists(defaultCataloguePath()))) return;
  try {
    const catalogue = await openCatalogue(wanted ?? defaultCataloguePath());
    try {
      await catalogue.record(sidecar, directory);
    } finally {
      await catalogue.close();
    }
  } catch (error) {
    if (!(error instanceof SpindleError)) throw error;
    terminal.warn(
      `The catalogue was not told: ${error.message} Take the result in with \`spindle catalogue import ${directory}\`.`,
    );
  }
}

function requireName(name: string | undefined): void {
  const problem = name === undefined ? null : nameProblem(name);
  if (problem)
    throw new SpindleError('bad-name', `"${name}" cannot be a file name: ${problem}.`, { name: name! });
}

function report(
  terminal: Terminal,
  directory: string,
  sources: readonly MergeSource[],
  { files, sidecar }: Merged,
): number {
  const { counts, outcome } = sidecar;
  const { disagreements, comparedSectors, stretches } = sidecar.merge!;
  const names = sources.map(({ name }) => name);
  for (const each of disagreements) {
    terminal.emit({ type: 'disagreement', ...each });
    terminal.warn(disagreementLine(each, names));
  }
  const placed = files.map((file) => ({ ...file, path: join(directory, file.path) }));
  const supplied = sources.map(({ path, name }, at) => ({
    path,
    name,
    sectors: suppliedSectors({ stretches }, at),
  }));
  const good = counts.good + counts.goodAfterRetry;
  terminal.emit({
    type: 'result',
    outcome,
    sectors: { total: counts.total, good, bad: counts.total - good },
    comparedSectors,
    disagreements: disagreements.length,
    sources: supplied,
    files: placed,
    dumpId: sidecar.dumpId,
  });
  for (const { name, sectors } of supplied) terminal.say(`${sectorsWords(sectors)} from ${name}.`);
  for (const file of placed) terminal.say(`  ${file.path}  ${bytesWords(file.sizeBytes)}`);
  const missing = counts.total - good;
  terminal.say(
    missing === 0
      ? `Every sector is there: ${sectorsWords(counts.total)}, ${comparedSectors} of them compared.`
      : `${sectorsWords(missing)} of ${counts.total} are still unread or in doubt, as the map says.`,
  );
  return statusOfOutcome(outcome);
}
