/**
 * The line to the hub: a message port in the window, a WebSocket in a browser. It mends itself. Calls wait for the
 * first attempt; made while the line is down they fail at once with {@link ConnectionLost}, and whoever must go on
 * (feeds, screens) asks again when it is back.
 */

import { type ClientLink, createORPCClient } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import { ResponseValidationPlugin } from '@orpc/contract/plugins';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { HubClient } from '../shared/contract/client.ts';
import { contract } from '../shared/contract/contract.ts';
import { messagesOf } from './messages/messages.ts';
import { readToken } from './token.ts';

export type ConnectionState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'connected' }
  /** `retryAt` is when the next attempt starts, in milliseconds since the epoch. */
  | { readonly kind: 'lost'; readonly retryAt: number }
  /** The page was opened without the token that only Spindle's own address carries. */
  | { readonly kind: 'no-token' };

export interface Connection {
  readonly client: HubClient;
  readonly state: StoreApi<ConnectionState>;
  /** Tries now instead of when the wait is over. */
  readonly retry: () => void;
}

/** A call was made, or was under way, while there was no line to the hub. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';
  constructor() {
    super(messagesOf('frame')('connectionLost'));
  }
}

type Link = ClientLink<Record<never, never>>;

/** One established line; `closed` is called once when it ends. */
type Dial = (closed: () => void) => Promise<Link>;

const firstWaitMs = 500;
const longestWaitMs = 10_000;

/** Opens the line this page was made for. */
export function connect(): Connection {
  if (location.protocol === 'spindle:') return reconnecting(dialPort);
  const token = readToken();
  if (token === null) return withoutToken();
  return reconnecting((closed) => dialSocket(`ws://${location.host}/rpc`, token, closed));
}

function withoutToken(): Connection {
  const link: Link = { call: () => Promise.reject(new ConnectionLost()) };
  const state = createStore<ConnectionState>(() => ({ kind: 'no-token' }));
  return { client: createORPCClient(link), state, retry: () => undefined };
}

function reconnecting(dial: Dial): Connection {
  const state = createStore<ConnectionState>(() => ({ kind: 'connecting' }));
  let current: Link | null = null;
  let waitMs = firstWaitMs;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const lose = () => {
    current = null;
    clearTimeout(timer);
    state.setState({ kind: 'lost', retryAt: Date.now() + waitMs }, true);
    timer = setTimeout(attempt, waitMs);
    waitMs = Math.min(waitMs * 2, longestWaitMs);
  };
  const attempt = () => {
    clearTimeout(timer);
    dial(lose).then((link) => {
      current = link;
      waitMs = firstWaitMs;
      state.setState({ kind: 'connected' }, true);
    }, lose);
  };
  attempt();

  const link: Link = {
    call: async (path, input, options) => {
      await decided(state);
      const line = current;
      if (line === null) throw new ConnectionLost();
      try {
        return await line.call(path, input, options);
      } catch (error) {
        if (current !== line && !options.signal?.aborted) throw new ConnectionLost();
        throw error;
      }
    },
  };
  return {
    client: createORPCClient(link),
    state,
    retry: () => {
      if (state.getState().kind !== 'lost') return;
      waitMs = firstWaitMs;
      attempt();
    },
  };
}

/** Resolves once the first attempt has ended, well or badly. */
function decided(state: StoreApi<ConnectionState>): Promise<void> {
  if (state.getState().kind !== 'connecting') return Promise.resolve();
  return new Promise((resolve) => {
    const stop = state.subscribe(() => {
      stop();
      resolve();
    });
  });
}

const plugins = () => [new ResponseValidationPlugin(contract)];

function dialSocket(url: string, token: string, closed: () => void): Promise<Link> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, ['spindle.v1', `bearer.${token}`]);
    let opened = false;
    socket.addEventListener('open', () => {
      opened = true;
      resolve(new SocketLink({ websocket: socket, plugins: plugins() }));
    });
    socket.addEventListener('close', () => {
      if (opened) closed();
      else reject(new ConnectionLost());
    });
  });
}

/** The preload answers a request with one end of a port to the hub. */
function dialPort(closed: () => void): Promise<Link> {
  return new Promise((resolve) => {
    const receive = (event: MessageEvent) => {
      const port = event.ports[0];
      if (event.source !== window || event.data !== 'spindle:port' || !port) return;
      window.removeEventListener('message', receive);
      port.addEventListener('close', closed);
      const link = new PortLink({ port, plugins: plugins() });
      port.start();
      resolve(link);
    };
    window.addEventListener('message', receive);
    window.postMessage('spindle:connect', location.origin);
  });
}
