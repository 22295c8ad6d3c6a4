/** What the window shows to whoever looks elsewhere, and what no other page can make it show. */
import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, test, vi } from 'vitest';

vi.mock('electron', () => import('../support/fake-electron.ts'));

import { acceptTelling } from '../../src/main/hosts/electron/telling.ts';
import { deepLinkTo } from '../../src/shared/deep-link.ts';
import type { WindowNotice, WindowStanding } from '../../src/shared/model/window-telling.ts';
import { BrowserWindow, FakeFrame, ipcMain, Notification } from '../support/fake-electron.ts';

let window: BrowserWindow;
const tell = vi.fn();
const showWindow = vi.fn(() => ({ window: window as unknown as Electron.BrowserWindow, tell }));
beforeEach(() => {
  ipcMain.removeAllListeners();
  BrowserWindow.opened.length = 0;
  Notification.shown.length = 0;
  Notification.isUnderstood = true;
  vi.clearAllMocks();
  window = new BrowserWindow({});
  acceptTelling(showWindow);
});

const notice: WindowNotice = {
  tag: 'job j1',
  title: 'AR-0412 · Floppy drive',
  body: 'Failed before any sector was read.',
  link: deepLinkTo({ screen: 'job', jobId: 'j1' }),
};
const sent = (channel: string, message: unknown, senderFrame: FakeFrame = window.webContents.mainFrame) =>
  ipcMain.emit(channel, { sender: window.webContents, senderFrame }, message);
const notify = (part: Partial<WindowNotice> = {}, frame?: FakeFrame) =>
  sent('spindle:notice', JSON.stringify({ ...notice, ...part }), frame);
const stand = (standing: WindowStanding) => sent('spindle:standing', JSON.stringify(standing));

describe('a notice', () => {
  test('is shown without a sound of its own', () => {
    notify();
    const { title, body } = notice;
    expect(Notification.shown.map(({ options }) => options)).toEqual([{ title, body, silent: true }]);
  });

  test('brings the window and the job to the front when it is clicked', () => {
    notify();
    Notification.shown[0]!.emit('click');
    expect(showWindow).toHaveBeenCalledTimes(1);
    expect(tell).toHaveBeenCalledWith('spindle:link', 'spindle://job/j1');
    expect(Notification.shown[0]!.close).toHaveBeenCalled();
  });

  test('takes the place of the last one about the same', () => {
    notify();
    notify({ body: 'All 2 880 sectors read.' });
    notify({ tag: 'job j2' });
    expect(Notification.shown.map(({ close }) => close.mock.calls.length)).toEqual([1, 0, 0]);
  });

  test('is let go when there are too many', () => {
    for (let number = 0; number <= 50; number++) notify({ tag: `job ${number}` });
    expect(Notification.shown.filter(({ close }) => close.mock.calls.length > 0)).toEqual([
      Notification.shown[0],
    ]);
  });

  test('holds no markup on Linux, where desktops would obey it', () => {
    notify({ body: 'No space on /mnt/<b>x</b>.' });
    const { body } = Notification.shown[0]!.options;
    expect(body?.includes('<')).toBe(process.platform !== 'linux');
  });

  test('is not tried where the system has none', () => {
    Notification.isUnderstood = false;
    notify();
    expect(Notification.shown).toEqual([]);
  });

  test.each([
    [''],
    ['{'],
    ['null'],
    [JSON.stringify({ ...notice, link: 'https://example.org/' })],
    [JSON.stringify({ ...notice, link: '' })],
    [JSON.stringify({ ...notice, body: 7 })],
    [JSON.stringify({ ...notice, body: 'x'.repeat(20_000) })],
    [notice],
  ])('made of nonsense is passed over: %j', (message) => {
    sent('spindle:notice', message);
    expect(Notification.shown).toEqual([]);
  });

  test('asked for by a frame within ours is passed over', () => {
    notify({}, new FakeFrame());
    expect(Notification.shown).toEqual([]);
  });
});

describe('the task bar', () => {
  test('shows how jobs stand', () => {
    stand({ mode: 'normal', share: 0.47, isWanted: false });
    stand({ mode: 'indeterminate', share: 0, isWanted: false });
    stand({ mode: 'none', share: 0, isWanted: false });
    expect(window.setProgressBar.mock.calls).toEqual([
      [0.47, { mode: 'normal' }],
      [2, { mode: 'indeterminate' }],
      [-1, { mode: 'none' }],
    ]);
    expect(window.flashFrame).not.toHaveBeenCalled();
  });

  test('calls for attention once, until somebody has looked', () => {
    stand({ mode: 'error', share: 0.47, isWanted: true });
    stand({ mode: 'error', share: 0.48, isWanted: true });
    expect(window.flashFrame.mock.calls).toEqual([[true]]);
    stand({ mode: 'normal', share: 0.48, isWanted: false });
    expect(window.flashFrame.mock.calls).toEqual([[true], [false]]);
  });

  test('leaves a window in peace that has the focus', () => {
    window.isFocused.mockReturnValue(true);
    stand({ mode: 'error', share: 1, isWanted: true });
    expect(window.flashFrame).not.toHaveBeenCalled();
  });

  test('is not moved by nonsense', () => {
    for (const message of ['{}', '{"mode":"normal","share":7,"isWanted":false}', 7]) {
      sent('spindle:standing', message);
    }
    expect(window.setProgressBar).not.toHaveBeenCalled();
  });
});

test('Windows knows the program by the name its package has', () => {
  const text = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
  const [, appId = '?'] = /^appId: (.+)$/m.exec(text('electron-builder.yml')) ?? [];
  expect(text('src/main/hosts/electron/workstation.ts')).toContain(`setAppUserModelId('${appId}')`);
});
