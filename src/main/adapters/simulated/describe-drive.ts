/** Simulated drives as the bench shows them. */
import { createHash } from 'node:crypto';
import { SpindleError } from '../../../shared/errors.ts';
import type { Drive } from '../../../shared/model/drive.ts';
import { sectorBytes } from '../../core/optical/sector-layout.ts';
import { blockBytes } from './optical/disc.ts';
import { simulatedIdentity } from './simulated-block-source.ts';
import { isDiscAddress, openSimulatedDisc } from './simulated-discs.ts';
import { openSimulatedMedium, practiceAddressOf } from './simulated-media.ts';

/** The address of a simulated drive that holds this practice medium. @throws SpindleError not-found */
export const practiceAddress = practiceAddressOf;

/**
 * Opened once, so that a wrong path or behaviour is refused in words. An empty drive is no fault.
 * @throws SpindleError as opening does
 */
export function refuseWrongDrive(address: string): void {
  try {
    if (isDiscAddress(address)) openSimulatedDisc(address).transport.close();
    else openSimulatedMedium(address).close();
  } catch (error) {
    if (!(error instanceof SpindleError) || error.code !== 'no-medium') throw error;
  }
}

/**
 * Never throws for what is wrong with an image or a behaviour file: the drive is shown without size, and opening it
 * says why.
 */
export function describeSimulatedDrive(address: string): Drive {
  const drive: Drive = {
    id: createHash('sha256').update(address).digest('hex').slice(0, 16),
    kind: 'simulated',
    address,
    label: address,
    identity: simulatedIdentity({}),
    removable: true,
    writeProtected: null,
    sizeBytes: null,
    sectorSize: null,
    systemDisk: null,
  };
  try {
    return { ...drive, ...(isDiscAddress(address) ? discFacts(address) : mediumFacts(address)) };
  } catch (error) {
    if (error instanceof SpindleError) return error.code === 'no-medium' ? { ...drive, sizeBytes: 0 } : drive;
    throw error;
  }
}

function mediumFacts(address: string): Partial<Drive> {
  const medium = openSimulatedMedium(address);
  medium.close();
  const { behaviour, sizeBytes, title } = medium;
  return {
    label: title,
    identity: simulatedIdentity(behaviour),
    writeProtected: Boolean(behaviour.write_protected),
    sizeBytes: behaviour.tray_open ? 0 : sizeBytes,
    sectorSize: behaviour.sector_size ?? 512,
  };
}

function discFacts(address: string): Partial<Drive> {
  const { transport, behaviour, title, media, totalSectors } = openSimulatedDisc(address);
  transport.close();
  const sectorSize = media === 'cd' ? sectorBytes : blockBytes;
  return {
    label: title,
    identity: simulatedIdentity(behaviour),
    writeProtected: true,
    sizeBytes: behaviour.tray_open ? 0 : totalSectors * sectorSize,
    sectorSize,
  };
}
