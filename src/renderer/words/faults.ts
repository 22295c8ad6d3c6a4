/** Errors as screens show them: one sentence, and the evidence behind a fold. */
import { asSpindleError } from '../../shared/contract/client.ts';
import type { ErrorDetails } from '../../shared/errors.ts';
import { ConnectionLost } from '../connection.ts';

export interface Fault {
  readonly message: string;
  readonly code: string;
  readonly details: ErrorDetails;
}

export function faultOf(error: unknown): Fault {
  if (error instanceof ConnectionLost)
    return { message: error.message, code: 'connection-lost', details: {} };
  const { message, code, details } = asSpindleError(error);
  return { message, code, details };
}
