/** Names a drive the same while it stays where it is plugged in; says nothing of where that is. */
import { createHash } from 'node:crypto';
import type { LinuxView } from './sysfs.ts';

/**
 * @param directory of the device in sysfs
 * @param marks what else tells this one from another in the same place
 */
export function stableId(view: LinuxView, directory: string, marks: readonly (string | null)[]): string {
  const place = directory.slice(view.sys.length);
  return createHash('sha256')
    .update(JSON.stringify([place, ...marks]))
    .digest('hex')
    .slice(0, 16);
}
