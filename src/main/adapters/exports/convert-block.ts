/** Writes the sectors of a disk in another format. */

import type { BlockTarget } from '../../../shared/model/convert-formats.ts';
import type { Hashes, OutputFile } from '../../../shared/model/output.ts';
import { compactRuns, type SectorRun, type SectorRuns } from '../../../shared/model/sector-runs.ts';
import type { SectorState } from '../../../shared/model/sector-state.ts';
import type { KnownStates } from '../../core/convert/sector-feed.ts';
import { addFlaw, type BlockGeometry, type BlockImage, type Flaw } from '../../core/image/block-image.ts';
import { writeDiskCopy } from '../../core/image/dc42/disk-copy.ts';
import { writeImd } from '../../core/image/imd/write-imd.ts';
import { writeMsa } from '../../core/image/msa/write-msa.ts';
import { piecesOf } from '../../core/image/pieces-of.ts';
import type { PassingHashes } from '../files/hash-lanes.ts';
import { writeImz } from './imz.ts';
import type { OutputSet } from './output-set.ts';

export interface BlockConversion {
  readonly image: BlockImage;
  /** Null where it is not certain; formats of tracks are refused then. */
  readonly geometry: BlockGeometry | null;
  readonly known: KnownStates;
  readonly output: OutputSet;
  readonly now: Date;
}

export interface ConvertedBlocks {
  readonly file: OutputFile;
  readonly states: SectorRuns;
  /** Of the sectors in the order of the disk, whatever they were put into. */
  readonly imageHashes: Hashes;
}

/** ImageDisk modes 3 to 5: MFM at 500, 300 and 250 kbit/s. */
const imdMfm500 = 3;
const imdMfm250 = 5;
const highDensitySectors = 15;

export async function convertBlocks(
  conversion: BlockConversion,
  format: BlockTarget,
): Promise<ConvertedBlocks> {
  const { image } = conversion;
  const flaws = allFlaws(conversion);
  const hashes = conversion.output.hashes(image.sizeBytes);
  const file = await writeFormat(conversion, format, flaws, hashes);
  const states = statesOf(flaws, image);
  return { file, states, imageHashes: hashes.digest() };
}

async function writeFormat(
  conversion: BlockConversion,
  format: BlockTarget,
  flaws: readonly Flaw[],
  hashes: PassingHashes,
): Promise<OutputFile> {
  const { image, output } = conversion;
  const suffix = `.${format}`;
  switch (format) {
    case 'img':
    case 'ima':
    case 'st':
    case 'adf':
    case 'hdm':
      return output.write('image', suffix, piecesOf(image), hashes);
    case 'imz':
      return toImz(conversion, hashes);
    case 'msa':
    case 'dc42':
    case 'imd': {
      const bytes = new Uint8Array(image.sizeBytes);
      image.read(0, bytes);
      hashes.update(bytes);
      return output.write('image', suffix, [packed(conversion, format, bytes, flaws)]);
    }
  }
}

async function toImz({ image, output, now }: BlockConversion, hashes: PassingHashes): Promise<OutputFile> {
  function* passing(): Generator<Uint8Array> {
    for (const piece of piecesOf(image)) {
      hashes.update(piece);
      yield piece;
    }
  }
  const source = { sizeBytes: image.sizeBytes, pieces: passing() };
  const options = { entryName: output.name, modified: now };
  return output.take('image', '.imz', await writeImz(source, output.partPath('.imz'), options));
}

function packed(
  { image, geometry, output, now }: BlockConversion,
  format: 'msa' | 'dc42' | 'imd',
  bytes: Uint8Array,
  flaws: readonly Flaw[],
): Uint8Array {
  // The plan has refused formats of tracks where the tracks are not known.
  const tracks = geometry ?? { cylinders: 0, heads: 0, sectorsPerTrack: 0 };
  if (format === 'msa') return writeMsa(bytes, tracks);
  if (format === 'dc42') return writeDiskCopy(bytes, tagsOf(image), image.comment || output.name);
  const trackBytes = tracks.sectorsPerTrack * image.sectorSize;
  return writeImd(bytes, flaws, {
    ...tracks,
    sectorSize: image.sectorSize,
    mode: trackBytes >= highDensitySectors * 512 ? imdMfm500 : imdMfm250,
    comment: image.comment,
    written: imdTime(now),
  });
}

function tagsOf(image: BlockImage): Uint8Array {
  return 'tags' in image && image.tags instanceof Uint8Array ? image.tags : new Uint8Array(0);
}

/** `DD/MM/YYYY HH:MM:SS`, as ImageDisk has it. */
function imdTime(at: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const date = [two(at.getDate()), two(at.getMonth() + 1), at.getFullYear()].join('/');
  return `${date} ${[at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join(':')}`;
}

/** Those the container knows, and those a sidecar or map beside the source knows. */
function allFlaws({ image, known }: BlockConversion): Flaw[] {
  const all: Flaw[] = [
    ...image.flaws,
    ...known.unread.ranges.map((range) => ({ state: 'missing' as const, ...range })),
    ...known.doubtful.ranges.map((range) => ({ state: 'bad' as const, ...range })),
  ];
  const flaws: Flaw[] = [];
  let endBytes = 0;
  for (const flaw of all.sort((a, b) => a.offsetBytes - b.offsetBytes)) {
    const from = Math.max(endBytes, flaw.offsetBytes);
    const end = Math.min(image.sizeBytes, flaw.offsetBytes + flaw.lengthBytes);
    addFlaw(flaws, { state: flaw.state, offsetBytes: from, lengthBytes: Math.max(0, end - from) });
    endBytes = Math.max(endBytes, end);
  }
  return flaws;
}

/** A sector kept with an error is in doubt, one not kept is unread. */
function statesOf(flaws: readonly Flaw[], { sizeBytes, sectorSize }: BlockImage): SectorRuns {
  const runs: SectorRun[] = [];
  let next = 0;
  const add = (end: number, state: SectorState) => {
    if (end > next) runs.push([end - next, state]);
    next = Math.max(next, end);
  };
  for (const { state, offsetBytes, lengthBytes } of flaws) {
    add(Math.floor(offsetBytes / sectorSize), 'good');
    add(Math.ceil((offsetBytes + lengthBytes) / sectorSize), state === 'bad' ? 'suspect' : 'bad');
  }
  add(Math.ceil(sizeBytes / sectorSize), 'good');
  return compactRuns(runs);
}
