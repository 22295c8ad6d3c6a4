/** Files as the image formats of the core read them: bytes at offsets, a large piece at a time. */
import { closeSync, fstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { ByteSource, FindSibling } from '../../core/image/byte-source.ts';
import { chooseSibling } from '../../core/image/sibling-name.ts';
import { openError } from '../posix-faults.ts';

const advice = 'Ask its owner for read permission.';
/** Sectors are asked for one by one and mostly in order: about 400 of them come with one read. */
const pieceBytes = 1 << 20;
/** What is that large goes where it is wanted at once. */
const directBytes = pieceBytes / 4;

export interface ByteFile extends ByteSource {
  readonly path: string;
  close(): void;
}

export interface ByteFileOptions {
  /** Somebody writes to it meanwhile: nothing read before is taken for what is there now. */
  readonly isChanging?: boolean;
}

/** @throws SpindleError not-found, permission-denied, not-a-source, device-busy */
export function openByteFile(path: string, { isChanging = false }: ByteFileOptions = {}): ByteFile {
  const fd = open(path);
  const sizeBytes = fstatSync(fd).size;
  const piece = new Uint8Array(Math.min(pieceBytes, sizeBytes));
  let pieceAt = 0;
  let pieceEnd = 0;

  function loadPiece(offsetBytes: number): void {
    pieceAt = offsetBytes;
    pieceEnd = offsetBytes;
    const wanted = Math.min(piece.length, sizeBytes - offsetBytes);
    readWhole(fd, offsetBytes, piece, wanted);
    pieceEnd = offsetBytes + wanted;
  }

  return {
    path,
    sizeBytes,
    read(offsetBytes, into) {
      if (offsetBytes < 0 || offsetBytes + into.length > sizeBytes) {
        throw new RangeError(`${into.length} bytes at ${offsetBytes} of ${sizeBytes}`);
      }
      const isLoaded = offsetBytes >= pieceAt && offsetBytes + into.length <= pieceEnd;
      if (isChanging || (!isLoaded && into.length >= directBytes))
        return readWhole(fd, offsetBytes, into, into.length);
      if (!isLoaded) loadPiece(offsetBytes);
      into.set(piece.subarray(offsetBytes - pieceAt, offsetBytes - pieceAt + into.length));
    },
    close: () => closeSync(fd),
  };
}

function open(path: string): number {
  try {
    return openSync(path, 'r');
  } catch (error) {
    throw openError(error, path, advice);
  }
}

/** A file that has become shorter since it was opened fails like a device that fails. */
function readWhole(fd: number, offsetBytes: number, into: Uint8Array, lengthBytes: number): void {
  for (let done = 0; done < lengthBytes; ) {
    const bytes = readSync(fd, into, done, lengthBytes - done, offsetBytes + done);
    if (bytes === 0) {
      const end = offsetBytes + done;
      throw Object.assign(new Error(`the file ends at ${end}`), { code: 'EIO', syscall: 'read' });
    }
    done += bytes;
  }
}

export interface SiblingFiles {
  readonly find: FindSibling;
  /** Of the files found so far, each once. */
  readonly paths: readonly string[];
  /** Closes whatever has been found. */
  close(): void;
}

/** The files of one folder, by the names sheets have for them; links out of it are as good as files. */
export function siblingFiles(directory: string): SiblingFiles {
  const opened: ByteFile[] = [];
  const paths: string[] = [];
  return {
    paths,
    find(name) {
      const chosen = chooseSibling(name, namesIn(directory));
      if (chosen === null) return null;
      const path = join(directory, chosen);
      const file = openByteFile(path);
      opened.push(file);
      if (!paths.includes(path)) paths.push(path);
      return file;
    },
    close() {
      for (const file of opened.splice(0)) file.close();
    },
  };
}

function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory, { withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map(({ name }) => name);
  } catch (error) {
    throw openError(error, directory, advice);
  }
}
