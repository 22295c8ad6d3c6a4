/** What a page in the window may not do, line by line. */
import { beforeEach, describe, expect, test, vi } from 'vitest';

vi.mock('electron', () => import('../support/fake-electron.ts'));

import type { App, Session } from 'electron';
import {
  confineContents,
  confineSession,
  safeWebPreferences,
} from '../../src/main/hosts/electron/security.ts';
import { openWindow } from '../../src/main/hosts/electron/window.ts';
import {
  app,
  BrowserWindow,
  FakeSession,
  FakeWebContents,
  fakeEvent,
  shell,
} from '../support/fake-electron.ts';

beforeEach(() => {
  app.removeAllListeners();
  BrowserWindow.opened.length = 0;
});

test('the page is sandboxed, isolated and without Node', () => {
  expect(safeWebPreferences).toEqual({
    sandbox: true,
    contextIsolation: true,
    webSecurity: true,
    allowRunningInsecureContent: false,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webviewTag: false,
    spellcheck: false,
    navigateOnDragDrop: false,
  });
});

test('every window has these preferences, a preload of one CommonJS file, and our own page', () => {
  openWindow();
  const [window] = BrowserWindow.opened;
  const { preload, ...preferences } = window!.options.webPreferences!;
  expect(preferences).toEqual(safeWebPreferences);
  expect(preload).toMatch(/[\\/]dist[\\/]preload[\\/]preload\.cjs$/);
  expect(window!.loadURL).toHaveBeenCalledWith('spindle://app/');
});

describe('contents', () => {
  const newContents = () => {
    confineContents(app as unknown as App);
    const contents = new FakeWebContents();
    app.emit('web-contents-created', {}, contents);
    return contents;
  };

  test.each(['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'])(
    'prevents %s',
    (name) => {
      const event = fakeEvent();
      newContents().emit(name, event);
      expect(event.defaultPrevented).toBe(true);
    },
  );

  test('opens no window and hands no address to the system', () => {
    const contents = newContents();
    const decide = contents.setWindowOpenHandler.mock.calls[0]![0];
    for (const url of ['https://evil.example', 'file:///etc/passwd', 'spindle://app/', 'smb://evil/x']) {
      expect(decide({ url } as Parameters<typeof decide>[0])).toEqual({ action: 'deny' });
    }
    expect(shell.openExternal).not.toHaveBeenCalled();
  });
});

describe('session', () => {
  const confined = (developerTools = false) => {
    const session = new FakeSession();
    confineSession(session as unknown as Session, developerTools);
    return session;
  };

  test('grants no permission but to copy text, when asked and when checked, and no device', () => {
    const session = confined();
    const decide = vi.fn();
    type Request = Parameters<NonNullable<Parameters<Session['setPermissionRequestHandler']>[0]>>;
    const request = session.setPermissionRequestHandler.mock.calls[0]![0]! as (...args: unknown[]) => void;
    for (const permission of ['media', 'geolocation', 'openExternal', 'fileSystem'] satisfies Request[1][]) {
      request({}, permission, decide, {});
    }
    request({}, 'clipboard-read', decide, {});
    request({}, 'clipboard-sanitized-write', decide, {});
    expect(decide.mock.calls).toEqual([[false], [false], [false], [false], [false], [true]]);
    const check = session.setPermissionCheckHandler.mock.calls[0]![0]! as (...args: unknown[]) => boolean;
    const device = session.setDevicePermissionHandler.mock.calls[0]![0]! as () => boolean;
    expect(['media', 'clipboard-read', 'clipboard-sanitized-write'].map((name) => check({}, name))).toEqual([
      false,
      false,
      true,
    ]);
    expect(device()).toBe(false);
  });

  test('downloads nothing', () => {
    const event = fakeEvent();
    confined().emit('will-download', event);
    expect(event.defaultPrevented).toBe(true);
  });

  const isCancelled = (session: FakeSession, url: string) => {
    const decide = vi.fn();
    session.webRequest.onBeforeRequest.mock.calls[0]![0]({ url }, decide);
    return (decide.mock.calls[0]![0] as { cancel: boolean }).cancel;
  };

  test.each([
    'https://evil.example/',
    'http://127.0.0.1/',
    'ws://127.0.0.1/',
    'file:///etc/passwd',
    'spindle://other/',
    'spindle://app.evil.example/',
    'spindle://app@evil.example/',
    'blob:https://evil.example/1',
    'chrome://gpu',
    'devtools://devtools/bundled/x.html',
  ])('requests nothing from %s', (url) => {
    expect(isCancelled(confined(), url)).toBe(true);
  });

  test('requests our files, and the developer tools in a checkout only', () => {
    for (const url of ['spindle://app/', 'blob:spindle://app/1', 'data:image/png;base64,AA==']) {
      expect(isCancelled(confined(), url)).toBe(false);
    }
    expect(isCancelled(confined(true), 'devtools://devtools/bundled/x.html')).toBe(false);
  });
});
