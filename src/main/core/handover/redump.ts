/**
 * What a submission to a disc preservation database asks for (fields of Redump's submission schema 4), with what the dump
 * knows; what only a person can see is marked.
 */
import type { DumpRecord } from '../../../shared/model/catalogue.ts';
import type { OutputFile } from '../../../shared/model/output.ts';
import { mediumFormat, titleOf, volumeLabels } from './dump-words.ts';
import type { ExportContext } from './exporter.ts';
import { escapeText } from './xml.ts';

const byPerson = '(REQUIRED, by eye)';
const optional = '(OPTIONAL)';

type Fields = readonly (readonly [label: string, value: string | number])[];

/**
 * @param cueSheet text of the sheet, null where there is none or it cannot be read
 * @returns null for what is no disc
 */
export function redumpSubmission(
  dump: DumpRecord,
  { tool, at }: ExportContext,
  cueSheet: string | null,
): string | null {
  const { record } = dump;
  if (record.disc === null) return null;
  const { disc, readOffset, tocSha1 } = record.disc;
  const drive = record.drives[0]!;
  const missing = record.counts.bad + record.counts.pending;
  const sections: readonly (readonly [title: string, fields: Fields])[] = [
    [
      'Disc Identity',
      [
        ['System', byPerson],
        ['Media Type', mediumFormat(dump)],
        ['Category', byPerson],
        ['Title', titleOf(dump)],
        ['Foreign Title', optional],
        ['Disc Number', optional],
        ['Disc Title', optional],
      ],
    ],
    [
      'Regions and Languages',
      [
        ['Regions', byPerson],
        ['Languages', Object.keys(disc.cdText ?? {}).join(', ') || byPerson],
      ],
    ],
    [
      'Disc Identifiers',
      [
        ['Serial', byPerson],
        ['Edition', byPerson],
        ['Barcode', disc.mcn ?? optional],
        ['Error Count', missing],
        ['Volume Label', volumeLabels(dump).join(', ') || 'none'],
        ['Disc ID (MusicBrainz)', disc.ids?.musicbrainz ?? 'none'],
        ['CDDB', disc.ids?.cddb ?? 'none'],
        ['TOC SHA-1', tocSha1],
      ],
    ],
    [
      'Ring Codes (each layer and the label side)',
      [
        ['Mastering Code', byPerson],
        ['Mastering SID', byPerson],
        ['Toolstamps', byPerson],
        ['Mould SIDs', byPerson],
        ['Additional Moulds', optional],
      ],
    ],
    [
      'Dumping Info',
      [
        ['Frontend Version', `${tool.name} ${tool.version} (submission text of ${at})`],
        ['Dumping Program', `${record.tool.name} ${record.tool.version}`],
        ['Date', record.endedAt],
        ['Drive Manufacturer', drive.vendor || 'unknown'],
        ['Drive Model', drive.product || 'unknown'],
        ['Drive Firmware', drive.revision || 'unknown'],
        ['Drive Read Offset', `${readOffset >= 0 ? '+' : ''}${readOffset} samples, corrected in the image`],
        ['Reported Disc Type', disc.profile],
      ],
    ],
  ];
  const tracks = record.files.filter(({ role }) => role === 'image' || role === 'track');
  return [
    ...sections.map(([title, fields]) => `${title}:\n${fields.map(fieldLine).join('')}\n`),
    `Size & Checksums:\n${tracks.map((file) => `\t${romLine(file)}\n`).join('')}\n`,
    cueSheet === null ? '' : `Cuesheet:\n${indented(cueSheet)}\n`,
    missing === 0
      ? ''
      : `Note: ${missing} sectors of this dump were not read. It is not fit for a submission before they are.\n`,
  ].join('');
}

function fieldLine([label, value]: readonly [string, string | number]): string {
  return `\t${label}: ${String(value).toWellFormed().replace(/\s+/g, ' ')}\n`;
}

/** As a DAT has it. */
function romLine({ path, sizeBytes, crc32, md5, sha1 }: OutputFile): string {
  const name = escapeText(path).replaceAll('"', '&quot;');
  return `<rom name="${name}" size="${sizeBytes}" crc="${crc32}" md5="${md5}" sha1="${sha1}" />`;
}

function indented(text: string): string {
  return text
    .trimEnd()
    .split(/\r\n|\n|\r/)
    .map((line) => `\t${line}\n`)
    .join('');
}
