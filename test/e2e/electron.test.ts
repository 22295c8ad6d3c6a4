/** The program itself in Electron: what its page can reach, and one practice disk imaged over the port to the hub. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { electronMissing, launchElectron } from '../support/electron-pages.ts';

if (electronMissing) console.warn(`skipped: the program in Electron: ${electronMissing}.`);

const entry = resolve(import.meta.dirname, '../../dist/main/electron.js');
const visibleMs = 30_000;

describe.skipIf(electronMissing)('the window', () => {
  let home: string;
  let app: ElectronApplication;
  let page: Page;
  const before = { HOME: process.env.HOME, XDG_DATA_HOME: process.env.XDG_DATA_HOME };
  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'spindle-electron-'));
    process.env.HOME = home;
    process.env.XDG_DATA_HOME = join(home, 'data');
    app = await launchElectron(entry, [`--user-data-dir=${join(home, 'electron')}`]);
    page = await app.firstWindow();
    await page.getByRole('navigation').waitFor();
  });
  afterAll(async () => {
    await app?.close();
    Object.assign(process.env, before);
    rmSync(home, { recursive: true, force: true });
  });

  it('gives its page no Node, no eval, no other place and no other window', async () => {
    expect(page.url()).toMatch(/^spindle:\/\/app\//);
    const reach = await page.evaluate(async () => {
      const scope = globalThis as unknown as Record<string, unknown>;
      const evaluates = (() => {
        try {
          return new Function('return true')() as boolean;
        } catch {
          return false;
        }
      })();
      const fetched = await fetch('https://example.org/').then(
        () => true,
        () => false,
      );
      return { require: typeof scope.require, process: typeof scope.process, evaluates, fetched };
    });
    expect(reach).toEqual({ require: 'undefined', process: 'undefined', evaluates: false, fetched: false });
    await page.evaluate(() => {
      location.href = 'https://example.org/';
      window.open('https://example.org/');
    });
    expect(page.url()).toMatch(/^spindle:\/\/app\//);
    expect(app.windows()).toHaveLength(1);
  });

  it('images a practice disk, over the port and in a process of its own', async () => {
    await page.getByRole('button', { name: 'Add practice drive' }).click();
    await page.getByRole('button', { name: /Practice floppy, clean/ }).click();
    await page
      .getByRole('article', { name: /Practice floppy, clean/ })
      .getByRole('button', { name: /^Start/ })
      .click();
    await page.getByRole('button', { name: 'Start imaging' }).click({ timeout: visibleMs });
    await page
      .getByText(/All 2.880 sectors read\./)
      .first()
      .waitFor({ timeout: visibleMs });
    expect(readdirSync(join(home, 'Spindle')).some((name) => name.endsWith('.img'))).toBe(true);
  });

  it('loads a page that crashed again, says so, and keeps the screen', async () => {
    await page.getByRole('link', { name: 'Queue' }).click();
    await app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]!.webContents.forcefullyCrashRenderer();
    });
    await expect
      .poll(() => page.getByText('The window stopped working and was loaded again.').count())
      .toBe(1);
    await page.getByRole('heading', { name: 'Queue', level: 1 }).waitFor();
  });
});
