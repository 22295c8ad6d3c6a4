/** Disk Copy 4.2, Apple's image format for 3.5 inch disks: a header of 84 bytes, data, twelve tag bytes a sector. */
import { SpindleError } from '../../../../shared/errors.ts';
import { u8, u16be, u32be } from '../../byte-fields.ts';
import { type BlockGeometry, type BlockImage, bytesOfSource, sourceOfBytes } from '../block-image.ts';
import type { ByteSource } from '../byte-source.ts';

const headerBytes = 84;
const longestName = 63;
const sectorBytes = 512;
export const tagBytes = 12;
const magic = 0x0100;

/** By size: the code of the disk format, the format byte, and for MFM disks the geometry; GCR tracks differ in length. */
const formats: readonly {
  readonly sizeBytes: number;
  readonly code: number;
  readonly formatByte: number;
  readonly geometry: BlockGeometry | null;
}[] = [
  { sizeBytes: 409_600, code: 0, formatByte: 0x02, geometry: null },
  { sizeBytes: 819_200, code: 1, formatByte: 0x22, geometry: null },
  {
    sizeBytes: 737_280,
    code: 2,
    formatByte: 0x22,
    geometry: { cylinders: 80, heads: 2, sectorsPerTrack: 9 },
  },
  {
    sizeBytes: 1_474_560,
    code: 3,
    formatByte: 0x22,
    geometry: { cylinders: 80, heads: 2, sectorsPerTrack: 18 },
  },
];

/** Words are added, and the sum turned right by one, each time. */
export function diskCopyChecksum(bytes: Uint8Array): number {
  let sum = 0;
  for (let at = 0; at + 1 < bytes.length; at += 2) {
    sum = (sum + u16be(bytes, at)) >>> 0;
    sum = ((sum >>> 1) | (sum << 31)) >>> 0;
  }
  return sum;
}

/** The tags of the first sector are not counted: early versions had a mistake that everyone kept. */
function tagChecksum(tags: Uint8Array): number {
  return diskCopyChecksum(tags.subarray(tagBytes));
}

export interface DiskCopyImage extends BlockImage {
  /** Twelve bytes a sector; empty when the disk has none (MFM disks never do). */
  readonly tags: Uint8Array;
  readonly areChecksumsRight: boolean;
}

/** @throws SpindleError bad-image when the header is none, or announces more than there is */
export function openDiskCopy(source: ByteSource): DiskCopyImage {
  const file = bytesOfSource(source, 'Disk Copy 4.2');
  const isHeader = file.length >= headerBytes && u8(file, 0) <= longestName && u16be(file, 0x52) === magic;
  const dataBytes = isHeader ? u32be(file, 0x40) : 0;
  const tagsBytes = isHeader ? u32be(file, 0x44) : 0;
  if (dataBytes === 0 || dataBytes % sectorBytes !== 0 || headerBytes + dataBytes > file.length)
    throw new SpindleError('bad-image', 'This is no Disk Copy 4.2 image, or it is cut short.', {
      sizeBytes: file.length,
      dataBytes,
    });
  const warnings: string[] = [];
  const data = file.subarray(headerBytes, headerBytes + dataBytes);
  const tagsEnd = headerBytes + dataBytes + tagsBytes;
  const hasTags = tagsBytes === (dataBytes / sectorBytes) * tagBytes && tagsEnd <= file.length;
  if (tagsBytes > 0 && !hasTags)
    warnings.push('The tags are cut short or of another length; they are left out.');
  const tags = hasTags ? file.subarray(headerBytes + dataBytes, tagsEnd) : new Uint8Array(0);
  const isDataRight = diskCopyChecksum(data) === u32be(file, 0x48);
  const areTagsRight = !hasTags || tagChecksum(tags) === u32be(file, 0x4c);
  if (!isDataRight)
    warnings.push('The checksum of the data is wrong: some of it has changed since the image was made.');
  if (!areTagsRight) warnings.push('The checksum of the tags is wrong.');
  return {
    format: 'Disk Copy 4.2',
    sectorSize: sectorBytes,
    geometry: formats.find(({ sizeBytes }) => sizeBytes === dataBytes)?.geometry ?? null,
    flaws: [],
    comment: new TextDecoder('macintosh').decode(file.subarray(1, 1 + u8(file, 0))),
    warnings,
    tags,
    areChecksumsRight: isDataRight && areTagsRight,
    ...sourceOfBytes(data),
  };
}

/** Names are ASCII here: what else Mac Roman could hold is not worth a table of its own. */
function nameBytes(name: string): Uint8Array {
  return Uint8Array.from(name.slice(0, longestName), (character) => {
    const code = character.charCodeAt(0);
    return code >= 0x20 && code < 0x7f ? code : 0x3f;
  });
}

/**
 * @param tags twelve bytes a sector, or none
 * @throws SpindleError unsupported for a disk Disk Copy does not know
 */
export function writeDiskCopy(data: Uint8Array, tags: Uint8Array, name: string): Uint8Array {
  const format = formats.find(({ sizeBytes }) => sizeBytes === data.length);
  if (!format || (tags.length !== 0 && tags.length !== (data.length / sectorBytes) * tagBytes))
    throw new SpindleError(
      'unsupported',
      'Disk Copy 4.2 holds Macintosh disks of 400, 800, 720 and 1440 KB only.',
      {
        sizeBytes: data.length,
      },
    );
  const file = new Uint8Array(headerBytes + data.length + tags.length);
  const view = new DataView(file.buffer);
  const shown = nameBytes(name);
  file[0] = shown.length;
  file.set(shown, 1);
  view.setUint32(0x40, data.length);
  view.setUint32(0x44, tags.length);
  view.setUint32(0x48, diskCopyChecksum(data));
  view.setUint32(0x4c, tags.length > 0 ? tagChecksum(tags) : 0);
  file[0x50] = format.code;
  file[0x51] = format.formatByte;
  view.setUint16(0x52, magic);
  file.set(data, headerBytes);
  file.set(tags, headerBytes + data.length);
  return file;
}
