/** Reads IMZ files, and images in zip files of any maker. Everything in the file is doubted, its sizes most of all. */
import { readFile, stat } from 'node:fs/promises';
import { crc32, inflateRawSync } from 'node:zlib';
import { SpindleError } from '../../../shared/errors.ts';

export interface OpenedImz {
  /** As it stands in the zip file, for show only. */
  readonly entryName: string;
  readonly bytes: Uint8Array;
}

export interface OpenImzOptions {
  /** What one image may unpack to; a few bytes of zip can claim to be gigabytes. */
  readonly maxBytes?: number;
  /** Which image to open when the file has several. */
  readonly entryName?: string;
}

const defaultMaxBytes = 64 * 1024 * 1024;
const imageName = /\.(ima|img|vfd)$/i;
const localHeaderBytes = 30;
const centralHeaderBytes = 46;
const endRecordBytes = 22;
const longestComment = 0xffff;

interface CentralEntry {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packedBytes: number;
  readonly imageBytes: number;
  readonly headerOffset: number;
}

/**
 * The one image in a zip file given by path or in memory.
 * @throws SpindleError not-found, bad-image when the file is damaged or holds no image or several, unsupported when
 * it is encrypted, too large or packed in another way
 */
export async function openImz(file: string | Uint8Array, options: OpenImzOptions = {}): Promise<OpenedImz> {
  const maxBytes = options.maxBytes ?? defaultMaxBytes;
  const zip = typeof file === 'string' ? await load(file, maxBytes) : file;
  const view = Buffer.from(zip.buffer, zip.byteOffset, zip.byteLength);
  const entry = choose(centralEntries(view), options.entryName);
  if ((entry.flags & 1) !== 0) {
    throw new SpindleError(
      'unsupported',
      `${entry.name} is encrypted with a password. Nothing was changed; unpack it with WinImage or a zip program and open the image.`,
      { entryName: entry.name },
    );
  }
  return { entryName: entry.name, bytes: unpack(view, entry, maxBytes) };
}

async function load(path: string, maxBytes: number): Promise<Uint8Array> {
  try {
    const { size } = await stat(path);
    if (size > 2 * maxBytes) throw tooLarge(path, size, maxBytes);
    return await readFile(path);
  } catch (error) {
    if (error instanceof SpindleError) throw error;
    const system = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new SpindleError('not-found', `The file ${path} cannot be opened (${system}).`, { path, system });
  }
}

function tooLarge(name: string, sizeBytes: number, maxBytes: number): SpindleError {
  return new SpindleError(
    'unsupported',
    `${name} is larger than the ${maxBytes} bytes allowed for a packed floppy image. Nothing was unpacked.`,
    { name, sizeBytes, maxBytes },
  );
}

function damaged(what: string, details: Record<string, string | number> = {}): SpindleError {
  return new SpindleError(
    'bad-image',
    `The packed image is damaged: ${what}. Nothing of it was used.`,
    details,
  );
}

/** The end record is found from the end of the file, behind a comment at most. */
function endRecord(zip: Buffer): Buffer {
  const lowest = Math.max(0, zip.length - endRecordBytes - longestComment);
  for (let at = zip.length - endRecordBytes; at >= lowest; at--) {
    const isHere = zip.readUInt32LE(at) === 0x0605_4b50;
    if (isHere && at + endRecordBytes + zip.readUInt16LE(at + 20) <= zip.length) return zip.subarray(at);
  }
  throw damaged('it has no directory at its end, so it is no zip file or was cut short');
}

function centralEntries(zip: Buffer): CentralEntry[] {
  const end = endRecord(zip);
  const count = end.readUInt16LE(10);
  const entries: CentralEntry[] = [];
  let at = end.readUInt32LE(16);
  if (count === 0xffff || at === 0xffff_ffff) throw unsupported('zip64');
  for (let index = 0; index < count; index++) {
    if (at + centralHeaderBytes > zip.length || zip.readUInt32LE(at) !== 0x0201_4b50)
      throw damaged('its directory does not stand where it should', { offsetBytes: at });
    const nameBytes = zip.readUInt16LE(at + 28);
    entries.push({
      name: zip.toString('latin1', at + centralHeaderBytes, at + centralHeaderBytes + nameBytes),
      flags: zip.readUInt16LE(at + 8),
      method: zip.readUInt16LE(at + 10),
      crc: zip.readUInt32LE(at + 16),
      packedBytes: zip.readUInt32LE(at + 20),
      imageBytes: zip.readUInt32LE(at + 24),
      headerOffset: zip.readUInt32LE(at + 42),
    });
    at += centralHeaderBytes + nameBytes + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return entries;
}

function choose(entries: readonly CentralEntry[], wanted: string | undefined): CentralEntry {
  const images = entries.filter(({ name }) =>
    wanted === undefined ? imageName.test(name) : name === wanted,
  );
  const [image] = images;
  if (image && images.length === 1) {
    if (leadsElsewhere(image.name))
      throw damaged('its image is named like a place outside the folder it is unpacked to');
    return image;
  }
  const names = entries.slice(0, 20).map(({ name }) => name);
  const what = image ? 'several images: say which one to open' : 'no image (.ima, .img or .vfd)';
  throw new SpindleError('bad-image', `The zip file holds ${what}.`, { names });
}

/** Nothing is written under such a name here, but whoever made it meant harm, or the name is damaged. */
function leadsElsewhere(name: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are just what is looked for
  return /^([/\\]|[a-z]:)|(^|[/\\])\.\.([/\\]|$)|[\u0000-\u001f]/i.test(name);
}

function unsupported(what: string): SpindleError {
  return new SpindleError('unsupported', `The image is packed with ${what}, which cannot be read here.`, {
    what,
  });
}

function unpack(zip: Buffer, entry: CentralEntry, maxBytes: number): Uint8Array {
  const { name, imageBytes, packedBytes, headerOffset, method } = entry;
  if (imageBytes === 0xffff_ffff || packedBytes === 0xffff_ffff) throw unsupported('zip64');
  if (imageBytes > maxBytes) throw tooLarge(name, imageBytes, maxBytes);
  if (headerOffset + localHeaderBytes > zip.length || zip.readUInt32LE(headerOffset) !== 0x0403_4b50)
    throw damaged('an image does not stand where the directory says', { offsetBytes: headerOffset });
  const start =
    headerOffset +
    localHeaderBytes +
    zip.readUInt16LE(headerOffset + 26) +
    zip.readUInt16LE(headerOffset + 28);
  if (start + packedBytes > zip.length)
    throw damaged('its data ends before the image does', { start, packedBytes });
  const packed = zip.subarray(start, start + packedBytes);
  const bytes = expand(packed, method, imageBytes);
  if (bytes.length !== imageBytes)
    throw damaged('the image has another size than stated', { stated: imageBytes, actual: bytes.length });
  const crc = crc32(bytes);
  if (crc !== entry.crc)
    throw damaged('its checksum is wrong', { stated: entry.crc.toString(16), actual: crc.toString(16) });
  return bytes;
}

function expand(packed: Buffer, method: number, imageBytes: number): Uint8Array {
  if (method === 0) return Uint8Array.from(packed);
  if (method !== 8) throw unsupported(`zip method ${method}`);
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, imageBytes) });
  } catch (error) {
    throw damaged(`its data cannot be unpacked (${(error as Error).message})`);
  }
}
