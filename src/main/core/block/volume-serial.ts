import { u8, u16le, u32le } from '../byte-fields.ts';

/**
 * The number a DOS volume got when it was formatted (FAT specification 3.1, BS_VolID), or null where a boot sector has none.
 * Windows rewrites other bytes of this sector in passing, never this number.
 * @param bootSector first 512 bytes of a volume, or more
 */
export function volumeSerial(bootSector: Uint8Array): number | null {
  if (bootSector.length < 512 || u16le(bootSector, 510) !== 0xaa55) return null;
  const jump = u8(bootSector, 0);
  if (jump !== 0xeb && jump !== 0xe9) return null;
  const isFat32 = u16le(bootSector, 22) === 0;
  const signatureAt = isFat32 ? 66 : 38;
  return u8(bootSector, signatureAt) === 0x29 ? u32le(bootSector, signatureAt + 1) : null;
}
