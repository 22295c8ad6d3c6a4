/** From an address to a source: what lies there decides which adapter reads it. */
import { statSync } from 'node:fs';
import { SpindleError } from '../../shared/errors.ts';
import type { BlockSource } from '../core/ports.ts';
import { openFileSource } from './files/file-source.ts';
import { openError } from './posix-faults.ts';
import { simulatedPrefix } from './simulated/simulated-address.ts';
import { openSimulatedSource } from './simulated/simulated-block-source.ts';

export interface OpenSourceOptions {
  /** Regular files may be sources only where the person at the door could read them anyway. */
  readonly allowFiles: boolean;
  /** Folders of our own (output, catalogue): a disk that holds one of them is no source. */
  readonly protectedPaths?: readonly string[];
  /** How often an LBA was tried in earlier runs of a job. Only simulated drives ask. */
  readonly priorReads?: (lba: number) => number;
}

interface PlatformDevices {
  readonly openBlockDevice: (address: string) => BlockSource;
  /** Why a device must not be read, as words that continue "it ..."; null when nothing speaks against it. */
  readonly systemDiskReason: (address: string) => string | null;
  readonly outputOnSource: (directory: string, address: string) => boolean;
  /** Names that are devices without being files of this system. */
  readonly isDeviceName: (address: string) => boolean;
}

// Loaded before the first open, because opening is synchronous; the code of other systems is never loaded.
const devices = await platformDevices(process.platform);

/**
 * Opens `sim:...`, a block device or a regular file for reading.
 * @throws SpindleError not-found, not-a-source, permission-denied, no-medium, system-disk, output-on-source,
 * device-busy, bad-behaviour, unsupported
 */
export function openSource(address: string, options: OpenSourceOptions): BlockSource {
  if (address.startsWith(simulatedPrefix)) {
    return openSimulatedSource(address, { priorReads: options.priorReads ?? (() => 0) });
  }
  if (devices?.isDeviceName(address)) return openGuarded(address, options, devices);
  const stat = statOf(address);
  if (stat.isBlockDevice() && devices) return openGuarded(address, options, devices);
  if (!stat.isFile()) throw notASource(address, kindWords(stat));
  if (!options.allowFiles) {
    throw new SpindleError(
      'not-a-source',
      `${address} is a file, and files are imaged from the command line only: spindle image ${address} --out FOLDER.`,
      { address },
    );
  }
  return openFileSource(address);
}

function openGuarded(
  address: string,
  { protectedPaths = [] }: OpenSourceOptions,
  { systemDiskReason, outputOnSource, openBlockDevice }: PlatformDevices,
): BlockSource {
  const reason = systemDiskReason(address);
  if (reason !== null) {
    throw new SpindleError(
      'system-disk',
      `${address} is not opened: it ${reason}. Choose the drive that holds the carrier.`,
      { address, reason },
    );
  }
  for (const path of protectedPaths) {
    if (!outputOnSource(path, address)) continue;
    throw new SpindleError(
      'output-on-source',
      `${address} is not opened: it holds ${path}, where Spindle itself writes. Choose an output folder and a catalogue on another disk.`,
      { address, path },
    );
  }
  return openBlockDevice(address);
}

function statOf(address: string) {
  try {
    return statSync(address);
  } catch (error) {
    throw openError(error, address, 'Ask its owner for read permission.');
  }
}

function kindWords(stat: ReturnType<typeof statOf>): string {
  if (stat.isDirectory()) return 'a folder';
  if (stat.isCharacterDevice()) return 'a character device';
  if (stat.isFIFO()) return 'a pipe';
  if (stat.isSocket()) return 'a socket';
  return 'a device this system is not known to read';
}

function notASource(address: string, kind: string): SpindleError {
  return new SpindleError(
    'not-a-source',
    `${address} is ${kind}, which has no sectors to read. Name a drive (spindle drives lists them), an image file or sim:IMAGE.`,
    { address, kind },
  );
}

async function platformDevices(platform: NodeJS.Platform): Promise<PlatformDevices | null> {
  switch (platform) {
    case 'linux': {
      const [{ openBlockDevice }, { systemDiskReason, outputOnSource }] = await Promise.all([
        import('./linux/block-device.ts'),
        import('./linux/system-disk.ts'),
      ]);
      return { openBlockDevice, systemDiskReason, outputOnSource, isDeviceName: () => false };
    }
    case 'win32':
      return (await import('./windows/devices.ts')).windowsDevices;
    case 'darwin':
      return (await import('./macos/devices.ts')).macosDevices;
    default:
      return null;
  }
}
