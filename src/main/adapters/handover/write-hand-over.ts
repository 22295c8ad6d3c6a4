/** Writes what was ordered, under a name that is free. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { SpindleError } from '../../../shared/errors.ts';
import type { DumpRecord } from '../../../shared/model/catalogue.ts';
import type { HandOverFormat, HandOverResult } from '../../../shared/model/hand-over.ts';
import { parseTagLines, type TagLine } from '../../core/handover/bagit/tag-lines.ts';
import type { HandOverOrder, HandOverProgress } from '../../core/handover/hand-over-port.ts';
import { bagPlanOf } from './bag-dumps.ts';
import {
  type CollectionFormat,
  collectionExporter,
  collectionFormats,
  type DumpFormat,
  type DumpWalk,
  dumpFormats,
  exportContext,
  exportPieces,
  writeDumpDocuments,
  writeFindingAid,
} from './export-dumps.ts';
import { type CopyProgress, writeBag } from './write-bag.ts';
import { isOfFolder, writeBags } from './write-bags.ts';
import { writeDocument } from './write-document.ts';

export const handOverFormats: readonly HandOverFormat[] = [
  { id: 'bag', makes: 'files' },
  { id: 'bags', makes: 'files' },
  { id: 'html', makes: 'document' },
  ...collectionFormats.map((id) => ({ id, makes: 'document' as const })),
  ...dumpFormats.map((id) => ({ id, makes: 'documents' as const })),
];

/** Thrown out of whatever is at work when it is to end; nothing of it is left then. */
export class Cancelled extends Error {}

export interface HandOverWatch {
  readonly dump: (dumpId: string) => Promise<DumpRecord>;
  readonly onProgress: (progress: HandOverProgress) => void;
  readonly onWarning: (sentence: string) => void;
  readonly isCancelled: () => boolean;
}

/**
 * @throws Cancelled; SpindleError bad-request, output-exists, output-full, output-unwritable, and for a bag not-found,
 * bad-sidecar or conflict when the files are not where and what the catalogue says
 */
export async function writeHandOver(order: HandOverOrder, watch: HandOverWatch): Promise<HandOverResult> {
  const { format, dumpIds } = order;
  if (!handOverFormats.some(({ id }) => id === format))
    throw new SpindleError(
      'bad-request',
      `"${format}" is none of ${handOverFormats.map(({ id }) => id).join(', ')}.`,
      { format },
    );
  if (dumpIds.length === 0)
    throw new SpindleError('bad-request', 'No dump was chosen, so there is nothing to hand over.');
  if (format === 'bag') return writeDumpsBag(order, watch);
  if (format === 'bags') return writeCarrierBags(order, watch);
  const context = exportContext(order.tool, order.at);
  const walk = dumpWalk(order, watch);
  const dumps = dumpIds.length;
  if (format === 'html') {
    const folder = freeTarget(order, '');
    const path = await writeFindingAid(folder, walk, context, order.title || 'Finding aid');
    return { path, dumps, files: 2, sizeBytes: null };
  }
  if (isDumpFormat(format)) {
    const path = freeTarget(order, '');
    const written = await writeDumpDocuments(format, path, walk, context, watch.onWarning);
    if (written.length === 0)
      throw new SpindleError('unsupported', `None of these dumps is of a kind ${format} describes.`, {
        format,
      });
    return { path, dumps, files: written.length, sizeBytes: null };
  }
  const kind = format as CollectionFormat;
  const path = freeTarget(order, endingOf(kind));
  await writeDocument(path, exportPieces(collectionExporter(kind, context, order.withMark), walk));
  return { path, dumps, files: 1, sizeBytes: null };
}

async function writeDumpsBag(order: HandOverOrder, watch: HandOverWatch): Promise<HandOverResult> {
  const dumps = await allDumps(order, watch);
  const bag = await writeBag(freeTarget(order, ''), planOf(order, watch)(dumps), copying(watch));
  return { path: bag.path, dumps: dumps.length, files: bag.files, sizeBytes: bag.sizeBytes };
}

/** Into the very folder that was named: what an earlier run has made there counts. */
async function writeCarrierBags(order: HandOverOrder, watch: HandOverWatch): Promise<HandOverResult> {
  const path = join(order.directory, order.name);
  const dumps = await allDumps(order, watch);
  const { made, kept, files, sizeBytes } = await writeBags(path, dumps, planOf(order, watch), {
    onProgress: copying(watch),
    onWarning: watch.onWarning,
    isFatal: (error) => error instanceof Cancelled || isOfFolder(error),
  });
  return { path, dumps: dumps.length, files, sizeBytes, bags: { made, kept } };
}

async function allDumps(order: HandOverOrder, watch: HandOverWatch): Promise<DumpRecord[]> {
  const dumps: DumpRecord[] = [];
  for await (const dump of dumpWalk(order, watch)()) dumps.push(dump);
  return dumps;
}

function planOf({ tool, at, info, photos, groups }: HandOverOrder, { onWarning }: HandOverWatch) {
  return bagPlanOf({ tool, at, given: info.flatMap(tagLine), photos, groups, warn: onWarning });
}

function copying(watch: HandOverWatch) {
  return ({ path, doneBytes, totalBytes }: CopyProgress) => {
    if (watch.isCancelled()) throw new Cancelled();
    watch.onProgress({ done: doneBytes, total: totalBytes, unit: 'bytes', path });
  };
}

function tagLine(text: string): TagLine[] {
  const { lines } = parseTagLines(text);
  if (lines.length === 1) return lines;
  throw new SpindleError('bad-request', `"${text}" is no line for bag-info.txt: write "Label: value".`);
}

/** A document may walk over the dumps more than once; the first walk tells how far it is. */
function dumpWalk({ dumpIds }: HandOverOrder, watch: HandOverWatch): DumpWalk {
  return async function* () {
    for (const [index, dumpId] of dumpIds.entries()) {
      if (watch.isCancelled()) throw new Cancelled();
      const dump = await watch.dump(dumpId);
      watch.onProgress({ done: index, total: dumpIds.length, unit: 'dumps', path: dump.record.name });
      yield dump;
    }
  };
}

function isDumpFormat(format: string): format is DumpFormat {
  return (dumpFormats as readonly string[]).includes(format);
}

function endingOf(format: CollectionFormat): string {
  if (format.startsWith('csv:')) return '.csv';
  return format === 'json' ? '.jsonl' : `.${format}.xml`;
}

/** `NAME`, or `NAME-2` and so on where something has that name. */
function freeTarget({ directory, name }: HandOverOrder, ending: string): string {
  for (let number = 1; ; number++) {
    const path = join(directory, `${number === 1 ? name : `${name}-${number}`}${ending}`);
    if (!existsSync(path)) return path;
  }
}
