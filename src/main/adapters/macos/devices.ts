/**
 * Untested: written to the documented interface; not yet run on this system.
 * Device names of macOS and the guard of the disk it runs from. A disk built in that holds no removable medium is
 * guarded as well: no carrier is.
 */
import { execFileSync } from 'node:child_process';
import { SpindleError } from '../../../shared/errors.ts';
import { openBlockDevice } from './block-device.ts';
import { parseDrive, parseSystemDisks, wholeDiskName } from './disk-info.ts';

const diskutilTimeoutMs = 30_000;

export const macosDevices = {
  openBlockDevice,
  isDeviceName: (address: string) => wholeDiskName(address) !== null && address.startsWith('/dev/'),
  systemDiskReason(address: string): string | null {
    const name = wholeDiskName(address);
    return name === null ? null : (parseDrive(info(name), disksOf('/'))?.systemDisk ?? null);
  },
  outputOnSource(directory: string, address: string): boolean {
    const name = wholeDiskName(address);
    return name !== null && disksOf(directory).includes(name);
  },
};

function disksOf(path: string): string[] {
  return parseSystemDisks(info(path));
}

function info(what: string): string {
  try {
    return execFileSync('/usr/sbin/diskutil', ['info', '-plist', what], {
      encoding: 'utf8',
      timeout: diskutilTimeoutMs,
    });
  } catch (error) {
    throw new SpindleError('not-found', `diskutil knows nothing of ${what}.`, {
      what,
      why: error instanceof Error ? error.message : String(error),
    });
  }
}
