/** Lines of a text file, one at a time, in bounded memory. */
import { readSync } from 'node:fs';

const pieceBytes = 256 * 1024;

/**
 * @param onPiece sees every byte of the file, in order
 * @param onTooLong throws: what a line longer than `mostBytes` means
 */
export function* textLines(
  fd: number,
  mostBytes: number,
  onPiece: (bytes: Uint8Array) => void,
  onTooLong: (line: number) => never,
): Generator<{ readonly text: string; readonly number: number }> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const piece = Buffer.allocUnsafe(pieceBytes);
  let rest: Buffer = Buffer.alloc(0);
  let number = 0;
  for (let position = 0; ; ) {
    const bytesRead = readSync(fd, piece, 0, pieceBytes, position);
    position += bytesRead;
    onPiece(piece.subarray(0, bytesRead));
    rest = Buffer.concat([rest, piece.subarray(0, bytesRead)]);
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      yield { text: decoder.decode(rest.subarray(0, end)), number: ++number };
      rest = rest.subarray(end + 1);
    }
    if (rest.length > mostBytes) onTooLong(number + 1);
    if (bytesRead > 0) continue;
    if (rest.length > 0) yield { text: decoder.decode(rest), number: ++number };
    return;
  }
}
