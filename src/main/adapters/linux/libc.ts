/**
 * The few calls of the C library that Node lacks. Synchronous only: an asynchronous call through koffi does not keep its
 * buffers alive. Loading koffi costs tens of milliseconds, so nothing is loaded before the first call.
 */
import { createRequire } from 'node:module';

export interface Libc {
  /** ioctl(2) with a pointer. @returns 0 or more, else `-errno` */
  readonly ioctl: (fd: number, request: number, argument: Uint8Array) => number;
  /** Where a buffer lies. Of use only while the buffer is referenced and its call under way. */
  readonly address: (buffer: Uint8Array) => bigint;
  /** flock(2). @returns 0, else `-errno` */
  readonly flock: (fd: number, operation: number) => number;
}

let loaded: Libc | null = null;

export function libc(): Libc {
  loaded ??= loadLibc();
  return loaded;
}

function loadLibc(): Libc {
  const koffi = createRequire(import.meta.url)('koffi') as typeof import('koffi');
  // The process itself: Node is linked with the C library whatever that is called on this system.
  const self = koffi.load(null);
  const ioctl = self.func('ioctl', 'int', ['int', 'unsigned long', 'void *']);
  const flock = self.func('flock', 'int', ['int', 'int']);
  const orErrno = (result: number) => (result < 0 ? -koffi.errno() : result);
  return {
    ioctl: (fd, request, argument) => orErrno(ioctl(fd, request, argument)),
    address: (buffer) => BigInt(koffi.address(buffer)),
    flock: (fd, operation) => orErrno(flock(fd, operation)),
  };
}
