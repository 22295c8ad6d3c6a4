/** From one image to another: planned first, so that what will be lost is known before anything is written. */
import { extname } from 'node:path';
import { SpindleError } from '../../../shared/errors.ts';
import {
  type BlockTarget,
  type ConvertFormat,
  type DiscTarget,
  isDiscTarget,
} from '../../../shared/model/convert-formats.ts';
import type { Generated, Loss } from '../../../shared/model/losses.ts';
import type { OutputFile } from '../../../shared/model/output.ts';
import type { SectorRuns } from '../../../shared/model/sector-runs.ts';
import { type Lineage, type Sidecar, sidecarSuffix } from '../../../shared/model/sidecar.ts';
import type { ConversionPlan } from '../../core/convert/plan-disc.ts';
import { discReader } from '../../core/filesystem/disc-reader.ts';
import { identify } from '../../core/identify/identify.ts';
import { exists, readSidecar } from '../files/dump-names.ts';
import { findOwner } from '../files/verify-dump.ts';
import type { ImageSectors } from '../open-sectors.ts';
import { conversionSidecar } from './conversion-sidecar.ts';
import { convertBlocks } from './convert-block.ts';
import { convertDisc, discSuffixes } from './convert-disc.ts';
import { type OutputSet, outputSet } from './output-set.ts';
import { type BlockFacts, type DiscFacts, factsOf, type ImageFacts, planFormat } from './plan-conversion.ts';
import { sha256OfFiles } from './source-hashes.ts';

export interface ConversionRequest {
  readonly source: ImageSectors;
  readonly format: ConvertFormat;
  readonly directory: string;
  readonly name: string;
  readonly tool: Lineage['tool'];
  readonly onFault: (lba: number, what: string) => void;
  /** 0 to 1. */
  readonly onProgress: (share: number) => void;
  readonly signal?: AbortSignal;
}

export interface ConversionPrepared {
  readonly lost: readonly Loss[];
  readonly generated: readonly Generated[];
  run(): Promise<Converted>;
}

export interface Converted {
  /** As it was free: `name`, `name-2` ... */
  readonly name: string;
  /** Names in the output folder; the sidecar is the last. */
  readonly files: readonly OutputFile[];
  readonly counts: Sidecar['counts'];
  readonly notes: readonly string[];
}

interface Made {
  readonly files: readonly OutputFile[];
  readonly states: SectorRuns;
  readonly sectorSize: number;
  readonly image: Sidecar['image'];
  readonly disc: {
    readonly disc: NonNullable<Sidecar['disc']>['disc'];
    readonly tracks: NonNullable<Sidecar['disc']>['tracks'];
  } | null;
  readonly inspection: Pick<Sidecar, 'hypotheses' | 'filesystems' | 'warnings'>;
  readonly notes: readonly string[];
}

/** @throws SpindleError unsupported, with what the format would lie about */
export function prepareConversion(request: ConversionRequest): ConversionPrepared {
  const { source, format } = request;
  const facts = factsOf(source);
  const planned = planFormat(facts, format);
  if ('refusal' in planned)
    throw new SpindleError(
      'unsupported',
      `${format} cannot hold ${source.path}: ${planned.refusal}. Nothing was written; choose another format.`,
      { path: source.path, format, reason: planned.refusal },
    );
  const { suffixes, make } = workOf(facts, request);
  return {
    lost: planned.lost,
    generated: planned.generated,
    run: () => run(request, { plan: planned, sourceFormat: sourceFormatOf(source), suffixes, make }),
  };
}

export function sourceFormatOf(source: ImageSectors): string {
  return source.kind === 'disc' ? source.format : source.image.format;
}

interface Work {
  readonly plan: ConversionPlan;
  readonly suffixes: readonly string[];
  readonly make: (output: OutputSet) => Promise<Made>;
  readonly sourceFormat: string;
}

function workOf(facts: ImageFacts, request: ConversionRequest): Pick<Work, 'suffixes' | 'make'> {
  const { format } = request;
  if (facts.kind === 'disc' && isDiscTarget(format)) return discWork(facts, format, request);
  if (facts.kind === 'block' && !isDiscTarget(format)) return blockWork(facts, format);
  throw new SpindleError('internal', `${format} was planned for an image of the other kind.`);
}

function discWork(
  { disc, known, source: { image } }: DiscFacts,
  format: DiscTarget,
  { onFault, signal }: ConversionRequest,
): Pick<Work, 'suffixes' | 'make'> {
  return {
    suffixes: discSuffixes(disc, format),
    async make(output) {
      const made = await convertDisc(
        { image, disc, known, output, onFault, ...(signal ? { signal } : {}) },
        format,
      );
      return {
        files: made.files,
        states: made.states,
        sectorSize: made.sectorSize,
        image: { sizeBytes: made.sizeBytes, ...made.imageHashes },
        disc: { disc, tracks: made.tracks },
        inspection: {
          hypotheses: [],
          filesystems: identify(discReader(image)),
          warnings: warningsOf([...image.warnings, ...known.warnings]),
        },
        notes: made.notes,
      };
    },
  };
}

function blockWork(
  { source: { image }, known, inspection, geometry }: BlockFacts,
  format: BlockTarget,
): Pick<Work, 'suffixes' | 'make'> {
  return {
    suffixes: [`.${format}`],
    async make(output) {
      const { file, states, imageHashes } = await convertBlocks(
        { image, geometry, known, output, now: new Date() },
        format,
      );
      return {
        files: [file],
        states,
        sectorSize: image.sectorSize,
        image: { sizeBytes: image.sizeBytes, ...imageHashes },
        disc: null,
        inspection: {
          hypotheses: inspection.hypotheses,
          filesystems: inspection.filesystems,
          warnings: [...inspection.warnings, ...warningsOf([...image.warnings, ...known.warnings])],
        },
        notes: [],
      };
    },
  };
}

function warningsOf(texts: readonly string[]) {
  return texts.map((message) => ({ code: 'image', message }));
}

async function run(request: ConversionRequest, work: Work): Promise<Converted> {
  const { source, directory, name, format, tool, signal, onProgress } = request;
  const startedAt = new Date();
  const totalBytes = source.kind === 'disc' ? source.image.endLba * 2352 : source.image.sizeBytes;
  let doneBytes = 0;
  // Beside the dump it was made from, the short name is that one's.
  const ownEnding = extname(name + work.suffixes[0]!);
  const sidecarSuffixes = [sidecarSuffix, ownEnding + sidecarSuffix];
  const output = outputSet({
    directory,
    name,
    suffixes: work.suffixes,
    anyOf: sidecarSuffixes,
    ...(signal ? { signal } : {}),
    onBytes(bytes) {
      doneBytes += bytes;
      onProgress(Math.min(1, doneBytes / Math.max(1, totalBytes)));
    },
  });
  try {
    const hashing = sha256OfFiles(source.files);
    const made = await work.make(output).catch(async (error) => {
      await hashing.stop();
      throw error;
    });
    const parent = await parentOf(source.path);
    const suffix = sidecarSuffixes.find((each) => !exists(output.pathOf(each))) ?? sidecarSuffix;
    const sidecar = conversionSidecar({
      ...made,
      name: output.name + suffix.slice(0, -sidecarSuffix.length),
      parent,
      startedAt,
      endedAt: new Date(),
      lineage: {
        source: source.path,
        sourceFormat: work.sourceFormat,
        sourceFiles: await hashing.result,
        sourceDumpId: parent?.dumpId ?? null,
        format,
        tool,
        lost: [...work.plan.lost],
        generated: [...work.plan.generated],
      },
    });
    const text = new TextEncoder().encode(`${JSON.stringify(sidecar, null, 2)}\n`);
    const file = await output.write('sidecar', suffix, [text]);
    output.publish();
    return { name: output.name, files: [...made.files, file], counts: sidecar.counts, notes: made.notes };
  } finally {
    output.discard();
  }
}

/** A sidecar that cannot be used vouches for nothing. */
async function parentOf(path: string): Promise<Sidecar | null> {
  try {
    const owner = await findOwner(path);
    return owner === null ? null : readSidecar(owner);
  } catch (error) {
    if (error instanceof SpindleError) return null;
    throw error;
  }
}
