/** Unpacking is the host's: it has zlib. What comes in is hostile, so what may come out is bounded. */
export interface Inflate {
  /** A zlib stream (RFC 1950). @throws when it is damaged or makes more than `mostBytes` */
  zlib(packed: Uint8Array, mostBytes: number): Uint8Array;
  /** A gzip file (RFC 1952). @throws when it is damaged or makes more than `mostBytes` */
  gzip(packed: Uint8Array, mostBytes: number): Uint8Array;
}
