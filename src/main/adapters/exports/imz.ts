/**
 * IMZ, WinImage's packed floppy image: a zip file with exactly one deflated entry NAME.IMA. WinImage and its kin know
 * neither data descriptors nor zip64, so the sizes must stand in front of the data (APPNOTE 4.3.7, 4.4.4).
 */
import { type FileHandle, open, rm } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { SpindleError } from '../../../shared/errors.ts';
import { outputError } from '../files/durable.ts';
import { type HashedFile, hashFile } from '../files/hash-file.ts';
import { deflateInPieces } from './deflate-in-pieces.ts';
import { dosStem, dosTime } from './dos-name.ts';

export interface ImzOptions {
  /** The name of the dump; the entry is named after it, as DOS allows. */
  readonly entryName: string;
  /** Time of the dump, kept in local time. */
  readonly modified: Date;
  /** 0 to 1. */
  readonly onProgress?: (share: number) => void;
}

const localHeaderBytes = 30;
const largestBytes = 0xffff_ffff;

interface Entry {
  readonly name: Uint8Array;
  readonly modified: Date;
  readonly crc: number;
  readonly packedBytes: number;
  readonly imageBytes: number;
}

/** The sectors of a disk, in order, and how many bytes they are together. */
export interface ImzSource {
  readonly sizeBytes: number;
  readonly pieces: Iterable<Uint8Array>;
}

/**
 * Packs an image in one round: the header, whose length is known, is written last in the place kept for it. Memory stays
 * at a few pieces. The output is synced but not renamed; after an error it is removed.
 * @throws SpindleError unsupported above 4 GiB, output-full, output-unwritable, output-failed; what reading the pieces throws
 */
export async function writeImz(
  source: ImzSource,
  outputPath: string,
  { entryName, modified, onProgress = () => {} }: ImzOptions,
): Promise<HashedFile> {
  refuseAbove(source.sizeBytes, outputPath);
  const file = await open(outputPath, 'w').catch((error) => {
    throw outputError(error, outputPath);
  });
  try {
    const name = new TextEncoder().encode(`${dosStem(entryName)}.IMA`);
    await writeZip(file, outputPath, source, { name, modified }, onProgress);
    await file.sync();
  } catch (error) {
    await rm(outputPath, { force: true });
    throw outputError(error, outputPath);
  } finally {
    await file.close();
  }
  return hashFile(outputPath);
}

async function writeZip(
  file: FileHandle,
  outputPath: string,
  { pieces, sizeBytes }: ImzSource,
  named: Pick<Entry, 'name' | 'modified'>,
  report: (share: number) => void,
): Promise<void> {
  const headerBytes = localHeaderBytes + named.name.length;
  let at = headerBytes;
  let crc = 0;
  let imageBytes = 0;
  function* passing(): Generator<Uint8Array> {
    for (const piece of pieces) {
      crc = crc32(piece, crc);
      imageBytes += piece.length;
      yield piece;
    }
  }
  for await (const packed of deflateInPieces(passing())) {
    refuseAbove(at + packed.length, outputPath);
    await writeAll(file, packed, at);
    at += packed.length;
    report(imageBytes / Math.max(1, sizeBytes));
  }
  const entry: Entry = { ...named, crc, packedBytes: at - headerBytes, imageBytes };
  const end = directory(entry, at);
  refuseAbove(at + end.length, outputPath);
  await writeAll(file, end, at);
  await writeAll(file, localHeader(entry), 0);
}

async function writeAll(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}

function refuseAbove(sizeBytes: number, path: string): void {
  if (sizeBytes <= largestBytes) return;
  throw new SpindleError(
    'unsupported',
    `IMZ files hold at most 4 GiB, and ${path} would hold more. The image itself is kept; choose the format img for it.`,
    { path, sizeBytes, largestBytes },
  );
}

/** What the two headers share: version 2.0, no flags, deflated, time, CRC and sizes. */
function commonFields({ name, modified, crc, packedBytes, imageBytes }: Entry): Uint8Array {
  const fields = new DataView(new ArrayBuffer(26));
  const { date, time } = dosTime(modified);
  fields.setUint16(0, 20, true);
  fields.setUint16(4, 8, true);
  fields.setUint16(6, time, true);
  fields.setUint16(8, date, true);
  fields.setUint32(10, crc, true);
  fields.setUint32(14, packedBytes, true);
  fields.setUint32(18, imageBytes, true);
  fields.setUint16(22, name.length, true);
  return new Uint8Array(fields.buffer);
}

function localHeader(entry: Entry): Uint8Array {
  return Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), commonFields(entry), entry.name]);
}

const archiveAttribute = 0x20;

/** The central directory with its one entry and the end record. */
function directory(entry: Entry, directoryOffset: number): Uint8Array {
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(archiveAttribute, 6);
  const central = Buffer.concat([
    Buffer.from('PK\u0001\u0002', 'latin1'),
    Buffer.from([20, 0]),
    commonFields(entry),
    rest,
    entry.name,
  ]);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(directoryOffset, 16);
  return Buffer.concat([central, end]);
}
