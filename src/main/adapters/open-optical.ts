/** From an address to an optical drive that takes MMC commands: what lies there decides which adapter sends them. */
import { SpindleError } from '../../shared/errors.ts';
import type { MmcTransport } from '../core/ports.ts';
import { simulatedPrefix } from './simulated/simulated-address.ts';
import { isDiscAddress, openSimulatedDisc } from './simulated/simulated-discs.ts';

export interface OpenMmcOptions {
  /** How often an LBA was tried in earlier runs of a job. Only simulated drives ask. */
  readonly priorReads?: (lba: number) => number;
}

interface PlatformOptical {
  readonly openMmc: (address: string) => MmcTransport;
  /** Opens nothing and touches no drive. */
  readonly isOpticalAddress: (address: string) => boolean;
  readonly permissionAdvice: (address: string) => string;
  /** Why a drive must not be read, as words that continue "it ..."; null when nothing speaks against it. */
  readonly systemDiskReason: (address: string) => string | null;
}

// Loaded before the first open, because opening is synchronous; the code of other systems is never loaded.
const optical = await platformOptical(process.platform);

/** Whether an address names an optical drive: `/dev/sr0`, its `/dev/sg1`, a link to either, `\\.\E:`, `sim:DISC`. */
export function isOpticalAddress(address: string): boolean {
  if (address.startsWith(simulatedPrefix)) return isDiscAddress(address);
  return optical?.isOpticalAddress(address) ?? false;
}

/**
 * Opens an optical drive, empty or not.
 * @throws SpindleError not-found, not-a-source, permission-denied, system-disk, device-busy, bad-image, bad-behaviour,
 * unsupported
 */
export function openMmc(address: string, options: OpenMmcOptions = {}): MmcTransport {
  if (address.startsWith(simulatedPrefix)) return openSimulatedDisc(address, options).transport;
  if (!optical) {
    throw new SpindleError(
      'unsupported',
      `Spindle knows no way to the optical drives of this system (${process.platform}). Nothing was read; practise with sim:IMAGE.`,
      { address, platform: process.platform },
    );
  }
  const reason = optical.systemDiskReason(address);
  if (reason !== null) {
    throw new SpindleError(
      'system-disk',
      `${address} is not opened: it ${reason}. Choose the drive that holds the carrier.`,
      { address, reason },
    );
  }
  return optical.openMmc(address);
}

/** What gives this user the commands a drive's answer `not-permitted` was about, as a sentence. */
export function opticalPermissionAdvice(address: string): string {
  return optical?.permissionAdvice(address) ?? 'Run Spindle as a user who may send commands to the drive.';
}

async function platformOptical(platform: NodeJS.Platform): Promise<PlatformOptical | null> {
  switch (platform) {
    case 'linux': {
      const [{ openSgTransport, opticalAdvice, opticalNodesOf }, { systemDiskReason }] = await Promise.all([
        import('./linux/sg-io.ts'),
        import('./linux/system-disk.ts'),
      ]);
      return {
        openMmc: openSgTransport,
        isOpticalAddress: (address) => opticalNodesOf(address) !== null,
        permissionAdvice: opticalAdvice,
        systemDiskReason: (address) => systemDiskReason(address),
      };
    }
    case 'win32': {
      const { isOpticalName, openPassThrough } = await import('./windows/scsi-pass-through.ts');
      return {
        openMmc: openPassThrough,
        isOpticalAddress: isOpticalName,
        permissionAdvice: () => 'Run Spindle as administrator; what was read is kept.',
        systemDiskReason: () => null,
      };
    }
    case 'darwin': {
      const { openMacosMmc } = await import('./macos/mmc.ts');
      return {
        openMmc: openMacosMmc,
        isOpticalAddress: () => false,
        permissionAdvice: () => 'Run Spindle as an administrator; what was read is kept.',
        systemDiskReason: () => null,
      };
    }
    default:
      return null;
  }
}
