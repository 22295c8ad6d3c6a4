/** From one image to another: planned first, so that what will be lost is known before anything is written. */
import { createHash } from 'node:crypto';
import { extname } from 'node:path';
import { SpindleError } from '../../../shared/errors.ts';
import type { OutputFile } from '../../../shared/model/output.ts';
import type { SectorRuns } from '../../../shared/model/sector-runs.ts';
import { type Lineage, type Sidecar, sidecarSuffix } from '../../../shared/model/sidecar.ts';
import { inspectImage } from '../../core/block/inspect.ts';
import { type ConvertFormat, isDiscTarget } from '../../core/convert/convert-formats.ts';
import type { Generated, Loss } from '../../core/convert/losses.ts';
import { planBlock } from '../../core/convert/plan-block.ts';
import { type Planned, planDisc } from '../../core/convert/plan-disc.ts';
import { discReader } from '../../core/filesystem/disc-reader.ts';
import { identify } from '../../core/identify/identify.ts';
import { type BlockGeometry, type BlockImage, sectorReaderOf } from '../../core/image/block-image.ts';
import { discOfImage } from '../../core/image/disc-of-image.ts';
import { exists, readSidecar } from '../files/dump-names.ts';
import { findOwner } from '../files/verify-dump.ts';
import { type KnownDamage, knownDamage } from '../known-damage.ts';
import type { BlockSectors, DiscSectors, ImageSectors } from '../open-sectors.ts';
import { conversionSidecar } from './conversion-sidecar.ts';
import { convertBlocks } from './convert-block.ts';
import { convertDisc, discSuffixes } from './convert-disc.ts';
import { type OutputSet, outputSet } from './output-set.ts';
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

const userDataBytes = 2048;

/** @throws SpindleError unsupported, with what the format would lie about */
export function prepareConversion(request: ConversionRequest): ConversionPrepared {
  const { source } = request;
  const work = source.kind === 'disc' ? discWork(request, source) : blockWork(request, source);
  return { lost: work.plan.lost, generated: work.plan.generated, run: () => run(request, work) };
}

interface Work {
  readonly plan: { readonly lost: readonly Loss[]; readonly generated: readonly Generated[] };
  readonly suffixes: readonly string[];
  readonly make: (output: OutputSet) => Promise<Made>;
  readonly sourceFormat: string;
}

function accepted(planned: Planned, { format, source }: ConversionRequest) {
  if (!('refusal' in planned)) return planned;
  throw new SpindleError(
    'unsupported',
    `${format} cannot hold ${source.path}: ${planned.refusal}. Nothing was written; choose another format.`,
    { path: source.path, format, reason: planned.refusal },
  );
}

function discWork(request: ConversionRequest, { image, path, format: sourceFormat }: DiscSectors): Work {
  const { format, onFault, signal } = request;
  if (!isDiscTarget(format))
    throw new SpindleError(
      'unsupported',
      `${path} is a disc, and ${format} is a format of disks: it would lose what makes it a disc. Nothing was written; choose iso for its user data, bincue for everything.`,
      { path, format },
    );
  const { disc } = discOfImage(image, (bytes) => createHash('sha1').update(bytes).digest());
  const known = knownDamage(path, userDataBytes, image.endLba);
  return {
    plan: accepted(planDisc(image, disc, format), request),
    suffixes: discSuffixes(disc, format),
    sourceFormat,
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

function blockWork(request: ConversionRequest, { image, path }: BlockSectors): Work {
  const { format } = request;
  if (isDiscTarget(format))
    throw new SpindleError(
      'unsupported',
      `${path} is a disk, and ${format} is a format of discs: tracks and sectors would have to be made up. Nothing was written; choose img.`,
      { path, format },
    );
  const known = blockDamage(path, image);
  const inspection = inspectImage(sectorReaderOf(image), path);
  const geometry = image.geometry ?? certainGeometry(inspection.hypotheses, image);
  const planned = accepted(planBlock(image, geometry, format), request);
  const isMarked = known.unread.ranges.length + known.doubtful.ranges.length > 0;
  const lost: readonly Loss[] =
    isMarked && format !== 'imd' ? [...new Set<Loss>([...planned.lost, 'bad-sector-flags'])] : planned.lost;
  return {
    plan: { ...planned, lost },
    suffixes: [`.${format}`],
    sourceFormat: image.format,
    async make(output) {
      const { file, states, imageHashes } = await convertBlocks(
        { path, image, geometry, known, output, now: new Date() },
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

/** By the container, or by what speaks for it in the image; null where that is not certain. */
export function imageGeometry({ image, path }: BlockSectors): BlockGeometry | null {
  return image.geometry ?? certainGeometry(inspectImage(sectorReaderOf(image), path).hypotheses, image);
}

function blockDamage(path: string, { sectorSize, sizeBytes }: BlockImage): KnownDamage {
  return knownDamage(path, sectorSize, Math.ceil(sizeBytes / sectorSize));
}

/** The best explanation, unless another one with as much behind it lays the tracks differently. */
function certainGeometry(
  hypotheses: Sidecar['hypotheses'],
  { sizeBytes, sectorSize }: BlockImage,
): BlockGeometry | null {
  const [best] = hypotheses;
  if (!best || best.bytesPerSector !== sectorSize) return null;
  const { cylinders, heads, sectorsPerTrack, confidence } = best;
  const isUnique = hypotheses.every(
    (other) =>
      other.confidence < confidence ||
      (other.cylinders === cylinders && other.heads === heads && other.sectorsPerTrack === sectorsPerTrack),
  );
  const isWhole = cylinders * heads * sectorsPerTrack * sectorSize === sizeBytes;
  return isUnique && isWhole ? { cylinders, heads, sectorsPerTrack } : null;
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
