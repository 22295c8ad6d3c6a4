import type { HubClient } from '../../../shared/contract/client.ts';
import { SpindleError } from '../../../shared/errors.ts';

/** @param asked uuid, or the name where only one batch has it. @throws SpindleError not-found, conflict */
export async function findBatch(client: HubClient, asked: string): Promise<{ readonly uuid: string }> {
  const { batches } = await client.batches.list();
  const found = batches.filter(({ uuid, name }) => uuid === asked || name === asked);
  if (found.length === 1) return found[0]!;
  if (found.length === 0) throw new SpindleError('not-found', `There is no batch ${asked}.`, { asked });
  const uuids = found.map(({ uuid }) => uuid);
  throw new SpindleError(
    'conflict',
    `${found.length} batches are called ${asked}: say which by its uuid (${uuids.join(', ')}).`,
    { uuids },
  );
}
