/**
 * Untested: written to the documented interface; not yet run on this system.
 * Optical drives of macOS, which are not opened yet: the way to raw MMC commands (IOKit's MMCDeviceInterface and
 * SCSITaskDeviceInterface) is a COM interface, reached by a table of function pointers, and wants exclusive access after
 * the Disk Arbitration framework has unmounted the disc. A wrong slot of such a table ends the process, so none is called
 * before it has been tried on a Mac. What is refused here is said, never guessed.
 */
import { SpindleError } from '../../../shared/errors.ts';
import type { MmcTransport } from '../../core/ports.ts';

/** @throws SpindleError unsupported, always */
export function openMacosMmc(address: string): MmcTransport {
  throw new SpindleError(
    'unsupported',
    `Spindle cannot send commands to the optical drive ${address} under macOS yet. Nothing was read; image the disc on Linux or Windows, or a data disc by its block device (/dev/rdiskN).`,
    { address },
  );
}
