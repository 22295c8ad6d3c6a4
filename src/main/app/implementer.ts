/** The contract, to be given its handlers; whatever they throw crosses it as a typed error. */
import { implement, onError } from '@orpc/server';
import { asTransportError } from '../../shared/contract/client.ts';
import { contract } from '../../shared/contract/contract.ts';

export function implementer() {
  return implement(contract).use(
    onError((error) => {
      throw asTransportError(error);
    }),
  );
}

export type Os = ReturnType<typeof implementer>;
