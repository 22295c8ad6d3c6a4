/** A hub inside this process, called through the contract like any other. */
import { createRouterClient } from '@orpc/server';
import type { HubClient } from '../../../shared/contract/client.ts';
import type { Hub } from '../../app/hub.ts';
import { createForkLauncher } from '../launchers/fork-launcher.ts';
import { wireHub } from '../wiring.ts';

export interface LocalHub {
  readonly hub: Hub;
  readonly client: HubClient;
}

/**
 * Runs `work` with a hub and closes the hub whatever happens.
 * @param cataloguePath undefined for the user's own, null for none
 */
export async function withHub<T>(
  cataloguePath: string | null | undefined,
  work: (local: LocalHub) => Promise<T>,
): Promise<T> {
  const hub = await wireHub('cli', { launcher: createForkLauncher(), cataloguePath, requireCatalogue: true });
  try {
    return await work({ hub, client: createRouterClient(hub.router) as HubClient });
  } finally {
    await hub.close();
  }
}
