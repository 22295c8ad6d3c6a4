/** Names in every script, of 255 bytes, and such as are meant to deceive, on the screens that show them. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { browserMissing } from '../support/browser.ts';
import { longest, worldNames, worldOfNames } from '../support/names-scenario.ts';
import { makeRecord } from '../support/scenarios.ts';
import { useStage } from '../support/use-stage.ts';

if (browserMissing) console.warn(`Names are not tested: ${browserMissing}.`);

const record = makeRecord();
const place = { fragment: `#/dumps/${record.summary.dumpId}?files` };

/** How far the page reaches beyond its window, or any cell beyond its table. */
const tooWide = (page: Page) =>
  page.evaluate(() => {
    const beyond = document.documentElement.scrollWidth - window.innerWidth;
    const cells = [...document.querySelectorAll<HTMLElement>('[role="cell"], [role="gridcell"]')];
    return {
      beyond,
      cells: cells.filter(
        ({ scrollWidth, clientWidth, style }) =>
          scrollWidth > clientWidth + 1 && style.overflow === 'visible',
      ).length,
    };
  });

describe.skipIf(browserMissing)('names of files', () => {
  const open = useStage();

  it('are shown as they are, and what cannot be seen is made visible', async () => {
    const { page } = await open({ records: [record], image: worldOfNames() }, place);
    for (const [name, shown] of worldNames) {
      const row = page.getByRole('row').filter({ hasText: shown ?? name });
      await row.scrollIntoViewIfNeeded();
      expect(await row.count()).toBe(1);
    }
    const steering = /.{0,20}[\u202a-\u202e].{0,20}/g;
    expect((await page.locator('body').innerText()).match(steering)).toBe(null);
  });

  it('stand in their own direction, whatever stands beside them', async () => {
    const { page } = await open({ records: [record], image: worldOfNames() }, place);
    const name = page.locator('bdi').filter({ hasText: 'פרוטוקול' }).first();
    await name.waitFor();
    expect(await name.evaluate((element) => element.matches(':dir(rtl)'))).toBe(true);
    await page.getByRole('row').filter({ hasText: 'פרוטוקול' }).click();
    await page.getByRole('heading', { name: 'פרוטוקול 1994.txt' }).waitFor();
  });

  it.each([
    { width: 1280, height: 800 },
    { width: 640, height: 400 },
  ])('of 255 bytes push nothing out of a window of $width', async (size) => {
    const { page } = await open({ records: [record], image: worldOfNames() }, { ...place, ...size });
    for (const name of Object.values(longest)) {
      await page.getByRole('row').filter({ hasText: name }).click();
      await page.getByRole('heading', { name }).waitFor();
      expect(await tooWide(page)).toEqual({ beyond: 0, cells: 0 });
    }
  });
});
