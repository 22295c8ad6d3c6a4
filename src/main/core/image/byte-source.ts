/** Bytes at offsets, from a file, a part of one, or memory. Formats read these and never touch files. */
export interface ByteSource {
  readonly sizeBytes: number;
  /** Fills `into` from `offsetBytes`. @throws RangeError outside the source; system errors of what lies underneath */
  read(offsetBytes: number, into: Uint8Array): void;
}

/** Finds the files a sheet names, in the sheet's own folder only; null when there is none of that name. */
export type FindSibling = (name: string) => ByteSource | null;
