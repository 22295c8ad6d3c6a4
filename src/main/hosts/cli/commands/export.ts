/** `spindle catalogue export`: bags, documents and pages for others. */
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import type { HubClient } from '../../../../shared/contract/client.ts';
import { SpindleError } from '../../../../shared/errors.ts';
import type { DumpRecord } from '../../../../shared/model/catalogue.ts';
import type { HandOverScope } from '../../../../shared/model/hand-over.ts';
import { bytesWords, counted, countWords } from '../../../../shared/words.ts';
import { assetsBeside } from '../../../adapters/files/asset-folder.ts';
import { bagPlanOf } from '../../../adapters/handover/bag-dumps.ts';
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
import { type CopyProgress, writeBag } from '../../../adapters/handover/write-bag.ts';
import { isOfFolder, writeBags } from '../../../adapters/handover/write-bags.ts';
import { writeDocument } from '../../../adapters/handover/write-document.ts';
import { toolName, version } from '../../../app/version.ts';
import { type BagPhoto, photosOf } from '../../../core/handover/bag-photos.ts';
import { parseTagLines, type TagLine } from '../../../core/handover/bagit/tag-lines.ts';
import type { ExportContext } from '../../../core/handover/exporter.ts';
import { timestamp } from '../../../core/timestamp.ts';
import { withHub } from '../call.ts';
import { exitStatus } from '../exit-status.ts';
import { findBatch } from '../find-batch.ts';
import type { Terminal } from '../terminal.ts';

const exportFormats: readonly string[] = [...collectionFormats, ...dumpFormats, 'html'];

interface ExportOptions {
  readonly catalogue?: string;
  readonly bag?: string;
  readonly bags?: string;
  readonly format?: string;
  readonly out?: string;
  readonly carrier?: readonly string[];
  readonly dump?: readonly string[];
  readonly batch?: readonly string[];
  readonly collection?: readonly string[];
  readonly all?: boolean;
  readonly info?: readonly string[];
  readonly title?: string;
  readonly bom?: boolean;
}

export async function exportDumps(terminal: Terminal, options: ExportOptions): Promise<number> {
  refuseContradictions(terminal, options);
  return withHub(options.catalogue, async ({ client }) => {
    const chosen = await chosenDumps(client, options);
    const { ids } = chosen;
    if (ids.length === 0)
      throw new SpindleError('bad-request', 'No dump was chosen, so there is nothing to hand over.');
    const walk: DumpWalk = async function* () {
      for (const dumpId of ids) yield await client.catalogue.showDump({ dumpId });
    };
    const context = exportContext({ name: toolName, version }, timestamp(new Date()));
    if (options.bag !== undefined)
      return exportBag(terminal, resolve(options.bag), walk, context, options, client, chosen);
    if (options.bags !== undefined)
      return exportBags(terminal, resolve(options.bags), walk, context, options, client, chosen);
    const format = options.format!;
    if (format === 'html')
      return exportPage(terminal, resolve(options.out!), walk, context, options, ids.length);
    if (isDumpFormat(format)) return exportEach(terminal, format, ids.length, walk, context, options);
    return exportCollection(terminal, format as CollectionFormat, walk, context, options, ids.length);
  });
}

function refuseContradictions(
  terminal: Terminal,
  { bag, bags, format, out, carrier, dump, batch, collection, all }: ExportOptions,
): void {
  const problem =
    [bag, bags, format].filter((each) => each !== undefined).length !== 1
      ? 'Say what to make: either --bag DIR, --bags DIR or --format NAME.'
      : [carrier, dump, batch, collection].every((each) => each === undefined) && !all
        ? 'Say what to hand over: --carrier CODE, --dump ID, --batch NAME, --collection CODE, or --all.'
        : format !== undefined && !exportFormats.includes(format)
          ? `"${format}" is none of ${exportFormats.join(', ')}.`
          : format === 'html' && out === undefined
            ? 'A finding aid needs a folder: --out DIR.'
            : format !== undefined && out === undefined && terminal.json
              ? 'With --json the document needs a place of its own: --out FILE.'
              : null;
  if (problem !== null) throw new SpindleError('bad-usage', problem);
}

interface Chosen {
  /** Each once. */
  readonly ids: readonly string[];
  /** For bags, what each belongs to: a batch or a collection. */
  readonly groups: Readonly<Record<string, string>>;
}

async function chosenDumps(client: HubClient, options: ExportOptions): Promise<Chosen> {
  const ids = new Set<string>();
  const groups: Record<string, string> = {};
  const isBagged = options.format === undefined;
  for (const scope of await scopesOf(client, options)) {
    const found = await client.handOver.resolve({ scope, isBagged });
    for (const id of found.dumpIds) ids.add(id);
    Object.assign(groups, found.groups);
  }
  return { ids: [...ids], groups };
}

async function scopesOf(
  client: HubClient,
  { all, batch, collection, carrier, dump }: ExportOptions,
): Promise<HandOverScope[]> {
  const scopes: HandOverScope[] = [];
  if (all) scopes.push({ kind: 'all' });
  for (const name of batch ?? []) scopes.push({ kind: 'batch', uuid: (await findBatch(client, name)).uuid });
  for (const code of collection ?? []) scopes.push({ kind: 'collection', code });
  if (carrier !== undefined) scopes.push({ kind: 'carriers', codes: [...carrier] });
  if (dump !== undefined) scopes.push({ kind: 'dumps', dumpIds: [...dump] });
  return scopes;
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
  { groups }: Chosen,
): Promise<number> {
  const dumps = await allOf(walk);
  const plan = await bagPlanner(terminal, client, dumps, context, info, groups);
  const startedMs = performance.now();
  const bag = await writeBag(target, plan(dumps), bagging(terminal));
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
    `${bag.path}: a bag of ${counted(dumps.length, 'dump')}, ${counted(bag.files, 'file')}, ${bytesWords(bag.sizeBytes)}.`,
  );
  return exitStatus.clean;
}

async function exportBags(
  terminal: Terminal,
  folder: string,
  walk: DumpWalk,
  context: ExportContext,
  { info = [] }: ExportOptions,
  client: HubClient,
  { groups }: Chosen,
): Promise<number> {
  const dumps = await allOf(walk);
  const plan = await bagPlanner(terminal, client, dumps, context, info, groups);
  const { made, kept, files, sizeBytes } = await writeBags(folder, dumps, plan, {
    onProgress: bagging(terminal),
    onWarning: warning(terminal),
    isFatal: isOfFolder,
  });
  terminal.emit({ type: 'result', path: folder, dumps: dumps.length, made, kept, files, sizeBytes });
  terminal.say(
    `${folder}: ${counted(made, 'bag')} made, ${countWords(kept)} were whole already; ${counted(files, 'file')}, ${bytesWords(sizeBytes)}.`,
  );
  return exitStatus.clean;
}

async function allOf(walk: DumpWalk): Promise<DumpRecord[]> {
  const dumps: DumpRecord[] = [];
  for await (const dump of walk()) dumps.push(dump);
  return dumps;
}

async function bagPlanner(
  terminal: Terminal,
  client: HubClient,
  dumps: readonly DumpRecord[],
  { tool, at }: ExportContext,
  info: readonly string[],
  groups: Chosen['groups'],
) {
  const photos = await photosOfDumps(client, dumps);
  return bagPlanOf({ tool, at, given: givenLines(info), photos, groups, warn: warning(terminal) });
}

function bagging(terminal: Terminal) {
  return ({ path, doneBytes, totalBytes }: CopyProgress) =>
    terminal.progress(`bagging ${bytesWords(doneBytes)} of ${bytesWords(totalBytes)}  ${path}`);
}

function warning(terminal: Terminal) {
  return (what: string) => {
    terminal.emit({ type: 'warning', path: '', what });
    terminal.warn(what);
  };
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
  terminal.say(`${page}: a finding aid of ${counted(dumps, 'dump')}. Open it in any browser.`);
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
  const warn = warning(terminal);
  if (count > 1) {
    if (out === undefined)
      throw new SpindleError(
        'bad-usage',
        `${format} has one document for each dump: name a folder with --out DIR.`,
      );
    const written = await writeDumpDocuments(format, resolve(out), walk, context, warn);
    terminal.emit({ type: 'result', paths: written, dumps: written.length });
    terminal.say(`${counted(written.length, 'document')} in ${resolve(out)}.`);
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
  terminal.say(`${resolve(out)}: ${counted(dumps, 'dump')}.`);
}
