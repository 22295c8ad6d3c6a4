/** The browser's door: this machine only, and only with the token of this run. */
import { createServer, type Server, STATUS_CODES } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { SpindleError } from '../../../shared/errors.ts';
import type { ServedHub } from '../served-hub.ts';
import { readStaticFiles } from '../static-files.ts';
import { createPageHandler, maxConnections, serverLimits } from './http.ts';
import { createRefusalLog } from './refusal-log.ts';
import { createSockets } from './sockets.ts';
import { createToken, removeTokenFile, stationUrl, writeTokenFile } from './token.ts';
import { judgeUpgrade } from './upgrade-policy.ts';

/** Never another: reach a station from elsewhere through an SSH tunnel. */
const loopback = '127.0.0.1';

export interface StationOptions {
  readonly hub: ServedHub;
  /** The built screens, `dist/client`. */
  readonly clientDir: string;
  /** 0 for any free one. */
  readonly port: number;
  readonly log: (line: string) => void;
  /** Where to leave the address (mode 0600) for scripts; removed when the station closes. */
  readonly tokenFile?: string;
}

export interface Station {
  /** What a person opens; the token stands in its fragment. */
  readonly url: string;
  readonly port: number;
  readonly token: string;
  /** Ends the door, not the hub. */
  close(): Promise<void>;
}

/** @throws SpindleError not-found (screens not built), bad-usage (port), output-unwritable (token file) */
export async function startStation(options: StationOptions): Promise<Station> {
  const files = readStaticFiles(options.clientDir);
  const token = createToken();
  const refused = createRefusalLog(options.log);
  const sockets = createSockets(options.hub);
  let port = 0;
  const server = createServer(
    serverLimits,
    createPageHandler(files, () => port, refused),
  );
  server.maxConnections = maxConnections;
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    const decision = judgeUpgrade(request, port, token);
    if (!decision.accepted) {
      refused(decision.refusal);
      refuseUpgrade(socket, decision.status);
    } else if (!sockets.open(request, socket, head)) refuseUpgrade(socket, 503);
  });
  server.on('error', (error) => options.log(`The station could not take a connection: ${error.message}`));
  const closeDoor = () => {
    sockets.close();
    return closeServer(server);
  };
  try {
    port = await listen(server, options.port);
    const url = stationUrl(port, token);
    const { tokenFile } = options;
    if (tokenFile) writeTokenFile(tokenFile, url);
    const close = () => {
      if (tokenFile) removeTokenFile(tokenFile, url);
      return closeDoor();
    };
    return { url, port, token, close };
  } catch (error) {
    await closeDoor();
    throw error;
  }
}

function refuseUpgrade(socket: Duplex, status: number): void {
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
    () => socket.destroy(),
  );
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(cannotListen(error, port)));
    try {
      server.listen({ host: loopback, port, exclusive: true }, () => {
        resolve((server.address() as AddressInfo).port);
      });
    } catch (error) {
      // A number that is no port is refused before anything is tried.
      reject(cannotListen(error as Error, port));
    }
  });
}

function cannotListen(error: NodeJS.ErrnoException, port: number): SpindleError {
  const why = error.code === 'EADDRINUSE' ? 'is in use by another program' : 'cannot be opened';
  return new SpindleError(
    'bad-usage',
    `Port ${port} ${why}. Choose another with --port, or leave it out to take any free one.`,
    { port, system: error.code ?? error.message },
  );
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
