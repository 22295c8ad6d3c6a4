/** The window. */
import { fileURLToPath } from 'node:url';
import { BrowserWindow, dialog, nativeTheme } from 'electron';
import { builtUrl } from '../built-files.ts';
import { appOrigin } from './protocol.ts';
import { safeWebPreferences } from './security.ts';

/** What stands there until the screens do, so that a dark room stays dark. */
const backgrounds = { light: '#f6f7f8', dark: '#16181b' } as const;

export function openWindow(): BrowserWindow {
  const window = new BrowserWindow({
    width: 1280,
    height: 820,
    minWidth: 1024,
    minHeight: 700,
    title: 'Spindle',
    show: false,
    backgroundColor: backgrounds[nativeTheme.shouldUseDarkColors ? 'dark' : 'light'],
    webPreferences: { ...safeWebPreferences, preload: fileURLToPath(builtUrl('preload/preload.cjs')) },
  });
  window.once('ready-to-show', () => window.show());
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit') void offerReload(window);
  });
  void window.loadURL(`${appOrigin}/`);
  return window;
}

/** Asked, not done by itself: a page that fails at once would fail for ever. */
async function offerReload(window: BrowserWindow): Promise<void> {
  const { response } = await dialog.showMessageBox({
    type: 'error',
    message: 'The window stopped working.',
    detail: 'Jobs are not touched by this; they go on in the background.',
    buttons: ['Reload the window', 'Close it'],
    defaultId: 0,
    cancelId: 1,
  });
  if (response === 0) window.reload();
  else window.destroy();
}
