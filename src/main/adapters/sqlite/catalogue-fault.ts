/**
 * Errors as the catalogue thread throws them: a `SpindleError` in all but class. The thread does without
 * shared/errors.ts because its schemas would double the time a catalogue takes to open.
 */
import type { ErrorCode, ErrorDetails, WireError } from '../../../shared/errors.ts';

export class CatalogueFault extends Error {
  override readonly name = 'CatalogueFault';
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message);
    this.code = code;
    this.details = details;
  }
}

export function corrupt(path: string, what: string): CatalogueFault {
  return new CatalogueFault(
    'catalogue-corrupt',
    `The catalogue ${path} cannot be used: ${what}. It was left as it is; put back a copy of it, or move it away and import the dumps' sidecars into a new one.`,
    { path, what },
  );
}

export function unavailable(path: string, what: string, system: string): CatalogueFault {
  return new CatalogueFault('catalogue-unavailable', `The catalogue ${path} is not available: ${what}.`, {
    path,
    system,
  });
}

/** What a failure of SQLite or of the file system means to the person at the bench. */
export function asFault(error: unknown, path: string): CatalogueFault {
  if (error instanceof CatalogueFault) return error;
  const message = error instanceof Error ? error.message : String(error);
  const system = String((error as { code?: unknown }).code ?? 'unknown');
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(system)) return corrupt(path, `it is damaged (${message})`);
  if (/^SQLITE_(BUSY|LOCKED)/.test(system)) {
    return unavailable(path, 'another program is writing to it; nothing was changed, try again', system);
  }
  if (system.startsWith('SQLITE_FULL') || system === 'ENOSPC') {
    return unavailable(path, 'its disk is full; nothing was changed, free some space and try again', system);
  }
  if (/^SQLITE_(READONLY|CANTOPEN|IOERR|PERM|AUTH)/.test(system) || /^E[A-Z]+$/.test(system)) {
    return unavailable(path, `${message} (${system}); nothing was changed`, system);
  }
  return new CatalogueFault('internal', `Something unforeseen went wrong in the catalogue: ${message}`, {
    path,
    system,
  });
}

export function toWire(error: unknown, path: string): WireError {
  const { code, message, details } = asFault(error, path);
  return { code, message, details: { ...details } as WireError['details'] };
}
