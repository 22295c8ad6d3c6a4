/** What a dump is called and counted as in documents for others. */
import type { DumpRecord } from '../../../shared/model/catalogue.ts';
import { preferredText } from '../../../shared/model/cd-text.ts';
import type { CdTextBlock } from '../../../shared/model/disc.ts';
import type { OutputFile } from '../../../shared/model/output.ts';

export function albumText({ record }: DumpRecord): CdTextBlock['album'] | null {
  return preferredText(record.disc?.disc.cdText ?? null)?.album ?? null;
}

/** Volume labels of its filesystems that say something, each once. */
export function volumeLabels({ record }: DumpRecord): string[] {
  const labels = record.filesystems.map(({ label }) => label.trim()).filter((label) => label !== '');
  return [...new Set(labels)];
}

/** What the medium calls itself, else what the dump is called. */
export function titleOf(dump: DumpRecord): string {
  return albumText(dump)?.title || volumeLabels(dump)[0] || dump.record.name;
}

/** `CD-ROM`, `1.44M` ... */
export function mediumFormat({ summary, record }: DumpRecord): string {
  return (
    record.disc?.disc.profile ??
    summary.formatName ??
    (record.kind === 'optical' ? 'optical disc' : 'block device')
  );
}

export function isRead({ summary }: DumpRecord): boolean {
  return summary.outcome === 'complete' || summary.outcome === 'complete-after-retries';
}

export function hasAudio({ summary }: DumpRecord): boolean {
  return (summary.disc?.audioTracks ?? 0) > 0;
}

export function hasData({ summary }: DumpRecord): boolean {
  return summary.disc === null || summary.disc.dataTracks > 0 || summary.disc.audioTracks === 0;
}

/** The main file people ask for: the image, else the sheet, else the first track. */
export function mainFile({ record }: DumpRecord): OutputFile | null {
  for (const role of ['image', 'sheet', 'track'] as const) {
    const file = record.files.find((candidate) => candidate.role === role);
    if (file) return file;
  }
  return record.files[0] ?? null;
}

const mediaTypes: Readonly<Record<string, string>> = {
  iso: 'application/x-iso9660-image',
  wav: 'audio/x-wav',
  cue: 'application/x-cue',
  log: 'text/plain',
  map: 'text/plain',
  json: 'application/json',
};

export function mediaType(fileName: string): string {
  const ending = fileName.slice(fileName.lastIndexOf('.') + 1).toLowerCase();
  return mediaTypes[ending] ?? 'application/octet-stream';
}
