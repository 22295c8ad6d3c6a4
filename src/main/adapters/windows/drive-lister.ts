/** Untested: written to the documented interface; not yet run on this system. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { SpindleError } from '../../../shared/errors.ts';
import type { DriveLister } from '../../core/ports.ts';
import { listingScript, parseListing } from './drive-listing.ts';

const run = promisify(execFile);
const listTimeoutMs = 30_000;

/** Disks by the storage module of PowerShell, floppy and optical drives by their letters. */
export function windowsDrives(): DriveLister {
  return {
    async list() {
      return parseListing(await listing());
    },
  };
}

async function listing(): Promise<string> {
  try {
    const { stdout } = await run(
      'powershell.exe',
      ['-NoProfile', '-NonInteractive', '-Command', listingScript],
      { timeout: listTimeoutMs, windowsHide: true },
    );
    return stdout;
  } catch (error) {
    throw new SpindleError('unsupported', 'PowerShell could not list the drives of this machine.', {
      why: error instanceof Error ? error.message : String(error),
    });
  }
}
