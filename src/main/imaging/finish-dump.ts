/**
 * Turns a store whose passes have ended into results: image files, map, log and, last, the sidecar that vouches for
 * them. Interrupted anywhere, it can be run again.
 */
import { randomUUID } from 'node:crypto';
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { SpindleError } from '../../shared/errors.ts';
import type { Inspection } from '../../shared/model/drive.ts';
import type { JobOptions } from '../../shared/model/job.ts';
import { type Outcome, outcomeOf } from '../../shared/model/outcome.ts';
import { type BlockFormat, blockFormats, type Hashes, type OutputFile } from '../../shared/model/output.ts';
import { type DumpEvent, type Sidecar, sidecarSuffix } from '../../shared/model/sidecar.ts';
import { writeImz } from '../adapters/exports/imz.ts';
import { exists, logSuffix, mapSuffix } from '../adapters/files/dump-names.ts';
import type { DumpStore } from '../adapters/files/dump-store.ts';
import {
  outputError,
  partSuffix,
  publish,
  publishKeeping,
  removeTree,
  syncFile,
} from '../adapters/files/durable.ts';
import { hashFile } from '../adapters/files/hash-file.ts';
import { toolName, version } from '../app/version.ts';
import { formatMapfile } from '../core/rescue/mapfile.ts';
import type { Ledger } from '../core/store/ledger.ts';
import { mapfileTime, timestamp } from '../core/timestamp.ts';

export interface Finishing {
  readonly store: DumpStore;
  readonly ledger: Ledger;
  readonly address: string;
  readonly options: JobOptions;
  readonly inspection: Inspection;
  /** Of the whole working image, as it now is. */
  readonly hashes: Hashes;
  readonly logPath: string;
  readonly checkpoint: () => void;
  /** 0 to 1. */
  readonly onProgress: (share: number) => void;
}

export interface Finished {
  readonly sidecar: Sidecar;
  /** Absolute paths, the sidecar itself among them. */
  readonly files: OutputFile[];
}

/** @throws SpindleError output-exists, output-full, output-failed; the store then still holds everything */
export async function finishDump(finishing: Finishing): Promise<Finished> {
  const { store } = finishing;
  try {
    const replaceable = claimTargets(finishing);
    const files = await publishFiles(finishing, replaceable);
    const sidecar = composeSidecar(finishing, files);
    const sidecarFile = await publishText(
      finishing,
      replaceable,
      'sidecar',
      sidecarSuffix,
      `${JSON.stringify(sidecar, null, 2)}\n`,
    );
    retire(finishing, sidecar.outcome);
    const directory = dirname(store.directory);
    return {
      sidecar,
      files: [...files, sidecarFile].map((file) => ({ ...file, path: join(directory, file.path) })),
    };
  } catch (error) {
    throw outputError(error, store.directory);
  }
}

function targetPath(finishing: Finishing, suffix: string): string {
  return join(dirname(finishing.store.directory), finishing.store.document.name + suffix);
}

/**
 * Sees that every target is free or ours, and notes them as ours before the first is made.
 * @returns the paths that may be replaced
 */
function claimTargets(finishing: Finishing): ReadonlySet<string> {
  const { ledger, options } = finishing;
  const replaceable = new Set(ledger.replaces);
  const suffixes = [
    ...imageFormats(options).map((format) => `.${format}`),
    mapSuffix,
    logSuffix,
    sidecarSuffix,
  ];
  const targets = suffixes.map((suffix) => targetPath(finishing, suffix));
  for (const path of targets) {
    if (exists(path) && !replaceable.has(path)) {
      throw new SpindleError(
        'output-exists',
        `${path} appeared while this dump was made: it is left as it is, and the dump is kept in its store. Move it away and resume.`,
        { path },
      );
    }
  }
  ledger.replaces = [...new Set([...replaceable, ...targets])];
  finishing.checkpoint();
  return replaceable;
}

/** Never none: the store goes once the dump is complete, and the image must be somewhere then. */
function imageFormats({ formats }: JobOptions): BlockFormat[] {
  const wanted = blockFormats.filter((format) => formats.includes(format));
  return wanted.length > 0 ? wanted : ['img'];
}

async function publishFiles(finishing: Finishing, replaceable: ReadonlySet<string>): Promise<OutputFile[]> {
  const files: OutputFile[] = [];
  for (const format of imageFormats(finishing.options))
    files.push(await publishImage(finishing, replaceable, format, files));
  files.push(await publishText(finishing, replaceable, 'map', mapSuffix, mapText(finishing)));
  files.push(
    await publishText(finishing, replaceable, 'log', logSuffix, readFileSync(finishing.logPath, 'utf8')),
  );
  return files;
}

async function publishImage(
  finishing: Finishing,
  replaceable: ReadonlySet<string>,
  format: BlockFormat,
  before: readonly OutputFile[],
): Promise<OutputFile> {
  const { store, hashes } = finishing;
  const target = targetPath(finishing, `.${format}`);
  const replace = replaceable.has(target);
  const file = { path: basename(target), role: 'image' as const };
  if (format === 'imz') {
    const part = join(store.directory, `${basename(target)}${partSuffix}`);
    const written = await writeImz(store.imagePath, part, {
      entryName: store.document.name,
      modified: new Date(),
      onProgress: finishing.onProgress,
    });
    publish(part, target, replace);
    return { ...file, sizeBytes: written.sizeBytes, ...written.hashes };
  }
  // A second raw format is a file of its own: two names for one set of bytes would break together.
  if (before.some((other) => !other.path.endsWith('.imz'))) {
    const part = join(store.directory, `${basename(target)}${partSuffix}`);
    copyFileSync(store.imagePath, part);
    syncFile(part);
    const copy = await hashFile(part);
    if (copy.hashes.sha256 !== hashes.sha256)
      throw new SpindleError('output-failed', `${target} could not be copied truly.`, { path: target });
    publish(part, target, replace);
  } else publishKeeping(store.imagePath, target, replace);
  return { ...file, sizeBytes: store.sizeBytes, ...hashes };
}

async function publishText(
  finishing: Finishing,
  replaceable: ReadonlySet<string>,
  role: OutputFile['role'],
  suffix: string,
  text: string,
): Promise<OutputFile> {
  const target = targetPath(finishing, suffix);
  const part = join(finishing.store.directory, `${basename(target)}${partSuffix}`);
  writeFileSync(part, text);
  syncFile(part);
  const { sizeBytes, hashes } = await hashFile(part);
  publish(part, target, replaceable.has(target));
  return { path: basename(target), role, sizeBytes, ...hashes };
}

function mapText(finishing: Finishing): string {
  const { store, ledger, address } = finishing;
  return formatMapfile(
    {
      tool: toolName,
      version,
      commandLine: `${toolName} image ${address}`,
      startTime: mapfileTime(new Date(store.document.startedAt)),
      currentTime: mapfileTime(new Date()),
    },
    ledger.map.runs(),
    store.document.medium.sectorSize,
    ledger.cursor,
  );
}

function composeSidecar(finishing: Finishing, files: OutputFile[]): Sidecar {
  const { store, ledger, inspection, options } = finishing;
  const counts = ledger.map.counts();
  const state = ledger.state();
  const endedAt = timestamp(new Date());
  const digested: DumpEvent = {
    uuid: randomUUID(),
    type: 'mes',
    at: endedAt,
    outcome: 'success',
    detail: `CRC-32, MD5, SHA-1 and SHA-256 of ${files.map((file) => file.path).join(', ')}`,
  };
  return {
    format: 'spindle-sidecar',
    version: 1,
    dumpId: store.document.dumpId,
    kind: 'block',
    disc: null,
    name: store.document.name,
    carrier: options.carrier,
    tool: { name: toolName, version },
    startedAt: store.document.startedAt,
    endedAt,
    outcome: outcomeOf(counts),
    source: { address: finishing.address, medium: store.document.medium },
    drives: state.drives,
    options,
    hypotheses: inspection.hypotheses,
    filesystems: inspection.filesystems,
    warnings: inspection.warnings,
    counts,
    states: state.states,
    extents: state.extents,
    image: { sizeBytes: store.sizeBytes, ...finishing.hashes },
    passes: state.passes,
    files,
    events: [...state.events, digested],
  };
}

/** A complete dump needs its store no more. Otherwise the store stays, ready to go on, and the image is kept once. */
function retire(finishing: Finishing, outcome: Outcome): void {
  const { store, ledger, options } = finishing;
  const isComplete = outcome === 'complete' || outcome === 'complete-after-retries';
  if (isComplete && !options.keepStore) {
    removeTree(store.directory);
    return;
  }
  ledger.published = true;
  finishing.checkpoint();
  if (!isComplete && imageFormats(options).some((format) => format !== 'imz'))
    rmSync(store.imagePath, { force: true });
}
