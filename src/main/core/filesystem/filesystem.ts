/**
 * One view on the files of a medium. Readers are lazy: nothing is read before it is asked for, and nothing is believed
 * that leads outside of the medium, into a loop, or to more than was announced.
 */
import type { CodePage } from '../code-page.ts';
import type { SectorReader } from '../identify/sector-reader.ts';

/** A stretch of a file on the medium, in bytes from the start of what the filesystem lies in. */
export interface Extent {
  readonly offsetBytes: number;
  readonly lengthBytes: number;
}

export type EntryKind = 'file' | 'directory' | 'symlink' | 'other';

export interface Entry {
  /** As the medium spells it, decoded; never with a separator in it. */
  readonly name: string;
  readonly kind: EntryKind;
  readonly sizeBytes: number;
  /** ISO 8601; null where there is none, or none that can be. */
  readonly modified: string | null;
  /** Where the data fork lies, in order, from the file's first byte on, unless `storage` says otherwise. */
  readonly extents: readonly Extent[];
  /**
   * How the extents make up the content; plain when nothing is said. `sparse`: what they do not cover is zeros, not
   * loss. `packed`: they hold another form of it (compressed, Form 2), so sizes do not agree.
   */
  readonly storage?: 'plain' | 'sparse' | 'packed';
  /** Permission bits where the filesystem keeps them. */
  readonly mode: number | null;
  readonly linkTarget: string | null;
  /** Found in a directory, but marked as erased there. */
  readonly isDeleted: boolean;
  /** Resource forks, named streams, associated files. */
  readonly forks: readonly {
    readonly name: string;
    readonly sizeBytes: number;
    readonly extents: readonly Extent[];
  }[];
  /** Of Macintosh files: FInfo and FXInfo as they stand in the catalogue, 32 bytes. */
  readonly finderInfo?: Uint8Array;
  /** Facts of this filesystem alone (type and creator, attributes), for people. */
  readonly facts: Readonly<Record<string, string>>;
}

export interface DirectoryListing {
  readonly entries: readonly Entry[];
  /** What was wrong in this directory, in words; entries that could not be read are missing. */
  readonly warnings: readonly string[];
}

export interface Filesystem {
  /** `ISO 9660`, `Joliet`, `Rock Ridge`, `FAT12` ... as `identify` names it. */
  readonly type: string;
  readonly label: string;
  readonly root: Entry;
  readonly warnings: readonly string[];
  /** Entries of a directory, in the order of the medium. */
  list(directory: Entry): DirectoryListing;
  /**
   * Reads a piece of a file's data fork (or of one of its forks). Bytes that cannot be read are zero, and named.
   * @returns stretches of the file, in bytes from its start, that could not be read
   */
  read(entry: Entry, offsetBytes: number, into: Uint8Array, fork?: string): readonly Extent[];
  /** What shows only when every directory has been listed: space of no file, tables that disagree with the tree. */
  conclude?(): readonly string[];
}

export interface OpenOptions {
  /**
   * Where the session begins whose volume descriptors count; addresses still count from the start of the reader, as on
   * a disc of several sessions.
   */
  readonly sessionStartBytes?: number;
  /** What 8-bit names of DOS are in; code page 437 when nothing is said. */
  readonly codePage?: CodePage;
  /** zlib, which the core does not have; without it packed files come as they are stored. @throws on bad data */
  readonly inflate?: (packed: Uint8Array, largestBytes: number) => Uint8Array;
}

/** Opens a filesystem, or says that there is none of its kind: null. Damage inside one is no reason for null. */
export type OpenFilesystem = (reader: SectorReader, options?: OpenOptions) => Filesystem | null;
