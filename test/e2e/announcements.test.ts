/**
 * What a screen reader is told while jobs run: from one polite region, in whole sentences, and not more often than anybody can
 * listen. What is worth saying, and how often, is tried sentence by sentence in test/renderer/announcements.test.ts.
 */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { browserMissing } from '../support/browser.ts';
import { jobWithMap, makeDrive } from '../support/scenarios.ts';
import { useStage } from '../support/use-stage.ts';

if (browserMissing) console.warn(`Announcements are not tested: ${browserMissing}.`);

interface Heard {
  readonly sentence: string;
  readonly atMs: number;
}

/** Listens as a screen reader does: to every region that is live, and when it changes. */
const listen = (page: Page) =>
  page.evaluate(() => {
    const heard: { sentence: string; atMs: number }[] = [];
    Object.assign(globalThis, { heard });
    const region = document.querySelector('[data-announcements]')!;
    new MutationObserver(() => {
      heard.push({ sentence: region.textContent ?? '', atMs: performance.now() });
    }).observe(region, { childList: true, characterData: true, subtree: true });
  });
const heardOn = (page: Page) => page.evaluate(() => (globalThis as unknown as { heard: Heard[] }).heard);

const reading = (good: number, bad = 0) =>
  jobWithMap('j1', [
    [good, 'good'],
    ...(bad > 0 ? [[bad, 'bad'] as const] : []),
    [2880 - good - bad, 'untried'],
  ]);

describe.skipIf(browserMissing)('a screen reader', () => {
  const open = useStage();

  it('hears of the first error and of the end, not of every step between them', async () => {
    const { page, hub } = await open({ drives: [makeDrive('fd0')], jobs: [reading(10)] });
    await page.getByRole('article').first().waitFor();
    await listen(page);
    hub.change('j1', reading(700, 1));
    await expect.poll(async () => (await heardOn(page)).length).toBe(1);
    for (let good = 720; good < 2800; good += 40) hub.change('j1', reading(good, 2));
    hub.change('j1', { ...reading(2800, 80), state: 'parked', outcome: 'partial' });
    await expect.poll(async () => (await heardOn(page)).length, { timeout: 20_000 }).toBe(2);
    const heard = await heardOn(page);
    expect(heard[0]!.sentence).toMatch(/first sector that could not be read/);
    expect(heard[1]!.sentence).toMatch(/Parked/);
    expect(heard[1]!.atMs - heard[0]!.atMs).toBeGreaterThanOrEqual(9_900);
  });

  it('is interrupted by nothing that merely moves', async () => {
    const { page } = await open(
      { drives: [makeDrive('fd0')], jobs: [reading(700)] },
      { fragment: '#/jobs/j1' },
    );
    await page.getByRole('slider', { name: 'Sector map' }).waitFor();
    const live = await page.evaluate(() =>
      [...document.querySelectorAll('[aria-live], [role="status"], [role="alert"], [role="log"]')].map(
        (region) => region.getAttribute('data-announcements') ?? region.outerHTML.slice(0, 240),
      ),
    );
    // Where messages about what a person did appear is live as well, and empty.
    const moving = live.filter((region) => region !== 'true' && !region.includes('aria-label="Messages"'));
    expect(moving).toEqual([]);
    const bars = await page.evaluate(
      () =>
        [...document.querySelectorAll('[role="progressbar"]')].filter((bar) => bar.closest('[aria-live]'))
          .length,
    );
    expect(bars).toBe(0);
  });
});
