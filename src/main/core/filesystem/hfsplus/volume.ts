/** Where an HFS Plus volume lies and what its header says (TN1150, Volume Header and HFS Wrapper). */
import { hasBytes, isPowerOfTwo, u16be, u32be } from '../../byte-fields.ts';
import type { SectorReader } from '../../identify/sector-reader.ts';
import { addFragment, type Fork, type Fragment } from '../fork.ts';
import type { ListingWarnings } from '../listing-warnings.ts';

const headerAt = 1024;
const headerBytes = 512;
/** The alternate header stands 1024 bytes before the end of the volume. */
const copyFromEndBytes = 1024;
const extentsPerFork = 8;

export const forkBytes = 80;

export interface HfsPlusVolume {
  readonly header: Uint8Array;
  readonly isHfsx: boolean;
  /** Of the volume, in what it lies in. */
  readonly startBytes: number;
  readonly blockBytes: number;
  readonly blocks: number;
}

function isHeader(header: Uint8Array | null): header is Uint8Array {
  if (!header || (!hasBytes(header, 0, 'H+') && !hasBytes(header, 0, 'HX'))) return false;
  const blockBytes = u32be(header, 40);
  return isPowerOfTwo(blockBytes) && blockBytes >= 512 && u32be(header, 44) > 0;
}

/** The volume inside of an HFS wrapper: its start and length. */
function embedded(reader: SectorReader): { startBytes: number; sizeBytes: number } | null {
  const block = reader.readAt(headerAt, 162);
  if (!block || !hasBytes(block, 0, 'BD') || !hasBytes(block, 124, 'H+')) return null;
  const allocationBytes = u32be(block, 20);
  const startBytes = u16be(block, 28) * 512 + u16be(block, 126) * allocationBytes;
  return { startBytes, sizeBytes: u16be(block, 128) * allocationBytes };
}

/** @returns null when there is no HFS Plus volume, alone or in a wrapper */
export function readHfsPlusVolume(reader: SectorReader, warnings: ListingWarnings): HfsPlusVolume | null {
  const inside = embedded(reader);
  const { startBytes, sizeBytes } = inside ?? { startBytes: 0, sizeBytes: reader.sizeBytes };
  const first = reader.readAt(startBytes + headerAt, headerBytes);
  if (first && !isHeader(first) && !inside) return null;
  const header = isHeader(first)
    ? first
    : reader.readAt(startBytes + sizeBytes - copyFromEndBytes, headerBytes);
  if (!isHeader(header)) return null;
  if (header !== first) warnings.add('The volume header is lost; its copy at the end of the volume is used.');
  return {
    header,
    isHfsx: hasBytes(header, 0, 'HX'),
    startBytes,
    blockBytes: u32be(header, 40),
    blocks: u32be(header, 44),
  };
}

/** @returns the block of the fork that comes next */
export function addHfsPlusExtents(
  volume: HfsPlusVolume,
  record: Uint8Array,
  startBlock: number,
  sizeBytes: number,
  fragments: Fragment[],
): number {
  let reached = startBlock;
  for (let index = 0; index < extentsPerFork && (index + 1) * 8 <= record.length; index++) {
    const start = u32be(record, index * 8);
    const count = u32be(record, index * 8 + 4);
    if (count === 0) break;
    const inVolume = Math.min(count, volume.blocks - start);
    const fragment = {
      startBytes: reached * volume.blockBytes,
      lengthBytes: inVolume * volume.blockBytes,
      offsetBytes: volume.startBytes + start * volume.blockBytes,
    };
    if (inVolume > 0) addFragment(fragments, fragment, sizeBytes);
    reached += count;
  }
  return reached;
}

/** HFSPlusForkData: logical size, clump size, blocks, eight extents. */
export function forkSizeBytes(data: Uint8Array): number {
  return u32be(data, 0) * 0x1_0000_0000 + u32be(data, 4);
}

export function firstExtents(volume: HfsPlusVolume, data: Uint8Array): { fork: Fork; reachedBlock: number } {
  const fragments: Fragment[] = [];
  const sizeBytes = forkSizeBytes(data);
  const reachedBlock = addHfsPlusExtents(volume, data.subarray(16, forkBytes), 0, sizeBytes, fragments);
  return { fork: { sizeBytes, fragments }, reachedBlock };
}
