/** The line to the station, lost and found again: the view stays, what was half typed stays, and an old page knows that it is old. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { browserMissing } from '../support/browser.ts';
import { estate } from '../support/collection-scenarios.ts';
import { busyBench } from '../support/scenarios.ts';
import { useStage } from '../support/use-stage.ts';

if (browserMissing) console.warn(`skipped: the line to the station: ${browserMissing}.`);

/** Loads the page again with a line that can be cut. */
async function cuttable(page: Page): Promise<() => Promise<void>> {
  const lines: { close(): Promise<void> }[] = [];
  await page.routeWebSocket(/\/rpc$/, (socket) => {
    socket.connectToServer();
    lines.push(socket);
  });
  await page.reload();
  return async () => {
    await lines.at(-1)!.close();
    await page.getByText('Not connected to Spindle.').waitFor();
    await page.getByText('Not connected to Spindle.').waitFor({ state: 'detached' });
  };
}

describe.skipIf(browserMissing)('after the line was lost and found', () => {
  const open = useStage();

  it('a form is as it was, with what was half typed and the focus in it', async () => {
    const { page } = await open(busyBench());
    const cut = await cuttable(page);
    await page
      .getByRole('article', { name: 'CF card reader' })
      .getByRole('button', { name: 'Start' })
      .click();
    const code = page.getByLabel('Carrier code');
    await code.pressSequentially('AR-07');
    await cut();
    expect(await code.inputValue()).toBe('AR-07');
    expect(await code.evaluate((field) => field === document.activeElement)).toBe(true);
  });

  it('a list is where it was, with the row that had the focus', async () => {
    const { page } = await open({ dumpCount: 500 }, { fragment: '#/catalogue/dumps' });
    const cut = await cuttable(page);
    const grid = page.getByRole('grid');
    await grid.getByRole('row').nth(2).waitFor();
    await grid.locator('[tabindex="0"]').focus();
    for (let times = 0; times < 3; times++) await page.keyboard.press('PageDown');
    const row = () => page.evaluate(() => document.activeElement?.getAttribute('data-row'));
    await expect.poll(row).not.toBe('0');
    const before = await row();
    const scrolled = await grid.evaluate((frame) => frame.scrollTop);
    expect(scrolled).toBeGreaterThan(0);
    await cut();
    expect(await row()).toBe(before);
    expect(await grid.evaluate((frame) => frame.scrollTop)).toBe(scrolled);
  });

  it('the bench from afar says that what it shows is as it last was', async () => {
    const scene = await open(busyBench(), { fragment: '#/bench?kiosk' });
    scene.expectedComplaints.push(/WebSocket|ERR_CONNECTION_REFUSED/);
    await scene.page.getByText('LETTERS 93').waitFor();
    await scene.stop();
    await scene.page.getByText('Not connected to Spindle.').waitFor();
    expect(await scene.page.getByText('LETTERS 93').isVisible()).toBe(true);
  });

  it('a screen that was not on the page yet is fetched by itself', async () => {
    const { page, expectedComplaints } = await open(busyBench());
    expectedComplaints.push(/WebSocket|ERR_FAILED/);
    let isThere = false;
    await page.route(/queue-screen.*\.css$/, (route) => (isThere ? route.continue() : route.abort()));
    const lines: { close(): Promise<void> }[] = [];
    await page.routeWebSocket(/\/rpc$/, (socket) => {
      // The page itself comes while the line is down: only what belongs to the screen is kept from it.
      if (isThere || lines.length === 0) socket.connectToServer();
      else void socket.close();
      lines.push(socket);
    });
    await page.reload();
    await page.getByText('62.6').first().waitFor();
    await lines[0]!.close();
    await page.getByText('Not connected to Spindle.').waitFor();
    await page.getByRole('link', { name: /^Queue/ }).click();
    await page.getByRole('heading', { name: 'This screen could not be fetched' }).waitFor();
    await page.getByText('comes by itself when the connection is back').waitFor();
    isThere = true;
    await page.getByRole('button', { name: 'Connect now' }).click();
    await page.getByRole('heading', { name: 'Queue', level: 1 }).waitFor();
    expect(await page.getByText('Not connected to Spindle.').count()).toBe(0);
    expect(new URL(page.url()).hash).toBe('#/queue');
  });

  it('a screen that does not come although the line is up says so, once, and comes when the page is loaded again', async () => {
    const { page, expectedComplaints } = await open(busyBench());
    expectedComplaints.push(/ERR_FAILED/);
    await page.route(/queue-screen.*\.js$/, (route) => route.abort());
    await page.reload();
    await page.getByText('62.6').first().waitFor();
    await page.getByRole('link', { name: /^Queue/ }).click();
    await page.getByText('Load the page again').waitFor();
    await page.unrouteAll();
    await page.getByRole('button', { name: 'Load it again' }).click();
    await page.getByRole('heading', { name: 'Queue', level: 1 }).waitFor();
  });

  it('a page of another version says so, changes nothing by itself, and comes back to its screen', async () => {
    const { page } = await open({ ...estate, version: '99.0.0' }, { fragment: '#/catalogue?q=letter' });
    await page.getByText(/Spindle 99\.0\.0 answers it now/).waitFor();
    await page.getByRole('button', { name: 'Load it again' }).click();
    await page.waitForFunction(() => location.hash === '#/catalogue?q=letter');
    await page.getByRole('searchbox').waitFor();
    expect(await page.getByRole('searchbox').inputValue()).toBe('letter');
  });
});
