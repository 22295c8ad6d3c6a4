/** `spindle image`: one job, from start to its end or to where it can be resumed. */
import { resolve } from 'node:path';
import { SpindleError } from '../../../../shared/errors.ts';
import type { DiscIds } from '../../../../shared/model/disc.ts';
import type { Drive } from '../../../../shared/model/drive.ts';
import {
  defaultJobOptions,
  isAtRest,
  type JobSnapshot,
  type SectorCounts,
} from '../../../../shared/model/job.ts';
import { outcomeWords } from '../../../../shared/model/outcome.ts';
import { nameProblem, type OutputFormat, safeName } from '../../../../shared/model/output.ts';
import { verdict } from '../../../../shared/model/verdict.ts';
import { bytesWords, countWords, durationWords, rateWords } from '../../../../shared/words.ts';
import { makeOutputFolder } from '../../../adapters/files/make-folder.ts';
import { type LocalHub, withHub } from '../call.ts';
import { describeSource, nameOfSource } from '../describe-source.ts';
import { exitStatus, statusOfError, statusOfOutcome } from '../exit-status.ts';
import type { Terminal } from '../terminal.ts';

export interface ImageOptions {
  readonly out: string;
  readonly name?: string;
  /** Of the names of carriers; not with `name`. */
  readonly template?: string;
  readonly format?: OutputFormat[];
  readonly retries?: number;
  readonly passes?: number;
  readonly fill: number;
  readonly carrier?: string;
  readonly speed?: number;
  readonly readOffset?: number;
  readonly subchannel?: boolean;
  readonly verifyPass?: boolean;
  readonly eject?: boolean;
  readonly first?: readonly string[];
  /** False for --no-catalogue. */
  readonly catalogue?: string | false;
  readonly resume?: boolean;
  readonly keepStore?: boolean;
}

export async function image(terminal: Terminal, address: string, options: ImageOptions): Promise<number> {
  if (options.template !== undefined && options.carrier === undefined)
    throw new SpindleError(
      'bad-request',
      'A template names the files of a carrier: say which with --carrier.',
    );
  const name = options.name ?? (options.carrier ? safeName(options.carrier) : nameOfSource(address));
  const problem = nameProblem(name);
  if (problem) throw new SpindleError('bad-name', `"${name}" cannot be a file name: ${problem}.`, { name });
  const cataloguePath = options.catalogue === false ? null : options.catalogue;
  return withHub(cataloguePath, (local) => imageWith(local, terminal, address, name, options));
}

export async function imageWith(
  { hub, client }: LocalHub,
  terminal: Terminal,
  address: string,
  name: string,
  options: ImageOptions,
): Promise<number> {
  const directory = resolve(options.out);
  makeOutputFolder(directory);
  const source = describeSource(address);
  hub.registerSource(source);
  const root = await hub.grantRoot(directory, directory);
  const { jobId } = await client.jobs.start({
    sourceId: source.id,
    rootId: root.id,
    name: options.template === undefined ? name : await nameByTemplate(client, source, options),
    options: {
      ...defaultJobOptions,
      formats: options.format ?? [],
      retries: options.retries ?? options.passes ?? 1,
      fillByte: options.fill,
      keepStore: options.keepStore ?? false,
      carrier: options.carrier ?? null,
      speed: options.speed ?? null,
      readOffset: options.readOffset ?? null,
      subchannel: options.subchannel ?? false,
      verifyPass: options.verifyPass ?? false,
      eject: options.eject ?? false,
      first: options.first ? [...options.first] : null,
    },
    resume: options.resume ?? false,
  });
  const interruption = parkOnSignals(() => client.jobs.park({ jobId }));
  try {
    const end = await follow(client, jobId, terminal, options.catalogue !== false);
    await sayLog(client, jobId, terminal);
    return report(terminal, end, interruption.happened());
  } finally {
    interruption.dispose();
  }
}

/** The medium is looked at first only where its label is asked for. @throws SpindleError not-found, bad-name */
async function nameByTemplate(
  client: LocalHub['client'],
  { id, label }: Pick<Drive, 'id' | 'label'>,
  { template = '', carrier = '' }: ImageOptions,
): Promise<string> {
  const filesystems = template.includes('{volume')
    ? (await client.drives.inspect({ sourceId: id })).filesystems
    : [];
  const volume = filesystems.map((filesystem) => filesystem.label.trim()).find((text) => text !== '') ?? null;
  const asked = { template, codes: [carrier], drive: label, volume };
  return (await client.collection.naming.preview(asked)).names[0]!.name;
}

/** Ctrl-C parks the job in good order; a second one does not wait for it. */
function parkOnSignals(park: () => Promise<unknown>): { happened(): boolean; dispose(): void } {
  let count = 0;
  const onSignal = () => {
    count++;
    if (count > 1) process.exit(exitStatus.interrupted);
    // A job that rests already needs no parking.
    park().catch(() => {});
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, onSignal);
  return {
    happened: () => count > 0,
    dispose: () => {
      for (const signal of signals) process.off(signal, onSignal);
    },
  };
}

async function follow(
  client: LocalHub['client'],
  jobId: string,
  terminal: Terminal,
  hasCatalogue: boolean,
): Promise<JobSnapshot> {
  let reported = -1;
  let recognised = false;
  let measured = false;
  for (let after = -1; ; ) {
    const snapshot = await client.jobs.watchOne({ jobId, after });
    after = snapshot.revision;
    const { progress } = snapshot;
    if (progress && progress.elapsedMs !== reported) {
      reported = progress.elapsedMs;
      const { counts, c2 } = progress;
      terminal.emit({
        type: 'progress',
        pass: progress.pass ? `${progress.pass.name} ${progress.pass.number}` : null,
        lba: progress.positionLba,
        good: counts.good + counts.goodAfterRetry,
        bad: counts.bad,
        total: counts.total,
        bytesPerSecond: Math.round(progress.bytesPerSecond),
        ...(c2 ? { c2: { knownSectors: c2.knownSectors, first: c2.first, kept: c2.kept } } : {}),
      });
    }
    const ids = snapshot.inspection?.disc?.ids;
    if (hasCatalogue && ids && !recognised) {
      recognised = true;
      // Whatever the catalogue answers, the reading goes on.
      await saySeenBefore(client, ids, terminal).catch((error: unknown) =>
        terminal.warn(`Whether this disc was seen before could not be told: ${String(error)}`),
      );
    }
    if (snapshot.inspection && !measured) {
      measured = true;
      await sayIfShort(client, terminal);
    }
    if (isAtRest(snapshot.state)) return snapshot;
    terminal.progress(progressLine(snapshot));
  }
}

/** Reading goes on all the same: a disk that is full parks the job, and loses nothing. */
async function sayIfShort(client: LocalHub['client'], terminal: Terminal): Promise<void> {
  const { volumes } = await client.room.watch({ after: -1 });
  for (const { path, neededBytes, freeBytes, firstShort } of volumes) {
    if (firstShort === null || freeBytes === null) continue;
    terminal.emit({ type: 'room', path, neededBytes, freeBytes });
    terminal.warn(
      `About ${bytesWords(neededBytes)} are needed in ${path}, ${bytesWords(freeBytes)} are free: it will not fit. Reading goes on; when the disk is full the job is parked, nothing is lost, and --resume goes on once there is room.`,
    );
  }
}

/** A disc with the same table of contents is in the catalogue already: said, never acted upon. */
async function saySeenBefore(client: LocalHub['client'], ids: DiscIds, terminal: Terminal): Promise<void> {
  const [last] = (await client.catalogue.seenBefore({ ids, samples: null })).dumps;
  if (!last) return;
  const carrier = last.carrier ? ` (carrier ${last.carrier})` : '';
  terminal.emit({ type: 'seen-before', dumpId: last.dumpId, name: last.name, carrier: last.carrier });
  terminal.warn(
    `Seen before as ${last.name}${carrier}, ${last.endedAt.slice(0, 10)}: ${outcomeWords(last.outcome)}.`,
  );
}

function progressLine({ state, progress, sectorSize }: JobSnapshot): string {
  if (!progress || sectorSize === null) return `${state} ...`;
  const { counts, bytesPerSecond, etaSeconds, pass } = progress;
  const read = counts.good + counts.goodAfterRetry;
  const width = 24;
  const filled = Math.floor((read * width) / counts.total);
  const percent = ((read * 100) / counts.total).toFixed(1);
  const parts = [
    `[${'#'.repeat(filled)}${'.'.repeat(width - filled)}] ${percent} %`,
    pass ? `${pass.name} ${pass.number}` : state,
    `${bytesWords(read * sectorSize)} of ${bytesWords(counts.total * sectorSize)}`,
    rateWords(bytesPerSecond),
    etaSeconds === null || etaSeconds === 0 ? '' : `${durationWords(etaSeconds)} left`,
    counts.bad > 0 ? `${countWords(counts.bad)} bad` : '',
  ];
  return parts.filter((part) => part !== '').join('  ');
}

/** Warnings and errors of the run, after the progress line has gone. */
async function sayLog(client: LocalHub['client'], jobId: string, terminal: Terminal): Promise<void> {
  const { lines } = await client.jobs.log({ jobId, cursor: 0, limit: 1000 });
  for (const line of lines) if (line.level !== 'info') terminal.warn(`${line.level}: ${line.text}`);
}

function report(terminal: Terminal, end: JobSnapshot, interrupted: boolean): number {
  if (end.error) {
    terminal.emit({ type: 'error', ...end.error });
    terminal.warn(`spindle: ${end.error.message}`);
  }
  if (end.state === 'failed' && end.error) return statusOfError(end.error);
  const outcome = end.outcome ?? 'partial';
  terminal.emit({
    type: 'result',
    outcome,
    sectors: sectors(end.counts),
    files: end.files,
    ...(end.tracks.length > 0 ? { tracks: end.tracks } : {}),
    ...(end.carrier === null ? {} : { carrier: end.carrier }),
    ...(end.dumpId === null ? {} : { dumpId: end.dumpId }),
    name: end.name,
    warnings: end.warnings,
  });
  if (!end.error) terminal.say(verdict(end));
  for (const file of end.files) {
    terminal.say(
      `  ${file.path}  ${bytesWords(file.sizeBytes)}${file.role === 'image' ? `  sha256 ${file.sha256}` : ''}`,
    );
  }
  if (outcome !== 'partial') return statusOfOutcome(outcome);
  return interrupted ? exitStatus.interrupted : exitStatus.parked;
}

function sectors(counts: SectorCounts | null): { total: number; good: number; bad: number } {
  if (!counts) return { total: 0, good: 0, bad: 0 };
  const good = counts.good + counts.goodAfterRetry;
  return { total: counts.total, good, bad: counts.total - good };
}
