/** What comes to the page from outside of it: links, images, and the news of a crash; and what a failure of its own looks like. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { browserMissing } from '../support/browser.ts';
import { busyBench } from '../support/scenarios.ts';
import { useStage } from '../support/use-stage.ts';

if (browserMissing) console.warn(`skipped: what comes from outside: ${browserMissing}.`);

/** As the preload of the window hands it on. */
const told = (page: Page, message: string) =>
  page.evaluate((data) => window.postMessage(data, location.origin), message);

describe.skipIf(browserMissing)('the page', () => {
  const open = useStage();

  it('shows what a link names, and passes over what is none', async () => {
    const { page, hub } = await open(busyBench());
    await told(page, 'spindle:link:spindle://queue');
    await page.getByRole('heading', { name: 'Queue', level: 1 }).waitFor();
    await told(page, 'spindle:link:spindle://start/A');
    await told(page, 'spindle:link:https://example.org/');
    await told(page, 'spindle:link:spindle://carrier/AR-0001');
    await page.waitForFunction(() => location.hash === '#/carriers/AR-0001');
    expect(hub.asked).toEqual([]);
  });

  it('takes nobody away from a dialog that is open', async () => {
    const { page } = await open(busyBench());
    await page
      .getByRole('article', { name: 'CF card reader' })
      .getByRole('button', { name: 'Start' })
      .click();
    const code = page.getByLabel('Carrier code');
    await code.fill('AR-0777');
    await told(page, 'spindle:link:spindle://queue');
    await page.getByText('Something was handed to Spindle to be shown.').waitFor();
    expect(await code.inputValue()).toBe('AR-0777');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Show it' }).click();
    await page.getByRole('heading', { name: 'Queue', level: 1 }).waitFor();
  });

  it('tells of a crash that is over, with a report that can be read, copied and saved', async () => {
    const { page } = await open(busyBench());
    await told(page, 'spindle:crashed:Spindle 1.0, report of a failure in the window\n\noom');
    await page.getByText('The window stopped working and was loaded again.').waitFor();
    await page.getByRole('button', { name: 'Read the report' }).click();
    const dialog = page.getByRole('dialog', { name: 'Report of the failure' });
    await dialog.getByText('report of a failure in the window').waitFor();
    const saving = page.waitForEvent('download');
    await dialog.getByRole('button', { name: /^Save/ }).click();
    expect((await saving).suggestedFilename()).toMatch(/^spindle-report-\d{4}-\d\d-\d\d\.txt$/);
  });

  it('makes a report of an error of its own, without what was typed or shown', async () => {
    const scene = await open(busyBench(), { fragment: '#/carriers/AR-0412' });
    scene.expectedComplaints.push(/page: the screen fell over/);
    const { page } = scene;
    await page.evaluate(() => {
      setTimeout(() => {
        throw new Error('the screen fell over');
      });
    });
    await page.getByRole('button', { name: 'Read the report' }).click();
    const report = await page.getByRole('dialog').locator('pre').innerText();
    expect(report).toContain('Error: the screen fell over');
    expect(report).toContain('Screen: carrier');
    expect(report).not.toContain('AR-0412');
  });
});
