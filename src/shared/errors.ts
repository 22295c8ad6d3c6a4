/**
 * Errors as part of the product: a typed code, one sentence for people (what happened, what was kept, what to
 * do) and the evidence. They cross process and network boundaries as {@link WireError}; a stack never does.
 */
import { z } from 'zod';

/** What a caller can do about an error decides the exit status of the command line (DESIGN section 5). */
export type ErrorClass = 'input' | 'resumable' | 'failed';

const classByCode = {
  'bad-usage': 'input',
  'bad-name': 'input',
  'bad-request': 'input',
  'not-found': 'input',
  'not-a-source': 'input',
  'permission-denied': 'input',
  'system-disk': 'input',
  'no-medium': 'input',
  'unreadable-disc': 'input',
  'device-busy': 'input',
  'wrong-medium': 'input',
  'output-unwritable': 'input',
  'output-on-source': 'input',
  'output-exists': 'input',
  'store-corrupt': 'input',
  'store-in-use': 'input',
  'bad-map': 'input',
  'bad-sidecar': 'input',
  'bad-behaviour': 'input',
  'bad-image': 'input',
  'bad-dat': 'input',
  'bad-pack': 'input',
  'bad-settings': 'input',
  'catalogue-newer': 'input',
  'catalogue-corrupt': 'input',
  'catalogue-network': 'input',
  'catalogue-unavailable': 'input',
  unsupported: 'input',
  conflict: 'input',
  'output-full': 'resumable',
  'output-failed': 'resumable',
  'source-gone': 'resumable',
  'permission-lost': 'resumable',
  'medium-changed': 'resumable',
  'worker-lost': 'resumable',
  'drive-hung': 'resumable',
  internal: 'failed',
} as const satisfies Record<string, ErrorClass>;

export type ErrorCode = keyof typeof classByCode;
export const errorCodes = Object.keys(classByCode) as [ErrorCode, ...ErrorCode[]];

/** JSON-safe evidence: paths, offsets, expected and actual values. */
export type ErrorDetails = Readonly<
  Record<string, string | number | boolean | null | readonly (string | number)[]>
>;

export class SpindleError extends Error {
  override readonly name = 'SpindleError';
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message);
    this.code = code;
    this.details = details;
  }
}

export const wireErrorSchema = z.object({
  code: z.enum(errorCodes),
  message: z.string(),
  details: z.record(
    z.string(),
    z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.union([z.string(), z.number()]))]),
  ),
});
export type WireError = z.infer<typeof wireErrorSchema>;

export function errorClass(code: ErrorCode): ErrorClass {
  return classByCode[code];
}

/** An error as it may be shown or sent. Anything unforeseen becomes `internal`: its own words, never its stack. */
export function toWireError(error: unknown): WireError {
  if (error instanceof SpindleError) {
    return {
      code: error.code,
      message: error.message,
      details: { ...error.details } as WireError['details'],
    };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'internal', message: `Something unforeseen went wrong: ${message}`, details: {} };
}

export function fromWireError(wire: WireError): SpindleError {
  return new SpindleError(wire.code, wire.message, wire.details as ErrorDetails);
}

/** Exhaustiveness guard for discriminated unions. */
export function assertNever(value: never, what = 'value'): never {
  throw new SpindleError('internal', `Unexpected ${what}: ${JSON.stringify(value)}`);
}
