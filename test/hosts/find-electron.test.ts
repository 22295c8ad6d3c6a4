import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { electronBinary, fetchElectron } from '../../src/main/hosts/find-electron.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'spindle-electron-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function downloaded(): string {
  mkdirSync(join(folder, 'dist'));
  writeFileSync(join(folder, 'dist', 'electron'), '');
  writeFileSync(join(folder, 'path.txt'), 'electron');
  return join(folder, 'dist', 'electron');
}

const listen = (listener: RequestListener) =>
  new Promise<Server>((resolve) => {
    const server = createServer(listener).listen(0, '127.0.0.1', () => resolve(server));
  });

describe('electronBinary', () => {
  test('finds what the package has downloaded', () => {
    const binary = downloaded();
    expect(electronBinary({}, folder)).toBe(binary);
  });

  test('finds nothing where nothing, or only a part, was downloaded', () => {
    expect(electronBinary({}, null)).toBeNull();
    expect(electronBinary({}, folder)).toBeNull();
    mkdirSync(join(folder, 'dist'));
    writeFileSync(join(folder, 'dist', 'electron'), '');
    expect(electronBinary({}, folder)).toBeNull();
    writeFileSync(join(folder, 'path.txt'), '');
    expect(electronBinary({}, folder)).toBeNull();
    writeFileSync(join(folder, 'path.txt'), 'electron.exe');
    expect(electronBinary({}, folder)).toBeNull();
  });

  test('takes the one a person names, and says when it is not there', () => {
    downloaded();
    const own = join(folder, 'own-electron');
    writeFileSync(own, '');
    expect(electronBinary({ SPINDLE_ELECTRON: own }, folder)).toBe(own);
    expect(electronBinary({ SPINDLE_ELECTRON: '' }, folder)).toBe(join(folder, 'dist', 'electron'));
    expect(() => electronBinary({ SPINDLE_ELECTRON: join(folder, 'no') }, folder)).toThrowError(
      expect.objectContaining({ code: 'bad-usage' }),
    );
  });

  test('looks at the installed package without downloading anything', () => {
    const binary = electronBinary({});
    expect(binary === null || binary.includes('electron')).toBe(true);
  });
});

describe('fetchElectron', () => {
  const installer = (source: string) => writeFileSync(join(folder, 'install.js'), source);
  const fetchHere = (timeoutMs = 20_000) => fetchElectron(timeoutMs, process.env, folder);

  test('is true once the program is there', async () => {
    installer(`const fs = require('fs'); fs.mkdirSync(__dirname + '/dist');
      fs.writeFileSync(__dirname + '/dist/electron', ''); fs.writeFileSync(__dirname + '/path.txt', 'electron');`);
    expect(await fetchHere()).toBe(true);
  });

  test('is false when the installer fails, lies, is missing, or there is no package', async () => {
    installer('throw new Error("offline")');
    expect(await fetchHere()).toBe(false);
    installer('');
    expect(await fetchHere()).toBe(false);
    rmSync(join(folder, 'install.js'));
    expect(await fetchHere()).toBe(false);
    expect(await fetchElectron(1000, process.env, null)).toBe(false);
  });

  test('gives up on an installer that does not end', async () => {
    installer('setInterval(() => {}, 1000)');
    expect(await fetchHere(300)).toBe(false);
  });

  test.skipIf(electronBinary({}) !== null)(
    'with the real installer: a server that refuses, and one that never answers',
    async () => {
      const refusing = await listen((_request, response) => response.writeHead(404).end());
      const silent = await listen(() => {});
      const mirror = (server: Server) => ({
        ...process.env,
        ELECTRON_MIRROR: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
        XDG_CACHE_HOME: folder,
      });
      expect(await fetchElectron(20_000, mirror(refusing))).toBe(false);
      expect(await fetchElectron(1500, mirror(silent))).toBe(false);
      for (const server of [refusing, silent]) {
        server.closeAllConnections();
        server.close();
      }
    },
  );
});
