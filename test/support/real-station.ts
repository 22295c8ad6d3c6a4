/** The real hub behind the real station, with folders of its own: what a browser on a bench would meet. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { WebSocket } from 'ws';
import { createForkLauncher } from '../../src/main/hosts/launchers/fork-launcher.ts';
import { startStation } from '../../src/main/hosts/station/station.ts';
import { wireHub } from '../../src/main/hosts/wiring.ts';
import { asSpindleError, type HubClient } from '../../src/shared/contract/client.ts';

export interface RealStation {
  readonly url: string;
  readonly folder: string;
  /** The output root on offer. */
  readonly out: string;
  readonly client: HubClient;
  close(): Promise<void>;
}

export async function openRealStation(
  options: {
    clientDir?: string;
    folder?: string;
    simulate?: string[];
    /** Of somebody who never worked here. */
    isNew?: boolean;
  } = {},
): Promise<RealStation> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'spindle-real-station-'));
  const out = join(folder, 'out');
  mkdirSync(out, { recursive: true });
  const hub = await wireHub('station', {
    launcher: createForkLauncher(),
    cataloguePath: join(folder, 'catalogue.db'),
    requireCatalogue: true,
  });
  await hub.grantRoot(out, 'Results');
  for (const address of options.simulate ?? []) hub.offerSimulated(address);
  const station = await startStation({
    hub,
    clientDir: options.clientDir ?? resolve(import.meta.dirname, '../../dist/client'),
    port: 0,
    log: () => {},
  });
  const { client, close } = await connectTo(station.port, station.token);
  if (!options.isNew) await client.settings.set({ ...(await client.settings.get()), firstStepsDone: true });
  return {
    url: station.url,
    folder,
    out,
    client,
    async close() {
      close();
      await station.close();
      await hub.close();
      if (!options.folder) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A client as the page has one: over the WebSocket, with the token. */
export async function connectTo(
  port: number,
  token: string,
): Promise<{ readonly client: HubClient; readonly close: () => void }> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/rpc`, ['spindle.v1', `bearer.${token}`], {
    origin: `http://127.0.0.1:${port}`,
  });
  await new Promise((opened, failed) => {
    socket.once('open', opened);
    socket.once('error', failed);
  });
  const link = new RPCLink({ websocket: socket as unknown as globalThis.WebSocket });
  return { client: createORPCClient(link), close: () => socket.close() };
}

/** The code a refused call ended with. */
export async function refusalOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    return asSpindleError(error).code;
  }
  return 'accepted';
}
