/** Data files for disc images in tests: from memory, or from a folder on disk. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ByteSource, FindSibling } from '../../src/main/core/image/byte-source.ts';
import { chooseSibling } from '../../src/main/core/image/sibling-name.ts';

export function memorySource(bytes: Uint8Array): ByteSource {
  return {
    sizeBytes: bytes.length,
    read(offsetBytes, into) {
      if (offsetBytes < 0 || offsetBytes + into.length > bytes.length)
        throw new RangeError(`read at ${offsetBytes}`);
      into.set(bytes.subarray(offsetBytes, offsetBytes + into.length));
    },
  };
}

/** A file of a size, all zeros, that takes no memory. */
export function blankSource(sizeBytes: number): ByteSource {
  return {
    sizeBytes,
    read(offsetBytes, into) {
      if (offsetBytes < 0 || offsetBytes + into.length > sizeBytes)
        throw new RangeError(`read at ${offsetBytes}`);
      into.fill(0);
    },
  };
}

export function siblingsOf(files: Readonly<Record<string, Uint8Array | ByteSource>>): FindSibling {
  return (name) => {
    const found = chooseSibling(name, Object.keys(files));
    if (found === null) return null;
    const file = files[found]!;
    return file instanceof Uint8Array ? memorySource(file) : file;
  };
}

export function siblingsIn(folder: string): FindSibling {
  return (name) => {
    const found = chooseSibling(name, readdirSync(folder));
    return found === null ? null : memorySource(readFileSync(join(folder, found)));
  };
}

export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
