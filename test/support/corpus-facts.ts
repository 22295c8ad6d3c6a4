/** What third-party programs printed about the images of the corpus, as things that can be compared. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { corpus } from './needs.ts';

export function factsText(path: string): string {
  const file = join(corpus, 'facts', `${path}.txt`);
  return existsSync(file) ? readFileSync(file, 'latin1') : '';
}

function decoded(latin: string): string {
  return Buffer.from(latin, 'latin1').toString('utf8');
}

/** What one program printed: from its command line to the next one. */
function outputOf(text: string, command: string): string | null {
  const start = `\n${text}`.indexOf(`\n$ ${command}`);
  if (start < 0) return null;
  const end = text.indexOf('\n$ ', start + 1);
  return text.slice(start, end < 0 ? undefined : end);
}

/** The last one, where a program was run again with what it had missed. */
function lastOutputOf(text: string, command: string): string | null {
  const start = `\n${text}`.lastIndexOf(`\n$ ${command}`);
  return start < 0 ? null : outputOf(text.slice(start), command);
}

export interface ListedBy {
  readonly program: string;
  readonly paths: readonly string[];
}

/** Paths of files and folders, by each program that lists them all. */
export function listingsOf(path: string): ListedBy[] {
  const text = factsText(path);
  const found: ListedBy[] = [];
  const add = (program: string, paths: readonly string[]) => found.push({ program, paths: paths.toSorted() });
  const sevenZip = outputOf(text, '7z l') ?? '';
  if (/^Type = (Iso|Udf|FAT)$/m.test(sevenZip))
    add(
      '7z',
      [...sevenZip.matchAll(/^Path = (.*)\nFolder = /gm)]
        .map(([, name]) => decoded(name!))
        .filter((name) => !name.startsWith('[BOOT]')),
    );
  const mdir = outputOf(text, 'mdir') ?? '';
  if (/\[exit 0\]/.test(mdir))
    add(
      'mdir',
      [...mdir.matchAll(/^::\/(.*)$/gm)].map(([, name]) => decoded(name!).replace(/\/$/, '')),
    );
  const hls = outputOf(text, 'hls');
  // Only the root is told: below it hls repeats names without their folders.
  if (hls && !/^:/m.test(hls))
    add(
      'hls',
      [...hls.matchAll(/^[fd]i? +\S{9} +\d+ +\d+ \w{3} +\d+ +[\d:]{4,5} (.*)$/gm)].map(([, name]) => name!),
    );
  const unadf = outputOf(text, 'unadf');
  if (unadf)
    add(
      'unadf',
      [...unadf.matchAll(/^ *\d* {2}\d{4}\/\d\d\/\d\d +\d+:\d\d:\d\d {2}([^,\n]*)/gm)].map(([, name]) =>
        name!.replace(/\/$/, ''),
      ),
    );
  return found;
}

/** `1 data 0, 2 audio 150, end 302` as cd-info has it; null where it opened nothing. */
export function tracksByCdInfo(path: string): string | null {
  const output = outputOf(factsText(path), 'cd-info') ?? '';
  if (!/\[exit 0\]/.test(output)) return null;
  const tracks = [...output.matchAll(/^ *(\d+): \d\d:\d\d:\d\d {2}(\d+) (\w+)/gm)].map(
    ([, number, lba, kind]) =>
      number === '170'
        ? `end ${Number(lba)}`
        : `${Number(number)} ${kind === 'audio' ? 'audio' : 'data'} ${Number(lba)}`,
  );
  return tracks.length > 0 ? tracks.join(', ') : null;
}

/** The same by cdrdao; `refused` with what it says where it takes no track of the sheet. */
export function tracksByCdrdao(path: string): string | null {
  const output = lastOutputOf(factsText(path), 'cdrdao show-toc');
  if (output === null) return null;
  const tracks = output
    .split(/^(?=TRACK )/m)
    .map((part) =>
      /^TRACK +(\d+) +Mode (\w+).*:[\s\S]*?START +\S+\( *(\d+)\)[\s\S]*?END +\S+\( *(\d+)\)/.exec(part),
    )
    .filter((match) => match !== null);
  const last = tracks.at(-1);
  if (!last) return 'refused';
  const words = tracks.map(
    ([, number, mode, start]) => `${number} ${mode === 'AUDIO' ? 'audio' : 'data'} ${start}`,
  );
  return [...words, `end ${last[4]}`].join(', ');
}

/** `sound`, or the first thing fsck.fat has against the volume; null where it found no FAT to check. */
export function verdictOfFsck(path: string): string | null {
  const output = outputOf(factsText(path), 'fsck.fat');
  if (output === null || /Logical sector size is zero/.test(output)) return null;
  if (/\[exit 0\]/.test(output)) return 'sound';
  const lines = output.split('\n');
  return lines.find((line) => /^(Both FATs|Label |Volume label|.*Bad )/.test(line))?.trim() ?? 'faulted';
}
