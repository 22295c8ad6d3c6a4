/** A batch on the screens: asked for, at work, decided by keys and scans, closed and checked; only the hub is made up. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { atTheBench, batchId, restingBatch, settledBatch, shiftedBatch } from '../support/batch-scenarios.ts';
import { browserMissing } from '../support/browser.ts';
import { useStage } from '../support/use-stage.ts';

if (browserMissing) console.warn(`The screens of batches are not tested: ${browserMissing}.`);

const fragment = `#/batches/${batchId}`;

/** As fast as only a scanner types. */
async function scan(page: Page, code: string): Promise<void> {
  await page.evaluate((text) => {
    for (const key of [...text, 'Enter'])
      (document.activeElement ?? document.body).dispatchEvent(
        new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
      );
  }, code);
}

describe.skipIf(browserMissing)('a batch', () => {
  const open = useStage();

  it('is made of what a search finds, in the drives that are chosen', async () => {
    const { hub, page } = await open(atTheBench, { fragment: '#/batches?new=letters' });
    const dialog = page.getByRole('dialog');
    await dialog.getByText('2 carriers, AR-0412 to AR-0415.').waitFor();
    const create = dialog.getByRole('button', { name: 'Begin the batch' });
    expect(await create.isDisabled()).toBe(true);
    await dialog.getByLabel('Name of the batch').fill('Letters');
    await dialog.getByRole('checkbox', { name: /TEAC/ }).click();
    await create.click();
    await page.getByText('Insert AR-0423', { exact: true }).waitFor();
    expect(hub.asked).toEqual(['batch Letters of AR-0412 AR-0415 in fd0']);
  });

  it('says what to insert where, and how far it is, to everybody', async () => {
    const { page } = await open(atTheBench, { fragment });
    await page.getByText('Insert AR-0423', { exact: true }).waitFor();
    await page.getByText('Reading AR-0422', { exact: true }).waitFor();
    await page
      .getByText(/^7 of 50 done · 1 partial · 1 parked · 1 to decide · 40 left · 15 an hour/)
      .waitFor();
    await page.locator('[data-prompts]', { hasText: 'Panasonic JU-475: Insert AR-0423.' }).waitFor();
    const size = await page
      .getByText('Insert AR-0423', { exact: true })

      .evaluate((words) => getComputedStyle(words).fontSize);
    expect(size).toBe('28px');
  });

  it('has the record of what is read open, and holds it until what was typed is saved', async () => {
    const { hub, page } = await open(atTheBench, { fragment });
    const record = page.getByRole('form', { name: 'Record of AR-0422' });
    await record.getByLabel('Title').fill('Cuttings, torn');
    await page.getByRole('row', { name: /AR-0415/ }).click();
    await page.getByText('Save or discard what you typed for AR-0422 first.').waitFor();
    await record.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    expect(hub.asked).toEqual(['edit AR-0422 {"title":"Cuttings, torn"}']);
    await page.getByRole('row', { name: /AR-0415/ }).click();
    await page.getByRole('form', { name: 'Record of AR-0415' }).waitFor();
  });

  it('is decided by one key, which no scanner presses by accident', async () => {
    const { hub, page } = await open(atTheBench, { fragment });
    await page.getByText('Insert AR-0423', { exact: true }).waitFor();
    await page.keyboard.press('F9');
    await page
      .getByRole('row', { name: /AR-0414/ })
      .and(page.locator(':focus'))
      .waitFor();
    await scan(page, 'AR-0423');
    await page.getByRole('form', { name: 'Record of AR-0423' }).waitFor();
    expect(hub.asked).toEqual(['begin fd1']);
    await page.getByRole('row', { name: /AR-0416/ }).focus();
    await page.keyboard.press('7');
    await page.getByText('AR-0416 is decided.').waitFor();
    await page.getByRole('row', { name: /AR-0414/ }).focus();
    await page.keyboard.press('a');
    await page.getByText('AR-0414 is accepted as it is.').waitFor();
    expect(hub.asked.slice(1).map((what) => what.replace(/^decide \S+/, 'decide'))).toEqual([
      'decide dispose blank',
      'decide accept null',
    ]);
  });

  it('says of a scanned carrier that is not asked for that it is not', async () => {
    const { hub, page } = await open(atTheBench, { fragment });
    await page.getByText('Insert AR-0423', { exact: true }).waitFor();
    await scan(page, 'ZZ-9999');
    await page.getByText('ZZ-9999 is not in this batch.').waitFor();
    await scan(page, 'AR-0430');
    await page.getByText(/AR-0430 has its turn later/).waitFor();
    expect(hub.asked).toEqual([]);
  });

  it('begins by Enter what waits for it', async () => {
    const { hub, page } = await open(shiftedBatch, { fragment });
    await page.getByText('Press Enter to read AR-0423', { exact: true }).waitFor();
    await page.keyboard.press('Enter');
    await page.waitForTimeout(100);
    expect(hub.asked).toEqual(['begin fd1']);
  });

  it('shows why the stack may have shifted, and moves the dumps on with a way back', async () => {
    const { hub, page } = await open(shiftedBatch, { fragment });
    await page.getByText('AR-0418 says \u201cMINUTES 94\u201d, which fits AR-0419').waitFor();
    await page.getByRole('button', { name: 'Move 3 dumps by one' }).click();
    await page.getByText('The dumps are with the records they fit.').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Undone.').waitFor();
    expect(hub.asked).toEqual(['shift 7 1', 'undo 01900000-0000-7000-8000-ffffffffffff']);
  });

  it('begins nothing by being looked at: a resting one is gone on with by a person', async () => {
    const { hub, page } = await open(restingBatch, { fragment });
    await page.getByText(/Nobody looks after the drives/).waitFor();
    expect(hub.asked).toEqual([]);
    await page.getByRole('button', { name: 'Go on with it' }).click();
    await page.waitForTimeout(100);
    expect(hub.asked).toEqual([`run ${batchId}`]);
  });

  it('is closed with a report, behind a word about what is left', async () => {
    const { hub, page } = await open(settledBatch, { fragment });
    await page.getByRole('button', { name: 'Close the batch' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/3 carriers wait for a decision/).waitFor();
    await dialog.getByRole('button', { name: 'Close the batch' }).click();
    await dialog.getByText('The batch is closed.').waitFor();
    await dialog.getByText('Some sectors not read').waitFor();
    expect(hub.asked).toEqual(['close batch']);
  });

  it('is handed over with the dumps of its own carriers, under its name', async () => {
    const { hub, page } = await open(atTheBench, { fragment });
    await page.getByRole('button', { name: 'Hand over' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/^The batch .+: \d+ dumps\./).waitFor();
    await dialog.getByRole('button', { name: 'Hand over' }).click();
    await expect.poll(() => hub.asked[0]).toMatch(/^hand over {"kind":"batch","uuid":/);
  });

  it('shows on the tile of its drive what that waits for', async () => {
    const { page } = await open(atTheBench);
    const tile = page.getByRole('article', { name: 'Panasonic JU-475' });
    await tile.getByText('Insert AR-0423', { exact: true }).waitFor();
    await tile.getByText('7 of 50 done').waitFor();
    await tile.getByRole('link', { name: 'Box 7' }).click();
    await page.getByRole('heading', { name: 'Box 7' }).waitFor();
  });
});

describe.skipIf(browserMissing)('the quality check', () => {
  const open = useStage();

  it('walks from carrier to carrier by keys, signs off and sets exceptions', async () => {
    const { hub, page } = await open(settledBatch, { fragment: `#/quality/${batchId}` });
    await page.getByText('old ones on disk 1').waitFor();
    await page.getByRole('row', { name: /EDITOR03.*damaged/ }).waitFor();
    await page.keyboard.press('j');
    await page.getByText('2 of 8', { exact: true }).waitFor();
    await page.keyboard.press('k');
    await page.getByText('1 of 8', { exact: true }).waitFor();
    await page.getByText('old ones on disk 1').waitFor();
    await page.keyboard.press('s');
    await page.getByText('AR-0412 is signed off.').waitFor();
    await page.getByText('2 of 8', { exact: true }).waitFor();
    await page.keyboard.press('x');
    await page.getByLabel('Reason').fill('The label says letters.');
    await page.getByRole('button', { name: 'Set the exception' }).click();
    await page.getByText('AR-0413: Not what was expected.').waitFor();
    expect(hub.asked[0]).toMatch(/^sign off AR-0412/);
    expect(hub.asked[1]).toMatch(/AR-0413/);
  });

  for (const address of ['#/batches', fragment, `#/quality/${batchId}`])
    it(`fits into 1024 by 700 without a sideways scroll: ${address}`, async () => {
      const { page } = await open(shiftedBatch, { fragment: address, width: 1024, height: 700 });
      await page.getByRole('main').waitFor();
      await page.waitForTimeout(200);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1024);
    });
});
