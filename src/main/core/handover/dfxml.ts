/**
 * DFXML 1.2: the files in an image with where they lie and what is lost of them, then the files of the dump itself. One
 * document is about one dump. The order of elements is the schema's (dfxml_schema, dfxml.xsd).
 */
import type { DumpRecord } from '../../../shared/model/catalogue.ts';
import type { OutputFile } from '../../../shared/model/output.ts';
import type { Damage } from '../filesystem/damage.ts';
import type { Entry } from '../filesystem/filesystem.ts';
import type { ExportContext } from './exporter.ts';
import { element, serialize, startTag, textElement, type XmlElement, xmlDeclaration } from './xml.ts';

const namespaces = {
  xmlns: 'http://www.forensicswiki.org/wiki/Category:Digital_Forensics_XML',
  'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
  'xmlns:spindle': 'urn:spindle:dfxml',
};

export interface ListedFile {
  /** From the root of the filesystem, names joined by `/`. */
  readonly path: string;
  readonly entry: Entry;
  readonly damage: Damage;
}

/** A filesystem in the image and everything in it, in the order of the medium. */
export interface ListedVolume {
  readonly type: string;
  readonly startBytes: number;
  readonly sectorSize: number;
  readonly files: Iterable<ListedFile>;
}

/** The document in pieces. @param volumes none where the image could not be opened */
export function* dfxmlDocument(
  dump: DumpRecord,
  volumes: Iterable<ListedVolume>,
  { tool, at }: ExportContext,
): Generator<string> {
  yield `${xmlDeclaration}${startTag('dfxml', { ...namespaces, version: '1.2.0' })}\n`;
  yield serialize(element('metadata', [element('dc:type', 'Disk Image')]), 1);
  yield serialize(
    element('creator', [
      element('program', tool.name),
      element('version', tool.version),
      element('execution_environment', [element('start_time', at)]),
    ]),
    1,
  );
  const images = dump.record.files.filter(({ role }) => role === 'image' || role === 'track');
  yield serialize(
    element(
      'source',
      images.map(({ path }) => element('image_filename', path)),
    ),
    1,
  );
  // Sectors of a disc image carry more than the user data offsets count in.
  const countsInImage = dump.record.kind === 'block';
  for (const volume of volumes) yield* volumeElement(volume, countsInImage);
  for (const file of dump.record.files) yield serialize(dumpFile(file), 1);
  yield '</dfxml>\n';
}

function* volumeElement(volume: ListedVolume, countsInImage: boolean): Generator<string> {
  yield `  ${startTag('volume')}\n`;
  const facts = [
    volume.startBytes > 0 ? element('partition_offset', volume.startBytes) : null,
    element('sector_size', volume.sectorSize),
    element('ftype_str', volume.type.toLowerCase()),
  ];
  for (const fact of facts) if (fact) yield serialize(fact, 2);
  let id = 0;
  for (const file of volume.files) yield serialize(fileObject(file, ++id, volume, countsInImage), 2);
  yield '  </volume>\n';
}

const nameTypes = { file: 'r', directory: 'd', symlink: 'l', other: '-' } as const;

function fileObject(
  { path, entry, damage }: ListedFile,
  id: number,
  volume: ListedVolume,
  countsInImage: boolean,
): XmlElement {
  return element('fileobject', [
    element('filename', path),
    element('id', id),
    element('name_type', nameTypes[entry.kind]),
    element('filesize', entry.sizeBytes),
    entry.isDeleted ? element('unalloc', 1) : element('alloc', 1),
    entry.storage === 'packed' ? element('compressed', 1) : null,
    entry.mode === null ? null : element('mode', entry.mode),
    modificationTime(entry, volume.type),
    textElement('link_target', entry.linkTarget),
    byteRuns(entry, volume, countsInImage),
    damage.state === 'intact' ? null : damageElement(damage),
  ]);
}

const dateTime = /^-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/;

/** FAT keeps even seconds. */
function modificationTime({ modified }: Entry, type: string): XmlElement | null {
  if (modified === null || !dateTime.test(modified)) return null;
  return element('mtime', modified, { prec: /fat/i.test(type) ? '2' : '1' });
}

function byteRuns(
  { extents }: Entry,
  { startBytes }: ListedVolume,
  countsInImage: boolean,
): XmlElement | null {
  if (extents.length === 0) return null;
  let fileOffset = 0;
  return element(
    'byte_runs',
    extents.map(({ offsetBytes, lengthBytes }) => {
      const run = element('byte_run', '', {
        file_offset: String(fileOffset),
        fs_offset: String(offsetBytes),
        img_offset: countsInImage ? String(startBytes + offsetBytes) : null,
        len: String(lengthBytes),
      });
      fileOffset += lengthBytes;
      return run;
    }),
  );
}

function damageElement({ state, ranges }: Damage): XmlElement {
  return element(
    'spindle:damage',
    ranges.map(({ offsetBytes, lengthBytes }) =>
      element('spindle:unread', '', { file_offset: String(offsetBytes), len: String(lengthBytes) }),
    ),
    { state },
  );
}

function dumpFile(file: OutputFile): XmlElement {
  return element('fileobject', [
    element('filename', file.path),
    element('name_type', 'r'),
    element('filesize', file.sizeBytes),
    ...(['md5', 'sha1', 'sha256'] as const).map((type) => element('hashdigest', file[type], { type })),
  ]);
}
