/** Somebody who has never been here, with nothing but the keys: led to a disk imaged, and never bothered again. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { browserMissing, openPage, startBrowser } from '../support/browser.ts';
import { openRealStation } from '../support/real-station.ts';
import { busyBench } from '../support/scenarios.ts';
import { useStage } from '../support/use-stage.ts';

if (browserMissing) console.warn(`The first steps are not tested: ${browserMissing}.`);

/** A real station has processes to start, on a machine that may be busy with others. */
const visibleMs = 120_000;

describe.skipIf(browserMissing)('the first steps', () => {
  const open = useStage();

  it('lead to an image, are heard, and do not come back', { timeout: 300_000 }, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'spindle-first-steps-'));
    const clientDir = inject('clientDir');
    const station = await openRealStation({ clientDir, folder: join(folder, 'station'), isNew: true });
    const browser = await startBrowser();
    const { page, complaints } = await openPage(browser, station.url);
    page.setDefaultTimeout(visibleMs);
    const { keyboard } = page;
    try {
      const steps = page.getByRole('region', { name: 'First steps' });
      await steps.getByText('Choose something to read').waitFor();
      const practice = steps.getByRole('button', { name: 'Use the practice floppy' });
      for (let tab = 0; tab < 30; tab++) {
        if (await practice.evaluate((button) => button === document.activeElement)) break;
        await keyboard.press('Tab');
      }
      await keyboard.press('Enter');
      await steps.getByText('Step 2 of 3').waitFor();
      expect(await steps.getByRole('status').textContent()).toMatch(
        /^Start reading it\. Drive [A-Z], Practice floppy/,
      );
      // The same place holds the next thing to do, and the focus is still there.
      await keyboard.press('Enter');
      await page.getByRole('dialog').getByText('1.44M').first().waitFor();
      await keyboard.type('AR-0001', { delay: 50 });
      await keyboard.press('Control+Enter');
      await steps.getByRole('heading', { name: 'Your first image is there' }).waitFor();
      await steps.getByRole('button', { name: 'Look at its files' }).focus();
      await keyboard.press('Enter');
      await page
        .getByRole('row', { name: /README/i })
        .first()
        .waitFor();
      await steps.getByRole('button', { name: 'Done' }).focus();
      await keyboard.press('Enter');
      await steps.waitFor({ state: 'detached' });
      await page.reload();
      await page.getByRole('navigation').first().waitFor();
      expect((await station.client.settings.get()).firstStepsDone).toBe(true);
      expect(await steps.count()).toBe(0);
      expect(complaints).toEqual([]);
    } finally {
      await browser.close();
      await station.close();
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('are skipped by one button, and shown again when asked for', async () => {
    const { page, hub } = await open({ settings: { firstStepsDone: false } });
    const steps = page.getByRole('region', { name: 'First steps' });
    await steps.getByRole('button', { name: 'Skip the first steps' }).click();
    await steps.waitFor({ state: 'detached' });
    expect(hub.settings.firstStepsDone).toBe(true);
    await page.keyboard.press('F1');
    await page.getByRole('button', { name: 'Show the first steps' }).click();
    await steps.waitFor();
  });
});

describe.skipIf(browserMissing)('the help', () => {
  const open = useStage();

  it('comes by F1 and finds a term by any word of its meaning', async () => {
    const { page } = await open(busyBench());
    await page.getByRole('article').first().waitFor();
    await page.keyboard.press('F1');
    const box = page.getByRole('searchbox', { name: 'Search the help' });
    await box.fill('bagit');
    await page.getByText('1 term', { exact: true }).waitFor();
    await page.getByText(/^A folder in the BagIt form/).waitFor();
    await box.fill('no such word');
    await page.getByText(/No term has/).waitFor();
  });

  it('explains a word where it stands, and leaves what was typed as it is', async () => {
    const { page } = await open(busyBench());
    await page
      .getByRole('article', { name: 'CF card reader' })
      .getByRole('button', { name: 'Start' })
      .click();
    const code = page.getByLabel('Carrier code');
    await code.fill('AR-0001');
    await page.getByRole('button', { name: 'What is \u201cFill byte\u201d?' }).click();
    await page.getByText(/^What stands in the image where nobody could read/).waitFor();
    await page.keyboard.press('Escape');
    expect(await code.inputValue()).toBe('AR-0001');
    await page.getByRole('dialog', { name: /^Image/ }).waitFor();
  });
});
