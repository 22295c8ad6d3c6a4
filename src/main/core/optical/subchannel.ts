/**
 * The 96 bytes of subchannel of a sector, in their two orders. As read (MMC, "raw P-W"): one symbol a byte, bit 7 P to
 * bit 0 W. By channel (`.sub` files): twelve bytes P, twelve Q, ... twelve W. Eight symbols are an 8 by 8 bit matrix, and
 * either order is the other one with each matrix turned over its second diagonal (rows are counted up, bits down).
 */

export const subchannelBytes = 96;
export const channelBytes = 12;
export const pOffset = 0;
export const qOffset = channelBytes;

function requireRoom(bytes: Uint8Array, offsetBytes: number, lengthBytes: number): void {
  if (offsetBytes < 0 || offsetBytes + lengthBytes > bytes.length) {
    throw new RangeError(`No ${lengthBytes} bytes of subchannel at ${offsetBytes} of ${bytes.length}`);
  }
}

/** Turns four rows by pairs and pairs of pairs; what remains is to swap nibbles with the other four. */
function turnHalf(rows: number): number {
  const pairs = (rows ^ (rows >>> 9)) & 0x0055_0055;
  const turned = rows ^ pairs ^ (pairs << 9);
  const quads = (turned ^ (turned >>> 18)) & 0x0000_3333;
  return turned ^ quads ^ (quads << 18);
}

/** One sector, symbols to channels. */
export function deinterleaveSubchannel(
  from: Uint8Array,
  fromOffset: number,
  to: Uint8Array,
  toOffset: number,
): void {
  requireRoom(from, fromOffset, subchannelBytes);
  requireRoom(to, toOffset, subchannelBytes);
  let at = fromOffset;
  for (let column = toOffset; column < toOffset + channelBytes; column++, at += 8) {
    const low = turnHalf(from[at]! | (from[at + 1]! << 8) | (from[at + 2]! << 16) | (from[at + 3]! << 24));
    const high = turnHalf(
      from[at + 4]! | (from[at + 5]! << 8) | (from[at + 6]! << 16) | (from[at + 7]! << 24),
    );
    const nibbles = (low ^ (high >>> 4)) & 0x0f0f_0f0f;
    const first = low ^ nibbles;
    const last = high ^ (nibbles << 4);
    to[column] = first;
    to[column + 12] = first >>> 8;
    to[column + 24] = first >>> 16;
    to[column + 36] = first >>> 24;
    to[column + 48] = last;
    to[column + 60] = last >>> 8;
    to[column + 72] = last >>> 16;
    to[column + 84] = last >>> 24;
  }
}

/** One sector, channels to symbols. */
export function interleaveSubchannel(
  from: Uint8Array,
  fromOffset: number,
  to: Uint8Array,
  toOffset: number,
): void {
  requireRoom(from, fromOffset, subchannelBytes);
  requireRoom(to, toOffset, subchannelBytes);
  let at = toOffset;
  for (let column = fromOffset; column < fromOffset + channelBytes; column++, at += 8) {
    const low = turnHalf(
      from[column]! | (from[column + 12]! << 8) | (from[column + 24]! << 16) | (from[column + 36]! << 24),
    );
    const high = turnHalf(
      from[column + 48]! |
        (from[column + 60]! << 8) |
        (from[column + 72]! << 16) |
        (from[column + 84]! << 24),
    );
    const nibbles = (low ^ (high >>> 4)) & 0x0f0f_0f0f;
    const first = low ^ nibbles;
    const last = high ^ (nibbles << 4);
    to[at] = first;
    to[at + 1] = first >>> 8;
    to[at + 2] = first >>> 16;
    to[at + 3] = first >>> 24;
    to[at + 4] = last;
    to[at + 5] = last >>> 8;
    to[at + 6] = last >>> 16;
    to[at + 7] = last >>> 24;
  }
}

/**
 * Many sectors, symbols to channels, packed into `to`.
 * @param strideBytes from one sector's symbols to the next one's: 96, or the whole block of a READ CD
 */
export function deinterleaveSubchannels(
  from: Uint8Array,
  fromOffset: number,
  strideBytes: number,
  count: number,
  to: Uint8Array,
): void {
  for (let sector = 0; sector < count; sector++) {
    deinterleaveSubchannel(from, fromOffset + sector * strideBytes, to, sector * subchannelBytes);
  }
}

/** P of a sector by the majority of its 96 bits; `channels` is ordered by channel. */
export function isPSet(channels: Uint8Array, offsetBytes = 0): boolean {
  requireRoom(channels, offsetBytes + pOffset, channelBytes);
  let ones = 0;
  for (let at = offsetBytes + pOffset; at < offsetBytes + pOffset + channelBytes; at++) {
    for (let rest = channels[at]!; rest !== 0; rest &= rest - 1) ones++;
  }
  return ones > (channelBytes * 8) / 2;
}
