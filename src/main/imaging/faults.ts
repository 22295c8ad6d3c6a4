/** Read faults that end a run, in words: what happened, what was kept, what to do. */
import { SpindleError } from '../../shared/errors.ts';
import type { ReadFault } from '../core/ports.ts';

/** @returns null for a fault of the medium, which is a result and not the end */
export function parkingError(fault: ReadFault, address: string, lba: number): SpindleError | null {
  const details = { address, lba, system: fault.system };
  switch (fault.kind) {
    case 'medium':
      return null;
    case 'gone':
      return new SpindleError(
        'source-gone',
        `The drive ${address} is gone (${fault.system}). Everything read so far is kept; connect it again and resume.`,
        details,
      );
    case 'hung':
      return new SpindleError(
        'drive-hung',
        `The drive ${address} does not answer any more (${fault.system}). Everything read so far is kept; switch it off and on, then resume.`,
        details,
      );
    case 'no-medium':
      return new SpindleError(
        'source-gone',
        `The medium was taken out of ${address}. Everything read so far is kept; put it back and resume.`,
        details,
      );
    case 'changed':
      return new SpindleError(
        'medium-changed',
        `Another medium was put into ${address}. Everything read from the first one is kept; put that one back and resume.`,
        details,
      );
    case 'permission':
      return new SpindleError(
        'permission-lost',
        `Reading ${address} is no longer allowed (${fault.system}). Everything read so far is kept; restore the permission and resume.`,
        details,
      );
    case 'unforeseen':
      return new SpindleError(
        'source-gone',
        `Reading ${address} failed in a way that says nothing about the medium (${fault.system}). Everything read so far is kept; check the drive and its cable, then resume.`,
        details,
      );
  }
}
