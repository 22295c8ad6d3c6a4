import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { WebSocketServer } from 'ws';
import { startStation } from '../../src/main/hosts/station/station.ts';
import {
  ask,
  closed,
  hubClient,
  makeClientDir,
  opened,
  openSocket,
  openTestStation,
  pageText,
  smallRouter,
  type TestStation,
} from '../support/station.ts';

const stations: TestStation[] = [];
const open = async (options?: Parameters<typeof openTestStation>[0]) => {
  const station = await openTestStation(options);
  stations.push(station);
  return station;
};
afterEach(async () => {
  for (const station of stations.splice(0)) await station.close();
});

test('prints an address whose fragment carries 256 bits', async () => {
  const station = await open();
  expect(station.url).toBe(`http://127.0.0.1:${station.port}/#token=${station.token}`);
  expect(Buffer.from(station.token, 'base64url')).toHaveLength(32);
});

test('makes another token for every run', async () => {
  expect((await open()).token).not.toBe((await open()).token);
});

test('serves the page and its files with their types', async () => {
  const { port } = await open();
  expect(await ask(port, '/')).toMatchObject({ status: 200, body: pageText });
  expect((await ask(port, '/index.html')).headers['content-type']).toBe('text/html; charset=utf-8');
  expect((await ask(port, '/assets/index-abc.js')).headers['content-type']).toBe(
    'text/javascript; charset=utf-8',
  );
  expect((await ask(port, '/assets/inter.woff2')).headers['content-type']).toBe('font/woff2');
});

test('answers HEAD with the headers alone', async () => {
  const { port } = await open();
  const reply = await ask(port, '/', { method: 'HEAD' });
  expect(reply).toMatchObject({ status: 200, body: '' });
  expect(reply.headers['content-length']).toBe(String(pageText.length));
});

test.each(['/', '/nothing-here'])('sends the policies with %s', async (path) => {
  const { headers } = await ask((await open()).port, path);
  expect(headers).toMatchObject({
    'content-security-policy':
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; " +
      "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; " +
      "require-trusted-types-for 'script'",
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  });
  expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
});

test('answers calls over the socket and never echoes the token', async () => {
  const station = await open();
  const socket = openSocket(station);
  await opened(socket);
  expect(socket.protocol).toBe('spindle.v1');
  expect(socket.extensions).toBe('');
  expect(await hubClient(socket).system.about()).toMatchObject({ version: '1.2.3', host: 'station' });
  socket.close();
});

test('is reached as localhost too', async () => {
  const station = await open();
  const host = `localhost:${station.port}`;
  const socket = openSocket(station, { origin: `http://${host}`, headers: { Host: host } });
  await opened(socket);
  socket.close();
});

test('ends its sockets when it closes', async () => {
  const station = await openTestStation();
  const socket = openSocket(station);
  await opened(socket);
  const ended = closed(socket);
  await station.close();
  expect(await ended).toBe(1001);
});

test('leaves its address in a file only its user can read, and takes it away again', async () => {
  const { root, clientDir } = makeClientDir();
  const tokenFile = join(root, 'station-url');
  const station = await startStation({
    hub: { router: smallRouter },
    clientDir,
    port: 0,
    log: () => {},
    tokenFile,
  });
  expect(readFileSync(tokenFile, 'utf8')).toBe(`${station.url}\n`);
  if (process.platform !== 'win32') expect(statSync(tokenFile).mode & 0o777).toBe(0o600);
  await station.close();
  expect(existsSync(tokenFile)).toBe(false);
  rmSync(root, { recursive: true });
});

test('does not take away the address another station left in the same file', async () => {
  const station = await open();
  const tokenFile = join(station.root, 'station-url');
  const second = await openTestStation({ tokenFile });
  writeFileSync(tokenFile, 'http://127.0.0.1:1/#token=another\n');
  await second.close();
  expect(readFileSync(tokenFile, 'utf8')).toContain('another');
});

test('says that a port is taken, and leaves the token file of its owner alone', async () => {
  const first = await open();
  const tokenFile = join(first.root, 'station-url');
  writeFileSync(tokenFile, first.url);
  await expect(openTestStation({ port: first.port, tokenFile })).rejects.toMatchObject({
    code: 'bad-usage',
    message: expect.stringContaining('is in use by another program'),
  });
  expect(readFileSync(tokenFile, 'utf8')).toBe(first.url);
});

test('refuses a number that is no port', async () => {
  await expect(openTestStation({ port: 70_000 })).rejects.toMatchObject({ code: 'bad-usage' });
});

test('says that the screens are not built', async () => {
  const { root } = makeClientDir();
  const options = { hub: { router: smallRouter }, port: 0, log: () => {} };
  for (const clientDir of [join(root, 'missing'), root]) {
    await expect(startStation({ ...options, clientDir })).rejects.toMatchObject({ code: 'not-found' });
  }
  rmSync(root, { recursive: true });
});

test('says that the token file cannot be written', async () => {
  const { root } = await open();
  const tokenFile = join(root, 'no-such-folder', 'url');
  await expect(openTestStation({ tokenFile })).rejects.toMatchObject({ code: 'output-unwritable' });
});

// Only Linux has all of 127.0.0.0/8 without asking.
test.runIf(process.platform === 'linux')('stays on the loopback address', async () => {
  const { port } = await open();
  // The same port is still free on every other address of this machine.
  const other = new WebSocketServer({ host: '127.0.0.2', port });
  await new Promise((resolve, reject) => {
    other.once('listening', resolve);
    other.once('error', reject);
  });
  other.close();
});
