/** The first look at a disc: its tables, and what lies in its data tracks. */
import type { Disc } from '../../../shared/model/disc.ts';
import type { Filesystem, Inspection, Warning } from '../../../shared/model/drive.ts';
import { identify } from '../identify/identify.ts';
import { CachedReader } from '../identify/sector-reader.ts';
import type { BlockSource, DiscSourceFacts } from '../ports.ts';
import { userDataBytes } from './sector-layout.ts';
import { userDataFetcher } from './user-data-fetcher.ts';

const budget = { reads: 96, failedReads: 8 };

/**
 * Inspects a disc through its source, or through a store that stands for it. `disc` may know more than the source does:
 * gaps and codes found in the subchannel.
 */
export function inspectDisc(
  source: BlockSource,
  { document }: Pick<DiscSourceFacts, 'document'>,
  disc: Disc,
  warnings: readonly Warning[],
  allocate: (bytes: number) => Uint8Array,
): Inspection {
  const { medium, identity } = source;
  const filesystems =
    medium.sectorSize === userDataBytes
      ? filesystemsAt(source, 0, medium.totalSectors, allocate)
      : document.areas
          .filter((area) => area.kind === 'data')
          .flatMap((area) => filesystemsAt(source, area.startLba, area.endLba, allocate));
  return { medium, identity, hypotheses: [], filesystems, warnings: [...warnings], disc };
}

function filesystemsAt(
  source: BlockSource,
  startLba: number,
  endLba: number,
  allocate: (bytes: number) => Uint8Array,
): Filesystem[] {
  const found = identify(new CachedReader(userDataFetcher(source, startLba, endLba, allocate), budget));
  return found.map((filesystem) => ({ ...filesystem, startLba: startLba + filesystem.startLba }));
}
