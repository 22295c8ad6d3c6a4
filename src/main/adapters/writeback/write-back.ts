/** Devices that can be written to, on the systems where that is possible. */
import { SpindleError } from '../../../shared/errors.ts';
import type { BlockSource } from '../../core/ports.ts';
import type { TargetFacts } from '../../core/writeback/guard-target.ts';
import type { WritableMedium } from '../../core/writeback/write-sectors.ts';

export interface WriteBack {
  /** Without opening the device. @throws SpindleError not-found, not-a-source */
  facts(address: string, protectedPaths: readonly string[]): TargetFacts;
  /** For reading, to see what is in the drive. */
  look(address: string): BlockSource;
  /** @throws SpindleError device-busy */
  unmount(address: string, mountPoints: readonly string[]): void;
  /** For writing; `source` is read back from and closed with it. */
  open(source: BlockSource): WritableMedium & { close(): void };
}

/** @throws SpindleError unsupported on systems where writing has not been made safe */
export async function writeBack(): Promise<WriteBack> {
  if (process.platform !== 'linux')
    throw new SpindleError(
      'unsupported',
      'Writing images back to media is possible on Linux only. Nothing was written.',
      { platform: process.platform },
    );
  const [{ targetFacts, openTarget }, { openBlockDevice }, { unmount }] = await Promise.all([
    import('../linux/write-target.ts'),
    import('../linux/block-device.ts'),
    import('../linux/unmount.ts'),
  ]);
  return { facts: targetFacts, look: openBlockDevice, unmount, open: openTarget };
}
