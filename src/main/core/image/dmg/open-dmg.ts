/** Disk images of macOS (UDIF): raw, zero and zlib parts. Images without a trailer are plain sectors. */
import { SpindleError } from '../../../../shared/errors.ts';
import { addFlaw, type BlockImage, type Flaw, partOfSource } from '../block-image.ts';
import type { ByteSource } from '../byte-source.ts';
import type { Inflate } from '../inflate.ts';
import { type DmgChunk, parseDmg } from './parse-dmg.ts';

const zeroKind = 0;
const rawKind = 1;
const unusedKind = 2;
const zlibKind = 0x8000_0005;
const otherPackers: ReadonlyMap<number, string> = new Map([
  [0x8000_0004, 'ADC'],
  [0x8000_0006, 'bzip2'],
  [0x8000_0007, 'LZFSE'],
  [0x8000_0008, 'LZMA'],
]);
const sectorBytes = 512;
/** hdiutil packs 256 KiB, newer ones 1 MiB, at once. */
const largestChunkBytes = 16 * 1024 * 1024;

function checkKinds(chunks: readonly DmgChunk[]): void {
  for (const { kind, lengthBytes } of chunks) {
    const packer = otherPackers.get(kind);
    if (packer)
      throw new SpindleError(
        'unsupported',
        `The disk image is packed with ${packer}. Convert it to a raw image first.`,
        {
          kind,
        },
      );
    if (kind === zlibKind && lengthBytes > largestChunkBytes)
      throw new SpindleError('bad-image', 'A packed part of the disk image is larger than any real one.', {
        lengthBytes,
      });
  }
}

/** @throws SpindleError bad-image, or unsupported for packers other than zlib */
export function openDmg(source: ByteSource, { zlib }: Inflate): BlockImage {
  const tables = parseDmg(source);
  const common = { sectorSize: sectorBytes, geometry: null, comment: '' };
  if (!tables) {
    const whole = source.sizeBytes - (source.sizeBytes % sectorBytes);
    if (whole === 0)
      throw new SpindleError('bad-image', 'The disk image is empty.', { sizeBytes: source.sizeBytes });
    return { ...common, format: 'DMG (raw)', flaws: [], warnings: [], ...partOfSource(source, 0, whole) };
  }
  const { sizeBytes, chunks } = tables;
  checkKinds(chunks);
  const { flaws, warnings } = inspect(source, sizeBytes, chunks);
  let last: { readonly chunk: DmgChunk; readonly bytes: Uint8Array | null } | null = null;

  function unpacked(chunk: DmgChunk): Uint8Array | null {
    if (last?.chunk !== chunk) last = { chunk, bytes: unpack(chunk) };
    return last.bytes;
  }

  function unpack({ storedAt, storedBytes, lengthBytes }: DmgChunk): Uint8Array | null {
    const packed = new Uint8Array(storedBytes);
    source.read(storedAt, packed);
    try {
      const bytes = zlib(packed, lengthBytes);
      return bytes.length === lengthBytes ? bytes : null;
    } catch {
      return null;
    }
  }

  function readChunk(chunk: DmgChunk, from: number, into: Uint8Array): void {
    if (chunk.kind === rawKind) {
      const present = Math.min(
        into.length,
        chunk.storedBytes - from,
        source.sizeBytes - chunk.storedAt - from,
      );
      if (present > 0) source.read(chunk.storedAt + from, into.subarray(0, present));
    } else if (chunk.kind === zlibKind && isStored(source, chunk)) {
      const bytes = unpacked(chunk);
      if (!bytes)
        throw new SpindleError(
          'bad-image',
          'A packed part of the disk image is damaged: it cannot be unpacked.',
          {
            startBytes: chunk.startBytes,
            lengthBytes: chunk.lengthBytes,
          },
        );
      into.set(bytes.subarray(from, from + into.length));
    }
  }

  return {
    ...common,
    format: 'DMG',
    sizeBytes,
    flaws,
    warnings,
    read(offsetBytes, into) {
      if (offsetBytes < 0 || offsetBytes + into.length > sizeBytes)
        throw new RangeError(`${into.length} bytes at ${offsetBytes} of ${sizeBytes}`);
      into.fill(0);
      for (let index = firstChunkAt(chunks, offsetBytes); index < chunks.length; index++) {
        const chunk = chunks[index]!;
        const from = Math.max(offsetBytes, chunk.startBytes);
        const to = Math.min(offsetBytes + into.length, chunk.startBytes + chunk.lengthBytes);
        if (chunk.startBytes >= offsetBytes + into.length) break;
        if (to > from)
          readChunk(chunk, from - chunk.startBytes, into.subarray(from - offsetBytes, to - offsetBytes));
      }
    },
  };
}

function firstChunkAt(chunks: readonly DmgChunk[], offsetBytes: number): number {
  let low = 0;
  let high = chunks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const { startBytes, lengthBytes } = chunks[middle]!;
    if (startBytes + lengthBytes <= offsetBytes) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isStored(source: ByteSource, { storedAt, storedBytes }: DmgChunk): boolean {
  return storedAt + storedBytes <= source.sizeBytes;
}

/** What no part covers, and parts of which the file has not all, are missing. */
function inspect(
  source: ByteSource,
  sizeBytes: number,
  chunks: readonly DmgChunk[],
): { flaws: readonly Flaw[]; warnings: readonly string[] } {
  const flaws: Flaw[] = [];
  let reached = 0;
  const miss = (offsetBytes: number, lengthBytes: number) =>
    addFlaw(flaws, { state: 'missing', offsetBytes, lengthBytes });
  for (const chunk of chunks) {
    const { kind, startBytes, lengthBytes } = chunk;
    miss(reached, startBytes - reached);
    reached = startBytes + lengthBytes;
    const isMade = kind === zeroKind || kind === unusedKind;
    const isKnown = isMade || kind === rawKind || kind === zlibKind;
    const isWhole =
      isMade || (isStored(source, chunk) && (kind === zlibKind || chunk.storedBytes >= lengthBytes));
    if (!isKnown || !isWhole) miss(startBytes, lengthBytes);
  }
  miss(reached, sizeBytes - reached);
  return { flaws, warnings: flaws.length > 0 ? ['Parts of the disk image are missing from the file.'] : [] };
}
