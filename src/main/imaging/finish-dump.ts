/**
 * Turns a store whose passes have ended into results: image files, map, log and, last, the sidecar that vouches for
 * them. Interrupted anywhere, it can be run again.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SpindleError } from '../../shared/errors.ts';
import type { Inspection, MediumSamples } from '../../shared/model/drive.ts';
import type { JobOptions } from '../../shared/model/job.ts';
import { type Outcome, outcomeOf } from '../../shared/model/outcome.ts';
import type { OutputFile } from '../../shared/model/output.ts';
import type { Protection } from '../../shared/model/protection.ts';
import { type DumpEvent, type Sidecar, sidecarSuffix } from '../../shared/model/sidecar.ts';
import { exists, logSuffix, mapSuffix } from '../adapters/files/dump-names.ts';
import type { DumpStore } from '../adapters/files/dump-store.ts';
import { outputError, retireTree } from '../adapters/files/durable.ts';
import { toolName, version } from '../app/version.ts';
import { formatMapfile } from '../core/rescue/mapfile.ts';
import type { Ledger } from '../core/store/ledger.ts';
import { mapfileTime, timestamp } from '../core/timestamp.ts';
import { type Exported, ExportFolder, type ExportSet } from './export-folder.ts';

export interface Finishing {
  readonly store: DumpStore;
  readonly ledger: Ledger;
  readonly address: string;
  readonly options: JobOptions;
  readonly inspection: Inspection;
  readonly protection: readonly Protection[];
  /** Null where they tell nothing. */
  readonly samples: MediumSamples | null;
  readonly logPath: string;
  readonly checkpoint: () => void;
  readonly exports: ExportSet;
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
    const folder = new ExportFolder(store, claimTargets(finishing));
    const exported = await finishing.exports.write(folder);
    const files = [
      ...exported.files,
      await folder.publishText('map', mapSuffix, mapText(finishing)),
      await folder.publishText('log', logSuffix, readFileSync(finishing.logPath, 'utf8')),
    ];
    const sidecar = composeSidecar(finishing, exported, files);
    const sidecarText = `${JSON.stringify(sidecar, null, 2)}\n`;
    const sidecarFile = await folder.publishText('sidecar', sidecarSuffix, sidecarText);
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

/**
 * Sees that every target is free or ours, and notes them as ours before the first is made.
 * @returns the paths that may be replaced
 */
function claimTargets(finishing: Finishing): ReadonlySet<string> {
  const { ledger, exports, store } = finishing;
  const replaceable = new Set(ledger.replaces);
  const base = join(dirname(store.directory), store.document.name);
  const targets = [...exports.suffixes, mapSuffix, logSuffix, sidecarSuffix].map((suffix) => base + suffix);
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

function composeSidecar(finishing: Finishing, { disc, imageHashes }: Exported, files: OutputFile[]): Sidecar {
  const { store, ledger, inspection, protection, samples, options } = finishing;
  const counts = ledger.map.counts();
  const state = ledger.state();
  const c2 = store.c2Record();
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
    kind: disc ? 'optical' : 'block',
    disc,
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
    ...(protection.length > 0 ? { protection: [...protection] } : {}),
    counts,
    states: state.states,
    extents: state.extents,
    ...(samples === null ? {} : { samples }),
    image: { sizeBytes: store.sizeBytes, ...imageHashes },
    ...(c2 === null ? {} : { c2 }),
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
    retireTree(store.directory);
    return;
  }
  ledger.published = true;
  finishing.checkpoint();
  if (!isComplete && finishing.exports.holdsImage) rmSync(store.imagePath, { force: true });
}
