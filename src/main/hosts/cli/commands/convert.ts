/** `spindle convert`: an image in another format; what that costs is said before anything is written. */
import { statSync } from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { SpindleError } from '../../../../shared/errors.ts';
import { type ConvertFormat, convertFormats, formatOf } from '../../../../shared/model/convert-formats.ts';
import { generatedWords, lossWords } from '../../../../shared/model/losses.ts';
import { nameProblem } from '../../../../shared/model/output.ts';
import { bytesWords, durationWords, rateWords, sectorsWords, shareWords } from '../../../../shared/words.ts';
import {
  type ConversionPrepared,
  type Converted,
  prepareConversion,
} from '../../../adapters/exports/convert-image.ts';
import { makeOutputFolder } from '../../../adapters/files/make-folder.ts';
import { openSectors } from '../../../adapters/open-sectors.ts';
import { toolName, version } from '../../../app/version.ts';
import { exitStatus } from '../exit-status.ts';
import { interruption } from '../interruption.ts';
import { problemLines } from '../problem-lines.ts';
import type { Terminal } from '../terminal.ts';

export interface ConvertOptions {
  readonly format?: ConvertFormat;
}

interface Target {
  readonly directory: string;
  readonly name: string;
  readonly format: ConvertFormat;
}

/** An ending that is the format's own is no part of the name; of a folder, the name is that of the image. */
function targetOf(image: string, output: string, asked: ConvertFormat | undefined): Target {
  const path = resolve(output);
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true || /[/\\]$/.test(output);
  const ending = isFolder ? '' : extname(path).slice(1).toLowerCase();
  const byEnding = formatOf(ending);
  const format = asked ?? byEnding;
  if (format === null)
    throw new SpindleError(
      'bad-usage',
      `What ${output} should become is not said by its ending. Name the format with --format: ${convertFormats.join(', ')}.`,
      { output },
    );
  const name = isFolder
    ? basename(image, extname(image))
    : byEnding === null
      ? basename(path)
      : basename(path, extname(path));
  const problem = nameProblem(name);
  if (problem) throw new SpindleError('bad-name', `"${name}" cannot be a file name: ${problem}.`, { name });
  return { directory: isFolder ? path : dirname(path), name, format };
}

export async function convert(
  terminal: Terminal,
  image: string,
  output: string,
  options: ConvertOptions,
): Promise<number> {
  const target = targetOf(image, output, options.format);
  makeOutputFolder(target.directory);
  const stop = interruption();
  const source = await openSectors(image, { scratch: target.directory });
  try {
    const problems = problemLines(terminal);
    let faults = 0;
    const startedMs = performance.now();
    const prepared = prepareConversion({
      source,
      ...target,
      tool: { name: toolName, version },
      signal: stop.signal,
      onFault(lba, what) {
        faults++;
        problems.add({ path: source.path, lba, what });
      },
      onProgress: (share) => terminal.progress(progressLine(target, share, startedMs)),
    });
    for (const what of source.image.warnings) {
      terminal.emit({ type: 'warning', path: source.path, what });
      terminal.warn(`${source.path}: ${what}`);
    }
    sayPlan(terminal, target, prepared);
    const converted = await prepared.run();
    problems.flush();
    return report(terminal, target, prepared, converted, faults, performance.now() - startedMs);
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    terminal.emit({
      type: 'error',
      code: 'bad-request',
      message: 'Interrupted. Nothing was written.',
      details: {},
    });
    terminal.warn('spindle: Interrupted. Nothing was written.');
    return exitStatus.interrupted;
  } finally {
    source.close();
    stop.dispose();
  }
}

function progressLine({ format }: Target, share: number, startedMs: number): string {
  const seconds = (performance.now() - startedMs) / 1000;
  const left = share > 0.01 ? `  ${durationWords(seconds / share - seconds)} left` : '';
  const filled = Math.floor(share * 24);
  return `[${'#'.repeat(filled)}${'.'.repeat(24 - filled)}] ${shareWords(share, 1)}  ${format}${left}`;
}

function sayPlan(terminal: Terminal, { format }: Target, { lost, generated }: ConversionPrepared): void {
  terminal.emit({ type: 'plan', format, lost, generated });
  for (const loss of lost) terminal.say(`${format} cannot keep: ${lossWords[loss]}.`);
  for (const made of generated) terminal.say(`Made, not copied: ${generatedWords[made]}.`);
}

function report(
  terminal: Terminal,
  { directory, format }: Target,
  { lost, generated }: ConversionPrepared,
  { files, counts, notes }: Converted,
  faults: number,
  elapsedMs: number,
): number {
  const placed = files.map((file) => ({ ...file, path: join(directory, file.path) }));
  const bad = counts.total - counts.good - counts.goodAfterRetry;
  terminal.emit({
    type: 'result',
    format,
    files: placed,
    lost,
    generated,
    notes,
    sectors: { total: counts.total, good: counts.good + counts.goodAfterRetry, bad },
  });
  for (const note of notes) terminal.say(note);
  for (const file of placed)
    terminal.say(
      `  ${file.path}  ${bytesWords(file.sizeBytes)}${file.role === 'sidecar' ? '' : `  sha256 ${file.sha256}`}`,
    );
  const sizeBytes = placed.reduce((sum, file) => sum + file.sizeBytes, 0);
  terminal.say(
    `${sectorsWords(counts.total)} in ${durationWords(elapsedMs / 1000)} (${rateWords((sizeBytes * 1000) / Math.max(1, elapsedMs))})${bad > 0 ? `; ${sectorsWords(bad)} of them unread or in doubt, as the sidecar says` : ''}.`,
  );
  return bad > 0 || faults > 0 ? exitStatus.someUnreadable : exitStatus.clean;
}
