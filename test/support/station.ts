/** A station over a small hub that only knows `system.about`, and the ways to knock at it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { implement } from '@orpc/server';
import { WebSocket } from 'ws';
import { type Station, startStation } from '../../src/main/hosts/station/station.ts';
import type { HubClient } from '../../src/shared/contract/client.ts';
import { contract } from '../../src/shared/contract/contract.ts';

const os = implement(contract);

export const smallRouter = {
  system: {
    about: os.system.about.handler(() => ({
      version: '1.2.3',
      host: 'station' as const,
      platform: 'test',
      cataloguePath: null,
      isPractice: false,
    })),
  },
};

export const pageText = '<!doctype html><title>Spindle</title>';

/** A built client, small: a page, a script and a font; and beside it a file nobody may reach. */
export function makeClientDir(): { root: string; clientDir: string } {
  const root = mkdtempSync(join(tmpdir(), 'spindle-station-'));
  const clientDir = join(root, 'client');
  mkdirSync(join(clientDir, 'assets'), { recursive: true });
  writeFileSync(join(clientDir, 'index.html'), pageText);
  writeFileSync(join(clientDir, 'assets', 'index-abc.js'), 'export {};');
  writeFileSync(join(clientDir, 'assets', 'inter.woff2'), Uint8Array.of(1, 2, 3));
  writeFileSync(join(root, 'secret.txt'), 'not for you');
  return { root, clientDir };
}

export interface TestStation extends Station {
  readonly root: string;
  readonly clientDir: string;
  readonly lines: string[];
}

export async function openTestStation(options: { tokenFile?: string; port?: number } = {}) {
  const { root, clientDir } = makeClientDir();
  const lines: string[] = [];
  const removeFiles = () => rmSync(root, { recursive: true, force: true });
  const station = await startStation({
    hub: { router: smallRouter },
    clientDir,
    port: options.port ?? 0,
    log: (line) => lines.push(line),
    ...(options.tokenFile ? { tokenFile: options.tokenFile } : {}),
  }).catch((error: unknown) => {
    removeFiles();
    throw error;
  });
  const close = async () => {
    await station.close();
    removeFiles();
  };
  return { ...station, close, root, clientDir, lines } satisfies TestStation;
}

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Sends exactly this path and these headers: no client library tidies them up. */
export function ask(
  port: number,
  path: string,
  options: { method?: string; headers?: Record<string, string> } = {},
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port, path, agent: false, ...options }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString(),
        }),
      );
    });
    request.on('error', reject);
    request.end();
  });
}

export interface Knock {
  readonly path?: string;
  readonly protocols?: string[];
  /** Null: sends none. */
  readonly origin?: string | null;
  readonly headers?: Record<string, string>;
}

/** A socket as the page would open it, but for what `knock` says. */
export function openSocket(station: Pick<Station, 'port' | 'token'>, knock: Knock = {}): WebSocket {
  const origin = knock.origin === undefined ? `http://127.0.0.1:${station.port}` : knock.origin;
  return new WebSocket(
    `ws://127.0.0.1:${station.port}${knock.path ?? '/rpc'}`,
    knock.protocols ?? ['spindle.v1', `bearer.${station.token}`],
    { headers: knock.headers ?? {}, ...(origin === null ? {} : { origin }), perMessageDeflate: false },
  );
}

/** 101 when the socket opened, else the status of the refusal. */
export function knockAt(station: Pick<Station, 'port' | 'token'>, knock: Knock = {}): Promise<number> {
  const socket = openSocket(station, knock);
  return new Promise((resolve, reject) => {
    socket.on('open', () => {
      socket.terminate();
      resolve(101);
    });
    socket.on('unexpected-response', (_request, response) => {
      resolve(response.statusCode ?? 0);
      socket.terminate();
    });
    socket.on('error', (error) => {
      // terminate() above makes the library report an aborted handshake; the promise is settled by then.
      reject(error);
    });
  });
}

export function opened(socket: WebSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
}

/** The code a socket was closed with. */
export function closed(socket: WebSocket): Promise<number> {
  return new Promise((resolve) => {
    socket.on('error', () => {});
    socket.once('close', resolve);
  });
}

export function hubClient(socket: WebSocket): HubClient {
  return createORPCClient(new RPCLink({ websocket: socket as unknown as globalThis.WebSocket }));
}
