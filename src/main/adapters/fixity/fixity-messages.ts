import type { FileFinding } from '../../core/fixity/findings.ts';
import type { StorageSight } from '../../core/fixity/presence.ts';
import type { ExpectedFile } from './check-file.ts';

export interface FixityThreadData {
  /** Int32: what is asked of the thread; see {@link control}. BigInt64 behind it: bytes read so far. */
  readonly shared: SharedArrayBuffer;
}

export const control = { stopIndex: 0, bytesOffset: 8, sharedBytes: 16 } as const;

export type FixityRequest =
  | { readonly id: number; readonly kind: 'sight'; readonly root: string }
  | { readonly id: number; readonly kind: 'any-there'; readonly paths: readonly string[] }
  | {
      readonly id: number;
      readonly kind: 'check';
      readonly file: ExpectedFile;
      readonly maxBytesPerSecond: number | null;
    };

export interface FixityAnswer {
  readonly id: number;
  readonly value: StorageSight | boolean | FileFinding | null;
}
