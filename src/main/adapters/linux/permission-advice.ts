/** What gives a user the right to read a device, named after what stands in its way. */
import { readFileSync, statSync } from 'node:fs';

/** One sentence: the group to join, or the rule to install. */
export function permissionAdvice(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false });
  const isGroupReadable = stat !== undefined && (stat.mode & 0o040) !== 0;
  const group = isGroupReadable ? groupName(stat.gid) : null;
  if (group === null || stat?.gid === 0) {
    return 'Nothing was read; run as a user who may read it, or install the udev rule 70-spindle-floppy.rules.';
  }
  return `Nothing was read; install the udev rule 70-spindle-floppy.rules, or add this user to the group "${group}" and log in again.`;
}

function groupName(gid: number): string {
  const line = groupLines().find((entry) => entry.split(':')[2] === String(gid));
  return line?.split(':')[0] ?? String(gid);
}

function groupLines(): string[] {
  try {
    return readFileSync('/etc/group', 'latin1').split('\n');
  } catch {
    // Groups may come from elsewhere than this file; the number then has to do.
    return [];
  }
}
