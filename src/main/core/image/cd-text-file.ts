/** Files of CD-TEXT packs: bare, behind the 4-byte header of READ TOC, or with a zero at the end (Sony). */
import type { ByteSource } from './byte-source.ts';

const packBytes = 18;
const readTocHeaderBytes = 4;
/** Eight blocks of 256 packs (MMC-3 annex J). */
const mostPacks = 8 * 256;

/** @returns the packs, or null when the file holds none */
export function readCdTextFile(source: ByteSource): Uint8Array | null {
  const headerBytes = source.sizeBytes % packBytes === readTocHeaderBytes ? readTocHeaderBytes : 0;
  const packs = Math.min(mostPacks, Math.floor((source.sizeBytes - headerBytes) / packBytes));
  if (packs <= 0) return null;
  const bytes = new Uint8Array(packs * packBytes);
  source.read(headerBytes, bytes);
  return bytes;
}
