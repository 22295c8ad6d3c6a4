/** How a medium is swept: what it is decides how much one command asks for and how far an error makes us jump. */
export interface ReadPlan {
  /** Sectors of one command while damage is near; clusters are aligned to multiples of it. */
  readonly clusterSectors: number;
  /** Sectors of one command while all is well; a multiple of the cluster. */
  readonly sweepSectors: number;
  /** First jump after an error; 0 to never jump. Doubles with each further error, resets on a good read. */
  readonly initialSkipSectors: number;
  readonly maxSkipSectors: number;
  /** Passes over bad sectors once everything has been tried sector by sector. */
  readonly retries: number;
  /** Read everything a second time, and try again what does not come the same. */
  readonly verify?: boolean;
}

const ddrescueClusterBytes = 64 * 1024;
const sweepBytes = 256 * 1024;
/** Largest standard floppy (ED 2.88M, 83 cylinders) with room to spare. */
const largestFloppyBytes = 4 * 1024 * 1024;

/** Sectors of one command near damage, and while all is well: for a CD, and for the ECC blocks of DVD and BD. */
const discClusters = {
  cd: { cluster: 24, sweep: 216 },
  dvd: { cluster: 16, sweep: 128 },
  bd: { cluster: 32, sweep: 128 },
};

/**
 * Discs: clusters as large as the classic transfer of 64 KiB holds (CD), or an ECC block (DVD, BD); jumps from one
 * cluster to 1 % of the disc.
 */
export function planForDisc(
  family: keyof typeof discClusters,
  totalSectors: number,
  retries: number,
  verify: boolean,
): ReadPlan {
  const { cluster, sweep } = discClusters[family];
  return {
    clusterSectors: cluster,
    sweepSectors: sweep,
    initialSkipSectors: cluster,
    maxSkipSectors: Math.max(cluster, Math.floor(totalSectors / 100)),
    retries,
    verify,
  };
}

/**
 * Floppies are read a track at a time and never skipped: GNU ddrescue's smallest jump of 64 KiB is 3.5 cylinders, and
 * 2 880 sectors are soon tried. Everything else follows ddrescue 1.27: 64 KiB clusters, first jump 64 KiB or 1/100000
 * of the medium, last jump 1 % of it.
 */
export function planFor(
  medium: { readonly sizeBytes: number; readonly sectorSize: number; readonly totalSectors: number },
  sectorsPerTrack: number | null,
  retries: number,
): ReadPlan {
  const { sectorSize, sizeBytes } = medium;
  if (sizeBytes <= largestFloppyBytes) {
    const track = sectorsPerTrack ?? Math.max(1, Math.floor((18 * 512) / sectorSize));
    return { clusterSectors: track, sweepSectors: track, initialSkipSectors: 0, maxSkipSectors: 0, retries };
  }
  const clusterSectors = Math.max(1, Math.floor(ddrescueClusterBytes / sectorSize));
  const skipBytes = Math.max(
    ddrescueClusterBytes,
    Math.ceil(sizeBytes / 100_000 / ddrescueClusterBytes) * ddrescueClusterBytes,
  );
  const initialSkipSectors = Math.ceil(skipBytes / sectorSize);
  return {
    clusterSectors,
    sweepSectors: Math.max(clusterSectors, Math.floor(sweepBytes / sectorSize)),
    initialSkipSectors,
    maxSkipSectors: Math.max(initialSkipSectors, Math.floor(medium.totalSectors / 100)),
    retries,
  };
}
