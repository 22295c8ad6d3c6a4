/** In which order a file keeps its 96 bytes of subchannel, told by the CRC of Q (IEC 60908, 17.5.1). */
import { crc16 } from '../optical/crc16.ts';
import type { ByteSource } from './byte-source.ts';
import { channelsOfSymbols, type SubchannelPart, subchannelBytes } from './extent-image.ts';

const triedSectors = 64;
const qAt = 12;
const qDataBytes = 10;

function isQValid(channels: Uint8Array): boolean {
  const q = channels.subarray(qAt, qAt + qDataBytes + 2);
  if (q.every((byte) => byte === 0)) return false;
  return crc16(q, 0, qDataBytes) === ((q[qDataBytes]! << 8) | q[qDataBytes + 1]!);
}

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
    if (isQValid(stored)) asChannels++;
    channelsOfSymbols(stored, channels);
    if (isQValid(channels)) asSymbols++;
  }
  if (asChannels === 0 && asSymbols === 0) return null;
  return asChannels >= asSymbols ? 'channels' : 'symbols';
}
