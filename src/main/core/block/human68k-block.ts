/** The parameter block of Human68k (Sharp X68000): after a BRA and 16 bytes of name, with big-endian words at 12h. */
import { isPowerOfTwo, u8, u16be, u32be } from '../byte-fields.ts';

export interface Human68kBlock {
  readonly bytesPerSector: number;
  readonly reservedSectors: number;
  readonly fatCount: number;
  readonly sectorsPerFat: number;
  readonly rootEntries: number;
  readonly totalSectors: number;
  readonly mediaId: number;
}

export function parseHuman68kBlock(sector: Uint8Array, sizeBytes: number): Human68kBlock | null {
  if (sector.length < 512 || u8(sector, 0) !== 0x60) return null;
  const block = {
    bytesPerSector: u16be(sector, 0x12),
    fatCount: u8(sector, 0x15),
    reservedSectors: u16be(sector, 0x16),
    rootEntries: u16be(sector, 0x18),
    totalSectors: u16be(sector, 0x1a) || u32be(sector, 0x1e),
    mediaId: u8(sector, 0x1c),
    sectorsPerFat: u8(sector, 0x1d),
  };
  const isSane =
    isPowerOfTwo(block.bytesPerSector) &&
    block.bytesPerSector >= 256 &&
    block.bytesPerSector <= 4096 &&
    isPowerOfTwo(u8(sector, 0x14)) &&
    block.fatCount >= 1 &&
    block.fatCount <= 2 &&
    block.reservedSectors > 0 &&
    block.rootEntries > 0 &&
    block.sectorsPerFat > 0 &&
    (block.mediaId === 0xf0 || block.mediaId >= 0xf8) &&
    block.totalSectors * block.bytesPerSector <= sizeBytes &&
    block.totalSectors > block.reservedSectors + block.fatCount * block.sectorsPerFat;
  return isSane ? block : null;
}
