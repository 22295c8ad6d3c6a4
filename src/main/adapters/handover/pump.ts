/**
 * Reads a file once, from its first byte to its last: while one piece is used, the next is read. Hashing holds this
 * thread, reading and writing are the system's.
 */
import type { FileHandle } from 'node:fs/promises';

const pieceBytes = 1024 * 1024;

/**
 * @param use may keep the piece, and give it to another thread, until its promise resolves
 * @returns how many bytes came
 */
export async function pump(
  file: FileHandle,
  use: (piece: Uint8Array<SharedArrayBuffer>, offsetBytes: number) => Promise<void> | void,
): Promise<number> {
  const pieces = [shared(), shared()] as const;
  const readInto = (piece: Uint8Array, at: number) => file.read(piece, 0, piece.length, at);
  let at = 0;
  let turn = 0;
  let next = readInto(pieces[0], 0);
  for (;;) {
    const { bytesRead } = await next;
    if (bytesRead === 0) return at;
    const piece = pieces[turn % 2 === 0 ? 0 : 1].subarray(0, bytesRead);
    turn++;
    next = readInto(pieces[turn % 2 === 0 ? 0 : 1], at + bytesRead);
    try {
      await use(piece, at);
    } catch (error) {
      // The piece being read belongs to the system until it is there.
      await next.catch(() => {});
      throw error;
    }
    at += bytesRead;
  }
}

function shared(): Uint8Array<SharedArrayBuffer> {
  return new Uint8Array(new SharedArrayBuffer(pieceBytes));
}
