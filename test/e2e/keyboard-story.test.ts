/**
 * The whole story without a mouse, at a real station: a diskette is imaged, found in the catalogue, one of its files is opened,
 * and a bag of it is made. Whatever cannot be reached by keys ends the test.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { browserMissing, openPage, pressByHand, startBrowser } from '../support/browser.ts';
import { openRealStation } from '../support/real-station.ts';

if (browserMissing) console.warn(`skipped: the story by keyboard: ${browserMissing}.`);

/** A real station has processes to start, on a machine that may be busy with others. */
const visibleMs = 120_000;
/** A person gives up sooner. */
const mostTabs = 80;

/** Goes on by the Tab key until the wanted control has the focus, as somebody does who sees no pointer. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await wanted.first().waitFor();
  for (let pressed = 0; pressed < mostTabs; pressed++) {
    if (await wanted.first().evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`The Tab key does not lead to ${wanted}`);
}

/** What has the focus must be seen to have it. */
async function focusIsSeen(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement!);
    return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
  });
}

describe.skipIf(browserMissing)('by keyboard alone', () => {
  it('a diskette is imaged, found, opened and handed on', { timeout: 300_000 }, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'spindle-keyboard-'));
    const clientDir = inject('clientDir');
    const station = await openRealStation({
      clientDir,
      folder: join(folder, 'station'),
      simulate: ['sim:practice/floppy-clean'],
    });
    const browser = await startBrowser();
    const { page, complaints } = await openPage(browser, station.url);
    page.setDefaultTimeout(visibleMs);
    // From here on nothing of the page is clicked, filled or focused but by keys.
    const { keyboard } = page;
    try {
      await page.getByRole('article').first().waitFor();
      await keyboard.press('Alt+1');
      expect(await focusIsSeen(page)).toBe(true);
      await keyboard.press('Control+Enter');
      const dialog = page.getByRole('dialog');
      await dialog.getByText('1.44M').first().waitFor();
      await keyboard.type('AR-0001', { delay: 50 });
      await keyboard.press('Control+Enter');
      await page
        .getByText(/^All 2.880 sectors read\./)
        .first()
        .waitFor();

      await keyboard.press('/');
      await page.getByRole('searchbox').waitFor();
      await keyboard.type('AR-0001', { delay: 50 });
      const found = page.getByRole('grid', { name: 'Found' }).getByRole('row', { name: /AR-0001/ });
      await found.first().waitFor();
      await keyboard.press('Enter');
      await expect
        .poll(() => found.first().evaluate((row) => row === document.activeElement), { timeout: visibleMs })
        .toBe(true);
      await keyboard.press('Enter');
      await page.getByRole('heading', { name: 'AR-0001', level: 1 }).waitFor();

      await tabTo(page, page.getByRole('tab', { name: /Dumps/ }));
      await keyboard.press('ArrowRight');
      await keyboard.press('Enter');
      await tabTo(page, page.getByRole('button', { name: 'Open the image' }));
      await keyboard.press('Enter');
      const files = page.getByRole('grid', { name: /Files/ });
      await files.getByRole('row').nth(1).waitFor();
      const readme = files.getByRole('row', { name: /README/i });
      for (let row = 0; row < 20 && !(await isFocused(readme)); row++) await pressByHand(page, 'J');
      await keyboard.press('Enter');
      await page.getByRole('region', { name: /README/i }).waitFor();

      await keyboard.press('Control+k');
      await page.getByRole('combobox', { name: 'Find anything' }).waitFor();
      await keyboard.type('catalogue', { delay: 50 });
      await page
        .getByRole('option', { name: /^Catalogue/ })
        .first()
        .waitFor();
      await keyboard.press('Enter');
      await tabTo(page, page.getByRole('button', { name: 'Hand over' }));
      await keyboard.press('Enter');
      await tabTo(page, dialog.getByRole('button', { name: 'Hand over', exact: true }));
      await keyboard.press('Enter');
      await page.getByText(/A bag of \d+ files/).waitFor();
      const bag = join(station.out, 'Collection');
      execFileSync('sha512sum', ['-c', '--strict', '--status', 'manifest-sha512.txt'], { cwd: bag });
      const images = readdirSync(join(bag, 'data'), { recursive: true, encoding: 'utf8' });
      expect(images.filter((path) => path.endsWith('.img'))).toHaveLength(1);

      // The focus returns to where it was.
      await keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
      await expect
        .poll(() => isFocused(page.getByRole('button', { name: 'Hand over' })), { timeout: visibleMs })
        .toBe(true);
      expect(complaints).toEqual([]);
    } finally {
      await browser.close();
      await station.close();
      await rm(folder, { recursive: true, force: true });
    }
  });
});

function isFocused(locator: Locator): Promise<boolean> {
  return locator.first().evaluate((element) => element === document.activeElement);
}
