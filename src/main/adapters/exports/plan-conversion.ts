/** What an image could become: learned of it once, then decided for each format before anything is written. */
import { createHash } from 'node:crypto';
import type { FormatPlan } from '../../../shared/model/conversion.ts';
import {
  type BlockTarget,
  type ConvertFormat,
  convertFormats,
  type DiscTarget,
  isDiscTarget,
} from '../../../shared/model/convert-formats.ts';
import type { Disc } from '../../../shared/model/disc.ts';
import type { Loss } from '../../../shared/model/losses.ts';
import type { Sidecar } from '../../../shared/model/sidecar.ts';
import { inspectImage } from '../../core/block/inspect.ts';
import { planBlock } from '../../core/convert/plan-block.ts';
import { type Planned, planDisc } from '../../core/convert/plan-disc.ts';
import { type BlockGeometry, type BlockImage, sectorReaderOf } from '../../core/image/block-image.ts';
import { discOfImage } from '../../core/image/disc-of-image.ts';
import { type KnownDamage, knownDamage } from '../known-damage.ts';
import type { BlockSectors, DiscSectors, ImageSectors } from '../open-sectors.ts';
import { hasChdman } from './chd.ts';

export interface DiscFacts {
  readonly kind: 'disc';
  readonly source: DiscSectors;
  readonly disc: Disc;
  readonly known: KnownDamage;
}

export interface BlockFacts {
  readonly kind: 'block';
  readonly source: BlockSectors;
  readonly known: KnownDamage;
  readonly inspection: Pick<Sidecar, 'hypotheses' | 'filesystems' | 'warnings'>;
  /** Null where it is not certain. */
  readonly geometry: BlockGeometry | null;
}

export type ImageFacts = DiscFacts | BlockFacts;

const userDataBytes = 2048;

export function factsOf(source: ImageSectors): ImageFacts {
  if (source.kind === 'disc') {
    const { disc } = discOfImage(source.image, (bytes) => createHash('sha1').update(bytes).digest());
    return {
      kind: 'disc',
      source,
      disc,
      known: knownDamage(source.path, userDataBytes, source.image.endLba),
    };
  }
  const { image, path } = source;
  const inspection = inspectImage(sectorReaderOf(image), path);
  return {
    kind: 'block',
    source,
    known: knownDamage(path, image.sectorSize, Math.ceil(image.sizeBytes / image.sectorSize)),
    inspection,
    geometry: image.geometry ?? certainGeometry(inspection.hypotheses, image),
  };
}

export function planFormat(facts: ImageFacts, format: ConvertFormat): Planned {
  if (facts.kind === 'disc') {
    return isDiscTarget(format)
      ? planDisc(facts.source.image, facts.disc, format)
      : {
          refusal: 'it is a disc, and this is a format of disks: what makes it a disc would be lost',
        };
  }
  return isDiscTarget(format)
    ? { refusal: 'it is a disk, and this is a format of discs: tracks and sectors would have to be made up' }
    : planDisk(facts, format);
}

function planDisk({ source: { image }, known, geometry }: BlockFacts, format: BlockTarget): Planned {
  const planned = planBlock(image, geometry, format);
  if ('refusal' in planned || format === 'imd') return planned;
  const isMarked = known.unread.ranges.length + known.doubtful.ranges.length > 0;
  return isMarked ? { ...planned, lost: [...new Set<Loss>([...planned.lost, 'bad-sector-flags'])] } : planned;
}

/** Every format, possible or not; those that need a program that is not installed are not. */
export async function planFormats(facts: ImageFacts): Promise<FormatPlan[]> {
  const canPack = await hasChdman();
  return convertFormats.map((format) => {
    const planned =
      format === ('chd' satisfies DiscTarget) && !canPack && facts.kind === 'disc'
        ? { refusal: 'chdman, which packs it, is not installed (Debian: mame-tools)' }
        : planFormat(facts, format);
    return 'refusal' in planned
      ? { format, possible: false, why: planned.refusal }
      : { format, possible: true, lost: [...planned.lost], generated: [...planned.generated] };
  });
}

/** By the container, or by what speaks for it in the image; null where that is not certain. */
export function imageGeometry({ image, path }: BlockSectors): BlockGeometry | null {
  return image.geometry ?? certainGeometry(inspectImage(sectorReaderOf(image), path).hypotheses, image);
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
