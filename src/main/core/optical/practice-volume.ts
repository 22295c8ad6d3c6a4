/** Builds a small ISO 9660 volume (ECMA-119, level 1), byte for byte the same each time. */
import type { PracticeFile } from '../block/practice-files.ts';

const blockBytes = 2048;
const descriptorBlock = 16;
const terminatorBlock = 17;
const littlePathTableBlock = 18;
const bigPathTableBlock = 19;
const rootBlock = 20;
const firstFileBlock = 21;
const pathTableBytes = 10;
/** ECMA-130, 20.2: a data track before audio ends in 150 sectors of nothing. */
export const postgapSectors = 150;

const isDirectory = 0x02;
const fixedDate = '1998112110300000';
/** Years since 1900, month, day, hour, minute, second, quarters of an hour from Greenwich. */
const fixedRecordDate = [98, 11, 21, 10, 30, 0, 0] as const;

function putText(bytes: Uint8Array, at: number, lengthBytes: number, text: string): void {
  bytes.fill(0x20, at, at + lengthBytes);
  for (let index = 0; index < text.length && index < lengthBytes; index++) {
    bytes[at + index] = text.charCodeAt(index);
  }
}

/** Both byte orders, one after the other (7.2.3, 7.3.3). */
function putBoth(bytes: Uint8Array, at: number, widthBytes: 2 | 4, value: number): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  if (widthBytes === 2) {
    view.setUint16(at, value, true);
    view.setUint16(at + 2, value);
  } else {
    view.setUint32(at, value, true);
    view.setUint32(at + 4, value);
  }
}

interface Extent {
  readonly lba: number;
  readonly lengthBytes: number;
}

/** 9.1; identifiers of one byte 0 and 1 are the directory itself and its parent. */
function directoryRecord(identifier: string, { lba, lengthBytes }: Extent, flags: number): Uint8Array {
  const record = new Uint8Array(33 + identifier.length + ((identifier.length + 1) % 2));
  record[0] = record.length;
  putBoth(record, 2, 4, lba);
  putBoth(record, 10, 4, lengthBytes);
  record.set(fixedRecordDate, 18);
  record[25] = flags;
  putBoth(record, 28, 2, 1);
  record[32] = identifier.length;
  putText(record, 33, identifier.length, identifier);
  return record;
}

/** 9.4: the root alone. */
function pathTable(rootLba: number, isLittleEndian: boolean): Uint8Array {
  const table = new Uint8Array(pathTableBytes);
  const view = new DataView(table.buffer);
  table[0] = 1;
  view.setUint32(2, rootLba, isLittleEndian);
  view.setUint16(6, 1, isLittleEndian);
  return table;
}

/** 8.4. */
function primaryDescriptor(volume: string, totalBlocks: number, firstLba: number, root: Extent): Uint8Array {
  const bytes = new Uint8Array(blockBytes);
  const view = new DataView(bytes.buffer);
  bytes[0] = 1;
  putText(bytes, 1, 5, 'CD001');
  bytes[6] = 1;
  putText(bytes, 8, 32, 'SPINDLE');
  putText(bytes, 40, 32, volume);
  putBoth(bytes, 80, 4, totalBlocks);
  putBoth(bytes, 120, 2, 1);
  putBoth(bytes, 124, 2, 1);
  putBoth(bytes, 128, 2, blockBytes);
  putBoth(bytes, 132, 4, pathTableBytes);
  view.setUint32(140, firstLba + littlePathTableBlock, true);
  view.setUint32(148, firstLba + bigPathTableBlock);
  bytes.set(directoryRecord('\u0000', root, isDirectory), 156);
  putText(bytes, 190, 623, '');
  for (const at of [813, 830]) putText(bytes, at, 16, fixedDate);
  for (const at of [847, 864]) putText(bytes, at, 16, '0'.repeat(16));
  for (const at of [829, 846, 863, 880]) bytes[at] = 0;
  bytes[881] = 1;
  return bytes;
}

/**
 * @param firstLba where the volume begins on the disc: a later session's addresses count from LBA 0 all the same
 * @param files as many as one block of directory holds
 * @returns whole blocks of 2048 bytes
 */
export function buildPracticeVolume(
  volume: string,
  files: readonly PracticeFile[],
  firstLba = 0,
): Uint8Array {
  let nextBlock = firstFileBlock;
  const placed = files.map((file) => {
    const block = nextBlock;
    nextBlock += Math.ceil(file.content.length / blockBytes);
    return { ...file, block };
  });
  const totalBlocks = nextBlock + postgapSectors;
  const image = new Uint8Array(totalBlocks * blockBytes);
  const put = (block: number, bytes: Uint8Array) => image.set(bytes, block * blockBytes);
  const root = { lba: firstLba + rootBlock, lengthBytes: blockBytes };
  put(descriptorBlock, primaryDescriptor(volume, firstLba + totalBlocks, firstLba, root));
  put(terminatorBlock, Uint8Array.of(0xff, ...new TextEncoder().encode('CD001'), 1));
  put(littlePathTableBlock, pathTable(root.lba, true));
  put(bigPathTableBlock, pathTable(root.lba, false));
  let at = rootBlock * blockBytes;
  const addRecord = (record: Uint8Array) => {
    image.set(record, at);
    at += record.length;
  };
  addRecord(directoryRecord('\u0000', root, isDirectory));
  addRecord(directoryRecord('\u0001', root, isDirectory));
  for (const { name, content, block } of placed.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    addRecord(directoryRecord(`${name};1`, { lba: firstLba + block, lengthBytes: content.length }, 0));
    put(block, content);
  }
  return image;
}
