/** The practice desk of the window: a second program with another life, asked for by our own page only. */
import type { ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

vi.mock('electron', () => import('../support/fake-electron.ts'));
const spawn = vi.hoisted(() => vi.fn());
vi.mock('node:child_process', async (original) => ({
  ...(await original<typeof import('node:child_process')>()),
  spawn,
}));

import { acceptPractice, practiceWord } from '../../src/main/hosts/electron/open-practice.ts';
import { runWorkstation } from '../../src/main/hosts/electron/workstation.ts';
import { app, BrowserWindow, dialog, FakeWebContents, ipcMain, session } from '../support/fake-electron.ts';
import { noteProcessListeners } from '../support/process-listeners.ts';
import { fakeHub } from '../support/window-hub.ts';

let folder: string;
let child: EventEmitter & Pick<ChildProcess, 'unref'>;
let stopListening: () => void;
beforeEach(() => {
  stopListening = noteProcessListeners();
  folder = mkdtempSync(join(tmpdir(), 'spindle-practice-window-'));
  app.userData = folder;
  app.removeAllListeners();
  ipcMain.removeAllListeners();
  session.defaultSession.removeAllListeners();
  BrowserWindow.opened.length = 0;
  vi.clearAllMocks();
  child = Object.assign(new EventEmitter(), { unref: vi.fn() });
  spawn.mockReturnValue(child);
});
afterEach(() => {
  stopListening();
  rmSync(folder, { recursive: true, force: true });
});

const ask = (sender = new FakeWebContents(), senderFrame = sender.mainFrame) =>
  ipcMain.emit('spindle:open-practice', { sender, senderFrame });

test('our page has the same program started with one word, and outlived', () => {
  acceptPractice();
  ask();
  expect(spawn.mock.calls).toEqual([
    [process.execPath, [practiceWord], expect.objectContaining({ detached: true, stdio: 'ignore' })],
  ]);
  expect(child.unref).toHaveBeenCalled();
});

test('another page, or a frame in ours, has nothing started', () => {
  acceptPractice();
  ask(new FakeWebContents(), new FakeWebContents().mainFrame);
  expect(spawn).not.toHaveBeenCalled();
});

test('what cannot be started is told', () => {
  acceptPractice();
  ask();
  child.emit('error', new Error('spawn EACCES'));
  expect(dialog.showErrorBox).toHaveBeenCalledWith(
    'The practice desk cannot be opened',
    'spawn EACCES. Nothing else was touched.',
  );
});

test.each([true, false])(
  'a window at the practice desk (%s) has its own place for what Electron keeps',
  async (isPractice) => {
    mkdirSync(join(folder, 'practice'));
    const readScreens = () => new Map([['/', { contentType: 'text/html', body: new Uint8Array() }]]);
    const start = {
      openHub: async () => fakeHub(),
      outputFolder: join(folder, 'out'),
      readScreens,
      isPractice,
    };
    expect(await runWorkstation({ ...start, argv: ['/opt/Spindle/spindle', practiceWord] })).toBe(true);
    expect(app.getPath('userData')).toBe(isPractice ? join(folder, 'practice') : folder);
  },
);
