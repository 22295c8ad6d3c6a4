/** Desks that reach one station through a tunnel share its catalogue (docs/adr/0011). */
import { type AddressInfo, connect, createServer } from 'node:net';
import { join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import type { HubClient } from '../../src/shared/contract/client.ts';
import { dumpOnDisk } from '../support/handed-over.ts';
import { openRealStation } from '../support/real-station.ts';

/** What `ssh -L` does: bytes of a port of its own, to the station's and back. */
async function tunnelTo(port: number): Promise<number> {
  const server = createServer((desk) => {
    const station = connect(port, '127.0.0.1');
    for (const [from, to] of [
      [desk, station],
      [station, desk],
    ] as const)
      from.pipe(to).on('error', () => from.destroy());
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

/** @param named the port a browser at the desk has in its address */
function desk(tunnel: number, named: number, token: string): Promise<HubClient> {
  const socket = new WebSocket(`ws://127.0.0.1:${tunnel}/rpc`, ['spindle.v1', `bearer.${token}`], {
    headers: { Host: `127.0.0.1:${named}` },
    origin: `http://127.0.0.1:${named}`,
  });
  onTestFinished(() => socket.terminate());
  return new Promise((ready, refused) => {
    socket.once('error', refused);
    socket.once('open', () =>
      ready(createORPCClient(new RPCLink({ websocket: socket as unknown as globalThis.WebSocket }))),
    );
  });
}

test('two desks see one catalogue; a tunnel that changes the port is refused', async () => {
  const station = await openRealStation();
  onTestFinished(() => station.close());
  const port = Number(new URL(station.url).port);
  const token = station.url.split('#token=')[1]!;
  const tunnel = await tunnelTo(port);
  const [one, other] = [await desk(tunnel, port, token), await desk(tunnel, port, token)];

  dumpOnDisk(join(station.out, 'images'), { imageBytes: 512 });
  const [root] = await one.outputs.roots();
  expect(await one.catalogue.importRoot({ rootId: root!.id })).toMatchObject({ added: 1 });
  expect(await other.catalogue.list({ after: null, limit: 10 })).toMatchObject({ total: 1 });

  await expect(desk(tunnel, tunnel, token)).rejects.toThrow('403');
  await expect(desk(tunnel, port, `${token}x`)).rejects.toThrow('403');
});
