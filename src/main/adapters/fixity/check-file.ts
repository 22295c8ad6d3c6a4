/** One file held against the size and SHA-256 that were recorded of it; read again past the cache when it differs. */
import { createHash, type Hash } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import type { FileFinding } from '../../core/fixity/findings.ts';
import { waitMs } from '../../core/fixity/pace.ts';
import { allocateAligned } from '../memory/aligned.ts';
import { systemName } from '../posix-faults.ts';

export interface ExpectedFile {
  readonly path: string;
  readonly sizeBytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

export interface Reading {
  readonly maxBytesPerSecond: number | null;
  /** Called after each piece with its length; true ends the reading. */
  readonly onBytes: (bytes: number) => boolean;
  readonly sleep: (ms: number) => void;
}

/** A multiple of every alignment direct I/O asks for. */
const pieceBytes = 1024 * 1024;
const buffer = allocateAligned(pieceBytes);

/** @returns null when the reading was ended */
export function checkFile(file: ExpectedFile, reading: Reading): FileFinding | null {
  const first = readWhole(file, constants.O_RDONLY, reading);
  if (first.kind === 'stopped') return null;
  if (first.kind === 'fault') return faultFinding(file, first);
  const finding = { path: file.path, readBytes: first.readBytes, firstReadDiffered: false };
  if (first.what === null) return { ...finding, state: 'ok', detail: null };
  return readAgain(file, first, reading);
}

type Whole =
  | { readonly kind: 'stopped' }
  | { readonly kind: 'fault'; readonly system: string; readonly readBytes: number }
  /** `what` says how it differs; null when it does not. */
  | { readonly kind: 'read'; readonly what: string | null; readonly readBytes: number };

/** What differs may be what memory made of it: it is read once more from the medium itself before it is believed. */
function readAgain(
  file: ExpectedFile,
  first: Extract<Whole, { kind: 'read' }>,
  reading: Reading,
): FileFinding | null {
  const direct = constants.O_DIRECT as number | undefined;
  let how = 'past the cache';
  let again: Whole =
    direct === undefined
      ? { kind: 'fault', system: 'EINVAL', readBytes: 0 }
      : readWhole(file, constants.O_RDONLY | direct, reading);
  // File systems without direct I/O refuse it when the file is opened, or at the first read (open(2), EINVAL).
  if (again.kind === 'fault' && again.system === 'EINVAL') {
    how = 'a second time, but not past the cache, which this file system does not allow';
    again = readWhole(file, constants.O_RDONLY, reading);
  }
  if (again.kind === 'stopped') return null;
  if (again.kind === 'fault') return faultFinding(file, again);
  const readBytes = first.readBytes + again.readBytes;
  if (again.what === null)
    return { path: file.path, state: 'ok', detail: null, readBytes, firstReadDiffered: true };
  return {
    path: file.path,
    state: 'mismatch',
    detail: `${again.what}; read ${how}`,
    readBytes,
    firstReadDiffered: false,
  };
}

function faultFinding(file: ExpectedFile, fault: Extract<Whole, { kind: 'fault' }>): FileFinding {
  const isAbsent = fault.system === 'ENOENT' || fault.system === 'ENOTDIR';
  return {
    path: file.path,
    state: isAbsent ? 'missing' : 'unreadable',
    detail: isAbsent ? null : fault.system,
    readBytes: fault.readBytes,
    firstReadDiffered: false,
  };
}

function readWhole(file: ExpectedFile, flags: number, reading: Reading): Whole {
  let fd: number;
  try {
    // What stands there may have become a pipe, whose opening would wait for ever.
    fd = openSync(file.path, flags | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    return { kind: 'fault', system: systemName(error), readBytes: 0 };
  }
  let readBytes = 0;
  try {
    const stat = fstatSync(fd);
    if (!stat.isFile()) return { kind: 'read', what: 'it is no file any more', readBytes };
    if (stat.size !== file.sizeBytes)
      return { kind: 'read', what: `it has ${stat.size} bytes instead of ${file.sizeBytes}`, readBytes };
    const hash = createHash('sha256');
    const startedMs = performance.now();
    for (;;) {
      const count = readSync(fd, buffer, 0, pieceBytes, readBytes);
      if (count === 0) break;
      hash.update(buffer.subarray(0, count));
      readBytes += count;
      if (reading.onBytes(count)) return { kind: 'stopped' };
      // A file that grows while it is read has differed already.
      if (readBytes > file.sizeBytes) break;
      const pauseMs = waitMs(readBytes, performance.now() - startedMs, reading.maxBytesPerSecond);
      if (pauseMs > 0) reading.sleep(pauseMs);
    }
    return { kind: 'read', what: difference(file, hash, readBytes), readBytes };
  } catch (error) {
    return { kind: 'fault', system: systemName(error), readBytes };
  } finally {
    closeSync(fd);
  }
}

function difference(file: ExpectedFile, hash: Hash, readBytes: number): string | null {
  if (readBytes !== file.sizeBytes) return `${readBytes} bytes came instead of ${file.sizeBytes}`;
  const found = hash.digest('hex');
  return found === file.sha256 ? null : `its SHA-256 is ${found} instead of ${file.sha256}`;
}
