/**
 * Untested: written to the documented interface; not yet run on this system.
 * The calls of kernel32 that raw devices need. Synchronous, loaded on first use.
 */
import { createRequire } from 'node:module';

const invalidHandle = -1;
const genericRead = 0x80000000;
const genericWrite = 0x40000000;
const accessBits: Readonly<Record<Access, number>> = {
  read: genericRead,
  metadata: 0,
  'pass-through': genericRead + genericWrite,
};
const shareReadWrite = 1 | 2;
const openExisting = 3;
const noBuffering = 0x20000000;
const overlappedBytes = 32;

/** `pass-through` is what SCSI commands ask for: read and write, past no cache because nothing is read that way. */
export type Access = 'read' | 'metadata' | 'pass-through';

export interface Kernel32 {
  /** @returns a handle, or the Windows error */
  readonly open: (path: string, access: Access) => { handle: number } | { error: number };
  /** @returns bytes transferred, or the Windows error */
  readonly read: (
    handle: number,
    into: Uint8Array,
    bytes: number,
    offsetBytes: number,
  ) => { bytes: number } | { error: number };
  /** @returns bytes of output, or the Windows error */
  readonly control: (
    handle: number,
    code: number,
    output: Uint8Array,
  ) => { bytes: number } | { error: number };
  /** DeviceIoControl with one buffer that is both question and answer. @returns bytes of answer, or the Windows error */
  readonly exchange: (
    handle: number,
    code: number,
    buffer: Uint8Array,
  ) => { bytes: number } | { error: number };
  /** Where a buffer lies. Of use only while the buffer is referenced and its call under way. */
  readonly address: (buffer: Uint8Array) => bigint;
  /** GetDriveType of a root such as `E:\\`. */
  readonly driveType: (root: string) => number;
  readonly close: (handle: number) => void;
}

let loaded: Kernel32 | null = null;

export function kernel32(): Kernel32 {
  loaded ??= loadKernel32();
  return loaded;
}

function loadKernel32(): Kernel32 {
  const koffi = createRequire(import.meta.url)('koffi') as typeof import('koffi');
  const library = koffi.load('kernel32.dll');
  const createFile = library.func(
    'intptr_t __stdcall CreateFileW(str16 name, uint32_t access, uint32_t share, void *security, uint32_t disposition, uint32_t flags, void *template)',
  );
  const readFile = library.func(
    'int __stdcall ReadFile(intptr_t handle, void *buffer, uint32_t bytes, void *read, void *overlapped)',
  );
  const deviceIoControl = library.func(
    'int __stdcall DeviceIoControl(intptr_t handle, uint32_t code, void *input, uint32_t inputBytes, void *output, uint32_t outputBytes, void *returned, void *overlapped)',
  );
  const closeHandle = library.func('int __stdcall CloseHandle(intptr_t handle)');
  const getDriveType = library.func('uint32_t __stdcall GetDriveTypeW(str16 root)');
  const getLastError = library.func('uint32_t __stdcall GetLastError()');
  const controlWith = (handle: number, code: number, input: Uint8Array | null, output: Uint8Array) => {
    const returned = new Uint8Array(4);
    const done = deviceIoControl(
      handle,
      code,
      input,
      input?.length ?? 0,
      output,
      output.length,
      returned,
      null,
    );
    return done ? { bytes: new DataView(returned.buffer).getUint32(0, true) } : { error: getLastError() };
  };
  return {
    open(path, access) {
      const flags = access === 'read' ? noBuffering : 0;
      const handle = Number(
        createFile(path, accessBits[access], shareReadWrite, null, openExisting, flags, null),
      );
      return handle === invalidHandle ? { error: getLastError() } : { handle };
    },
    read(handle, into, bytes, offsetBytes) {
      const transferred = new Uint8Array(4);
      const done = readFile(handle, into, bytes, transferred, overlappedAt(offsetBytes));
      return done
        ? { bytes: new DataView(transferred.buffer).getUint32(0, true) }
        : { error: getLastError() };
    },
    control: (handle, code, output) => controlWith(handle, code, null, output),
    exchange: (handle, code, buffer) => controlWith(handle, code, buffer, buffer),
    address: (buffer) => BigInt(koffi.address(buffer)),
    driveType: (root) => getDriveType(root),
    close: (handle) => void closeHandle(handle),
  };
}

/** On a handle opened for synchronous use, OVERLAPPED only carries the position (64-bit layout). */
function overlappedAt(offsetBytes: number): Uint8Array {
  const overlapped = new Uint8Array(overlappedBytes);
  new DataView(overlapped.buffer).setBigUint64(16, BigInt(offsetBytes), true);
  return overlapped;
}
