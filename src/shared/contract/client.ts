/** The hub as every door calls it, and errors as they cross the contract. */
import { ORPCError } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { fromWireError, SpindleError, toWireError, wireErrorSchema } from '../errors.ts';
import type { Contract } from './contract.ts';

export type HubClient = ContractRouterClient<Contract>;

/** The typed error a procedure ended with, however it travelled. */
export function asSpindleError(error: unknown): SpindleError {
  if (error instanceof SpindleError) return error;
  if (error instanceof ORPCError) {
    const wire = wireErrorSchema.safeParse(error.data);
    if (wire.success) return fromWireError(wire.data);
    if (error.code === 'BAD_REQUEST') {
      return new SpindleError('bad-request', `The request was not understood: ${error.message}`, {});
    }
  }
  return fromWireError(toWireError(error));
}

/** A typed error in the form the transport carries. */
export function asTransportError(error: unknown): unknown {
  if (error instanceof ORPCError) return error;
  const data = toWireError(error);
  return new ORPCError(data.code === 'internal' ? 'INTERNAL_SERVER_ERROR' : 'CONFLICT', {
    message: data.message,
    data,
    defined: false,
  });
}
