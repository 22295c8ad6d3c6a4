/**
 * How many bytes a dump will take: while it is made, and when it is done. Estimates for a forecast, on the safe side: what
 * cannot be known beforehand (how far a diskette packs, whether a drive gives a subchannel) counts as the larger.
 */
import type { SectorCounts } from '../../../shared/model/job.ts';
import type { OutputFormat } from '../../../shared/model/output.ts';
import type { PlannedMedium, PlannedOptions } from '../../../shared/model/room.ts';
import { sectorBytes, userDataBytes } from '../optical/sector-layout.ts';
import { subchannelBytes } from '../optical/subchannel.ts';

/** Map, log, sidecar, the documents of the store and its reserve: as an order of magnitude. */
export const sideFilesBytes = 512 * 1024;

export interface DumpSize {
  /** The most it takes at any moment. */
  readonly peakBytes: number;
  /** What stays when it is done and every sector was read. */
  readonly keptBytes: number;
  /** What stays when some were not: the working store is kept to go on with. */
  readonly keptWithErrorsBytes: number;
}

export function dumpSize(medium: PlannedMedium, options: PlannedOptions): DumpSize {
  const store = storeBytes(medium);
  const exported = exportedBytes(medium, options);
  // Results that are the working image itself are the same bytes under a second name.
  const shared = holdsImage(medium, options) ? imageBytes(medium) : 0;
  const peakBytes = store + exported - shared + sideFilesBytes;
  return {
    peakBytes,
    keptBytes: options.keepStore ? peakBytes : exported + sideFilesBytes,
    keptWithErrorsBytes: peakBytes,
  };
}

/** What of it is on the disk already, as far as reading tells: sectors nobody tried are holes in the image. */
export function writtenBytes(medium: PlannedMedium, counts: SectorCounts | null): number {
  if (counts === null || counts.total === 0) return 0;
  return Math.floor((storeBytes(medium) * (counts.good + counts.goodAfterRetry)) / counts.total);
}

function imageBytes({ totalSectors, sectorSize }: PlannedMedium): number {
  return totalSectors * sectorSize;
}

function storeBytes(medium: PlannedMedium): number {
  const { kind, totalSectors } = medium;
  return imageBytes(medium) + (kind === 'cd' ? totalSectors * subchannelBytes : 0);
}

function wanted({ kind }: PlannedMedium, { formats }: PlannedOptions): readonly OutputFormat[] {
  if (formats.length > 0) return formats;
  return kind === 'blocks' ? ['img'] : kind === 'cd' ? ['bincue'] : ['iso'];
}

const isRaw = (format: OutputFormat) => format === 'img' || format === 'ima' || format === 'iso';

function holdsImage(medium: PlannedMedium, options: PlannedOptions): boolean {
  return medium.kind !== 'cd' && wanted(medium, options).some(isRaw);
}

function exportedBytes(medium: PlannedMedium, options: PlannedOptions): number {
  const formats = wanted(medium, options);
  const { kind, totalSectors, audioSectors } = medium;
  if (kind !== 'cd') return formats.length * imageBytes(medium);
  const ofFormat = (format: OutputFormat): number => {
    switch (format) {
      case 'ccd':
        return totalSectors * (sectorBytes + subchannelBytes);
      case 'iso':
        return totalSectors * userDataBytes;
      case 'wav':
        return audioSectors * sectorBytes;
      default:
        return totalSectors * sectorBytes;
    }
  };
  const hasOwnSubchannel = options.subchannel && !formats.includes('ccd');
  return (
    formats.reduce((sum, format) => sum + ofFormat(format), 0) +
    (hasOwnSubchannel ? totalSectors * subchannelBytes : 0)
  );
}
