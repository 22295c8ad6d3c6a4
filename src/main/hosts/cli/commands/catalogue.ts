/** `spindle catalogue ...`: the record, from the command line. */
import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { asSpindleError } from '../../../../shared/contract/client.ts';
import { SpindleError } from '../../../../shared/errors.ts';
import type { DumpSummary } from '../../../../shared/model/catalogue.ts';
import { outcomeWords } from '../../../../shared/model/outcome.ts';
import { bytesWords, counted, countWords } from '../../../../shared/words.ts';
import { parseReadOffsetList } from '../../../core/optical/read-offset-list.ts';
import { withHub } from '../call.ts';
import { matchLines } from '../dat-words.ts';
import { exitStatus } from '../exit-status.ts';
import type { Terminal } from '../terminal.ts';
import { knownLines } from './pack.ts';

/** Lists of all drives there ever were are smaller by far. */
const mostListBytes = 4 * 1024 * 1024;

interface CatalogueOptions {
  readonly catalogue?: string;
}

function isNotFound(error: unknown): boolean {
  return (
    error instanceof Error &&
    'data' in error &&
    (error.data as { code?: string } | null)?.code === 'not-found'
  );
}

export async function show(terminal: Terminal, id: string, options: CatalogueOptions): Promise<number> {
  return withHub(options.catalogue, async ({ client }) => {
    try {
      const carrier = await client.catalogue.showCarrier({ code: id });
      terminal.emit({ type: 'result', kind: 'carrier', ...carrier });
      terminal.say(`${carrier.code}: ${counted(carrier.dumps.length, 'dump')}`);
      for (const dump of carrier.dumps) terminal.say(`  ${dumpLine(dump)}`);
      return exitStatus.clean;
    } catch (error) {
      if (!isNotFound(error)) throw error;
    }
    const dump = await client.catalogue.showDump({ dumpId: id });
    const { dumpId } = dump.summary;
    // Lists of others that cannot be opened must not keep the record from being seen.
    const dats = await client.dats.match({ dumpId }).catch((error: unknown) => {
      terminal.warn(`spindle: ${asSpindleError(error).message}`);
      return null;
    });
    const packs = await client.packs.lookUp({ dumpId }).catch((error: unknown) => {
      terminal.warn(`spindle: ${asSpindleError(error).message}`);
      return null;
    });
    terminal.emit({ type: 'result', kind: 'dump', ...dump, dats, packs });
    if (terminal.json) return exitStatus.clean;
    terminal.say(dumpLine(dump.summary));
    terminal.say(`  in ${dump.directory}`);
    for (const file of dump.record.files)
      terminal.say(`  ${file.path}  ${bytesWords(file.sizeBytes)}  sha256 ${file.sha256}`);
    for (const line of dats ? matchLines(dats) : []) terminal.say(`  ${line}`);
    for (const line of packs ? knownLines(packs) : []) terminal.say(`  ${line}`);
    for (const event of dump.events)
      terminal.say(`  ${event.at}  ${event.type}  ${event.outcome}: ${event.detail}`);
    return exitStatus.clean;
  });
}

function dumpLine(dump: DumpSummary): string {
  const labels = dump.volumeLabels.filter((label) => label !== '').join(', ');
  const parts = [
    dump.dumpId,
    dump.name,
    dump.carrier ? `carrier ${dump.carrier}` : '',
    outcomeWords(dump.outcome),
    dump.formatName ?? bytesWords(dump.sizeBytes),
    labels ? `"${labels}"` : '',
    dump.badSectors > 0 ? `${counted(dump.badSectors, 'sector')} not read` : '',
    dump.endedAt,
  ];
  return parts.filter((part) => part !== '').join('  ');
}

export async function importDirectory(
  terminal: Terminal,
  directory: string,
  options: CatalogueOptions,
): Promise<number> {
  return withHub(options.catalogue, async ({ hub, client }) => {
    const root = await hub.grantRoot(resolve(directory), directory);
    const { added, known, refused } = await client.catalogue.importRoot({ rootId: root.id });
    for (const { path, why } of refused) {
      terminal.emit({ type: 'problem', path, what: why });
      terminal.warn(`${path}: ${why}`);
    }
    terminal.emit({ type: 'result', added, known, refused: refused.length });
    terminal.say(
      `${counted(added, 'dump')} added, ${countWords(known)} known already, ${counted(refused.length, 'sidecar')} refused.`,
    );
    return refused.length > 0 ? exitStatus.badInput : exitStatus.clean;
  });
}

/** Read offsets of drive models from a list of the user's: none come with the program. */
export async function importOffsets(
  terminal: Terminal,
  file: string,
  options: CatalogueOptions,
): Promise<number> {
  const path = resolve(file);
  const { offsets, warnings } = parseReadOffsetList(readList(path), path);
  return withHub(options.catalogue, async ({ client }) => {
    const { known } = await client.catalogue.importReadOffsets({ offsets: [...offsets] });
    for (const what of warnings) {
      terminal.emit({ type: 'problem', path, what });
      terminal.warn(`${path}: ${what}`);
    }
    terminal.emit({ type: 'result', imported: offsets.length, leftOut: warnings.length, known });
    terminal.say(
      `${countWords(offsets.length)} read offsets imported; the catalogue knows ${countWords(known)} models.`,
    );
    return exitStatus.clean;
  });
}

function readList(path: string): string {
  const { size } = statSync(path, { throwIfNoEntry: false }) ?? { size: null };
  if (size === null) throw new SpindleError('not-found', `There is no ${path}.`, { path });
  if (size > mostListBytes)
    throw new SpindleError(
      'bad-request',
      `${path} is too large for a list of read offsets (${size} bytes).`,
      {
        path,
        size,
      },
    );
  return readFileSync(path, 'utf8');
}

export async function check(
  terminal: Terminal,
  options: CatalogueOptions & { readonly full?: boolean },
): Promise<number> {
  return withHub(options.catalogue, async ({ client }) => {
    const full = options.full ? await client.upkeep.checkFully() : { ok: true, findings: [] };
    const quick = await client.catalogue.check();
    const report = {
      ...quick,
      ok: quick.ok && full.ok,
      findings: [...new Set([...full.findings, ...quick.findings])],
    };
    for (const what of report.findings) {
      terminal.emit({ type: 'problem', path: '', what });
      terminal.say(what);
    }
    const { ok, events, dumps, lastGoodChecks } = report;
    terminal.emit({ type: 'result', ok, events, dumps, lastGoodChecks });
    terminal.say(
      report.ok
        ? `The catalogue is sound: ${counted(report.dumps, 'dump')}, ${counted(report.events, 'event')} in one chain.`
        : 'The catalogue is not sound.',
    );
    terminal.say(`Last good full check: ${lastGoodChecks.full ?? 'not yet (--full)'}.`);
    if (!report.ok && report.findings.length === 0)
      throw new SpindleError('catalogue-corrupt', 'The catalogue is not sound.');
    return report.ok ? exitStatus.clean : exitStatus.failed;
  });
}
