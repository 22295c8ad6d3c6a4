/** Documents about dumps, written while the dumps are read one by one. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { SpindleError } from '../../../shared/errors.ts';
import type { DumpRecord } from '../../../shared/model/catalogue.ts';
import { safeName } from '../../../shared/model/output.ts';
import { takeName } from '../../core/handover/bagit/bag-path.ts';
import { type CsvPreset, csvExporter, csvPresets } from '../../core/handover/csv-presets.ts';
import { dfxmlDocument } from '../../core/handover/dfxml.ts';
import { dublinCoreExporter } from '../../core/handover/dublin-core.ts';
import type { ExportContext, Exporter } from '../../core/handover/exporter.ts';
import {
  findingAidData,
  findingAidDataExporter,
  findingAidHtml,
  findingAidPage,
} from '../../core/handover/finding-aid.ts';
import { jsonLinesExporter } from '../../core/handover/json-lines.ts';
import { metsExporter } from '../../core/handover/mets.ts';
import { premisExporter } from '../../core/handover/premis.ts';
import { redumpSubmission } from '../../core/handover/redump.ts';
import { openDumpVolumes } from './list-volumes.ts';
import { writeDocument } from './write-document.ts';

/** Formats that take all dumps into one document. */
export const collectionFormats = [
  ...(['premis', 'dc', 'mets', 'json'] as const),
  ...csvPresets.map((preset) => `csv:${preset}` as const),
];
export type CollectionFormat = (typeof collectionFormats)[number];
/** Formats with a document for each dump. */
export const dumpFormats = ['dfxml', 'redump'] as const;
export type DumpFormat = (typeof dumpFormats)[number];

/** All dumps in turn, as often as a document needs them. */
export type DumpWalk = () => AsyncIterable<DumpRecord>;

/** Links to the files where they lie. */
export function exportContext(tool: ExportContext['tool'], at: string): ExportContext {
  return { tool, at, locate: ({ directory }, name) => pathToFileURL(join(directory, name)).href };
}

/** @param withMark of CSV: a byte order mark in front */
export function collectionExporter(
  format: CollectionFormat,
  context: ExportContext,
  withMark: boolean,
): Exporter {
  switch (format) {
    case 'premis':
      return premisExporter(context);
    case 'dc':
      return dublinCoreExporter();
    case 'mets':
      return metsExporter(context);
    case 'json':
      return jsonLinesExporter();
    default:
      return csvExporter(format.slice('csv:'.length) as CsvPreset, withMark);
  }
}

export async function* exportPieces(exporter: Exporter, walk: DumpWalk): AsyncGenerator<string> {
  for (const sweep of exporter) {
    yield sweep.open;
    for await (const dump of walk()) yield sweep.each(dump);
    yield sweep.close();
  }
}

const endings: Readonly<Record<DumpFormat, string>> = { dfxml: '.dfxml.xml', redump: '.submission.txt' };

/** The document of one dump. @returns null where the format has nothing to say of it */
export async function dumpDocument(
  format: DumpFormat,
  dump: DumpRecord,
  context: ExportContext,
  warn: (what: string) => void,
): Promise<Iterable<string> | null> {
  if (format === 'redump') {
    const text = redumpSubmission(dump, context, await cueSheetOf(dump));
    return text === null ? null : [text];
  }
  return dfxmlPieces(dump, context, warn);
}

/** The files in the image of a dump, and its own. */
export async function dfxmlPieces(
  dump: DumpRecord,
  context: ExportContext,
  warn: (what: string) => void,
): Promise<Iterable<string>> {
  const listed = await openDumpVolumes(dump, warn);
  return {
    *[Symbol.iterator]() {
      try {
        yield* dfxmlDocument(dump, listed.volumes, context);
      } finally {
        listed.close();
      }
    },
  };
}

const largestSheetBytes = 1024 * 1024;

async function cueSheetOf({ directory, record }: DumpRecord): Promise<string | null> {
  const sheet = record.files.find(
    ({ role, path }) => role === 'sheet' && path.toLowerCase().endsWith('.cue'),
  );
  if (!sheet || sheet.sizeBytes > largestSheetBytes) return null;
  return readFile(join(directory, sheet.path), 'utf8').catch(() => null);
}

/** A document for each dump in a folder. @returns their paths */
export async function writeDumpDocuments(
  format: DumpFormat,
  folder: string,
  walk: DumpWalk,
  context: ExportContext,
  warn: (what: string) => void,
): Promise<string[]> {
  const taken = new Set<string>();
  const written: string[] = [];
  for await (const dump of walk()) {
    const pieces = await dumpDocument(format, dump, context, warn);
    if (pieces === null) continue;
    const wanted = safeName(dump.record.carrier ?? dump.record.name);
    const path = join(folder, takeName(wanted, taken) + endings[format]);
    await writeDocument(path, pieces);
    written.push(path);
  }
  return written;
}

/** The page last: it shows nothing before its data is there. @throws SpindleError output-exists */
export async function writeFindingAid(
  folder: string,
  walk: DumpWalk,
  context: ExportContext,
  title: string,
): Promise<string> {
  const page = join(folder, findingAidPage);
  const data = join(folder, findingAidData);
  for (const path of [page, data])
    if (existsSync(path))
      throw new SpindleError(
        'output-exists',
        `${path} exists already and is left as it is. Choose another folder for the finding aid.`,
        { path },
      );
  await writeDocument(data, exportPieces(findingAidDataExporter(), walk));
  await writeDocument(page, [findingAidHtml(title, context)]);
  return page;
}
