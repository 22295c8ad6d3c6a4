/** The window. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, BrowserWindow, dialog, nativeTheme, screen } from 'electron';
import { fragmentToKeep, visibleBounds } from '../../../shared/model/window-memory.ts';
import { builtUrl } from '../built-files.ts';
import { windowReport } from './crash.ts';
import { appOrigin } from './protocol.ts';
import { safeWebPreferences } from './security.ts';
import { readWindowMemory, writeWindowMemory } from './window-memory.ts';

/** What stands there until the screens do, so that a dark room stays dark. */
const backgrounds = { light: '#f6f7f8', dark: '#16181b' } as const;
/** A page that fails again so soon would fail for ever: then a person is asked. */
const soonMs = 60_000;

export interface OpenWindow {
  readonly window: BrowserWindow;
  /** Says something to the page as soon as there is one that listens. */
  tell(channel: string, message: string): void;
}

export function openWindow(): OpenWindow {
  const memoryPath = join(app.getPath('userData'), 'window.json');
  const memory = readWindowMemory(memoryPath);
  const workAreas = screen.getAllDisplays().map(({ workArea }) => workArea);
  const window = new BrowserWindow({
    width: 1280,
    height: 820,
    ...(memory && visibleBounds(memory.bounds, workAreas)),
    minWidth: 1024,
    minHeight: 700,
    title: 'Spindle',
    show: false,
    backgroundColor: backgrounds[nativeTheme.shouldUseDarkColors ? 'dark' : 'light'],
    webPreferences: { ...safeWebPreferences, preload: fileURLToPath(builtUrl('preload/preload.cjs')) },
  });
  window.once('ready-to-show', () => {
    if (memory?.isMaximized) window.maximize();
    window.show();
  });
  const tell = tellWhenLoaded(window);
  reloadAfterCrash(window, tell);
  rememberPlace(window, memoryPath);
  void window.loadURL(`${appOrigin}/${memory?.fragment ?? ''}`);
  return { window, tell };
}

/** Before the page has been loaded there is nobody to hear. */
function tellWhenLoaded(window: BrowserWindow): OpenWindow['tell'] {
  const { webContents } = window;
  const waiting: [channel: string, message: string][] = [];
  let isLoaded = false;
  webContents.on('did-finish-load', () => {
    isLoaded = true;
    for (const [channel, message] of waiting.splice(0)) webContents.send(channel, message);
  });
  webContents.on('render-process-gone', () => {
    isLoaded = false;
  });
  return (channel, message) => {
    if (isLoaded) webContents.send(channel, message);
    else waiting.push([channel, message]);
  };
}

/** Noted when the screen changes and when the window goes: a program that is killed has forgotten little. */
function rememberPlace(window: BrowserWindow, path: string): void {
  const note = () =>
    writeWindowMemory(path, {
      bounds: window.getNormalBounds(),
      isMaximized: window.isMaximized(),
      fragment: fragmentToKeep(window.webContents.getURL()),
    });
  window.on('close', note);
  window.webContents.on('did-navigate-in-page', note);
}

/** Jobs run in processes of their own: only the picture of them is gone. */
function reloadAfterCrash(window: BrowserWindow, tell: OpenWindow['tell']): void {
  let crashedAt = Number.NEGATIVE_INFINITY;
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return;
    const isSoon = Date.now() - crashedAt < soonMs;
    crashedAt = Date.now();
    tell('spindle:crashed', windowReport(reason, exitCode));
    if (isSoon) void offerReload(window);
    else window.reload();
  });
}

async function offerReload(window: BrowserWindow): Promise<void> {
  const { response } = await dialog.showMessageBox({
    type: 'error',
    message: 'The window stopped working again.',
    detail: 'Jobs are not touched by this; they go on in the background.',
    buttons: ['Reload the window', 'Close it'],
    defaultId: 0,
    cancelId: 1,
  });
  if (response === 0) window.reload();
  else window.destroy();
}
