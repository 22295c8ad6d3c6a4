/** `spindle catalogue export`: bags, documents and pages for others. */
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import type { HubClient } from '../../../../shared/contract/client.ts';
import { SpindleError } from '../../../../shared/errors.ts';
import type { DumpRecord } from '../../../../shared/model/catalogue.ts';
import { bytesWords, countWords } from '../../../../shared/words.ts';
import { assetsBeside } from '../../../adapters/files/asset-folder.ts';
import { planDumpsBag } from '../../../adapters/handover/bag-dumps.ts';
import {
  type CollectionFormat,
  collectionExporter,
  collectionFormats,
  type DumpFormat,
  type DumpWalk,
  dumpDocument,
  dumpFormats,
  exportContext,
  exportPieces,
  writeDumpDocuments,
  writeFindingAid,
} from '../../../adapters/handover/export-dumps.ts';
import { writeBag } from '../../../adapters/handover/write-bag.ts';
import { writeDocument } from '../../../adapters/handover/write-document.ts';
import { toolName, version } from '../../../app/version.ts';
import { type BagPhoto, photosOf } from '../../../core/handover/bag-photos.ts';
import { parseTagLines, type TagLine } from '../../../core/handover/bagit/tag-lines.ts';
import type { ExportContext } from '../../../core/handover/exporter.ts';
import { timestamp } from '../../../core/timestamp.ts';
import { withHub } from '../call.ts';
import { exitStatus } from '../exit-status.ts';
import type { Terminal } from '../terminal.ts';

const exportFormats: readonly string[] = [...collectionFormats, ...dumpFormats, 'html'];

interface ExportOptions {
  readonly catalogue?: string;
  readonly bag?: string;
  readonly format?: string;
  readonly out?: string;
  readonly carrier?: readonly string[];
  readonly dump?: readonly string[];
  readonly all?: boolean;
  readonly info?: readonly string[];
  readonly title?: string;
  readonly bom?: boolean;
}

const pageOfDumps = 500;

export async function exportDumps(terminal: Terminal, options: ExportOptions): Promise<number> {
  refuseContradictions(terminal, options);
  return withHub(options.catalogue, async ({ client }) => {
    const ids = await chosenDumps(client, options);
    if (ids.length === 0)
      throw new SpindleError('bad-request', 'No dump was chosen, so there is nothing to hand over.');
    const walk: DumpWalk = async function* () {
      for (const dumpId of ids) yield await client.catalogue.showDump({ dumpId });
    };
    const context = exportContext({ name: toolName, version }, timestamp(new Date()));
    if (options.bag !== undefined)
      return exportBag(terminal, resolve(options.bag), walk, context, options, client);
    const format = options.format!;
    if (format === 'html')
      return exportPage(terminal, resolve(options.out!), walk, context, options, ids.length);
    if (isDumpFormat(format)) return exportEach(terminal, format, ids.length, walk, context, options);
    return exportCollection(terminal, format as CollectionFormat, walk, context, options, ids.length);
  });
}

function refuseContradictions(
  terminal: Terminal,
  { bag, format, out, carrier, dump, all }: ExportOptions,
): void {
  const problem =
    (bag === undefined) === (format === undefined)
      ? 'Say what to make: either --bag DIR or --format NAME.'
      : carrier === undefined && dump === undefined && !all
        ? 'Say what to hand over: --carrier CODE, --dump ID, or --all.'
        : format !== undefined && !exportFormats.includes(format)
          ? `"${format}" is none of ${exportFormats.join(', ')}.`
          : format === 'html' && out === undefined
            ? 'A finding aid needs a folder: --out DIR.'
            : format !== undefined && out === undefined && terminal.json
              ? 'With --json the document needs a place of its own: --out FILE.'
              : null;
  if (problem !== null) throw new SpindleError('bad-usage', problem);
}

/** Ids of the chosen dumps, each once, oldest first where all are chosen. */
async function chosenDumps(client: HubClient, { carrier, dump, all }: ExportOptions): Promise<string[]> {
  const ids: string[] = [];
  if (all) {
    for (let after: string | null = null; ; ) {
      const page = await client.catalogue.list({ after, limit: pageOfDumps });
      ids.push(...page.dumps.map(({ dumpId }) => dumpId));
      after = page.next;
      if (after === null) break;
    }
    ids.reverse();
  }
  for (const code of carrier ?? [])
    ids.push(...(await client.catalogue.showCarrier({ code })).dumps.map(({ dumpId }) => dumpId));
  for (const dumpId of dump ?? []) ids.push((await client.catalogue.showDump({ dumpId })).summary.dumpId);
  return [...new Set(ids)];
}

async function photosOfDumps(client: HubClient, dumps: readonly DumpRecord[]): Promise<BagPhoto[]> {
  const { cataloguePath } = await client.system.about();
  const photos: BagPhoto[] = [];
  const codes = new Set(dumps.flatMap(({ summary }) => (summary.carrier === null ? [] : [summary.carrier])));
  for (const code of codes) {
    const detail = await client.collection.carriers.show({ code });
    photos.push(...photosOf(detail, (path) => join(assetsBeside(cataloguePath!), path)));
  }
  return photos;
}

async function exportBag(
  terminal: Terminal,
  target: string,
  walk: DumpWalk,
  context: ExportContext,
  { info = [] }: ExportOptions,
  client: HubClient,
): Promise<number> {
  const dumps: DumpRecord[] = [];
  for await (const dump of walk()) dumps.push(dump);
  const plan = planDumpsBag(dumps, context, givenLines(info), await photosOfDumps(client, dumps));
  const startedMs = performance.now();
  const bag = await writeBag(target, plan, ({ path, doneBytes, totalBytes }) =>
    terminal.progress(`bagging ${bytesWords(doneBytes)} of ${bytesWords(totalBytes)}  ${path}`),
  );
  const elapsedMs = Math.round(performance.now() - startedMs);
  terminal.emit({
    type: 'result',
    bag: bag.path,
    dumps: dumps.length,
    files: bag.files,
    sizeBytes: bag.sizeBytes,
    elapsedMs,
  });
  terminal.say(
    `${bag.path}: a bag of ${countWords(dumps.length)} dumps, ${countWords(bag.files)} files, ${bytesWords(bag.sizeBytes)}.`,
  );
  return exitStatus.clean;
}

function givenLines(info: readonly string[]): TagLine[] {
  return info.flatMap((text) => {
    const { lines } = parseTagLines(text);
    if (lines.length === 1) return lines;
    throw new SpindleError(
      'bad-usage',
      `"${text}" is no line for bag-info.txt: write --info "Label: value".`,
    );
  });
}

async function exportPage(
  terminal: Terminal,
  folder: string,
  walk: DumpWalk,
  context: ExportContext,
  { title = 'Finding aid' }: ExportOptions,
  dumps: number,
): Promise<number> {
  const page = await writeFindingAid(folder, walk, context, title);
  terminal.emit({ type: 'result', path: page, dumps });
  terminal.say(`${page}: a finding aid of ${countWords(dumps)} dumps. Open it in any browser.`);
  return exitStatus.clean;
}

function isDumpFormat(format: string): format is DumpFormat {
  return (dumpFormats as readonly string[]).includes(format);
}

async function exportEach(
  terminal: Terminal,
  format: DumpFormat,
  count: number,
  walk: DumpWalk,
  context: ExportContext,
  { out }: ExportOptions,
): Promise<number> {
  const warn = (what: string) => {
    terminal.emit({ type: 'warning', path: '', what });
    terminal.warn(what);
  };
  if (count > 1) {
    if (out === undefined)
      throw new SpindleError(
        'bad-usage',
        `${format} has one document for each dump: name a folder with --out DIR.`,
      );
    const written = await writeDumpDocuments(format, resolve(out), walk, context, warn);
    terminal.emit({ type: 'result', paths: written, dumps: written.length });
    terminal.say(`${countWords(written.length)} documents in ${resolve(out)}.`);
    return exitStatus.clean;
  }
  for await (const dump of walk()) {
    const pieces = await dumpDocument(format, dump, context, warn);
    if (pieces === null)
      throw new SpindleError(
        'unsupported',
        `${dump.record.name} is no disc, and ${format} describes discs only.`,
      );
    await putDocument(terminal, pieces, out, 1);
  }
  return exitStatus.clean;
}

async function exportCollection(
  terminal: Terminal,
  format: CollectionFormat,
  walk: DumpWalk,
  context: ExportContext,
  { out, bom = false }: ExportOptions,
  dumps: number,
): Promise<number> {
  const exporter = collectionExporter(format, context, bom);
  await putDocument(terminal, exportPieces(exporter, walk), out, dumps);
  return exitStatus.clean;
}

async function putDocument(
  terminal: Terminal,
  pieces: AsyncIterable<string> | Iterable<string>,
  out: string | undefined,
  dumps: number,
): Promise<void> {
  if (out === undefined) {
    for await (const piece of pieces) if (!process.stdout.write(piece)) await once(process.stdout, 'drain');
    return;
  }
  await writeDocument(resolve(out), pieces);
  terminal.emit({ type: 'result', path: resolve(out), dumps });
  terminal.say(`${resolve(out)}: ${countWords(dumps)} dumps.`);
}
