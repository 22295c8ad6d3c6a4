/** Several dumps of one medium into one: compared first, so that nothing is written of media that are not the same. */
import { setImmediate as breathe } from 'node:timers/promises';
import { SpindleError } from '../../../shared/errors.ts';
import { isDiscTarget } from '../../../shared/model/convert-formats.ts';
import { blockFormats, type OutputFormat } from '../../../shared/model/output.ts';
import type { Lineage } from '../../../shared/model/sidecar.ts';
import { planDisc } from '../../core/convert/plan-disc.ts';
import type { DiscImage } from '../../core/image/disc-image.ts';
import { mergedDisc } from '../../core/merge/merged-sectors.ts';
import { type MergePlan, planMerge } from '../../core/merge/plan-merge.ts';
import { contentDifference, mediumDifference } from '../../core/merge/same-medium.ts';
import { checkSector } from '../../core/optical/sector.ts';
import { sectorBytes } from '../../core/optical/sector-layout.ts';
import { isProven } from '../../core/optical/sector-verdict.ts';
import type { MergeSource } from './merge-sources.ts';
import { sha256OfFiles } from './source-hashes.ts';
import { type Merged, writeMerged } from './write-merged.ts';

export interface CompareRequest {
  /** Two or more. */
  readonly sources: readonly MergeSource[];
  readonly format: OutputFormat | null;
  /** 0 to 1, of each half of the work. */
  readonly onProgress: (what: 'compare' | 'write', share: number) => void;
  readonly signal: AbortSignal;
}

export interface MergeRequest extends CompareRequest {
  readonly directory: string;
  readonly name: string;
  readonly tool: Lineage['tool'];
}

/** Dumps that were found to be of one medium, and what they have together. */
export interface ComparedDumps {
  readonly plan: MergePlan;
  readonly lead: MergeSource;
  readonly format: OutputFormat;
  readonly image: DiscImage | null;
  readonly startedAt: Date;
  readonly sourceFiles: Lineage['sourceFiles'];
}

const breatheEveryMs = 40;

/**
 * What is in the way of merging dumps, before a byte of them is compared.
 * @throws SpindleError bad-usage, wrong-medium
 */
function requireOneMedium(sources: readonly MergeSource[]): void {
  const [first, ...others] = sources as [MergeSource, ...MergeSource[]];
  if (others.length === 0)
    throw new SpindleError(
      'bad-usage',
      'One dump alone cannot be merged. Name two or more of the same medium.',
      {},
    );
  for (const [at, other] of others.entries()) {
    const twin = sources.slice(0, at + 1).find(({ record }) => record.dumpId === other.record.dumpId);
    if (twin)
      throw new SpindleError(
        'bad-usage',
        `${twin.path} and ${other.path} are the same dump: it cannot vouch for itself. Name it once.`,
        { path: other.path },
      );
    const difference = mediumDifference(factsOf(first), factsOf(other));
    if (difference !== null) throw anotherMedium(first, other, difference);
  }
}

function factsOf({ kind, medium, disc }: MergeSource) {
  return { kind, sectorSize: medium.sectorSize, totalSectors: medium.totalSectors, disc };
}

function anotherMedium(first: MergeSource, other: MergeSource, difference: string): SpindleError {
  return new SpindleError(
    'wrong-medium',
    `${other.path} is not merged with ${first.path}, it is of another medium: ${difference}. Nothing was written.`,
    { path: other.path, difference },
  );
}

/** @throws SpindleError wrong-medium; what `signal` was aborted with */
async function compared({ sources, signal, onProgress }: CompareRequest): Promise<MergePlan> {
  const { totalSectors, sectorSize } = sources[0]!.medium;
  const isCd = isCdDump(sources[0]!);
  const work = planMerge(sources, {
    totalSectors,
    sectorSize,
    isProven: (sector, lba) => isCd && isProven(checkSector(sector, 0, lba)),
  });
  let breathMs = performance.now();
  for (let step = work.next(); ; step = work.next()) {
    if (step.done) return step.value;
    signal.throwIfAborted();
    if (performance.now() - breathMs < breatheEveryMs) continue;
    onProgress('compare', step.value / totalSectors);
    await breathe();
    breathMs = performance.now();
  }
}

function isCdDump({ disc, medium }: MergeSource): boolean {
  return disc !== null && disc.tracks.length > 0 && medium.sectorSize === sectorBytes;
}

/** Names and codes as the dump found them that read most of the subchannel. */
function leadOf(sources: readonly MergeSource[]): MergeSource {
  const validQ = ({ discRecord }: MergeSource) => discRecord?.subchannel?.validQ ?? 0;
  return sources.reduce((best, source) => (validQ(source) > validQ(best) ? source : best));
}

/**
 * Compares the dumps, then writes what they have together, with map, log and sidecar.
 * @throws SpindleError bad-usage, wrong-medium, bad-image, unsupported, output-*; what `signal` was aborted with
 */
export async function mergeDumps(request: MergeRequest): Promise<Merged> {
  return writeCompared(request, await compareDumps(request));
}

/**
 * Writes nothing.
 * @throws SpindleError bad-usage, wrong-medium, bad-image, unsupported; what `signal` was aborted with
 */
export async function compareDumps(request: CompareRequest): Promise<ComparedDumps> {
  const { sources } = request;
  requireOneMedium(sources);
  const lead = leadOf(sources);
  const format = formatFor(request, lead);
  const startedAt = new Date();
  const hashing = sha256OfFiles(sources.flatMap(({ files }) => files.map(({ path }) => path)));
  try {
    const plan = await compared(request);
    requireLikeContent(sources, plan);
    const sourceFiles = await hashing.result;
    requireUnchanged(sources, sourceFiles);
    const image = isCdDump(lead) ? discOf(sources, plan, lead) : null;
    if (image) requireHolding(format, image, lead);
    return { plan, lead, format, image, startedAt, sourceFiles };
  } finally {
    await hashing.stop();
  }
}

/** @throws SpindleError output-*; what `signal` was aborted with */
export function writeCompared(request: MergeRequest, dumps: ComparedDumps): Promise<Merged> {
  const { sources, directory, name, tool, signal, onProgress } = request;
  return writeMerged({
    ...{ ...dumps, sources, directory, name, tool, signal },
    onProgress: (share) => onProgress('write', share),
  });
}

function requireLikeContent(sources: readonly MergeSource[], plan: MergePlan): void {
  const difference = contentDifference(plan, sources[0]!.disc !== null);
  if (difference === null) return;
  const offsets = new Set(sources.map(({ discRecord }) => discRecord?.readOffset ?? 0));
  const isAudio = sources[0]!.disc?.tracks.some(({ mode }) => mode === 'AUDIO') ?? false;
  const advice = !isAudio
    ? ''
    : ` Audio lies as far apart as the read offsets of the drives (${[...offsets].join(' and ')} samples were applied): where one is not right, image again with --read-offset.`;
  throw new SpindleError(
    'wrong-medium',
    `These dumps are not merged: ${difference}.${advice} Nothing was written.`,
    { comparedSectors: plan.comparedSectors },
  );
}

/** A sidecar vouches for the bytes it was written for and no others. */
function requireUnchanged(sources: readonly MergeSource[], hashed: Lineage['sourceFiles']): void {
  const known = new Map(hashed.map(({ path, sha256 }) => [path, sha256]));
  for (const { path, sha256 } of sources.flatMap(({ files }) => files)) {
    if (sha256 === null || known.get(path) === undefined || known.get(path) === sha256) continue;
    throw new SpindleError(
      'bad-image',
      `${path} has changed since its dump was made: nothing vouches for its sectors any more. Nothing was written; take it from a backup.`,
      { path, expected: sha256, actual: known.get(path) ?? null },
    );
  }
}

/** @throws SpindleError unsupported */
function formatFor({ format }: CompareRequest, lead: MergeSource): OutputFormat {
  const usual = isCdDump(lead) ? 'bincue' : lead.kind === 'optical' ? 'iso' : 'img';
  const wanted = format ?? usual;
  const fits = isCdDump(lead)
    ? isDiscTarget(wanted)
    : lead.kind === 'optical'
      ? wanted === 'iso'
      : (blockFormats as readonly string[]).includes(wanted);
  if (fits) return wanted;
  throw new SpindleError(
    'unsupported',
    `${wanted} cannot hold what ${lead.path} is a dump of. Nothing was written; leave --format out to get ${usual}.`,
    { path: lead.path, format: wanted },
  );
}

function discOf(sources: readonly MergeSource[], plan: MergePlan, lead: MergeSource): DiscImage {
  const packs = [lead, ...sources].find(({ cdTextPacks }) => cdTextPacks !== null)?.cdTextPacks ?? null;
  return mergedDisc(sources, plan, lead.disc!, packs);
}

/** @throws SpindleError unsupported */
function requireHolding(format: OutputFormat, image: DiscImage, lead: MergeSource): void {
  const planned = isDiscTarget(format) ? planDisc(image, lead.disc!, format) : null;
  if (!planned || !('refusal' in planned)) return;
  throw new SpindleError(
    'unsupported',
    `${format} cannot hold ${lead.path}: ${planned.refusal}. Nothing was written; choose another format.`,
    { path: lead.path, format, reason: planned.refusal },
  );
}
