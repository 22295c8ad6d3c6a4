/** Errors as screens show them: one sentence, and the evidence behind a fold. */
import { asSpindleError } from '../../shared/contract/client.ts';
import type { ErrorDetails, WireError } from '../../shared/errors.ts';
import { ConnectionLost } from '../connection.ts';
import { languageStore } from '../messages/language.ts';
import { messagesOf } from '../messages/messages.ts';

const t = messagesOf('common');

export interface Fault {
  readonly message: string;
  readonly code: string;
  readonly details: ErrorDetails;
}

export function faultOf(error: unknown): Fault {
  if (error instanceof ConnectionLost)
    return { message: error.message, code: 'connection-lost', details: {} };
  const { message, code, details } = asSpindleError(error);
  return inWords({ message, code, details });
}

/** In another language than the hub's: what the error means, and in the details what the hub said of this case. */
export function inWords({ message, code, details }: Fault & Pick<WireError, 'code'>): Fault {
  const sentence = languageStore.getState().faults?.[code];
  if (sentence === undefined) return { message, code, details };
  return { message: sentence, code, details: { [t('asSaid')]: message, ...details } };
}
