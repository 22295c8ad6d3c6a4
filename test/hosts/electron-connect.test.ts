import type { MessagePort } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

vi.mock('electron', () => import('../support/fake-electron.ts'));

import { acceptConnections } from '../../src/main/hosts/electron/connect.ts';
import type { HubClient } from '../../src/shared/contract/client.ts';
import { FakeFrame, FakeWebContents, ipcMain, ipcRenderer } from '../support/fake-electron.ts';
import { smallRouter } from '../support/station.ts';

const ports: MessagePort[] = [];
beforeEach(() => {
  ipcMain.removeAllListeners();
  acceptConnections({ router: smallRouter });
});
afterEach(() => {
  for (const port of ports.splice(0)) port.close();
});

function connect(sender = new FakeWebContents(), senderFrame: FakeFrame | null = sender.mainFrame) {
  ipcMain.emit('spindle:connect', { sender, senderFrame });
  ports.push(...(senderFrame?.ports ?? []));
  return sender;
}

const client = (port: MessagePort): HubClient => createORPCClient(new RPCLink({ port }));
const closed = (port: MessagePort) => new Promise((resolve) => port.once('close', resolve));

describe('a page of ours', () => {
  test('gets one port, over which the hub answers', async () => {
    const { mainFrame } = connect();
    expect(mainFrame.postMessage).toHaveBeenCalledWith('spindle:port', null, [expect.anything()]);
    expect(await client(mainFrame.ports[0]!).system.about()).toMatchObject({ version: '1.2.3' });
  });

  test('that asks again has the new port and loses the old one', async () => {
    const sender = connect();
    const lost = closed(sender.mainFrame.ports[0]!);
    connect(sender);
    await lost;
    expect(await client(sender.mainFrame.ports[1]!).system.about()).toMatchObject({ version: '1.2.3' });
  });

  test('loses its port when it is left for another', async () => {
    const sender = connect();
    const lost = closed(sender.mainFrame.ports[0]!);
    sender.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false });
    await lost;
  });

  test('keeps its port when a frame navigates or the fragment changes', async () => {
    const sender = connect();
    sender.emit('did-start-navigation', { isMainFrame: false, isSameDocument: false });
    sender.emit('did-start-navigation', { isMainFrame: true, isSameDocument: true });
    expect(await client(sender.mainFrame.ports[0]!).system.about()).toMatchObject({ version: '1.2.3' });
  });

  test('is watched once, however often it asks', () => {
    const sender = connect();
    for (let i = 0; i < 20; i++) connect(sender);
    expect(sender.listenerCount('did-start-navigation')).toBe(1);
  });

  test.each(['{{{', '{"i":1}', { u: '/system/about' }, 7, null, Uint8Array.of(1)])(
    'loses its port when it says %j',
    async (nonsense) => {
      const sender = connect();
      const port = sender.mainFrame.ports[0]!;
      const lost = closed(port);
      port.postMessage(nonsense);
      await lost;
      connect(sender);
      expect(await client(sender.mainFrame.ports[1]!).system.about()).toMatchObject({ version: '1.2.3' });
    },
  );
});

describe('anyone else', () => {
  const frame = (origin: string) => Object.assign(new FakeFrame(), { origin });

  test('a frame inside the page gets nothing', () => {
    const inner = frame('spindle://app');
    connect(new FakeWebContents(), inner);
    expect(inner.postMessage).not.toHaveBeenCalled();
  });

  test('a frame that is gone gets nothing', () => {
    const sender = connect(new FakeWebContents(), null);
    expect(sender.mainFrame.postMessage).not.toHaveBeenCalled();
  });

  test.each(['https://evil.example', 'file://', 'null', '', 'spindle://app.evil.example', 'spindle://other'])(
    'a page of the origin %j gets nothing',
    (origin) => {
      const sender = new FakeWebContents();
      sender.mainFrame.origin = origin;
      connect(sender);
      expect(sender.mainFrame.postMessage).not.toHaveBeenCalled();
    },
  );
});

describe('the preload script', () => {
  const location = { origin: 'spindle://app' };
  const window = { addEventListener: vi.fn(), postMessage: vi.fn() };

  test('carries the question out and the port in, and nothing else', async () => {
    vi.stubGlobal('window', window);
    vi.stubGlobal('location', location);
    await import('../../src/main/hosts/electron/preload.ts');
    const heard = window.addEventListener.mock.calls[0]![1] as (event: object) => void;
    heard({ source: {}, origin: location.origin, data: 'spindle:connect' });
    heard({ source: window, origin: 'https://evil.example', data: 'spindle:connect' });
    heard({ source: window, origin: location.origin, data: 'spindle:halt' });
    heard({ source: window, origin: location.origin, data: ['spindle:connect'] });
    expect(ipcRenderer.send).not.toHaveBeenCalled();
    heard({ source: window, origin: location.origin, data: 'spindle:connect' });
    expect(ipcRenderer.send.mock.calls).toEqual([['spindle:connect']]);
    for (const data of [
      'spindle:notice:{"tag":"a:b"}',
      'spindle:standing:{}',
      'spindle:notice',
      'spindle:x:y',
    ])
      heard({ source: window, origin: location.origin, data });
    expect(ipcRenderer.send.mock.calls.slice(1)).toEqual([
      ['spindle:notice', '{"tag":"a:b"}'],
      ['spindle:standing', '{}'],
    ]);
    const port = {};
    ipcRenderer.emit('spindle:port', { ports: [port] });
    expect(window.postMessage.mock.calls).toEqual([['spindle:port', location.origin, [port]]]);
    vi.unstubAllGlobals();
  });
});
