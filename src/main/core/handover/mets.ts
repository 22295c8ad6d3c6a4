/**
 * METS 1.12 around the other documents: Dublin Core of each dump, PREMIS of its files and events, the files with their
 * checksums, and carriers with their files as the physical structure. Sections stand in the order of the schema.
 */
import type { DumpRecord } from '../../../shared/model/catalogue.ts';
import type { OutputFile } from '../../../shared/model/output.ts';
import { dublinCore, dublinCoreNamespaces } from './dublin-core.ts';
import { hasAudio, hasData, mediaType, titleOf } from './dump-words.ts';
import type { ExportContext, Exporter } from './exporter.ts';
import { dumpEvent, fileObject, premisNamespaces } from './premis.ts';
import { element, serialize, startTag, type XmlElement, xmlDeclaration } from './xml.ts';

const namespaces = {
  'xmlns:mets': 'http://www.loc.gov/METS/',
  'xmlns:xlink': 'http://www.w3.org/1999/xlink',
  ...dublinCoreNamespaces,
  ...premisNamespaces,
};

export function metsExporter(context: ExportContext): Exporter {
  const { tool, at } = context;
  const header = element(
    'mets:metsHdr',
    [
      element('mets:agent', [element('mets:name', `${tool.name} ${tool.version}`)], {
        ROLE: 'CREATOR',
        TYPE: 'OTHER',
        OTHERTYPE: 'SOFTWARE',
      }),
    ],
    { CREATEDATE: at },
  );
  let order = 0;
  return [
    {
      open: `${xmlDeclaration}${startTag('mets:mets', namespaces)}\n${serialize(header, 1)}`,
      each: (dump) => serialize(descriptive(dump), 1),
      close: () => '',
    },
    { open: '', each: (dump) => serialize(administrative(dump, context), 1), close: () => '' },
    {
      open: '  <mets:fileSec>\n',
      each: (dump) => serialize(fileGroup(dump, context), 2),
      close: () => '  </mets:fileSec>\n',
    },
    {
      open: '  <mets:structMap TYPE="physical">\n    <mets:div TYPE="collection">\n',
      each: (dump) => serialize(structure(dump, ++order), 3),
      close: () => '    </mets:div>\n  </mets:structMap>\n</mets:mets>\n',
    },
  ];
}

/** XML IDs begin with a letter; file names are numbered, since not every name can be one. */
const dumpId = (prefix: string, { record }: DumpRecord) => `${prefix}-${record.dumpId}`;
const fileId = (prefix: string, dump: DumpRecord, index: number) => `${dumpId(prefix, dump)}-${index + 1}`;

function wrapped(type: string, content: XmlElement): XmlElement {
  return element('mets:mdWrap', [element('mets:xmlData', [content])], { MDTYPE: type, MIMETYPE: 'text/xml' });
}

function descriptive(dump: DumpRecord): XmlElement {
  return element('mets:dmdSec', [wrapped('DC', dublinCore(dump))], { ID: dumpId('dmd', dump) });
}

function administrative(dump: DumpRecord, context: ExportContext): XmlElement {
  return element(
    'mets:amdSec',
    [
      ...dump.record.files.map((file, index) =>
        element('mets:techMD', [wrapped('PREMIS:OBJECT', fileObject(dump, file, context))], {
          ID: fileId('tech', dump, index),
        }),
      ),
      ...dump.events.map((event, index) =>
        element('mets:digiprovMD', [wrapped('PREMIS:EVENT', dumpEvent(dump, event))], {
          ID: fileId('event', dump, index),
        }),
      ),
    ],
    { ID: dumpId('amd', dump) },
  );
}

function fileGroup(dump: DumpRecord, { locate }: ExportContext): XmlElement {
  const one = (file: OutputFile, index: number) =>
    element(
      'mets:file',
      [
        element('mets:FLocat', '', {
          LOCTYPE: 'URL',
          'xlink:type': 'simple',
          'xlink:href': locate(dump, file.path),
        }),
      ],
      {
        ID: fileId('file', dump, index),
        MIMETYPE: mediaType(file.path),
        SIZE: String(file.sizeBytes),
        ADMID: fileId('tech', dump, index),
        CHECKSUM: file.sha256,
        CHECKSUMTYPE: 'SHA-256',
      },
    );
  return element('mets:fileGrp', dump.record.files.map(one), { ID: dumpId('group', dump), USE: 'MASTER' });
}

function structure(dump: DumpRecord, order: number): XmlElement {
  const { record, summary } = dump;
  return element(
    'mets:div',
    record.files.map((file, index) =>
      element('mets:div', [element('mets:fptr', '', { FILEID: fileId('file', dump, index) })], {
        TYPE: fileTypes[file.role],
        ORDER: String(index + 1),
        LABEL: file.path,
      }),
    ),
    {
      TYPE: carrierType(dump),
      ORDER: String(order),
      LABEL: record.carrier === null ? titleOf(dump) : `${record.carrier}: ${titleOf(dump)}`,
      DMDID: dumpId('dmd', dump),
      ADMID: dumpId('amd', dump),
      CONTENTIDS: `urn:uuid:${summary.dumpId}`,
    },
  );
}

const fileTypes: Readonly<Record<OutputFile['role'], string>> = {
  image: 'disk image',
  track: 'audio track',
  sheet: 'sheet',
  subchannel: 'subchannel',
  map: 'map',
  log: 'log',
  sidecar: 'sidecar',
};

/** As the SIPs of the KB (National Library of the Netherlands) name them. */
function carrierType(dump: DumpRecord): string {
  const profile = dump.record.disc?.disc.profile ?? null;
  if (profile === null) return 'floppy or disk';
  if (/dvd/i.test(profile)) return 'dvd-rom';
  if (/bd|hd/i.test(profile)) return profile.toLowerCase();
  return hasAudio(dump) && !hasData(dump) ? 'cd-audio' : 'cd-rom';
}
