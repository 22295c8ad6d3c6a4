/** A DVD or BD in a drive as a source of sectors: its structures kept, its size found, its protection said. */
import { SpindleError } from '../../shared/errors.ts';
import type { Disc } from '../../shared/model/disc.ts';
import type { DriveIdentity, Warning } from '../../shared/model/drive.ts';
import type { DiscFamily } from '../core/optical/configuration.ts';
import { type DiscCapacity, reconcileCapacity } from '../core/optical/disc-capacity.ts';
import { DvdReader } from '../core/optical/dvd-reader.ts';
import { identifyMedium, type MediumFacts } from '../core/optical/identify-disc.ts';
import { identifyStructures, type StructureFacts } from '../core/optical/identify-dvd.ts';
import type { MmcDrive } from '../core/optical/mmc-drive.ts';
import { findVolumeEnd } from '../core/optical/volume-end.ts';
import { ringSlotBytes } from './byte-ring.ts';
import {
  copyPass,
  type DiscSource,
  discInDrive,
  discMedium,
  tocDigest,
  untriedProfile,
} from './disc-in-drive.ts';

const blockBytes = 2048;
/** What a drive with a blank disc, or one that is not closed, may say of its size. */
const noDiscSectors = 1;

/** @throws SpindleError unreadable-disc when nothing tells how large the disc is */
export function dvdSource(
  drive: MmcDrive,
  identity: DriveIdentity,
  medium: MediumFacts,
  family: Exclude<DiscFamily, 'cd'>,
): DiscSource {
  const { profileName } = medium;
  const structures = identifyStructures(drive, family === 'bd' ? 'bd' : 'dvd', medium);
  const reader = new DvdReader(drive, Math.floor(ringSlotBytes / blockBytes));
  const capacity = capacityOf(reader, medium, structures);
  if (capacity === null) {
    throw new SpindleError(
      'unreadable-disc',
      `The drive ${drive.transport.address} does not say how large the disc is: it may be blank or not closed. Nothing was read.`,
      { address: drive.transport.address, profile: profileName },
    );
  }
  const { totalSectors } = capacity;
  const disc: Disc = { profile: profileName, sessions: [], tracks: [], mcn: null, cdText: null, ids: null };
  const tocSha1 = tocDigest(medium.blobs);
  drive.isSameMedium = () => tocDigest(identifyMedium(drive).blobs) === tocSha1;
  return {
    ...discInDrive(drive, identity),
    profile: () => untriedProfile(drive, identity),
    medium: discMedium(totalSectors, blockBytes),
    read: (lba, count, into, pass = copyPass) => reader.read(lba, count, into, pass),
    disc: {
      document: {
        disc,
        tocSha1,
        areas: [{ startLba: 0, endLba: totalSectors, session: 1, kind: 'data' }],
        hasSubchannel: false,
        readOffset: 0,
      },
      blobs: new Map([...medium.blobs, ...structures.blobs]),
    },
    warnings: warningsOf(structures, capacity),
    notes: structures.layerBreakLbas.map((lba, index) => `Layer ${index + 1} begins at LBA ${lba}.`),
  };
}

function capacityOf(
  reader: DvdReader,
  { capacity }: MediumFacts,
  { pressedSectors }: StructureFacts,
): DiscCapacity | null {
  const isTold = capacity?.sectorSize === blockBytes && capacity.totalSectors > noDiscSectors;
  const sector = new Uint8Array(blockBytes);
  const volume = findVolumeEnd((lba) =>
    reader.read(lba, 1, sector, copyPass).goodSectors === 1 ? sector : null,
  );
  return reconcileCapacity({ driveSectors: isTold ? capacity.totalSectors : null, pressedSectors, volume });
}

function warningsOf(
  { protection, layerBreakLbas, warnings }: StructureFacts,
  capacity: DiscCapacity,
): Warning[] {
  const found: Warning[] = [];
  if (layerBreakLbas.length > 0) {
    found.push({
      code: 'layer-break',
      message: `The disc has ${layerBreakLbas.length + 1} layers; the laser changes between them at LBA ${layerBreakLbas.join(', ')}.`,
    });
  }
  if (protection !== null) {
    found.push({
      code: 'encrypted',
      message: `The sectors of this disc are encrypted (${protection}) and are stored as they are.`,
    });
  }
  const opinions = [...warnings, ...capacity.warnings].map((message) => ({ code: 'capacity', message }));
  return [...found, ...opinions];
}
