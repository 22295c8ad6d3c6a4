/**
 * Debian's Chromium, or its shell without a window, on the station with a fake hub behind it; every test also proves that nothing
 * complained. With SPINDLE_ELECTRON the same pages are opened in Electron instead.
 */
import { existsSync } from 'node:fs';
import { chromium, type Page, type Request } from 'playwright-core';
import { startStation } from '../../src/main/hosts/station/station.ts';
import {
  electronBinary,
  electronMissing,
  launchElectron,
  newElectronPage,
  shellScript,
} from './electron-pages.ts';
import { FakeHub, type FakeHubData } from './fake-hub.ts';

/** The shell draws the same pages for half the work: it has no window, of which the other makes one to hide it. */
export const chromiumPath = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'].find((path) =>
  existsSync(path),
);
const launchArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Why the browser tests cannot run here, or null when they can. */
export const browserMissing = electronBinary
  ? electronMissing
  : chromiumPath
    ? null
    : 'Chromium is not installed (Debian package chromium-headless-shell, or chromium)';

export interface Stage {
  open(data: FakeHubData, options?: OpenOptions): Promise<Scene>;
  close(): Promise<void>;
}

export interface OpenOptions {
  readonly width?: number;
  readonly height?: number;
  readonly dark?: boolean;
  readonly fragment?: string;
}

export interface Scene {
  readonly hub: FakeHub;
  readonly page: Page;
  /** Errors of the page, warnings of the console and violations of the policy, so far. */
  readonly complaints: readonly string[];
  /** A test that causes complaints itself says here which. */
  readonly expectedComplaints: RegExp[];
  /** Once everything of the page has been fetched, also the screens for later, which come behind the first. */
  readonly settled: () => Promise<void>;
  /** Ends the station when the page has settled: what is cut off in the midst complains in its own way. */
  readonly stop: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** A page of a station, whatever hub is behind it. */
export interface Visit {
  readonly page: Page;
  /** Errors of the page, warnings of the console and violations of the policy, so far. */
  readonly complaints: readonly string[];
  /** Once everything asked for so far has come. */
  readonly nothingFetched: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Makes pages that share nothing with each other. */
export interface Browser {
  newPage(size: { readonly width: number; readonly height: number }): Promise<Page>;
  close(): Promise<void>;
}

export async function startBrowser(): Promise<Browser> {
  if (electronBinary) {
    const app = await launchElectron(shellScript);
    return { newPage: (size) => newElectronPage(app, size), close: () => app.close() };
  }
  const browser = await chromium.launch({
    executablePath: chromiumPath!,
    headless: true,
    args: launchArguments,
  });
  return {
    newPage: (viewport) => browser.newPage({ viewport, locale: 'en-GB', timezoneId: 'UTC' }),
    close: () => browser.close(),
  };
}

export async function openPage(browser: Browser, url: string, options: OpenOptions = {}): Promise<Visit> {
  const { width = 1280, height = 800, dark = false } = options;
  const page = await browser.newPage({ width, height });
  // What moves only to please is drawn sixty times a second, on the cores the tests need.
  await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light', reducedMotion: 'reduce' });
  const complaints = await listen(page);
  const nothingFetched = watchFetching(page);
  await page.goto(url);
  await page.getByRole('navigation').waitFor();
  return { page, complaints, nothingFetched, close: () => page.close() };
}

/** One browser for built screens. */
export async function openStage(clientDir: string): Promise<Stage> {
  const browser = await startBrowser();
  const scenes = new Set<Scene>();
  return {
    open: async (data, options = {}) => {
      const scene = await openScene(browser, clientDir, data, options);
      scenes.add(scene);
      return scene;
    },
    close: async () => {
      for (const scene of scenes) await scene.close();
      await browser.close();
    },
  };
}

async function openScene(
  browser: Browser,
  clientDir: string,
  data: FakeHubData,
  options: OpenOptions,
): Promise<Scene> {
  const { fragment } = options;
  const hub = new FakeHub(data);
  const station = await startStation({ hub, clientDir, port: 0, log: () => undefined });
  const { page, complaints, nothingFetched, close } = await openPage(browser, station.url, options);
  if (fragment) {
    await page.evaluate((to) => {
      location.hash = to;
    }, fragment);
  }
  const settled = async () => {
    await page.evaluate(() => new Promise((idle) => requestIdleCallback(idle)));
    await nothingFetched();
  };
  return {
    hub,
    page,
    complaints,
    expectedComplaints: [],
    settled,
    stop: async () => {
      await settled();
      await station.close();
    },
    close: async () => {
      await close();
      await station.close();
    },
  };
}

function watchFetching(page: Page): () => Promise<void> {
  const underWay = new Set<Request>();
  page.on('request', (request) => underWay.add(request));
  page.on('requestfinished', (request) => underWay.delete(request));
  page.on('requestfailed', (request) => underWay.delete(request));
  return async () => {
    while (underWay.size > 0) await page.waitForEvent('requestfinished');
  };
}

async function listen(page: Page): Promise<string[]> {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`page: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') {
      complaints.push(`${message.type()}: ${message.text()}`);
    }
  });
  await page.exposeFunction('complainOfPolicy', (words: string) => complaints.push(words));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const report = (globalThis as unknown as { complainOfPolicy(words: string): void }).complainOfPolicy;
      report(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  return complaints;
}

/** From key to key by hand: what types faster is taken for a scanner. */
const handMs = 60;

export async function pressByHand(page: Page, key: string): Promise<void> {
  await page.keyboard.press(key);
  await page.waitForTimeout(handMs);
}

/** As a scanner types: 3 ms from key to key, whatever else the machine does meanwhile, and Enter at the end. */
export async function scan(page: Page, code: string): Promise<void> {
  await page.evaluate((text) => {
    let atMs = performance.now();
    for (const key of [...text, 'Enter']) {
      const target = document.activeElement ?? document.body;
      const press = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
      atMs += 3;
      Object.defineProperty(press, 'timeStamp', { value: atMs });
      if (!target.dispatchEvent(press) || !(target instanceof HTMLInputElement)) continue;
      if (key === 'Enter') target.form?.requestSubmit();
      else {
        target.setRangeText(key, target.selectionStart ?? 0, target.selectionEnd ?? 0, 'end');
        target.dispatchEvent(new InputEvent('input', { bubbles: true, data: key }));
      }
    }
  }, code);
}
