/**
 * For a command that waits for another process most of its time: V8 doubles the young generation while the modules load and
 * then keeps it, some 18 MiB on top of what a job needs.
 */
import { setFlagsFromString } from 'node:v8';

/** Called before the command's modules are loaded. */
export function keepHeapSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}
