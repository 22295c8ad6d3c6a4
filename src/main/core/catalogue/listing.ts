/** A listing as it travels from who reads the image to who stores it: in pieces, as bytes nobody between has to look into. */
export const entryKinds = ['file', 'directory', 'symlink', 'other', 'track'] as const;
export const damageCodes = ['intact', 'damaged', 'unread'] as const;

export interface ListedTree {
  readonly position: number;
  readonly type: string;
  readonly label: string;
  readonly session: number | null;
  readonly track: number | null;
  readonly isListed: boolean;
  readonly entries: number | null;
}

/** Number, position of its filesystem, and path from its root: empty for the root itself. */
export type ListedDirectory = readonly [number: number, filesystem: number, path: string];

export type ListedEntry = readonly [
  directory: number,
  name: string,
  /** Index in {@link entryKinds}. */
  kind: number,
  sizeBytes: number,
  /** UTC seconds. */
  modified: number | null,
  lba: number | null,
  /** Index in {@link damageCodes}. */
  damage: number,
  sha256: string | null,
];

export interface ListingPiece {
  readonly trees: readonly ListedTree[];
  readonly directories: readonly ListedDirectory[];
  readonly entries: readonly ListedEntry[];
}

export function encodePiece(piece: ListingPiece): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(piece));
}

export function decodePiece(bytes: Uint8Array): ListingPiece {
  return JSON.parse(new TextDecoder().decode(bytes)) as ListingPiece;
}
