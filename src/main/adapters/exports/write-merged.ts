/** Writes what several dumps have together: image, subchannel, map, log, and the sidecar that says what came from where. */
import { extname } from 'node:path';
import type { DiscTarget } from '../../../shared/model/convert-formats.ts';
import type { OutputFile, OutputFormat } from '../../../shared/model/output.ts';
import { type Lineage, type Sidecar, sidecarSuffix } from '../../../shared/model/sidecar.ts';
import { inspectImage } from '../../core/block/inspect.ts';
import { discReader } from '../../core/filesystem/disc-reader.ts';
import { identify } from '../../core/identify/identify.ts';
import { type BlockImage, sectorReaderOf } from '../../core/image/block-image.ts';
import type { DiscImage } from '../../core/image/disc-image.ts';
import { mergedBlocks } from '../../core/merge/merged-sectors.ts';
import type { MergePlan } from '../../core/merge/plan-merge.ts';
import { subchannelBytes } from '../../core/optical/subchannel.ts';
import { formatMapfile } from '../../core/rescue/mapfile.ts';
import { mapfileTime } from '../../core/timestamp.ts';
import { logSuffix, mapSuffix } from '../files/dump-names.ts';
import { damageOfRuns, noKnownDamage } from '../known-damage.ts';
import { convertBlocks } from './convert-block.ts';
import { convertDisc, discSuffixes } from './convert-disc.ts';
import { mergeLog } from './merge-log.ts';
import { type MergeSidecarFacts, mergeSidecar } from './merge-sidecar.ts';
import type { MergeSource } from './merge-sources.ts';
import { type OutputSet, outputSet } from './output-set.ts';

export interface MergeWriting {
  readonly sources: readonly MergeSource[];
  /** The dump whose table of contents and names are used. */
  readonly lead: MergeSource;
  readonly plan: MergePlan;
  /** Of a CD; null for everything that is plain sectors. */
  readonly image: DiscImage | null;
  readonly format: OutputFormat;
  readonly directory: string;
  readonly name: string;
  readonly tool: Lineage['tool'];
  readonly startedAt: Date;
  readonly sourceFiles: Lineage['sourceFiles'];
  readonly onProgress: (share: number) => void;
  readonly signal: AbortSignal;
}

export interface Merged {
  /** Names in the output folder; the sidecar is the last. */
  readonly files: readonly OutputFile[];
  readonly sidecar: Sidecar;
}

type Made = Pick<MergeSidecarFacts, 'sectorSize' | 'image' | 'disc' | 'inspection' | 'files'>;

const userDataBytes = 2048;
const pieceBytes = 256 * 1024;

/** @throws SpindleError output-*; what `signal` was aborted with. Then nothing is there */
export async function writeMerged(writing: MergeWriting): Promise<Merged> {
  const { sources, plan, lead, image, format, directory, name, tool, startedAt, signal } = writing;
  const imageSuffixes = image ? discSuffixes(lead.disc!, format as DiscTarget) : [`.${format}`];
  let doneBytes = 0;
  const output = outputSet({
    directory,
    name,
    suffixes: [...imageSuffixes, '.sub', mapSuffix, logSuffix, sidecarSuffix],
    signal,
    onBytes(bytes) {
      doneBytes += bytes;
      writing.onProgress(Math.min(1, doneBytes / lead.medium.sizeBytes));
    },
  });
  try {
    const made = image ? await writeDisc(image, writing, output) : await writeBlocks(writing, output);
    const endedAt = new Date();
    const map = await output.write('map', mapSuffix, [mapOf(writing, endedAt, made.sectorSize)]);
    const logText = mergeLog({ sources, plan, lead, tool, startedAt, endedAt });
    const log = await output.write('log', logSuffix, [logText]);
    const files = [...made.files, map, log];
    const lineage: Lineage = {
      source: lead.path,
      sourceFormat: `${sources.length} dumps`,
      sourceFiles: [...writing.sourceFiles],
      sourceDumpId: lead.record.dumpId,
      format,
      tool,
      lost: [],
      generated: [],
    };
    const facts = { ...made, files, name: output.name, startedAt, endedAt, lineage };
    const sidecar = mergeSidecar(facts, plan, sources, lead);
    const text = new TextEncoder().encode(`${JSON.stringify(sidecar, null, 2)}\n`);
    const file = await output.write('sidecar', sidecarSuffix, [text]);
    output.publish();
    return { files: [...files, file], sidecar };
  } finally {
    output.discard();
  }
}

async function writeDisc(
  image: DiscImage,
  { plan, lead, format }: MergeWriting,
  output: OutputSet,
): Promise<Made> {
  const disc = lead.disc!;
  const known = damageOfRuns(plan.states, userDataBytes, lead.path);
  const filesystems = identify(discReader(image));
  const made = await convertDisc({ image, disc, known, output, onFault: () => {} }, format as DiscTarget);
  const isWritten = made.files.some(({ role }) => role === 'subchannel');
  const subchannel = isWritten ? [] : await writeSubchannel(image, output);
  return {
    files: [...made.files, ...subchannel],
    sectorSize: made.sectorSize,
    image: { sizeBytes: made.sizeBytes, ...made.imageHashes },
    disc: { disc, tracks: made.tracks },
    inspection: { hypotheses: [], filesystems, warnings: [] },
  };
}

/** 96 bytes a sector, what lies between sessions left out, as the dumps keep it. */
async function writeSubchannel(image: DiscImage, output: OutputSet): Promise<OutputFile[]> {
  if (!image.readSubchannel(0, new Uint8Array(subchannelBytes))) return [];
  function* pieces() {
    const sectors = Math.floor(pieceBytes / subchannelBytes);
    const bytes = new Uint8Array(sectors * subchannelBytes);
    for (const [at, { startLba, leadOutLba }] of image.sessions.entries())
      for (let lba = at === 0 ? 0 : startLba; lba < leadOutLba; lba += sectors) {
        const count = Math.min(sectors, leadOutLba - lba);
        for (let index = 0; index < count; index++) {
          const own = bytes.subarray(index * subchannelBytes, (index + 1) * subchannelBytes);
          image.readSubchannel(lba + index, own);
        }
        yield bytes.subarray(0, count * subchannelBytes);
      }
  }
  return [await output.write('subchannel', '.sub', pieces())];
}

async function writeBlocks({ sources, plan, lead, format }: MergeWriting, output: OutputSet): Promise<Made> {
  const image = mergedBlocks(sources, plan, lead.medium);
  const inspected = inspectImage(sectorReaderOf(image), output.name + extname(lead.path));
  const { file, imageHashes } =
    format === 'iso' ? await writeIso(image, output) : await writeContainer(image, format, output);
  return {
    files: [file],
    sectorSize: lead.medium.sectorSize,
    image: { sizeBytes: image.sizeBytes, ...imageHashes },
    disc: lead.disc && { disc: lead.disc, tracks: [] },
    inspection: {
      hypotheses: lead.disc ? [] : inspected.hypotheses,
      filesystems: inspected.filesystems,
      warnings: inspected.warnings,
    },
  };
}

function writeContainer(image: BlockImage, format: OutputFormat, output: OutputSet) {
  const conversion = { image, geometry: null, known: noKnownDamage, output, now: new Date() };
  return convertBlocks(conversion, format as 'img' | 'ima' | 'imz');
}

/** The sectors of a DVD or BD, one after the other. */
async function writeIso(image: BlockImage, output: OutputSet) {
  const hashes = output.hashes(image.sizeBytes);
  function* pieces() {
    const bytes = new Uint8Array(Math.min(pieceBytes, image.sizeBytes));
    for (let at = 0; at < image.sizeBytes; at += bytes.length) {
      const piece = bytes.subarray(0, Math.min(bytes.length, image.sizeBytes - at));
      image.read(at, piece);
      yield piece;
    }
  }
  const file = await output.write('image', '.iso', pieces(), hashes);
  return { file, imageHashes: hashes.digest() };
}

function mapOf({ plan, tool, startedAt }: MergeWriting, endedAt: Date, sectorSize: number): Uint8Array {
  const header = {
    tool: tool.name,
    version: tool.version,
    commandLine: `${tool.name} merge`,
    startTime: mapfileTime(startedAt),
    currentTime: mapfileTime(endedAt),
  };
  return new TextEncoder().encode(formatMapfile(header, plan.states, sectorSize, null));
}
