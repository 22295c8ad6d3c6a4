/** Bytes that lie in a file as a medium whose readers must live with what cannot be read. */
import { SpindleError } from '../../shared/errors.ts';
import type { SectorReader } from '../core/identify/sector-reader.ts';
import type { ByteSource } from '../core/image/byte-source.ts';

/** A disk that fails under the image is damage like any other, and so is a packed piece that cannot be unpacked. */
export function isReadFailure(error: unknown): boolean {
  return error instanceof SpindleError || (error as NodeJS.ErrnoException).code === 'EIO';
}

export function byteReader(source: ByteSource, sectorSize: number): SectorReader {
  const { sizeBytes } = source;
  function readInto(offsetBytes: number, into: Uint8Array): boolean {
    if (!Number.isSafeInteger(offsetBytes) || offsetBytes < 0 || offsetBytes + into.length > sizeBytes)
      return false;
    try {
      source.read(offsetBytes, into);
      return true;
    } catch (error) {
      if (isReadFailure(error)) return false;
      throw error;
    }
  }
  return {
    sizeBytes,
    sectorSize,
    readInto,
    readAt(offsetBytes, lengthBytes) {
      // Before memory is taken for it: lengths come from the image.
      if (!(lengthBytes >= 0 && offsetBytes + lengthBytes <= sizeBytes)) return null;
      const bytes = new Uint8Array(lengthBytes);
      return readInto(offsetBytes, bytes) ? bytes : null;
    },
  };
}
