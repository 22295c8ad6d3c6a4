/** What the errors of open(2) and read(2) mean for a source of sectors. */
import { getSystemErrorName } from 'node:util';
import { SpindleError } from '../../shared/errors.ts';
import type { ReadFault } from '../core/ports.ts';

/** Linux numbers Node has no name for (errno.h). */
const unnamed: Readonly<Record<number, string>> = {
  52: 'EBADE',
  74: 'EBADMSG',
  78: 'EREMCHG',
  121: 'EREMOTEIO',
  123: 'ENOMEDIUM',
  124: 'EMEDIUMTYPE',
};

/**
 * Names a block layer gives to sectors it could not read (Linux blk_errors: medium, timeout, target, protection, I/O).
 * Whatever is not listed parks the job rather than counting sectors as bad.
 */
const mediumNames = new Set(['EIO', 'EILSEQ', 'ENODATA', 'EREMOTEIO', 'ETIMEDOUT', 'EBADMSG']);

const faultKinds: Readonly<Record<string, ReadFault['kind']>> = {
  ENXIO: 'gone',
  ENODEV: 'gone',
  ENOENT: 'gone',
  ESTALE: 'gone',
  ENOLINK: 'gone',
  ENOMEDIUM: 'no-medium',
  EMEDIUMTYPE: 'changed',
  EREMCHG: 'changed',
  EACCES: 'permission',
  EPERM: 'permission',
};

/** The symbolic name of a system error, `EIO`; `errno 130` where there is none. */
export function systemName(error: unknown): string {
  const { code, errno } = error as NodeJS.ErrnoException;
  if (code && /^E[A-Z0-9]+$/.test(code)) return code;
  if (errno !== undefined) return unnamed[-errno] ?? `errno ${-errno}`;
  return error instanceof Error ? error.message : String(error);
}

/** The symbolic name of a number as errno(3) has it, for calls that do not go through Node. */
export function errnoName(errno: number): string {
  return unnamed[errno] ?? getSystemErrorName(-errno);
}

export function readFault(error: unknown): ReadFault {
  const system = systemName(error);
  return { kind: mediumNames.has(system) ? 'medium' : (faultKinds[system] ?? 'unforeseen'), system };
}

/**
 * Why a source could not be opened, in words.
 * @param permissionAdvice what gives this user the right to read it, as a sentence
 */
export function openError(error: unknown, address: string, permissionAdvice: string): SpindleError {
  const system = systemName(error);
  const details = { address, system };
  switch (system) {
    case 'ENOENT':
    case 'ENOTDIR':
    case 'ELOOP':
    case 'ENAMETOOLONG':
      return new SpindleError('not-found', `There is nothing at ${address}.`, details);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new SpindleError(
        'permission-denied',
        `This user may not read ${address} (${system}). ${permissionAdvice}`,
        details,
      );
    case 'ENXIO':
    case 'ENOMEDIUM':
    case 'EMEDIUMTYPE':
      return new SpindleError(
        'no-medium',
        `There is no readable medium in ${address} (${system}). Insert one and try again.`,
        details,
      );
    case 'EBUSY':
    case 'ETXTBSY':
      return new SpindleError(
        'device-busy',
        `${address} is in use by another program (${system}). Close that program or unmount the medium, then try again.`,
        details,
      );
    default:
      return new SpindleError(
        'not-a-source',
        `${address} could not be opened for reading (${system}). Check the drive and its cable.`,
        details,
      );
  }
}
