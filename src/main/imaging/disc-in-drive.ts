/** What all discs in drives have in common as sources of sectors. */
import { createHash } from 'node:crypto';
import type { DriveIdentity, Medium, Warning } from '../../shared/model/drive.ts';
import type { DriveProfile } from '../../shared/model/drive-profile.ts';
import { preventMediumRemoval, startStopUnit } from '../core/optical/cdb/medium-commands.ts';
import type { MmcDrive } from '../core/optical/mmc-drive.ts';
import type { BlockSource } from '../core/ports.ts';

export interface DiscSource extends BlockSource {
  readonly disc: NonNullable<BlockSource['disc']>;
  readonly warnings: readonly Warning[];
  /** What was tried with the drive and what came, for the log. */
  readonly notes: readonly string[];
  /** What is known of the drive by now. */
  profile(): DriveProfile;
  /** Opens the tray. */
  eject(): void;
}

/** Room for the main channel of the largest read of a CD: what a drive does once per command is spread over many sectors. */
export const cdBufferBytes = 512 * 1024;

export const copyPass = { name: 'copy', number: 1, direction: 'forward' } as const;

export function discInDrive(drive: MmcDrive, identity: DriveIdentity) {
  return {
    address: drive.transport.address,
    identity,
    deviceGeometry: null,
    alignmentBytes: 1,
    eject: () => {
      drive.control(preventMediumRemoval(false));
      drive.control(startStopUnit('eject'));
    },
    close: () => drive.transport.close(),
  };
}

export function discMedium(totalSectors: number, sectorSize: number): Medium {
  return {
    sizeBytes: totalSectors * sectorSize,
    sectorSize,
    totalSectors,
    writeProtected: true,
    removable: true,
    diskSequence: null,
  };
}

/** Of a drive of which only the system's word is known yet. */
export function untriedProfile(drive: MmcDrive, identity: DriveIdentity): DriveProfile {
  return {
    identity,
    readForm: null,
    tried: [],
    dropsCache: null,
    overread: { leadIn: null, leadOut: null },
    maxTransferBytes: drive.transport.maxTransferBytes,
    readOffset: null,
  };
}

/** The tables that tell one disc from another, in an order that does not depend on the drive. */
const identifyingBlobs = ['toc', 'full-toc', 'capacity'] as const;

export function tocDigest(blobs: ReadonlyMap<string, Uint8Array>): string {
  const hash = createHash('sha1');
  const name = identifyingBlobs.find((candidate) => blobs.has(candidate));
  if (name) hash.update(blobs.get(name)!);
  return hash.digest('hex');
}
