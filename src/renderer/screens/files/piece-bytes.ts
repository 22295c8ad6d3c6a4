import type { ByteRange, Piece } from '../../../shared/model/image-files.ts';

export interface PieceBytes {
  /** In the file. */
  readonly offset: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** In bytes of the file, ascending. */
  readonly unread: readonly ByteRange[];
  readonly doubtful: readonly ByteRange[];
}

export function bytesOfBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at);
  return bytes;
}

export function pieceBytes({ offset, bytes, unread, doubtful }: Piece): PieceBytes {
  return { offset, bytes: bytesOfBase64(bytes), unread, doubtful };
}

export type ByteState = 'read' | 'unread' | 'doubtful';

function covers(ranges: readonly ByteRange[], at: number): boolean {
  return ranges.some(([offset, length]) => at >= offset && at < offset + length);
}

export function stateOfByte({ unread, doubtful }: PieceBytes, at: number): ByteState {
  if (covers(unread, at)) return 'unread';
  return covers(doubtful, at) ? 'doubtful' : 'read';
}

export interface Stretch {
  readonly offset: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly state: ByteState;
}

/** A piece cut where its state changes. */
export function stretches(piece: PieceBytes): Stretch[] {
  const { offset, bytes, unread, doubtful } = piece;
  const end = offset + bytes.length;
  const cuts = [...unread, ...doubtful].flatMap(([start, length]) => [start, start + length]);
  const bounds = [...new Set([offset, ...cuts.filter((cut) => cut > offset && cut < end), end])].sort(
    (a, b) => a - b,
  );
  return bounds.slice(0, -1).map((start, index) => ({
    offset: start,
    bytes: bytes.subarray(start - offset, bounds[index + 1]! - offset),
    state: stateOfByte(piece, start),
  }));
}
