/**
 * A raw deflate stream (RFC 1951) packed in pieces side by side, on as many cores as there are. Each piece has the 32 KiB
 * before it as its dictionary and ends on a whole byte (an empty stored block), so that all behind each other are one stream.
 */
import { availableParallelism } from 'node:os';
import { promisify } from 'node:util';
import { constants, deflateRaw, deflateRawSync } from 'node:zlib';

const pack = promisify<Uint8Array, object, Uint8Array>(deflateRaw);

const pieceBytes = 512 * 1024;
const windowBytes = 32 * 1024;
/** Pieces under way, and with it the memory this takes. */
const mostAtOnce = 8;

const level = { level: constants.Z_BEST_COMPRESSION, memLevel: constants.Z_MAX_MEMLEVEL };

/** @param pieces of any length; each may use the memory of the one before */
export async function* deflateInPieces(pieces: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const atOnce = Math.min(mostAtOnce, 1 + availableParallelism());
  const underWay: Promise<Uint8Array>[] = [];
  let before: Uint8Array | null = null;
  for (const piece of piecesOfOneLength(pieces)) {
    const dictionary = before?.subarray(-windowBytes);
    underWay.push(pack(piece, { ...level, dictionary, finishFlush: constants.Z_SYNC_FLUSH }));
    before = piece;
    if (underWay.length >= atOnce) yield await underWay.shift()!;
  }
  for (const packed of underWay) yield await packed;
  yield deflateRawSync(new Uint8Array(0));
}

/** In memory of their own; all but the last of {@link pieceBytes}. */
function* piecesOfOneLength(pieces: Iterable<Uint8Array>): Generator<Uint8Array> {
  let own = new Uint8Array(pieceBytes);
  let filled = 0;
  for (const piece of pieces)
    for (let at = 0; at < piece.length; ) {
      const part = piece.subarray(at, at + own.length - filled);
      own.set(part, filled);
      filled += part.length;
      at += part.length;
      if (filled < own.length) continue;
      yield own;
      own = new Uint8Array(pieceBytes);
      filled = 0;
    }
  if (filled > 0) yield own.subarray(0, filled);
}
