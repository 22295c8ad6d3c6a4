/** What a DAT says: a dated list of sets, each the files one medium makes, with their sizes and hashes. */

/** Whose conventions a DAT follows; they differ in names and in which files belong to a set. */
export type DatSource = 'redump' | 'tosec' | 'no-intro' | 'other';

export interface DatHeader {
  readonly source: DatSource;
  /** What a newer edition of the same DAT is known by. */
  readonly name: string;
  readonly description: string;
  readonly version: string;
  readonly date: string;
  readonly author: string;
}

/** `nodump`: the list knows of the file, nobody has read it. `baddump`: it was read, and not well. */
export type RomStatus = 'good' | 'verified' | 'baddump' | 'nodump';

export interface DatRom {
  readonly name: string;
  readonly sizeBytes: number | null;
  /** Lower-case hex. */
  readonly crc32: string | null;
  readonly sha1: string | null;
  readonly status: RomStatus;
}

export interface DatGame {
  readonly name: string;
  readonly description: string;
  readonly category: string;
  readonly cloneOf: string;
  readonly roms: readonly DatRom[];
}

/** Takes a DAT as it is parsed: the header once, before the first game. */
export interface DatSink {
  header(header: DatHeader): void;
  game(game: DatGame): void;
}
