/** Builds a FAT12 floppy image, byte for byte the same each time: the practice media need no file of their own. */
import type { FatParameters } from './floppy-formats.ts';

export interface FloppyLayout {
  readonly sectorsPerTrack: number;
  readonly totalSectors: number;
  readonly mediaId: number;
  readonly fat: FatParameters;
}

export interface FloppyFile {
  /** 8.3, upper case. */
  readonly name: string;
  readonly content: Uint8Array;
}

const sectorBytes = 512;
const entryBytes = 32;
const attributeArchive = 0x20;
const attributeVolumeLabel = 0x08;
const lastCluster = 0xfff;
/** 1993-05-14 10:30:00 as FAT writes dates and times. */
const fixedDate = ((1993 - 1980) << 9) | (5 << 5) | 14;
const fixedTime = (10 << 11) | (30 << 5);

/** @param label volume label, at most 11 characters of upper case ASCII */
export function buildFat12Floppy(
  layout: FloppyLayout,
  label: string,
  serial: number,
  files: readonly FloppyFile[],
): Uint8Array {
  const { fat, totalSectors } = layout;
  const image = new Uint8Array(totalSectors * sectorBytes);
  writeBootSector(image, layout, label, serial);
  const rootSector = 1 + 2 * fat.sectorsPerFat;
  const dataSector = rootSector + (fat.rootEntries * entryBytes) / sectorBytes;
  const clusterBytes = fat.sectorsPerCluster * sectorBytes;
  const table = new Uint8Array(fat.sectorsPerFat * sectorBytes);
  writeLink(table, 0, 0xf00 | layout.mediaId);
  writeLink(table, 1, lastCluster);
  writeEntry(image, rootSector * sectorBytes, label.padEnd(11), attributeVolumeLabel, 0, 0);
  let cluster = 2;
  for (const [index, { name, content }] of files.entries()) {
    const first = cluster;
    const count = Math.ceil(content.length / clusterBytes);
    image.set(content, dataSector * sectorBytes + (first - 2) * clusterBytes);
    for (let link = 0; link < count; link++, cluster++) {
      writeLink(table, cluster, link === count - 1 ? lastCluster : cluster + 1);
    }
    const entry = rootSector * sectorBytes + (index + 1) * entryBytes;
    writeEntry(image, entry, shortName(name), attributeArchive, count === 0 ? 0 : first, content.length);
  }
  image.set(table, sectorBytes);
  image.set(table, (1 + fat.sectorsPerFat) * sectorBytes);
  return image;
}

function ascii(image: Uint8Array, offset: number, text: string): void {
  for (let index = 0; index < text.length; index++) image[offset + index] = text.charCodeAt(index);
}

/** BIOS parameter block and its DOS 4 extension. */
function writeBootSector(image: Uint8Array, layout: FloppyLayout, label: string, serial: number): void {
  const view = new DataView(image.buffer);
  image.set([0xeb, 0x3c, 0x90]);
  ascii(image, 3, 'SPINDLE ');
  view.setUint16(11, sectorBytes, true);
  view.setUint8(13, layout.fat.sectorsPerCluster);
  view.setUint16(14, 1, true);
  view.setUint8(16, 2);
  view.setUint16(17, layout.fat.rootEntries, true);
  view.setUint16(19, layout.totalSectors, true);
  view.setUint8(21, layout.mediaId);
  view.setUint16(22, layout.fat.sectorsPerFat, true);
  view.setUint16(24, layout.sectorsPerTrack, true);
  view.setUint16(26, 2, true);
  view.setUint8(38, 0x29);
  view.setUint32(39, serial, true);
  ascii(image, 43, label.padEnd(11));
  ascii(image, 54, 'FAT12   ');
  // Not bootable: the code waits for ever, as a data disk's may.
  image.set([0xeb, 0xfe], 62);
  image.set([0x55, 0xaa], 510);
}

/** A FAT12 link is one and a half bytes. */
function writeLink(table: Uint8Array, cluster: number, value: number): void {
  const at = cluster + (cluster >> 1);
  if (cluster % 2 === 0) {
    table[at] = value & 0xff;
    table[at + 1] = (table[at + 1]! & 0xf0) | (value >> 8);
  } else {
    table[at] = (table[at]! & 0x0f) | ((value & 0x0f) << 4);
    table[at + 1] = value >> 4;
  }
}

function shortName(name: string): string {
  const [stem = '', extension = ''] = name.split('.');
  return stem.padEnd(8).slice(0, 8) + extension.padEnd(3).slice(0, 3);
}

function writeEntry(
  image: Uint8Array,
  offset: number,
  name: string,
  attribute: number,
  cluster: number,
  size: number,
): void {
  const view = new DataView(image.buffer, offset, entryBytes);
  ascii(image, offset, name);
  view.setUint8(11, attribute);
  view.setUint16(22, fixedTime, true);
  view.setUint16(24, fixedDate, true);
  view.setUint16(26, cluster, true);
  view.setUint32(28, size, true);
}
