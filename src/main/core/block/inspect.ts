/** The first look at a medium: what it may be and what is on it, at the price of a few small reads. */
import type { Inspection, Warning } from '../../../shared/model/drive.ts';
import { identify } from '../identify/identify.ts';
import { type Budget, CachedReader, type SectorReader } from '../identify/sector-reader.ts';
import type { BlockSource } from '../ports.ts';
import { floppyFormats, largestFloppyBytes } from './floppy-formats.ts';
import { type DeviceGeometry, gatherClues, rankedHypotheses } from './geometry.ts';
import { geometryWarnings } from './geometry-warnings.ts';

/** A failing sector can cost many seconds: a few dozen of them tell enough. */
const floppyBudget: Budget = { reads: 64, failedReads: 20 };
/** Room for partitions. */
const diskBudget: Budget = { reads: 192, failedReads: 20 };

/** Page-aligned memory of at least `bytes`, from whoever knows how to get it. */
export type Allocate = (bytes: number) => Uint8Array;

/**
 * Inspects an open source. Reads whole sectors, each at most once or, in damage, twice; never throws for what the
 * medium does: what cannot be read is reported as such.
 */
export function inspectBlock(source: BlockSource, allocate: Allocate): Inspection {
  const { medium } = source;
  const budget = medium.sizeBytes <= largestFloppyBytes ? floppyBudget : diskBudget;
  const reader = new CachedReader(fetcherOf(source, allocate), budget);
  const inspection = inspect(reader, source.deviceGeometry, extensionOf(source.address));
  if (reader.isCutShort) inspection.warnings.push(cutShort);
  return { ...inspection, medium, identity: source.identity, disc: null };
}

const cutShort: Warning = {
  code: 'inspection-cut-short',
  message:
    'The first look ended early to spare the medium: it may hold more than is named here. Imaging reads all of it.',
};

/** Inspects an image that lies in a file or in memory. `fileName` only lends its extension. */
export function inspectImage(reader: SectorReader, fileName: string): Inspection {
  const { sizeBytes, sectorSize } = reader;
  return {
    ...inspect(reader, null, extensionOf(fileName)),
    disc: null,
    medium: {
      sizeBytes,
      sectorSize,
      totalSectors: Math.ceil(sizeBytes / sectorSize),
      writeProtected: null,
      removable: false,
      diskSequence: null,
    },
    identity: { vendor: '', product: '', revision: '', serial: '', bus: '' },
  };
}

function inspect(
  reader: SectorReader,
  deviceGeometry: DeviceGeometry | null,
  extension: string | null,
): Pick<Inspection, 'hypotheses' | 'filesystems' | 'warnings'> {
  const filesystems = identify(reader);
  const clues = gatherClues({ reader, filesystems, deviceGeometry, extension });
  const hypotheses = rankedHypotheses(clues);
  return { hypotheses, filesystems, warnings: geometryWarnings(clues, hypotheses) };
}

function fetcherOf(source: BlockSource, allocate: Allocate) {
  const { sectorSize, totalSectors } = source.medium;
  let buffer: Uint8Array = new Uint8Array(0);
  return {
    sizeBytes: totalSectors * sectorSize,
    sectorSize,
    fetch(lba: number, count: number) {
      if (buffer.length < count * sectorSize) buffer = allocate(count * sectorSize);
      const { goodSectors } = source.read(lba, count, buffer);
      return { bytes: buffer, goodSectors };
    },
  };
}

/** Of an image's path, also within `sim:PATH?behaviour=...`; device nodes have none. */
function extensionOf(address: string): string | null {
  const path = address.replace(/^sim:/, '').replace(/\?.*$/, '');
  return /[^/\\]\.([a-z0-9]{1,4})$/i.exec(path)?.[1]?.toLowerCase() ?? null;
}

/**
 * Sectors of one track, in sectors of the medium, for aligning reads; null while the hypotheses differ about it,
 * while the best is a mere guess, or where tracks have different lengths.
 */
export function sectorsPerTrackOf(inspection: Inspection): number | null {
  const { hypotheses, medium } = inspection;
  const best = hypotheses[0];
  if (!best) return null;
  const equals = hypotheses.filter(({ confidence }) => confidence === best.confidence);
  const lengths = new Set(equals.map((one) => trackBytes(one) / medium.sectorSize));
  const [length] = lengths;
  const isCertain = best.confidence >= 0.5 || equals.length === hypotheses.length;
  return isCertain && lengths.size === 1 && Number.isInteger(length) ? length! : null;
}

function trackBytes({ name, sectorsPerTrack, bytesPerSector }: Inspection['hypotheses'][number]): number {
  const isZoned = floppyFormats.some((format) => format.name === name && format.zones !== null);
  return isZoned ? Number.NaN : sectorsPerTrack * bytesPerSector;
}
