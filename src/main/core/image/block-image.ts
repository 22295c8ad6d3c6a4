/** A disk as a container holds it: bytes in the order of the sectors, and what the container knows against them. */
import { SpindleError } from '../../../shared/errors.ts';
import type { SectorReader } from '../identify/sector-reader.ts';
import type { ByteSource } from './byte-source.ts';

/** `bad`: kept, but read with an error; `missing`: not kept, zeros stand for it. */
export interface Flaw {
  readonly state: 'bad' | 'missing';
  readonly offsetBytes: number;
  readonly lengthBytes: number;
}

export interface BlockGeometry {
  readonly cylinders: number;
  readonly heads: number;
  readonly sectorsPerTrack: number;
}

export interface BlockImage extends ByteSource {
  /** `MSA`, `DiskCopy 4.2` ... */
  readonly format: string;
  readonly sectorSize: number;
  /** Null where the container does not say, or its tracks differ. */
  readonly geometry: BlockGeometry | null;
  /** Ascending, none overlapping another. */
  readonly flaws: readonly Flaw[];
  /** What the container says of itself in words: a name, a comment. */
  readonly comment: string;
  readonly warnings: readonly string[];
}

/** For filesystem readers: what is flawed cannot be read. The bytes of bad sectors are had from the image itself. */
export function sectorReaderOf(image: BlockImage): SectorReader {
  const { flaws, sizeBytes, sectorSize } = image;
  function isFlawed(offsetBytes: number, lengthBytes: number): boolean {
    let low = 0;
    let high = flaws.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const flaw = flaws[middle]!;
      if (flaw.offsetBytes + flaw.lengthBytes <= offsetBytes) low = middle + 1;
      else high = middle;
    }
    const next = flaws[low];
    return next !== undefined && next.offsetBytes < offsetBytes + lengthBytes;
  }
  return {
    sizeBytes,
    sectorSize,
    readAt(offsetBytes, lengthBytes) {
      const isInside =
        Number.isSafeInteger(offsetBytes) &&
        Number.isSafeInteger(lengthBytes) &&
        offsetBytes >= 0 &&
        lengthBytes >= 0 &&
        offsetBytes + lengthBytes <= sizeBytes;
      if (!isInside || isFlawed(offsetBytes, lengthBytes)) return null;
      const bytes = new Uint8Array(lengthBytes);
      try {
        image.read(offsetBytes, bytes);
      } catch (error) {
        // A packed part that cannot be unpacked shows only when it is asked for.
        if (error instanceof SpindleError) return null;
        throw error;
      }
      return bytes;
    },
  };
}

/** No floppy image of any format is larger; what claims to be is not one. */
export const largestFloppyBytes = 64 * 1024 * 1024;

/** A container small enough to be held in memory. @throws SpindleError bad-image */
export function bytesOfSource(source: ByteSource, format: string): Uint8Array {
  if (source.sizeBytes > largestFloppyBytes)
    throw new SpindleError('bad-image', `The file is too large for a floppy image of the format ${format}.`, {
      sizeBytes: source.sizeBytes,
      largestBytes: largestFloppyBytes,
    });
  const bytes = new Uint8Array(source.sizeBytes);
  source.read(0, bytes);
  return bytes;
}

export function sourceOfBytes(bytes: Uint8Array): ByteSource {
  return {
    sizeBytes: bytes.length,
    read(offsetBytes, into) {
      if (offsetBytes < 0 || offsetBytes + into.length > bytes.length)
        throw new RangeError(`${into.length} bytes at ${offsetBytes} of ${bytes.length}`);
      into.set(bytes.subarray(offsetBytes, offsetBytes + into.length));
    },
  };
}

/** A stretch of a source as a source. @throws RangeError when it does not lie in it */
export function partOfSource(source: ByteSource, startBytes: number, sizeBytes: number): ByteSource {
  if (startBytes < 0 || sizeBytes < 0 || startBytes + sizeBytes > source.sizeBytes)
    throw new RangeError(`${sizeBytes} bytes at ${startBytes} of ${source.sizeBytes}`);
  return {
    sizeBytes,
    read(offsetBytes, into) {
      if (offsetBytes < 0 || offsetBytes + into.length > sizeBytes)
        throw new RangeError(`${into.length} bytes at ${offsetBytes} of ${sizeBytes}`);
      source.read(startBytes + offsetBytes, into);
    },
  };
}

export function addFlaw(flaws: Flaw[], flaw: Flaw): void {
  if (flaw.lengthBytes === 0) return;
  const last = flaws.at(-1);
  if (last && last.state === flaw.state && last.offsetBytes + last.lengthBytes === flaw.offsetBytes)
    flaws[flaws.length - 1] = { ...last, lengthBytes: last.lengthBytes + flaw.lengthBytes };
  else flaws.push(flaw);
}
