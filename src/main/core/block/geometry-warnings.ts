/** What a person must know of a medium before trusting its image. Values, not exceptions: nothing stops imaging. */
import type { GeometryHypothesis, Warning } from '../../../shared/model/drive.ts';
import { countWords, sectorsWords } from '../../../shared/words.ts';
import { hasBytes } from '../byte-fields.ts';
import { formatsOfSize, largestFloppyBytes, oldDosFormats } from './floppy-formats.ts';
import { isDiscVolume } from './format-systems.ts';
import type { Clues } from './geometry.ts';

type WarningTest = (clues: Clues, hypotheses: readonly GeometryHypothesis[]) => Warning | null;

function offeredSectorsPerTrack({ deviceGeometry, layout, reader }: Clues): number | null {
  if (deviceGeometry) return deviceGeometry.sectorsPerTrack;
  if (!layout) return null;
  const perTrack = reader.sizeBytes / (layout.bytesPerSector * layout.cylinders * layout.heads);
  return Number.isInteger(perTrack) ? perTrack : null;
}

/** A drive that reads fewer sectors per track than the disk has, or fewer in all, leaves holes without any error. */
const sectorsMissing: WarningTest = (clues) => {
  const { block, layout, reader } = clues;
  if (!block) return null;
  const missing = block.totalSectors - Math.floor(reader.sizeBytes / block.bytesPerSector);
  const offered = offeredSectorsPerTrack(clues);
  if (layout && offered !== null && layout.sectorsPerTrack > offered) {
    return {
      code: 'sectors-missing',
      message: `This disk says it has ${layout.sectorsPerTrack} sectors per track but the drive offers ${offered}: sectors are missing from the image. Read it with a drive and controller that know the format, or with flux hardware.`,
    };
  }
  if (missing <= 0) return null;
  return {
    code: 'volume-larger-than-medium',
    message: `The boot sector speaks of ${sectorsWords(block.totalSectors)}, ${countWords(missing)} more than the medium has: the end of the volume is missing, or the disk was read in the wrong format.`,
  };
};

/** Linux does not try the formats of 8 sectors per track and takes them for 9: every ninth sector then "fails". */
const sectorsTooMany: WarningTest = ({ block, layout, fatId, deviceGeometry }) => {
  const old = fatId && !block ? oldDosFormats.get(fatId.value) : undefined;
  const disk = layout ?? old;
  if (!deviceGeometry || !disk) return null;
  const fewerSectors = disk.sectorsPerTrack < deviceGeometry.sectorsPerTrack;
  const fewerHeads = disk.heads < deviceGeometry.heads;
  if (!fewerSectors && !fewerHeads) return null;
  return {
    code: 'drive-expects-more',
    message: `This disk says it has ${disk.sectorsPerTrack} sectors per track on ${disk.heads} ${disk.heads === 1 ? 'side' : 'sides'}, but the drive expects ${deviceGeometry.sectorsPerTrack} on ${deviceGeometry.heads}: sectors that do not exist will count as unreadable, and those that exist stand at other places. Set the drive's format to the disk's and read it again.`,
  };
};

const volumeSmaller: WarningTest = ({ block, reader, filesystems }) => {
  if (!block || !filesystems.some(({ type }) => type.startsWith('FAT'))) return null;
  if (reader.sizeBytes > largestFloppyBytes) return null;
  const outside = Math.floor(reader.sizeBytes / block.bytesPerSector) - block.totalSectors;
  if (outside <= 0) return null;
  return {
    code: 'volume-smaller-than-medium',
    message: `The volume ends ${sectorsWords(outside)} before the medium does. The whole medium is imaged all the same.`,
  };
};

const bootSectorUnreadable: WarningTest = ({ bootSector, reader }) =>
  bootSector || reader.sizeBytes < 512
    ? null
    : {
        code: 'boot-sector-unreadable',
        message:
          'The first sector cannot be read: the format is guessed from the size and from what else could be read.',
      };

const unknownSize: WarningTest = ({ reader, deviceGeometry, filesystems }, hypotheses) => {
  const { sizeBytes } = reader;
  if (sizeBytes > largestFloppyBytes || formatsOfSize(sizeBytes).length > 0) return null;
  if (filesystems.some(isDiscVolume)) return null;
  const best = hypotheses[0];
  const guess = best ? ` The best guess is ${best.name}.` : '';
  const medium = deviceGeometry ? 'What the drive offers' : 'This';
  return {
    code: 'unknown-size',
    message: `${medium} is ${countWords(sizeBytes)} bytes long, which is no floppy format known here.${guess} It may be cut short.`,
  };
};

/** Windows 95 and later put five bytes and "IHC" over the name of whoever formatted an unprotected disk. */
const volumeTracking: WarningTest = ({ bootSector, block }) =>
  block && bootSector && hasBytes(bootSector, 8, 'IHC')
    ? {
        code: 'volume-tracking',
        message:
          'Windows has rewritten bytes 3 to 10 of the boot sector (volume tracking), so this disk was once in a drive without write protection. Protect disks before they go into any drive; two copies may differ in just these bytes.',
      }
    : null;

const clash: WarningTest = (_, hypotheses) => {
  const best = hypotheses[0];
  if (!best) return null;
  const rivals = hypotheses.filter(
    (one) => one.confidence === best.confidence && layoutKey(one) !== layoutKey(best),
  );
  if (rivals.length === 0) return null;
  const names = [best, ...rivals].map(({ name }) => name).join(', ');
  return {
    code: 'format-unclear',
    message: `The format is not clear: ${names} are equally likely. The image is the same for all of them; only its interpretation is open.`,
  };
};

function layoutKey(one: GeometryHypothesis): string {
  return `${one.cylinders}/${one.heads}/${one.sectorsPerTrack}/${one.bytesPerSector}`;
}

const tests = [
  sectorsMissing,
  sectorsTooMany,
  volumeSmaller,
  bootSectorUnreadable,
  unknownSize,
  volumeTracking,
  clash,
] as const;

export function geometryWarnings(clues: Clues, hypotheses: readonly GeometryHypothesis[]): Warning[] {
  return tests.flatMap((test) => test(clues, hypotheses) ?? []);
}
