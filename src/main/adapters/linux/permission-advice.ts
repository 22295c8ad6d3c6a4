/** What gives a user the right to read a device, named after what stands in its way. */
import { readFileSync, statSync } from 'node:fs';

/** One sentence: the group to join, or the rule to install. */
export function permissionAdvice(path: string): string {
  const group = groupOf(path, 0o040);
  if (group === null) {
    return 'Nothing was read; run as a user who may read it, or install the udev rule 70-spindle-floppy.rules.';
  }
  return `Nothing was read; install the udev rule 70-spindle-floppy.rules, or add this user to the group "${group}" and log in again.`;
}

/**
 * One sentence for a command or a whole optical drive that was refused. Vendor commands need the generic node with
 * write access; without its driver there is none.
 * @param generic path of the drive's generic node, null where it has none
 */
export function opticalPermissionAdvice(path: string, generic: string | null): string {
  if (generic === null) {
    return 'Load the driver of generic SCSI nodes (sudo modprobe sg), then try again; what was read is kept.';
  }
  const group = groupOf(generic, 0o060) ?? groupOf(path, 0o040);
  if (group === null) {
    return `Give this user ${generic} by a udev rule (SUBSYSTEM=="scsi_generic", ATTRS{type}=="5", GROUP="cdrom", MODE="0660") and the group "cdrom", then log in again; what was read is kept.`;
  }
  return `Add this user to the group "${group}" and log in again; what was read is kept.`;
}

/** The group that has these rights to a node, unless that is the group of root. */
function groupOf(path: string, rights: number): string | null {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat && stat.gid !== 0 && (stat.mode & rights) === rights ? groupName(stat.gid) : null;
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
