/** WebSockets of the station: few, bounded in both directions, and dropped when they fall silent. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { RPCHandler } from '@orpc/server/ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { isRpcMessage } from '../rpc-message.ts';
import type { ServedHub } from '../served-hub.ts';
import { rpcProtocol } from './upgrade-policy.ts';

export const socketLimits = {
  clients: 8,
  messageBytes: 1024 * 1024,
  bufferedBytes: 8 * 1024 * 1024,
  pingMs: 20_000,
  goodbyeMs: 500,
} as const;

/** Status codes of RFC 6455, section 7.4.1. */
const goingAway = 1001;
const invalidData = 1007;

export interface Sockets {
  /** False when there are too many clients already; the request was not touched then. */
  open(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  close(): void;
}

export function createSockets(hub: ServedHub): Sockets {
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: true,
    maxPayload: socketLimits.messageBytes,
    perMessageDeflate: false,
    // The token came as a second "protocol": it is never echoed.
    handleProtocols: () => rpcProtocol,
  });
  const handler = new RPCHandler(hub.router);
  const heartbeat = setInterval(createHeartbeat(server.clients), socketLimits.pingMs).unref();
  return {
    open: (request, socket, head) => {
      if (server.clients.size >= socketLimits.clients) return false;
      server.handleUpgrade(request, socket, head, (client) => serveClient(handler, client));
      return true;
    },
    close: () => {
      clearInterval(heartbeat);
      for (const client of server.clients) client.close(goingAway);
      // A client that does not say goodbye must not hold the station.
      setTimeout(() => {
        for (const client of server.clients) client.terminate();
      }, socketLimits.goodbyeMs).unref();
      server.close();
    },
  };
}

type Client = Pick<WebSocket, 'on' | 'send' | 'close' | 'terminate' | 'addEventListener' | 'bufferedAmount'>;

/** Connects one client to the hub; whatever it does wrong ends its own connection only. */
export function serveClient(handler: Pick<RPCHandler<object>, 'upgrade'>, client: Client): void {
  // The library closes the socket itself after an error (a frame too long, a broken one); unheard it would throw.
  client.on('error', () => {});
  void handler.upgrade({
    send: ((data: string) => {
      client.send(data);
      if (client.bufferedAmount > socketLimits.bufferedBytes) client.terminate();
    }) as WebSocket['send'],
    addEventListener: ((type: 'message' | 'close', listener: (event: unknown) => void) => {
      if (type === 'close') client.addEventListener('close', listener);
      else client.addEventListener('message', (event) => passOn(client, event.data, listener));
    }) as WebSocket['addEventListener'],
  });
}

function passOn(client: Client, data: unknown, listener: (event: unknown) => void): void {
  if (isRpcMessage(data)) listener({ data });
  else client.close(invalidData);
}

/** One beat: ends clients that did not answer the last ping, pings the others. */
export function createHeartbeat(
  clients: ReadonlySet<Pick<WebSocket, 'once' | 'ping' | 'terminate'>>,
): () => void {
  const silent = new WeakSet<object>();
  return () => {
    for (const client of clients) {
      if (silent.has(client)) {
        client.terminate();
        continue;
      }
      silent.add(client);
      client.once('pong', () => silent.delete(client));
      client.ping();
    }
  };
}
