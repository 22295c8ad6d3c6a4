/** Dumps as a bag: their files as their sidecars list them, the sidecars, and the documents libraries read. */
import { randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { SpindleError } from '../../../shared/errors.ts';
import type { DumpRecord } from '../../../shared/model/catalogue.ts';
import { sidecarSuffix } from '../../../shared/model/sidecar.ts';
import { canonicalJson } from '../../core/catalogue/canonical-json.ts';
import { bagInfo, payloadFolders } from '../../core/handover/bag-layout.ts';
import { type BagPhoto, photoPaths } from '../../core/handover/bag-photos.ts';
import { payloadFolder, takeName } from '../../core/handover/bagit/bag-path.ts';
import type { TagLine } from '../../core/handover/bagit/tag-lines.ts';
import { dublinCoreExporter } from '../../core/handover/dublin-core.ts';
import { type ExportContext, exportAll } from '../../core/handover/exporter.ts';
import { metsExporter } from '../../core/handover/mets.ts';
import { premisExporter } from '../../core/handover/premis.ts';
import { carrierFileName } from '../files/carrier-files.ts';
import { readSidecar } from '../files/dump-names.ts';
import { dfxmlPieces } from './export-dumps.ts';
import type { BagPlan, PayloadFile, TagFile } from './write-bag.ts';

export interface BagWords {
  /** What the dumps belong together in: a batch, a collection. */
  readonly group?: string | null;
  /** Told what a listing of files had to leave out. */
  readonly warn?: (sentence: string) => void;
}

/** Tag files beside the payload. */
const metadataFolder = 'metadata';

/**
 * @param given lines for `bag-info.txt` before ours
 * @param photos of the carriers, each compared with its record while it is copied
 * @throws SpindleError bad-request for no dump; not-found, bad-sidecar, conflict when the files are not where and what the
 * catalogue says
 */
export function planDumpsBag(
  dumps: readonly DumpRecord[],
  context: Omit<ExportContext, 'locate'>,
  given: readonly TagLine[] = [],
  photos: readonly BagPhoto[] = [],
  { group = null, warn = () => {} }: BagWords = {},
): BagPlan {
  if (dumps.length === 0)
    throw new SpindleError('bad-request', 'No dump was chosen, so there is nothing to put into a bag.');
  const folders = payloadFolders(dumps);
  const inBag: ExportContext = {
    ...context,
    locate: (dump, name) => encodeURI(`../${folders.get(dump.record.dumpId)}/`) + encodeURIComponent(name),
  };
  const packaging = {
    uuid: randomUUID(),
    at: context.at,
    detail: `${dumps.length === 1 ? 'Dump' : 'Dumps'} copied into a BagIt 1.0 bag; every file was compared with its sidecar.`,
  };
  return {
    payload: [
      ...dumps.flatMap((dump) => payloadOf(dump, folders.get(dump.record.dumpId)!)),
      ...photoPaths(photos).map(({ photo: { source, sizeBytes, sha256 }, path }) => ({
        ...{ path, source, sizeBytes },
        expected: { sizeBytes, sha256 },
      })),
    ],
    tagFiles: [
      { path: `${metadataFolder}/premis.xml`, text: exportAll(premisExporter(inBag, packaging), dumps) },
      { path: `${metadataFolder}/dublin-core.xml`, text: exportAll(dublinCoreExporter(), dumps) },
      { path: `${metadataFolder}/mets.xml`, text: exportAll(metsExporter(inBag), dumps) },
      ...listings(dumps, folders, inBag, warn),
    ],
    info: bagInfo(dumps, inBag, given, group),
  };
}

export interface BagOrder {
  readonly tool: ExportContext['tool'];
  readonly at: string;
  readonly given: readonly TagLine[];
  readonly photos: readonly BagPhoto[];
  readonly groups: Readonly<Record<string, string>>;
  readonly warn: (sentence: string) => void;
}

/** Plans bags of some of the dumps of an order: each has the photos of its own carriers, and their group where they have one. */
export function bagPlanOf({ tool, at, given, photos, groups, warn }: BagOrder) {
  return (dumps: readonly DumpRecord[]): BagPlan => {
    const codes = new Set(dumps.map(({ summary }) => summary.carrier));
    const own = photos.filter(({ carrier }) => codes.has(carrier));
    const named = new Set(dumps.map(({ record }) => groups[record.dumpId] ?? null));
    const group = named.size === 1 ? [...named][0]! : null;
    return planDumpsBag(dumps, { tool, at }, given, own, { group, warn });
  };
}

/** The files inside, one document for each dump; made from the image while the bag is written. */
function listings(
  dumps: readonly DumpRecord[],
  folders: ReadonlyMap<string, string>,
  context: ExportContext,
  warn: (sentence: string) => void,
): TagFile[] {
  const taken = new Set<string>();
  return dumps.map((dump) => {
    const folder = folders.get(dump.record.dumpId)!.slice(payloadFolder.length).replaceAll('/', '-');
    return {
      path: `${metadataFolder}/${takeName(folder, taken)}.dfxml.xml`,
      text: () => dfxmlPieces(dump, context, warn),
    };
  });
}

/** What people said of the carrier, where it stands beside the images: whoever imports the bag gets it too. */
function carrierRecord(directory: string, code: string | null, folder: string): PayloadFile[] {
  if (code === null) return [];
  const name = carrierFileName(code);
  const source = join(directory, name);
  const found = statSync(source, { throwIfNoEntry: false });
  if (!found?.isFile()) return [];
  return [{ path: `${folder}/${name}`, source, expected: null, sizeBytes: found.size }];
}

function payloadOf({ directory, record, summary }: DumpRecord, folder: string): PayloadFile[] {
  const sidecarName = record.name + sidecarSuffix;
  const sidecar = join(directory, sidecarName);
  const found = statSync(sidecar, { throwIfNoEntry: false });
  if (!found)
    throw new SpindleError(
      'not-found',
      `${sidecar} is not there, so no bag was made. Bring the storage it lies on back, or import the folder it was moved to.`,
      { path: sidecar, dumpId: record.dumpId },
    );
  if (canonicalJson(readSidecar(sidecar)) !== canonicalJson(record))
    throw new SpindleError(
      'conflict',
      `${sidecar} says something else than the catalogue, so no bag was made. Import ${directory}, look at the dump, then try again.`,
      { path: sidecar, dumpId: record.dumpId },
    );
  return [
    ...record.files.map(({ path, sizeBytes, sha256 }) => ({
      path: `${folder}/${path}`,
      source: join(directory, path),
      expected: { sizeBytes, sha256 },
      sizeBytes,
    })),
    { path: `${folder}/${sidecarName}`, source: sidecar, expected: null, sizeBytes: found.size },
    ...carrierRecord(directory, summary.carrier, folder),
  ];
}
