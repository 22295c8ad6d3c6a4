/** Where the files of a finished dump are made and published: written as a part in the store, synced, then named. */
import { closeSync, fsyncSync, openSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Hashes, OutputFile } from '../../shared/model/output.ts';
import type { DiscRecord } from '../../shared/model/sidecar.ts';
import type { DumpStore } from '../adapters/files/dump-store.ts';
import { partSuffix, publish, publishKeeping, syncFile, writeAll } from '../adapters/files/durable.ts';
import { FourHashes } from '../adapters/files/hash-file.ts';

/** What a kind of medium is written as. */
export interface ExportSet {
  /** Of every file that may be made, behind the name of the dump. */
  readonly suffixes: readonly string[];
  /** One of the files is the working image itself, byte for byte. */
  readonly holdsImage: boolean;
  write(folder: ExportFolder): Promise<Exported>;
}

export interface Exported {
  readonly files: OutputFile[];
  readonly disc: DiscRecord | null;
  /** Of the whole working image. */
  readonly imageHashes: Hashes;
}

export class ExportFolder {
  readonly #store: DumpStore;
  readonly #replaceable: ReadonlySet<string>;

  /** @param replaceable absolute paths that may be replaced: results of this dump's earlier runs */
  constructor(store: DumpStore, replaceable: ReadonlySet<string>) {
    this.#store = store;
    this.#replaceable = replaceable;
  }

  fileName(suffix: string): string {
    return this.#store.document.name + suffix;
  }

  /** Where a file is made before it is published. */
  partPath(suffix: string): string {
    return join(this.#store.directory, this.fileName(suffix) + partSuffix);
  }

  /** Gives a part that is written and synced its name. */
  publish(suffix: string): void {
    const target = this.#target(suffix);
    publish(this.partPath(suffix), target, this.#replaceable.has(target));
  }

  /** Publishes the working image, which stays where it is. */
  publishImage(suffix: string): void {
    const target = this.#target(suffix);
    publishKeeping(this.#store.imagePath, target, this.#replaceable.has(target));
  }

  async publishText(
    role: OutputFile['role'],
    suffix: string,
    text: string | Uint8Array,
  ): Promise<OutputFile> {
    const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
    const hashes = new FourHashes();
    hashes.update(bytes);
    writeFileSync(this.partPath(suffix), bytes);
    syncFile(this.partPath(suffix));
    this.publish(suffix);
    return { path: this.fileName(suffix), role, sizeBytes: bytes.length, ...hashes.digest() };
  }

  /**
   * Writes a file from front to back in pieces, hashed on the way.
   * @param hashes nothing has passed through them yet
   */
  publishPieces(
    role: OutputFile['role'],
    suffix: string,
    pieces: Iterable<Uint8Array>,
    hashes = new FourHashes(),
  ): OutputFile {
    const fd = openSync(this.partPath(suffix), 'w', 0o644);
    try {
      for (const piece of pieces) {
        writeAll(fd, piece, null);
        hashes.update(piece);
      }
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
    this.publish(suffix);
    return { path: this.fileName(suffix), role, sizeBytes: hashes.sizeBytes, ...hashes.digest() };
  }

  #target(suffix: string): string {
    return join(dirname(this.#store.directory), this.fileName(suffix));
  }
}
