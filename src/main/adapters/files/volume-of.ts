import { stat, statfs } from 'node:fs/promises';
import { SpindleError } from '../../../shared/errors.ts';
import type { VolumeOf } from '../../core/ports.ts';

export const volumeOf: VolumeOf = async (path) => {
  try {
    const [{ dev }, { bavail, bsize }] = await Promise.all([stat(path), statfs(path)]);
    return { id: String(dev), freeBytes: bavail * bsize };
  } catch (error) {
    // A folder that is not made yet has no figure; whether it can be made, the job will tell.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new SpindleError('output-unwritable', `The output folder ${path} cannot be looked at.`, { path });
  }
};
