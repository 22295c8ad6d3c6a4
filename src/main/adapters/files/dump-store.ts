/**
 * The store of one dump on disk: `NAME.spindle/` with the working image, the checkpointed state and the log of outcomes
 * since. Synchronous: it belongs to the reader thread of one imaging process, which holds the store's lock.
 *
 * Order of writes, which is the promise: image bytes, then the outcome that claims them; at a checkpoint the image is
 * synced before the state that claims it is renamed into place.
 */
import {
  closeSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { SpindleError } from '../../../shared/errors.ts';
import type { C2Record } from '../../../shared/model/c2-record.ts';
import { flaggedOf } from '../../core/optical/c2-pointers.ts';
import { subchannelBytes } from '../../core/optical/subchannel.ts';
import type { C2OfRead } from '../../core/ports.ts';
import { C2Table, c2EntryBytes } from '../../core/store/c2-table.ts';
import {
  parseStoreFile,
  type StateDocument,
  type StoreDocument,
  stateDocumentSchema,
} from '../../core/store/documents.ts';
import {
  decodeOutcomes,
  encodeOutcome,
  type OutcomeRecord,
  outcomeRecordBytes,
} from '../../core/store/outcome-log.ts';
import { outputError, replaceDurably, syncDirectory, writeAll } from './durable.ts';
import { readStoreDocument, readStoreText, storeFile } from './store-document.ts';

const stateFile = 'state.json';
const imageFile = 'image.raw';
const subchannelFile = 'subchannel.raw';
const c2File = 'c2.raw';
const blobSuffix = '.bin';
const reserveFile = 'reserve';
/** Kept so that a full disk can still take the state of what was read. */
const reserveBytes = 256 * 1024;

export class DumpStore {
  readonly directory: string;
  readonly document: StoreDocument;
  readonly #imageFd: number;
  readonly #subchannelFd: number | null;
  /** Absent until a drive brings C2. */
  #c2: { readonly fd: number; readonly table: C2Table } | null = null;
  #logFd: number | null = null;
  #revision: number;
  readonly #bootId: string;
  readonly #record = new DataView(new ArrayBuffer(outcomeRecordBytes));
  readonly #recordBytes = new Uint8Array(this.#record.buffer);
  /** From here on nothing was ever written: in a file made by this process that is a hole, which reads as zeros. */
  #untouchedFromBytes = Number.POSITIVE_INFINITY;

  private constructor(
    directory: string,
    document: StoreDocument,
    imageFd: number,
    revision: number,
    bootId: string,
  ) {
    this.directory = directory;
    this.document = document;
    this.#imageFd = imageFd;
    this.#subchannelFd = document.disc?.hasSubchannel ? openSubchannel(directory, document) : null;
    this.#revision = revision;
    this.#bootId = bootId;
  }

  /**
   * Fills a store directory that has been reserved (made, and locked) with a full-length image and its documents.
   * @throws SpindleError output-full, output-unwritable, output-failed
   */
  static create(
    directory: string,
    document: StoreDocument,
    bootId: string,
    blobs: ReadonlyMap<string, Uint8Array> = new Map(),
  ): DumpStore {
    try {
      for (const [name, bytes] of blobs)
        writeFileSync(join(directory, name + blobSuffix), bytes, { flush: true });
      const imageFd = openSync(join(directory, imageFile), 'w+', 0o644);
      ftruncateSync(imageFd, document.medium.sizeBytes);
      writeReserve(directory);
      replaceDurably(join(directory, storeFile), `${JSON.stringify(document, null, 2)}\n`);
      syncDirectory(dirname(directory));
      const store = new DumpStore(directory, document, imageFd, -1, bootId);
      store.#untouchedFromBytes = 0;
      return store;
    } catch (error) {
      throw outputError(error, directory);
    }
  }

  /**
   * Opens a store that a job left, with the outcomes logged since its last checkpoint.
   * @throws SpindleError store-corrupt
   */
  static open(
    directory: string,
    bootId: string,
  ): { store: DumpStore; state: StateDocument; outcomes: OutcomeRecord[] } {
    const document = readStoreDocument(directory);
    const imagePath = join(directory, imageFile);
    const size = statSync(imagePath, { throwIfNoEntry: false })?.size;
    if (size !== document.medium.sizeBytes) {
      throw new SpindleError(
        'store-corrupt',
        `The store cannot be continued: its image ${imagePath} ${size === undefined ? 'is missing' : `has ${size} bytes instead of ${document.medium.sizeBytes}`}. Nothing was changed.`,
        { path: imagePath, expected: document.medium.sizeBytes, actual: size ?? null },
      );
    }
    const state = readState(directory);
    let imageFd: number;
    try {
      imageFd = openSync(imagePath, 'r+');
    } catch (error) {
      throw outputError(error, imagePath);
    }
    const store = new DumpStore(directory, document, imageFd, state.revision, bootId);
    if (exists(store.#c2Path)) store.#c2 = store.#openC2();
    return { store, state, outcomes: store.#readLog() };
  }

  get imagePath(): string {
    return join(this.directory, imageFile);
  }

  get sizeBytes(): number {
    return this.document.medium.sizeBytes;
  }

  /** @throws SpindleError output-full, output-failed */
  write(offsetBytes: number, bytes: Uint8Array): void {
    if (offsetBytes >= this.#untouchedFromBytes && isZero(bytes)) return;
    this.#untouchedFromBytes = Math.max(this.#untouchedFromBytes, offsetBytes + bytes.length);
    try {
      writeAll(this.#imageFd, bytes, offsetBytes);
    } catch (error) {
      throw outputError(error, this.imagePath);
    }
  }

  read(offsetBytes: number, into: Uint8Array): void {
    readWhole(this.#imageFd, this.imagePath, offsetBytes, into);
  }

  /** Keeps the subchannel of sectors as it came: 96 bytes each, P to W one after the other. */
  writeSubchannel(lba: number, count: number, bytes: Uint8Array): void {
    if (this.#subchannelFd === null) return;
    try {
      writeAll(this.#subchannelFd, bytes.subarray(0, count * subchannelBytes), lba * subchannelBytes);
    } catch (error) {
      throw outputError(error, this.subchannelPath);
    }
  }

  /** Fills `into` with the subchannel from a sector on; zeros where none came. */
  readSubchannel(lba: number, into: Uint8Array): void {
    if (this.#subchannelFd === null) into.fill(0);
    else readWhole(this.#subchannelFd, this.subchannelPath, lba * subchannelBytes, into);
  }

  /**
   * Keeps what C2 said of sectors that came, before the outcome that claims them is logged.
   * @param read null where they came without C2
   * @param isKept whether their bytes are
   */
  noteC2(lba: number, count: number, read: C2OfRead | null, isKept: boolean): void {
    if (count === 0 || (read === null && this.#c2 === null)) return;
    try {
      this.#c2 ??= this.#openC2();
      const { fd, table } = this.#c2;
      table.note(lba, count, read, isKept);
      writeAll(fd, table.bytesOf(lba, count), lba * c2EntryBytes);
    } catch (error) {
      throw outputError(error, this.#c2Path);
    }
  }

  /** Null where no sector came with C2. */
  c2Record(): C2Record | null {
    return this.#c2?.table.record() ?? null;
  }

  get #c2Path(): string {
    return storeC2Path(this.directory);
  }

  /** A table shorter than the disc was being made when its job ended: it says nothing of the rest. */
  #openC2() {
    const bytes = new Uint8Array(this.document.medium.totalSectors * c2EntryBytes);
    const fd = openSync(this.#c2Path, exists(this.#c2Path) ? 'r+' : 'w+', 0o644);
    try {
      ftruncateSync(fd, bytes.length);
      readWhole(fd, this.#c2Path, 0, bytes);
      return { fd, table: new C2Table(bytes) };
    } catch (error) {
      closeSync(fd);
      throw error;
    }
  }

  /** An answer of the drive kept when the dump was begun; null when there was none of that name. */
  blob(name: string): Uint8Array | null {
    const path = join(this.directory, name + blobSuffix);
    return exists(path) ? readFileSync(path) : null;
  }

  get subchannelPath(): string {
    return join(this.directory, subchannelFile);
  }

  /** Appends one outcome; its data must have been written before. */
  log(record: OutcomeRecord): void {
    if (this.#logFd === null)
      throw new SpindleError('internal', 'The outcome log is used before the first checkpoint.');
    encodeOutcome(record, this.#record);
    try {
      writeAll(this.#logFd, this.#recordBytes, null);
    } catch (error) {
      throw outputError(error, this.directory);
    }
  }

  /**
   * Makes all that was written durable, then the state that claims it, then begins a new outcome log.
   * On a full disk the reserve is given up for it.
   */
  checkpoint(state: Omit<StateDocument, 'format' | 'version' | 'revision'>): void {
    try {
      fsyncSync(this.#imageFd);
      if (this.#subchannelFd !== null) fsyncSync(this.#subchannelFd);
      if (this.#c2 !== null) fsyncSync(this.#c2.fd);
      const document: StateDocument = {
        format: 'spindle-state',
        version: 1,
        revision: this.#revision + 1,
        ...state,
      };
      const text = `${JSON.stringify(document)}\n`;
      try {
        replaceDurably(join(this.directory, stateFile), text);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
        rmSync(join(this.directory, reserveFile), { force: true });
        replaceDurably(join(this.directory, stateFile), text);
      }
      this.#revision = document.revision;
      this.#beginLog();
    } catch (error) {
      throw outputError(error, this.directory);
    }
  }

  /** Takes back the room for a state on a full disk, where there is room again. */
  restoreReserve(): void {
    try {
      writeReserve(this.directory);
    } catch (error) {
      throw outputError(error, this.directory);
    }
  }

  close(): void {
    if (this.#logFd !== null) closeSync(this.#logFd);
    this.#logFd = null;
    if (this.#subchannelFd !== null) closeSync(this.#subchannelFd);
    if (this.#c2 !== null) closeSync(this.#c2.fd);
    closeSync(this.#imageFd);
  }

  #logPath(revision: number): string {
    return outcomeLogPath(this.directory, revision, this.#bootId);
  }

  #beginLog(): void {
    if (this.#logFd !== null) closeSync(this.#logFd);
    const current = this.#logPath(this.#revision);
    this.#logFd = openSync(current, 'w', 0o644);
    for (const name of readdirSync(this.directory)) {
      const path = join(this.directory, name);
      if (/^outcomes-.*\.log$/.test(name) && path !== current) rmSync(path, { force: true });
    }
  }

  #readLog(): OutcomeRecord[] {
    const path = this.#logPath(this.#revision);
    if (!statSync(path, { throwIfNoEntry: false })) return [];
    const { sizeBytes, sectorSize } = this.document.medium;
    return decodeOutcomes(readFileSync(path), Math.floor(sizeBytes / sectorSize));
  }
}

function openSubchannel(directory: string, { medium }: StoreDocument): number {
  const path = join(directory, subchannelFile);
  const fd = openSync(path, exists(path) ? 'r+' : 'w+', 0o644);
  ftruncateSync(fd, medium.totalSectors * subchannelBytes);
  return fd;
}

function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

function readWhole(fd: number, path: string, offsetBytes: number, into: Uint8Array): void {
  let done = 0;
  while (done < into.length) {
    const got = readSync(fd, into, done, into.length - done, offsetBytes + done);
    if (got === 0)
      throw new SpindleError('output-failed', `The working file ${path} ended early.`, { offsetBytes });
    done += got;
  }
}

const zeros = Buffer.alloc(256 * 1024);

/** Blank media are common: leaving zeros unwritten in a new file spares the output their weight. */
function isZero(bytes: Uint8Array): boolean {
  return bytes.length <= zeros.length && zeros.compare(bytes, 0, bytes.length, 0, bytes.length) === 0;
}

function writeReserve(directory: string): void {
  const fd = openSync(join(directory, reserveFile), 'w', 0o644);
  try {
    writeAll(fd, Buffer.alloc(reserveBytes, 0x53), 0);
  } finally {
    closeSync(fd);
  }
}

/** Of the reads since checkpoint `revision`, believed within the boot it names. */
export function outcomeLogPath(directory: string, revision: number, boot: string): string {
  return join(directory, `outcomes-${revision}.${boot}.log`);
}

export function storeSubchannelPath(directory: string): string {
  return join(directory, subchannelFile);
}

export function storeC2Path(directory: string): string {
  return join(directory, c2File);
}

/** What C2 said of one sector of a store, which a job may be at work on; null where nothing is known. */
export function readC2(
  directory: string,
  lba: number,
): { readonly first: number | null; readonly kept: number | null } | null {
  const path = storeC2Path(directory);
  if (!exists(path)) return null;
  const entry = new Uint16Array(2);
  const fd = openSync(path, 'r');
  try {
    readSync(fd, entry, 0, c2EntryBytes, lba * c2EntryBytes);
  } finally {
    closeSync(fd);
  }
  const [first, kept] = [flaggedOf(entry[0]!), flaggedOf(entry[1]!)];
  return first === null && kept === null ? null : { first, kept };
}

export function storeImagePath(directory: string): string {
  return join(directory, imageFile);
}

/** False for a store whose job was interrupted before its first checkpoint: nothing in it is claimed. */
export function hasState(directory: string): boolean {
  return exists(join(directory, stateFile));
}

/** @throws SpindleError store-corrupt */
export function readState(directory: string): StateDocument {
  const path = join(directory, stateFile);
  return parseStoreFile(stateDocumentSchema, path, readStoreText(path));
}

/** Makes the directory of a new store; false when the name is taken. */
export function reserveStore(directory: string): boolean {
  try {
    mkdirSync(directory);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw outputError(error, directory);
  }
}
