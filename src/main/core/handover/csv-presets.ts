/** Dumps as the tables other programs and houses keep (columns: research of iromlab, ipmlab, CCA, Archivematica). */
import type { DumpRecord } from '../../../shared/model/catalogue.ts';
import { outcomeWords } from '../../../shared/model/outcome.ts';
import { csvRow } from './csv.ts';
import { hasAudio, hasData, isRead, mainFile, mediumFormat, titleOf, volumeLabels } from './dump-words.ts';
import type { Exporter } from './exporter.ts';

type Cell = string | number | boolean | null;
type Columns = readonly (readonly [heading: string, cell: (dump: DumpRecord) => Cell])[];

const carrierOrName = ({ record }: DumpRecord) => record.carrier ?? record.name;
const date = ({ record }: DumpRecord) => record.endedAt.slice(0, 10);
/** Iromlab writes booleans as Python does. */
const python = (value: boolean) => (value ? 'True' : 'False');
const isOfBothKinds = (dump: DumpRecord) => hasAudio(dump) && (dump.summary.disc?.dataTracks ?? 0) > 0;
const startsWithAudio = ({ record }: DumpRecord) => record.disc?.disc.tracks[0]?.mode === 'AUDIO';
/** Sound in the first session, data in a later one. */
const isCdExtra = (dump: DumpRecord) =>
  isOfBothKinds(dump) && startsWithAudio(dump) && (dump.summary.disc?.sessions ?? 0) > 1;
const isMixedMode = (dump: DumpRecord) => isOfBothKinds(dump) && !startsWithAudio(dump);
const isCdInteractive = ({ record }: DumpRecord) =>
  record.disc?.disc.tracks.some(({ mode }) => mode === 'CDI') ?? false;
const filesystems = ({ record }: DumpRecord) =>
  [...new Set(record.filesystems.map(({ type }) => type))].join('; ');
const imageHashes = (dump: DumpRecord) => {
  const file = mainFile(dump);
  return file === null ? '' : `MD5 ${file.md5}; SHA-256 ${file.sha256}`;
};
const driveNames = ({ record }: DumpRecord) =>
  record.drives.map(({ vendor, product }) => `${vendor} ${product}`.trim()).join('; ');

const presets = {
  iromlab: [
    ['jobID', ({ record }) => record.dumpId],
    ['PPN', carrierOrName],
    ['volumeNo', ({ summary }) => summary.attempt],
    ['title', titleOf],
    ['volumeID', (dump) => volumeLabels(dump)[0] ?? ''],
    ['success', (dump) => python(isRead(dump))],
    ['containsAudio', (dump) => python(hasAudio(dump))],
    ['containsData', (dump) => python(hasData(dump))],
    ['cdExtra', (dump) => python(isCdExtra(dump))],
    ['mixedMode', (dump) => python(isMixedMode(dump))],
    ['cdInteractive', (dump) => python(isCdInteractive(dump))],
  ],
  ipmlab: [
    ['jobID', ({ record }) => record.dumpId],
    ['PPN', carrierOrName],
    ['volumeNo', ({ summary }) => summary.attempt],
    ['title', titleOf],
    ['success', (dump) => python(isRead(dump))],
    ['readErrors', ({ record }) => python(record.counts.bad + record.counts.pending > 0)],
    ['badBlocks', ({ record }) => record.counts.bad],
  ],
  cca: [
    ['image', (dump) => mainFile(dump)?.path ?? ''],
    ['volumes', (dump) => volumeLabels(dump).join('; ')],
    ['file systems', filesystems],
    // Dates of the content are for a person to say: the day of imaging is none of them.
    ['date statement', () => ''],
    ['begin', () => ''],
    ['end', () => ''],
    ['extent', ({ record }) => `${record.source.medium.sizeBytes} bytes`],
    ['virus', () => 'not scanned'],
    ['formats', mediumFormat],
  ],
  archivesspace: [
    ['title', titleOf],
    ['component_id', carrierOrName],
    ['level', () => 'item'],
    ['date_type', () => 'single'],
    ['date_begin', date],
    ['date_expression', ({ record }) => `imaged ${record.endedAt.slice(0, 10)}`],
    ['extent_portion', () => 'whole'],
    ['extent_number', ({ record }) => record.source.medium.sizeBytes],
    ['extent_type', () => 'bytes'],
    ['physical_details', mediumFormat],
    ['container_type', () => 'carrier'],
    ['container_indicator', carrierOrName],
    ['digital_object_id', ({ record }) => record.dumpId],
    ['digital_object_title', (dump) => mainFile(dump)?.path ?? ''],
    ['digital_object_file_uri', ({ directory }) => directory],
    ['digital_object_checksum', imageHashes],
  ],
  archivematica: [
    ['media number', carrierOrName],
    ['label text', titleOf],
    ['media manufacture', () => ''],
    ['serial number', ({ record }) => record.disc?.disc.mcn ?? ''],
    ['media format', mediumFormat],
    ['media density', ({ summary }) => (summary.disc === null ? (summary.formatName ?? '') : '')],
    ['source filesystem', filesystems],
    ['imaging process notes', ({ record }) => record.warnings.map(({ message }) => message).join(' ')],
    ['imaging interface', driveNames],
    ['examiner', () => ''],
    ['imaging date', date],
    ['imaging success', ({ record }) => outcomeWords(record.outcome)],
    ['image format', (dump) => mainFile(dump)?.path.split('.').at(-1) ?? ''],
    ['imaging software', ({ record }) => `${record.tool.name} ${record.tool.version}`],
    ['image fixity', imageHashes],
  ],
} as const satisfies Record<string, Columns>;

export type CsvPreset = keyof typeof presets;
export const csvPresets = Object.keys(presets) as CsvPreset[];

/** @param withMark puts a byte order mark in front: some spreadsheets know UTF-8 by nothing else */
export function csvExporter(preset: CsvPreset, withMark = false): Exporter {
  const columns: Columns = presets[preset];
  return [
    {
      open: `${withMark ? '\ufeff' : ''}${csvRow(columns.map(([heading]) => heading))}`,
      each: (dump) => csvRow(columns.map(([, cell]) => cell(dump))),
      close: () => '',
    },
  ];
}
