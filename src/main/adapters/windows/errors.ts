/**
 * Untested: written to the documented interface; not yet run on this system.
 * Windows error codes (winerror.h) as faults and as words.
 */
import { SpindleError } from '../../../shared/errors.ts';
import type { ReadFault } from '../../core/ports.ts';

const faultByError: Readonly<Record<number, ReadFault['kind']>> = {
  5: 'permission', // ERROR_ACCESS_DENIED
  21: 'no-medium', // ERROR_NOT_READY
  23: 'medium', // ERROR_CRC
  25: 'medium', // ERROR_SEEK
  27: 'medium', // ERROR_SECTOR_NOT_FOUND
  30: 'medium', // ERROR_READ_FAULT
  31: 'gone', // ERROR_GEN_FAILURE
  55: 'gone', // ERROR_DEV_NOT_EXIST
  433: 'gone', // ERROR_NO_SUCH_DEVICE
  483: 'medium', // ERROR_DEVICE_HARDWARE_ERROR
  1110: 'changed', // ERROR_MEDIA_CHANGED
  1112: 'no-medium', // ERROR_NO_MEDIA_IN_DRIVE
  1117: 'medium', // ERROR_IO_DEVICE
  1167: 'gone', // ERROR_DEVICE_NOT_CONNECTED
};

export function windowsReadFault(error: number): ReadFault {
  return { kind: faultByError[error] ?? 'unforeseen', system: `Windows error ${error}` };
}

export function windowsOpenError(error: number, address: string): SpindleError {
  const details = { address, windowsError: error };
  switch (error) {
    case 2:
    case 3:
    case 15:
      return new SpindleError('not-found', `There is no drive ${address}.`, details);
    case 5:
      return new SpindleError(
        'permission-denied',
        `This user may not read ${address}. Nothing was read; run Spindle as administrator.`,
        details,
      );
    case 21:
    case 1112:
      return new SpindleError(
        'no-medium',
        `There is no medium in ${address}. Insert one and try again.`,
        details,
      );
    case 32:
    case 33:
    case 170:
      return new SpindleError(
        'device-busy',
        `${address} is in use by another program. Close that program, then try again.`,
        details,
      );
    default:
      return new SpindleError(
        'not-a-source',
        `${address} could not be opened for reading (Windows error ${error}). Check the drive and its cable.`,
        details,
      );
  }
}
