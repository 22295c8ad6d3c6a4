/** A UDF 2.50 volume with what no free program writes: metadata partition, streams, holes, appended entries. */

const blockBytes = 2048;
const partitionStart = 300;
/** Where the metadata file lies, in two pieces. */
const metadataBlocks = [10, 11, 12, 13, 20, 21, 22, 23, 24, 25, 26, 27];
const physical = 0;
const metadata = 1;
const file = 5;
const directory = 4;
const streamDirectory = 13;
const metadataFile = 250;

export const volumeContent = {
  first: new Uint8Array(blockBytes).fill(0x41),
  last: new Uint8Array(100).fill(0x42),
  stream: Uint8Array.of(1, 2, 3),
  appended: Uint8Array.of(7, 7),
} as const;

/** ECMA-167 3/7.2; the location and the CRC are left to those who look at them. */
function tagged(identifier: number, bytes: Uint8Array, location = 0): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  view.setUint16(0, identifier, true);
  view.setUint16(2, 3, true);
  view.setUint32(12, location, true);
  bytes[4] = 0;
  bytes[4] = bytes.subarray(0, 16).reduce((sum, byte) => sum + byte, 0) & 0xff;
  return bytes;
}

function longAllocation(lengthBytes: number, block: number, partition: number, kind = 0): Uint8Array {
  const bytes = new Uint8Array(16);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, (lengthBytes | (kind << 30)) >>> 0, true);
  view.setUint32(4, block, true);
  view.setUint16(8, partition, true);
  return bytes;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

interface MadeEntry {
  readonly type: number;
  /** 0 short, 1 long, 3 in the entry itself. */
  readonly form: 0 | 1 | 3;
  readonly sizeBytes: number;
  readonly data: Uint8Array;
  readonly streams?: Uint8Array;
  readonly strategy?: number;
}

function extendedFileEntry({ type, form, sizeBytes, data, streams, strategy = 4 }: MadeEntry): Uint8Array {
  const bytes = new Uint8Array(blockBytes);
  const view = new DataView(bytes.buffer);
  view.setUint16(20, strategy, true);
  bytes[27] = type;
  view.setUint16(34, form, true);
  // Owner may read and write, others read: five bits each.
  view.setUint32(44, (0b00110 << 10) | (0b00100 << 5) | 0b00100, true);
  view.setUint16(48, 1, true);
  view.setBigUint64(56, BigInt(sizeBytes), true);
  // 24 December 2005, 18:30:15, an hour before UTC.
  view.setUint16(92, 0x1000 | (-60 & 0xfff), true);
  view.setUint16(94, 2005, true);
  bytes.set([12, 24, 18, 30, 15], 96);
  if (streams) bytes.set(streams, 152);
  view.setUint32(212, data.length, true);
  bytes.set(data, 216);
  return tagged(266, bytes);
}

function identifier(name: string, icb: Uint8Array, characteristics = 0): Uint8Array {
  const isWide = [...name].some((character) => character > '\u00ff');
  const text = isWide
    ? Uint8Array.from([
        16,
        ...Array.from(name).flatMap((c) => [c.charCodeAt(0) >> 8, c.charCodeAt(0) & 0xff]),
      ])
    : Uint8Array.from([8, ...Array.from(name, (c) => c.charCodeAt(0))]);
  const nameBytes = name === '' ? 0 : text.length;
  const bytes = new Uint8Array(Math.ceil((38 + nameBytes) / 4) * 4);
  bytes[18] = characteristics;
  bytes[19] = nameBytes;
  bytes.set(icb, 20);
  if (nameBytes > 0) bytes.set(text, 38);
  return tagged(257, bytes);
}

function entity(text: string, revision = 0): Uint8Array {
  const bytes = new Uint8Array(32);
  bytes.set(new TextEncoder().encode(text), 1);
  new DataView(bytes.buffer).setUint16(24, revision, true);
  return bytes;
}

function logicalVolume(): Uint8Array {
  const bytes = new Uint8Array(blockBytes);
  const view = new DataView(bytes.buffer);
  bytes.set([8, ...new TextEncoder().encode('Made')], 84);
  bytes[84 + 127] = 5;
  view.setUint32(212, blockBytes, true);
  bytes.set(entity('*OSTA UDF Compliant', 0x250), 216);
  bytes.set(longAllocation(blockBytes, 0, metadata), 248);
  view.setUint32(264, 6 + 64, true);
  view.setUint32(268, 2, true);
  bytes.set([1, 6, 1, 0, 0, 0, 2, 64], 440);
  bytes.set(entity('*UDF Metadata Partition', 0x250), 446 + 4);
  view.setUint16(446 + 36, 1, true);
  view.setUint32(446 + 40, 0, true);
  view.setUint32(446 + 44, 1, true);
  view.setUint32(446 + 48, 0xffff_ffff, true);
  return tagged(6, bytes);
}

export function metadataVolume(): Uint8Array {
  const image = new Uint8Array(400 * blockBytes);
  const put = (sector: number, bytes: Uint8Array) => image.set(bytes, sector * blockBytes);
  const inPartition = (block: number, bytes: Uint8Array) => put(partitionStart + block, bytes);
  const inMetadata = (block: number, bytes: Uint8Array) => inPartition(metadataBlocks[block]!, bytes);
  const icb = (block: number) => longAllocation(blockBytes, block, metadata);

  const anchor = new Uint8Array(512);
  const pointers = new DataView(anchor.buffer);
  for (const at of [16, 24]) {
    pointers.setUint32(at, 16 * blockBytes, true);
    pointers.setUint32(at + 4, 32, true);
  }
  put(256, tagged(2, anchor, 256));
  const partition = new Uint8Array(512);
  new DataView(partition.buffer).setUint32(188, partitionStart, true);
  new DataView(partition.buffer).setUint32(192, 90, true);
  put(32, tagged(5, partition));
  put(33, logicalVolume());
  put(34, tagged(8, new Uint8Array(512)));

  const pieces = new Uint8Array(16);
  const short = new DataView(pieces.buffer);
  [4 * blockBytes, 10, 8 * blockBytes, 20].forEach((word, index) => {
    short.setUint32(index * 4, word, true);
  });
  const sizeBytes = metadataBlocks.length * blockBytes;
  for (const block of [0, 1])
    inPartition(block, extendedFileEntry({ type: metadataFile, form: 0, sizeBytes, data: pieces }));

  const fileSet = new Uint8Array(512);
  fileSet.set(icb(1), 400);
  inMetadata(0, tagged(256, fileSet));
  const names = joined([
    identifier('', icb(1), 8 | 2),
    identifier('Datei ☃', icb(2)),
    identifier('appended', icb(5)),
    identifier('loop', icb(1), 2),
  ]);
  inMetadata(1, extendedFileEntry({ type: directory, form: 3, sizeBytes: names.length, data: names }));

  const allocations = joined([
    longAllocation(blockBytes, 30, physical),
    longAllocation(blockBytes, 0, physical, 2),
    longAllocation(blockBytes, 31, physical, 3),
  ]);
  const sparse = { type: file, form: 1, sizeBytes: 2 * blockBytes + 100, data: allocations } as const;
  inMetadata(2, extendedFileEntry({ ...sparse, streams: icb(3) }));
  inPartition(30, volumeContent.first);
  const continued = new Uint8Array(512);
  new DataView(continued.buffer).setUint32(20, 16, true);
  continued.set(longAllocation(100, 32, physical), 24);
  inPartition(31, tagged(258, continued));
  inPartition(32, volumeContent.last);
  const streams = identifier('stream', icb(4));
  inMetadata(
    3,
    extendedFileEntry({ type: streamDirectory, form: 3, sizeBytes: streams.length, data: streams }),
  );
  inMetadata(4, extendedFileEntry({ type: file, form: 3, sizeBytes: 3, data: volumeContent.stream }));

  // Strategy 4096: an old entry, and behind it where the newer one stands.
  inMetadata(
    5,
    extendedFileEntry({ type: file, form: 3, sizeBytes: 1, data: Uint8Array.of(6), strategy: 4096 }),
  );
  const indirect = new Uint8Array(512);
  indirect.set(icb(8), 36);
  inMetadata(6, tagged(259, indirect));
  const appended = {
    type: file,
    form: 3,
    sizeBytes: 2,
    data: volumeContent.appended,
    strategy: 4096,
  } as const;
  inMetadata(8, extendedFileEntry(appended));
  return image;
}
