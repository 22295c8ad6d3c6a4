import type { ByteSource } from './byte-source.ts';

/** Stays in the processor's cache between reading and whatever is done with it. */
const pieceBytes = 256 * 1024;

/** A source from front to back; each piece uses the memory of the one before. */
export function* piecesOf(source: ByteSource): Generator<Uint8Array> {
  const { sizeBytes } = source;
  const bytes = new Uint8Array(Math.min(pieceBytes, sizeBytes));
  for (let at = 0; at < sizeBytes; at += bytes.length) {
    const piece = bytes.subarray(0, sizeBytes - at);
    source.read(at, piece);
    yield piece;
  }
}
