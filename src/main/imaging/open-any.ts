/** Opens whatever an address names: a disc is talked to in commands, everything else is read. */
import type { Warning } from '../../shared/model/drive.ts';
import { isOpticalAddress } from '../adapters/open-optical.ts';
import { type OpenSourceOptions, openSource } from '../adapters/open-source.ts';
import type { BlockSource } from '../core/ports.ts';
import type { DiscSource } from './disc-in-drive.ts';
import { type DiscSourceOptions, openDiscSource } from './disc-source.ts';

export type AnySource = BlockSource &
  Partial<Pick<DiscSource, 'notes' | 'eject' | 'profile'>> & { readonly warnings?: readonly Warning[] };

/** @throws SpindleError as `openSource` and `openDiscSource` do */
export function openAny(address: string, options: OpenSourceOptions & DiscSourceOptions): AnySource {
  return isOpticalAddress(address) ? openDiscSource(address, options) : openSource(address, options);
}
