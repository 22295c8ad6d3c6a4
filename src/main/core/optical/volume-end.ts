/** Where the filesystems of a disc of 2048-byte sectors say it ends: a third opinion on how large it is. */
import { hasBytes, u8, u16le, u32le } from '../byte-fields.ts';

/** Fills one sector; null where it cannot be read. */
export type ReadSector = (lba: number) => Uint8Array | null;

export interface VolumeEnd {
  readonly filesystem: 'ISO 9660' | 'UDF';
  /** One past the last sector of the volume. */
  readonly endLba: number;
}

const sectorBytes = 2048;
const firstDescriptorLba = 16;
const mostDescriptors = 16;
const primary = 1;
const anchorLba = 256;
const anchorTag = 2;
const partitionTag = 5;
const terminatorTag = 8;

/** The farthest of them; null on a disc with neither. */
export function findVolumeEnd(readSector: ReadSector): VolumeEnd | null {
  const ends = [isoEnd(readSector), udfEnd(readSector)].filter((end) => end !== null);
  return ends.sort((a, b) => b.endLba - a.endLba)[0] ?? null;
}

/** Volume space size times logical block size (ECMA-119, 8.4.8 and 8.4.12). */
function isoEnd(readSector: ReadSector): VolumeEnd | null {
  const descriptor = readSector(firstDescriptorLba);
  if (!descriptor || u8(descriptor, 0) !== primary || !hasBytes(descriptor, 1, 'CD001')) return null;
  const blocks = u32le(descriptor, 80);
  const blockBytes = u16le(descriptor, 128);
  if (blocks === 0 || ![512, 1024, 2048].includes(blockBytes)) return null;
  return { filesystem: 'ISO 9660', endLba: Math.ceil((blocks * blockBytes) / sectorBytes) };
}

/** The end of the partition that reaches farthest (ECMA-167, 3/10.5), by way of the anchor (3/10.2). */
function udfEnd(readSector: ReadSector): VolumeEnd | null {
  const anchor = readSector(anchorLba);
  if (!anchor || !hasTag(anchor, anchorTag)) return null;
  const count = Math.min(Math.floor(u32le(anchor, 16) / sectorBytes), mostDescriptors);
  const sequenceLba = u32le(anchor, 20);
  let endLba = 0;
  for (let index = 0; index < count; index++) {
    const descriptor = readSector(sequenceLba + index);
    if (!descriptor || hasTag(descriptor, terminatorTag)) break;
    if (hasTag(descriptor, partitionTag))
      endLba = Math.max(endLba, u32le(descriptor, 188) + u32le(descriptor, 192));
  }
  return endLba === 0 ? null : { filesystem: 'UDF', endLba };
}

/** ECMA-167, 3/7.2: the checksum of a tag is the sum of its other fifteen bytes. */
function hasTag(descriptor: Uint8Array, identifier: number): boolean {
  if (u16le(descriptor, 0) !== identifier) return false;
  const sum = descriptor.subarray(0, 16).reduce((total, byte, at) => (at === 4 ? total : total + byte), 0);
  return (sum & 0xff) === u8(descriptor, 4);
}
