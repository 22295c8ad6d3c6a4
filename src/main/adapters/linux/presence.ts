/** Whether an open device still holds the medium it was opened with. Asked after every fault: it costs microseconds. */
import type { ReadFault } from '../../core/ports.ts';
import { floppyDriveState } from './floppy-ioctl.ts';
import { attribute, numberAttribute } from './sysfs.ts';

export interface OpenedMedium {
  readonly fd: number;
  readonly isFloppy: boolean;
  /** In sysfs: of the device itself, and of the whole disk it is or belongs to. */
  readonly directory: string;
  readonly disk: string;
  readonly number: string;
  readonly diskSequence: number | null;
}

/** @returns null while nothing says otherwise */
export function mediumPresence(opened: OpenedMedium): ReadFault | null {
  const { fd, isFloppy, directory, disk, number, diskSequence } = opened;
  if (attribute(directory, 'dev') !== number) {
    return { kind: 'gone', system: `device ${number} is gone` };
  }
  // The floppy driver fails every read until it is reopened once the diskette has moved: those are no bad sectors.
  if (isFloppy && floppyDriveState(fd)?.diskChanged) {
    return { kind: 'no-medium', system: 'disk-change line set' };
  }
  if (!isFloppy && numberAttribute(directory, 'size') === 0) {
    return { kind: 'no-medium', system: 'size 0' };
  }
  const sequence = numberAttribute(disk, 'diskseq');
  if (diskSequence !== null && sequence !== null && sequence !== diskSequence) {
    return { kind: 'changed', system: `diskseq ${sequence} instead of ${diskSequence}` };
  }
  return null;
}
