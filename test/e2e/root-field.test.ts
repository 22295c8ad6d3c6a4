/** The field for a granted folder, the same in every dialog that has one. */
import { describe, expect, it } from 'vitest';
import { browserMissing } from '../support/browser.ts';
import { makeRecord } from '../support/scenarios.ts';
import { useStage } from '../support/use-stage.ts';

if (browserMissing) console.warn(`The folder field is not tested: ${browserMissing}.`);

const record = makeRecord();
const fragment = `#/dumps/${record.summary.dumpId}`;

describe.skipIf(browserMissing)('the folder field', () => {
  const open = useStage();

  it('proposes what was chosen last, in the next dialog too', async () => {
    const { page } = await open({ records: [record] }, { fragment });
    await page.getByRole('button', { name: 'Hand over' }).click();
    const folder = page.getByRole('dialog').getByRole('combobox', { name: 'Folder' });
    await folder.getByText('Accession 2026-114').waitFor();
    await folder.click();
    await page.getByRole('option', { name: /^Desk/ }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.evaluate(() => {
      location.hash = '#/checks/lists';
    });
    await page.getByRole('button', { name: 'Import a list' }).click();
    await page.getByRole('dialog').getByRole('combobox', { name: 'Folder' }).getByText('Desk').waitFor();
  });

  it('says how a folder is granted where there is none, and nothing can be begun', async () => {
    const { page } = await open({ records: [record], roots: [] }, { fragment });
    await page.getByRole('button', { name: 'Hand over' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Start it with --root FOLDER').waitFor();
    expect(await dialog.getByRole('button', { name: 'Hand over', exact: true }).isDisabled()).toBe(true);
  });
});
