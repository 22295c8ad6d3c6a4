/** Names this boot of the machine: what lies in the page cache is still there only if it has not changed. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';

export function bootId(): string {
  if (process.platform !== 'linux') {
    // Without a boot id nothing proves that the page cache survived: each run then trusts its checkpoints only.
    return randomUUID();
  }
  return readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
}
