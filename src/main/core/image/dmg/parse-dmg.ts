/** The end of a UDIF disk image (.dmg): the koly trailer and the tables of chunks its property list holds. */
import { SpindleError } from '../../../../shared/errors.ts';
import { hasBytes, u32be } from '../../byte-fields.ts';
import type { ByteSource } from '../byte-source.ts';

export interface DmgChunk {
  /** 0 zeros, 1 raw, 2 not used, 8000 0005h zlib ... */
  readonly kind: number;
  readonly startBytes: number;
  readonly lengthBytes: number;
  readonly storedAt: number;
  readonly storedBytes: number;
}

export interface DmgTables {
  readonly sizeBytes: number;
  /** By their place on the disk, not overlapping. */
  readonly chunks: readonly DmgChunk[];
}

const trailerBytes = 512;
const sectorBytes = 512;
const tableHeaderBytes = 204;
const chunkEntryBytes = 40;
const largestListBytes = 64 * 1024 * 1024;
const mostChunks = 4_000_000;
const commentKind = 0x7fff_fffe;
const endKind = 0xffff_ffff;

function u64be(bytes: Uint8Array, at: number): number {
  return u32be(bytes, at) * 0x1_0000_0000 + u32be(bytes, at + 4);
}

const base64Digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function decodeBase64(text: string): Uint8Array {
  const bytes = new Uint8Array(Math.ceil((text.length * 3) / 4));
  let made = 0;
  let bits = 0;
  let held = 0;
  for (const character of text) {
    const digit = base64Digits.indexOf(character);
    if (digit < 0) continue;
    held = ((held << 6) | digit) & 0xffffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[made++] = (held >> bits) & 0xff;
    }
  }
  return bytes.subarray(0, made);
}

/** The `mish` tables are the only long data of the list; what does not begin like one is another resource. */
function tablesOf(list: string): readonly Uint8Array[] {
  const tables: Uint8Array[] = [];
  for (let at = list.indexOf('<data>'); at >= 0; at = list.indexOf('<data>', at)) {
    const end = list.indexOf('</data>', at);
    if (end < 0) break;
    const table = decodeBase64(list.slice(at + 6, end));
    if (table.length >= tableHeaderBytes && hasBytes(table, 0, 'mish')) tables.push(table);
    at = end;
  }
  return tables;
}

function chunksOf(table: Uint8Array, dataForkAt: number): readonly DmgChunk[] {
  const firstSector = u64be(table, 8);
  const dataAt = u64be(table, 24);
  const room = Math.floor((table.length - tableHeaderBytes) / chunkEntryBytes);
  const count = Math.min(u32be(table, 200), room);
  const chunks: DmgChunk[] = [];
  for (let index = 0; index < count; index++) {
    const at = tableHeaderBytes + index * chunkEntryBytes;
    const kind = u32be(table, at);
    if (kind === endKind) break;
    if (kind === commentKind) continue;
    chunks.push({
      kind,
      startBytes: (firstSector + u64be(table, at + 8)) * sectorBytes,
      lengthBytes: u64be(table, at + 16) * sectorBytes,
      storedAt: dataForkAt + dataAt + u64be(table, at + 24),
      storedBytes: u64be(table, at + 32),
    });
  }
  return chunks;
}

/** @returns null without a trailer; @throws SpindleError bad-image when the trailer leads nowhere */
export function parseDmg(source: ByteSource): DmgTables | null {
  if (source.sizeBytes < trailerBytes) return null;
  const trailer = new Uint8Array(trailerBytes);
  source.read(source.sizeBytes - trailerBytes, trailer);
  if (!hasBytes(trailer, 0, 'koly')) return null;
  const listAt = u64be(trailer, 216);
  const listBytes = u64be(trailer, 224);
  if (listBytes === 0 || listBytes > largestListBytes || listAt + listBytes > source.sizeBytes)
    throw new SpindleError(
      'bad-image',
      'The disk image names no list of its parts, or one outside of the file.',
      {
        listAt,
        listBytes,
      },
    );
  const list = new Uint8Array(listBytes);
  source.read(listAt, list);
  const sizeBytes = u64be(trailer, 492) * sectorBytes;
  const tables = tablesOf(new TextDecoder().decode(list));
  const chunks = tables.flatMap((table) => chunksOf(table, u64be(trailer, 24)));
  chunks.sort((one, other) => one.startBytes - other.startBytes);
  let end = 0;
  for (const chunk of chunks) {
    if (
      chunk.startBytes < end ||
      !Number.isSafeInteger(chunk.startBytes + chunk.lengthBytes) ||
      chunks.length > mostChunks
    )
      throw new SpindleError('bad-image', 'The parts of the disk image overlap or lead out of any disk.', {
        startBytes: chunk.startBytes,
      });
    end = chunk.startBytes + chunk.lengthBytes;
  }
  if (!Number.isSafeInteger(sizeBytes))
    throw new SpindleError('bad-image', 'The disk image claims to be larger than any disk.', { listBytes });
  return { sizeBytes: Math.max(sizeBytes, end), chunks };
}
