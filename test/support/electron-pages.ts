/** The screens in Electron's own engine: as many windows as a test wants, each with a session of its own. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';

const named = process.env.SPINDLE_ELECTRON || null;

/** Electron's program, when the tests shall run in it. */
export const electronBinary = named;

export const electronMissing =
  named === null
    ? 'SPINDLE_ELECTRON names no program of Electron'
    : existsSync(named)
      ? null
      : `SPINDLE_ELECTRON names ${named}, which is not there`;

export function launchElectron(
  script: string,
  folders: readonly string[] = [],
): Promise<ElectronApplication> {
  return _electron.launch({
    executablePath: named!,
    args: ['--no-sandbox', '--disable-gpu', '--lang=en-GB', script, ...folders],
    env: { ...(process.env as Record<string, string>), TZ: 'UTC' },
  });
}

export interface ElectronPageOptions {
  readonly width: number;
  readonly height: number;
}

let sessions = 0;

export async function newElectronPage(app: ElectronApplication, options: ElectronPageOptions): Promise<Page> {
  const opened = app.waitForEvent('window');
  await app.evaluate(
    ({ BrowserWindow }, { width, height, partition }) => {
      const window = new BrowserWindow({
        width,
        height,
        useContentSize: true,
        webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, partition },
      });
      void window.loadURL('about:blank');
    },
    { ...options, partition: `test-${sessions++}` },
  );
  return opened;
}

export const shellScript = resolve(import.meta.dirname, '../fixtures/electron-shell.cjs');
