/**
 * Untested: written to the documented interface; not yet run on this system.
 * MMC commands to `\\.\E:` or `\\.\CdRomN` by IOCTL_SCSI_PASS_THROUGH_DIRECT: synchronous, one at a time.
 */
import { SpindleError } from '../../../shared/errors.ts';
import type { MmcTransport } from '../../core/ports.ts';
import { windowsOpenError } from './errors.ts';
import { kernel32 } from './kernel32.ts';
import {
  capabilitiesBytes,
  packPassThrough,
  resultOfError,
  resultOfPassThrough,
  scsiIoctl,
  transferLimits,
} from './scsi-structures.ts';

const opticalDrive = 5; // DRIVE_CDROM
const driveLetter = /^\\\\\.\\([A-Za-z]):$/;
const opticalName = /^\\\\\.\\CdRom\d{1,4}$/i;

/** Asks the system for the kind of a drive letter, which touches no drive. */
export function isOpticalName(address: string): boolean {
  const letter = driveLetter.exec(address)?.[1];
  if (letter === undefined) return opticalName.test(address);
  return process.platform === 'win32' && kernel32().driveType(`${letter}:\\`) === opticalDrive;
}

/** @throws SpindleError not-found, not-a-source, permission-denied, device-busy */
export function openPassThrough(address: string): MmcTransport {
  if (!isOpticalName(address)) {
    throw new SpindleError('not-a-source', `${address} is no optical drive. Nothing was sent to it.`, {
      address,
    });
  }
  const { open, control, exchange, address: addressOf, close } = kernel32();
  const opened = open(address, 'pass-through');
  if ('error' in opened) throw windowsOpenError(opened.error, address);
  const { handle } = opened;
  const capabilities = new Uint8Array(capabilitiesBytes);
  const isTold = 'bytes' in control(handle, scsiIoctl.getCapabilities, capabilities);
  const { maxTransferBytes, alignmentBytes } = transferLimits(isTold ? capabilities : null);
  let isOpen = true;
  return {
    address,
    maxTransferBytes,
    alignmentBytes,
    execute({ cdb, data, direction, timeoutMs }) {
      if (!isOpen) return { kind: 'gone', system: 'closed' };
      const dataBytes = direction === 'none' ? 0 : data.length;
      if (dataBytes > maxTransferBytes) {
        throw new SpindleError('internal', `${dataBytes} bytes are more than one command carries.`, {
          dataBytes,
          maxTransferBytes,
        });
      }
      const request = packPassThrough({
        cdb,
        direction: dataBytes === 0 ? 'none' : direction,
        dataBytes,
        timeoutMs,
        dataAddress: dataBytes === 0 ? 0n : addressOf(data),
      });
      const result = exchange(handle, scsiIoctl.passThroughDirect, request);
      return 'error' in result ? resultOfError(result.error) : resultOfPassThrough(request, dataBytes);
    },
    close() {
      if (isOpen) close(handle);
      isOpen = false;
    },
  };
}
