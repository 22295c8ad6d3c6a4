import { existsSync } from 'node:fs';
import { join } from 'node:path';

export const floppyRuleName = '70-spindle-floppy.rules';

/** Where udev looks, the place that outranks the others first (udev(7), "Rules files"). */
const ruleFolders = ['/etc/udev/rules.d', '/run/udev/rules.d', '/usr/lib/udev/rules.d', '/lib/udev/rules.d'];

/** @returns the installed rule that counts, or null */
export function installedFloppyRule(root = '/'): string | null {
  return ruleFolders.map((folder) => join(root, folder, floppyRuleName)).find(existsSync) ?? null;
}
