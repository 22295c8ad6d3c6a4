/**
 * Untested: written to the documented interface; not yet run on this system.
 * The structures DeviceIoControl fills (winioctl.h), little-endian, with their natural alignment.
 */
export const ioctl = {
  diskGetDriveGeometry: 0x70000,
  diskGetLengthInfo: 0x7405c,
  diskIsWritable: 0x70024,
  volumeGetDiskExtents: 0x560000,
} as const;

export const geometryBytes = 24;
export const lengthInfoBytes = 8;
export const extentsBytes = 8 + 24 * 32;

export interface DiskGeometry {
  readonly cylinders: number;
  readonly heads: number;
  readonly sectorsPerTrack: number;
  readonly sectorSize: number;
  /** `MEDIA_TYPE`: 11 is other removable media, 12 a fixed disk, the rest are floppy formats. */
  readonly mediaType: number;
}

const removableMedia = 11;
const fixedMedia = 12;

export function parseGeometry(bytes: Uint8Array): DiskGeometry | null {
  if (bytes.length < geometryBytes) return null;
  const view = viewOf(bytes);
  const cylinders = Number(view.getBigInt64(0, true));
  const mediaType = view.getUint32(8, true);
  const heads = view.getUint32(12, true);
  const sectorsPerTrack = view.getUint32(16, true);
  const sectorSize = view.getUint32(20, true);
  const isSane =
    sectorSize >= 128 && sectorSize <= 65_536 && cylinders >= 0 && Number.isSafeInteger(cylinders);
  return isSane ? { cylinders, heads, sectorsPerTrack, sectorSize, mediaType } : null;
}

export function isFloppyMedia({ mediaType }: DiskGeometry): boolean {
  return mediaType > 0 && mediaType !== removableMedia && mediaType !== fixedMedia;
}

export function isRemovableMedia({ mediaType }: DiskGeometry): boolean {
  return mediaType !== fixedMedia;
}

/** The disks a volume lies on (`VOLUME_DISK_EXTENTS`); entries the buffer does not hold are left out. */
export function parseDiskExtents(bytes: Uint8Array): number[] {
  if (bytes.length < 8) return [];
  const view = viewOf(bytes);
  const count = view.getUint32(0, true);
  const disks: number[] = [];
  for (let at = 8, left = count; left > 0 && at + 24 <= bytes.length; at += 24, left--) {
    disks.push(view.getUint32(at, true));
  }
  return disks;
}

export function parseLength(bytes: Uint8Array): number | null {
  if (bytes.length < lengthInfoBytes) return null;
  const length = Number(viewOf(bytes).getBigInt64(0, true));
  return Number.isSafeInteger(length) && length >= 0 ? length : null;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
