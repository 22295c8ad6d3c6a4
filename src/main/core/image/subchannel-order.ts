/** In which order a file keeps its 96 bytes of subchannel, told by the CRC of Q (IEC 60908, 17.5.1). */
import { isQCrcRight } from '../optical/q-frame.ts';
import { deinterleaveSubchannel, qOffset, subchannelBytes } from '../optical/subchannel.ts';
import type { ByteSource } from './byte-source.ts';
import type { SubchannelPart } from './extent-image.ts';

const triedSectors = 64;

/** @returns null when no Q in the first sectors is right in either order: what stands there is something else */
export function subchannelOrder(
  source: ByteSource,
  offsetBytes: number,
  strideBytes: number,
): SubchannelPart['order'] | null {
  const stored = new Uint8Array(subchannelBytes);
  const channels = new Uint8Array(subchannelBytes);
  let asChannels = 0;
  let asSymbols = 0;
  for (let sector = 0; sector < triedSectors; sector++) {
    const at = offsetBytes + sector * strideBytes;
    if (at + subchannelBytes > source.sizeBytes) break;
    source.read(at, stored);
    if (isQCrcRight(stored, qOffset)) asChannels++;
    deinterleaveSubchannel(stored, 0, channels, 0);
    if (isQCrcRight(channels, qOffset)) asSymbols++;
  }
  if (asChannels === 0 && asSymbols === 0) return null;
  return asChannels >= asSymbols ? 'channels' : 'symbols';
}
