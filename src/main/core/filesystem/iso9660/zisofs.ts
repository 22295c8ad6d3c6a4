/** zisofs: files packed block by block, so that each block can be read alone (zisofs-tools, mkisofs -z). */
import { hasBytes, u8, u32le } from '../../byte-fields.ts';
import type { Extent, OpenOptions } from '../filesystem.ts';

const magic = [0x37, 0xe4, 0x53, 0x96, 0xc9, 0xdb, 0xd6, 0x07] as const;
const largestBlockBytes = 128 * 1024;

export interface ZisofsFile {
  readonly sizeBytes: number;
  readonly blockBytes: number;
  /** Of the packed form. */
  readonly packedBytes: number;
}

/** Reads packed bytes; null where any of them cannot be read. */
type ReadPacked = (offsetBytes: number, lengthBytes: number) => Uint8Array | null;

/**
 * Fills `into` with unpacked content; blocks that cannot be read or unpacked are zeros.
 * @returns stretches of the file that are lost
 */
export function readZisofs(
  { sizeBytes, blockBytes, packedBytes }: ZisofsFile,
  read: ReadPacked,
  inflate: NonNullable<OpenOptions['inflate']>,
  offsetBytes: number,
  into: Uint8Array,
): Extent[] {
  into.fill(0);
  const whole = [{ offsetBytes, lengthBytes: into.length }];
  const header = read(0, 16);
  if (!header || !hasBytes(header, 0, magic) || u32le(header, 8) !== sizeBytes) return whole;
  if (blockBytes > largestBlockBytes || blockBytes !== 2 ** u8(header, 13)) return whole;
  const pointersAt = u8(header, 12) * 4;
  const lost: Extent[] = [];
  const endBytes = Math.min(offsetBytes + into.length, sizeBytes);
  for (let block = Math.floor(offsetBytes / blockBytes); block * blockBytes < endBytes; block++) {
    const startOfBlock = block * blockBytes;
    const lengthOfBlock = Math.min(blockBytes, sizeBytes - startOfBlock);
    const from = Math.max(offsetBytes, startOfBlock);
    const to = Math.min(endBytes, startOfBlock + lengthOfBlock);
    const bytes = blockOf(block, lengthOfBlock);
    if (bytes) into.set(bytes.subarray(from - startOfBlock, to - startOfBlock), from - offsetBytes);
    else lost.push({ offsetBytes: from, lengthBytes: to - from });
  }
  return lost;

  function blockOf(block: number, lengthBytes: number): Uint8Array | null {
    const pointers = read(pointersAt + block * 4, 8);
    if (!pointers) return null;
    const [start, end] = [u32le(pointers, 0), u32le(pointers, 4)];
    if (start === end) return new Uint8Array(lengthBytes);
    if (end < start || end > packedBytes || end - start > 2 * largestBlockBytes) return null;
    const packed = read(start, end - start);
    try {
      const bytes = packed && inflate(packed, lengthBytes);
      return bytes?.length === lengthBytes ? bytes : null;
    } catch {
      return null;
    }
  }
}
