/** Failures of the program: read first, saved only if a person wants, and never at the cost of a job. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

vi.mock('electron', () => import('../support/fake-electron.ts'));

import { acceptReports, endOnUncaught } from '../../src/main/hosts/electron/crash.ts';
import { openWindow } from '../../src/main/hosts/electron/window.ts';
import { app, BrowserWindow, dialog, FakeFrame, FakeWebContents, ipcMain } from '../support/fake-electron.ts';
import { noteProcessListeners } from '../support/process-listeners.ts';
import { fakeHub } from '../support/window-hub.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'spindle-crash-'));
  app.userData = folder;
  ipcMain.removeAllListeners();
  BrowserWindow.opened.length = 0;
  vi.clearAllMocks();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('a page that crashes', () => {
  const gone = { reason: 'oom', exitCode: 9 };
  const crash = async (window: BrowserWindow, details = gone) => {
    window.webContents.emit('render-process-gone', {}, details);
    await settled();
  };
  const newWindow = async () => {
    openWindow();
    await settled();
    return BrowserWindow.opened[0]!;
  };

  test('is loaded again by itself, and told what happened once it is back', async () => {
    const window = await newWindow();
    await crash(window);
    expect(window.reload).toHaveBeenCalledTimes(1);
    expect(dialog.showMessageBox).not.toHaveBeenCalled();
    expect(window.webContents.send).not.toHaveBeenCalled();
    window.webContents.emit('did-finish-load');
    expect(window.webContents.send.mock.calls).toEqual([
      ['spindle:crashed', expect.stringContaining('oom, exit code 9')],
    ]);
  });

  test('is asked about when it crashes again at once', async () => {
    const window = await newWindow();
    await crash(window);
    dialog.showMessageBox.mockResolvedValueOnce({ response: 0 });
    await crash(window);
    expect(dialog.showMessageBox).toHaveBeenCalledTimes(1);
    expect(window.reload).toHaveBeenCalledTimes(2);
    dialog.showMessageBox.mockResolvedValueOnce({ response: 1 });
    await crash(window);
    expect(window.destroy).toHaveBeenCalledTimes(1);
  });

  test('is left alone when it merely ended', async () => {
    const window = await newWindow();
    await crash(window, { reason: 'clean-exit', exitCode: 0 });
    expect(window.reload).not.toHaveBeenCalled();
  });
});

describe('an error nobody caught', () => {
  let stopListening: () => void;
  beforeEach(() => {
    stopListening = noteProcessListeners();
  });
  afterEach(() => stopListening());

  test('is shown in full, parks the jobs and ends the program; nothing is written', async () => {
    const hub = fakeHub(2);
    dialog.showMessageBox.mockResolvedValueOnce({ response: 1 });
    await endOnUncaught(hub)(new TypeError('no such thing'));
    expect(dialog.showMessageBox.mock.calls[0]![0].detail).toContain('TypeError: no such thing');
    expect(dialog.showSaveDialog).not.toHaveBeenCalled();
    expect(hub.close).toHaveBeenCalledTimes(1);
    expect(app.exit).toHaveBeenCalledWith(1);
  });

  test('is saved when and where a person says', async () => {
    const path = join(folder, 'report.txt');
    dialog.showMessageBox.mockResolvedValueOnce({ response: 0 });
    dialog.showSaveDialog.mockResolvedValueOnce({ canceled: false, filePath: path });
    await endOnUncaught(fakeHub())(new Error('lost'));
    const shown = dialog.showMessageBox.mock.calls[0]![0].detail!;
    expect(shown).toContain(readFileSync(path, 'utf8'));
  });

  test('followed by another is told once, and ends the program even if nothing can be shown', async () => {
    const hub = fakeHub();
    hub.close.mockRejectedValueOnce(new Error('worse'));
    const error = vi.spyOn(console, 'error').mockImplementation(() => {});
    dialog.showMessageBox.mockRejectedValueOnce(new Error('no display'));
    const end = endOnUncaught(hub);
    await Promise.all([expect(end(new Error('one'))).rejects.toThrow('no display'), end(new Error('two'))]);
    error.mockRestore();
    expect(dialog.showMessageBox).toHaveBeenCalledTimes(1);
    expect(app.exit).toHaveBeenCalledTimes(1);
  });
});

describe('a report the page asks to save', () => {
  const ask = async (
    report: unknown,
    sender = new FakeWebContents(),
    frame: FakeFrame = sender.mainFrame,
  ) => {
    acceptReports();
    ipcMain.emit('spindle:save-report', { sender, senderFrame: frame }, report);
    await settled();
  };

  test('goes where the person says', async () => {
    const path = join(folder, 'page.txt');
    dialog.showSaveDialog.mockResolvedValueOnce({ canceled: false, filePath: path });
    await ask('what happened');
    expect(readFileSync(path, 'utf8')).toBe('what happened');
  });

  test('that cannot be written is not said to be', async () => {
    dialog.showSaveDialog.mockResolvedValueOnce({
      canceled: false,
      filePath: join(folder, 'no/such/folder'),
    });
    await ask('what happened');
    expect(dialog.showErrorBox).toHaveBeenCalledWith('The report was not saved', expect.any(String));
  });

  test.each([[''], [7], [null], ['x'.repeat(200_000)]])('of nonsense is not asked about', async (report) => {
    await ask(report);
    expect(dialog.showSaveDialog).not.toHaveBeenCalled();
  });

  test('by a frame within ours or a foreign page is passed over', async () => {
    const sender = new FakeWebContents();
    await ask('text', sender, new FakeFrame());
    const foreign = new FakeWebContents();
    foreign.mainFrame.origin = 'https://example.org';
    await ask('text', foreign);
    expect(dialog.showSaveDialog).not.toHaveBeenCalled();
  });
});
