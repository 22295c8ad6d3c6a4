/** Carriers on the screens: found, narrowed, described, decided, taken in from a table; only the hub is made up. */
import { describe, expect, it } from 'vitest';
import { browserMissing } from '../support/browser.ts';
import { estate } from '../support/collection-scenarios.ts';
import { useStage } from '../support/use-stage.ts';

if (browserMissing) console.warn(`The screens of the collection are not tested: ${browserMissing}.`);

describe.skipIf(browserMissing)('the collection', () => {
  const open = useStage();

  it('is searched as a person types, and shows the files below their carrier', async () => {
    const { hub, page } = await open(estate, { fragment: '#/catalogue' });
    await page.getByRole('searchbox').fill('letter03');
    await page.getByText('1 carrier in 4 ms').waitFor();
    const file = page.getByRole('row').filter({ hasText: 'LETTER03.DOC' });
    await file.getByText('damaged').waitFor();
    expect(await file.locator('mark').allTextContents()).toEqual(['LETTER']);
    expect(hub.search.queries.at(-1)).toBe('letter03');
  });

  it('is narrowed by a facet, which puts its chip into the box and takes it out again', async () => {
    const { page } = await open(estate, { fragment: '#/catalogue' });
    const facet = page.getByRole('group', { name: 'State' });
    await facet.getByRole('checkbox', { name: /Needs attention/ }).click();
    await page.waitForFunction(() => location.hash.includes('needs-attention'));
    expect(await page.getByRole('searchbox').inputValue()).toBe('state:needs-attention');
  });

  it('has its facets behind a button where there is no room beside the list', async () => {
    const { page } = await open(estate, { fragment: '#/catalogue', width: 640, height: 400 });
    const facet = page.getByRole('group', { name: 'State' });
    const narrow = page.getByRole('button', { name: 'Narrow by' });
    await narrow.waitFor();
    expect(await facet.isVisible()).toBe(false);
    await narrow.click();
    await facet.getByRole('checkbox', { name: /Needs attention/ }).click();
    await page.waitForFunction(() => location.hash.includes('needs-attention'));
  });

  it('says in German, too, how its dumps ended', async () => {
    const { page } = await open({ ...estate, settings: { language: 'de' } }, { fragment: '#/catalogue' });
    await page.getByRole('row').filter({ hasText: 'AR-0413' }).getByText('Vollständig mit Fehlern').waitFor();
    await page.evaluate(() => {
      location.hash = '#/carriers/AR-0412';
    });
    await page.getByText('Vollständig mit Fehlern').waitFor();
  });

  it('says what it did not understand and searches for nothing then', async () => {
    const { page } = await open(estate, { fragment: '#/catalogue?q=state%3Aburnt' });
    await page.getByText(/This was not understood, so nothing was searched: state:/).waitFor();
    expect(await page.getByRole('row').count()).toBe(0);
  });

  it('takes a change back by Ctrl+Z, also when its message is gone, and leaves the key to a field that is typed into', async () => {
    const { page } = await open(estate, { fragment: '#/catalogue' });
    await page.getByRole('row').filter({ hasText: 'AR-0412' }).focus();
    await page.keyboard.press(' ');
    await page.getByRole('toolbar').getByRole('button', { name: 'Edit' }).click();
    await page.getByRole('checkbox', { name: 'Tags to add' }).click();
    await page.getByLabel('Tags to add').last().fill('letters');
    await page.getByRole('button', { name: 'Change 1 carrier' }).click();
    await page.getByRole('button', { name: 'Undo Ctrl Z' }).waitFor();
    await page.getByLabel('Close message').click();
    await page.getByRole('button', { name: 'Undo Ctrl Z' }).waitFor({ state: 'detached' });
    const box = page.getByRole('searchbox');
    await box.fill('letters');
    await page.keyboard.press('Control+z');
    expect(await box.inputValue()).toBe('');
    expect(await page.getByText('Undone.').count()).toBe(0);
    await page.getByRole('row').filter({ hasText: 'AR-0412' }).focus();
    await page.keyboard.press('Control+z');
    await page.getByText('Undone.').waitFor();
  });

  it('has dumps of a carrier put together, after a look at what each supplies and where they differ', async () => {
    const { hub, page } = await open(estate, { fragment: '#/carriers/AR-0412' });
    await page.getByRole('button', { name: 'Merge dumps' }).click();
    const dialog = page.getByRole('dialog');
    const merge = dialog.getByRole('button', { name: 'Merge', exact: true });
    expect(await merge.isDisabled()).toBe(true);
    await dialog.getByRole('button', { name: 'Compare' }).click();
    await dialog.getByText('Together they leave 4 sectors').waitFor();
    await dialog.getByText('LBA 400 to 402').waitFor();
    await dialog.getByText('AR-0412-2 is taken, whose check bytes prove it').waitFor();
    // Another choice was not compared yet.
    await dialog.getByRole('checkbox').first().click();
    expect(await merge.isDisabled()).toBe(true);
    await dialog.getByRole('checkbox').first().click();
    await merge.click();
    await dialog.getByText('Writing, 40').waitFor();
    hub.merges.finish('AR-0412 merged');
    await dialog.getByText('AR-0412 merged is recorded as a further dump of AR-0412.').waitFor();
    expect(hub.asked).toEqual(['compare 2 dumps', 'merge 2 dumps as AR-0412 merged']);
  });

  it('keeps a search under a name', async () => {
    const { hub, page } = await open(estate, { fragment: '#/catalogue?q=letters' });
    await page.getByRole('button', { name: 'Views' }).click();
    await page.getByRole('menuitem', { name: 'Save this search' }).click();
    await page.getByLabel('Name of the view').fill('Letters');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Views' }).click();
    await page.getByRole('menuitem', { name: 'Letters', exact: true }).waitFor();
    expect(hub.search.views.map(({ name }) => name)).toContain('Letters');
  });

  it('has many carriers changed at once, by keys alone, after a look at what would change', async () => {
    const { hub, page } = await open(estate, { fragment: '#/catalogue' });
    await page.getByRole('row').filter({ hasText: 'AR-0412' }).focus();
    await page.keyboard.press(' ');
    await page.getByText('1 carrier chosen').waitFor();
    await page.getByRole('toolbar').getByRole('button', { name: 'Edit' }).click();
    await page.getByRole('checkbox', { name: 'Tags to add' }).click();
    await page.getByLabel('Tags to add').last().fill('letters, council');
    await page.getByText(/1 carrier would change/).waitFor();
    await page.getByRole('button', { name: 'Change 1 carrier' }).click();
    await page.getByText('1 carrier changed.').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Undone.').waitFor();
    expect(hub.asked[0]).toBe('edit AR-0412 {"addTags":["letters","council"]}');
  });

  it('takes carriers in from a table once the columns are right and bad rows are left out', async () => {
    const { hub, page } = await open(estate, { fragment: '#/catalogue' });
    await page.getByRole('button', { name: 'New' }).click();
    await page.getByRole('menuitem', { name: 'From a table' }).click();
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'carriers.csv', mimeType: 'text/csv', buffer: Buffer.from('Media ID;Label\n') });
    await page.getByText('48 new carriers, 1 changed, none as it is.').waitFor();
    await page.getByText('Line 3: "cassette" is no kind this catalogue knows').waitFor();
    const apply = page.getByRole('button', { name: 'Take in 49 carriers' });
    expect(await apply.isDisabled()).toBe(true);
    await page.getByRole('checkbox', { name: 'Leave the refused rows out' }).click();
    await apply.click();
    await page.getByText(/Taken in\./).waitFor();
    expect(hub.asked).toEqual(['import carriers.csv']);
  });

  it('shows a carrier with what was found and what a person says of it', async () => {
    const { page } = await open(estate, { fragment: '#/carriers/AR-0412' });
    await page.getByText('Letters to the editor, 1993').first().waitFor();
    await page.getByText('in place of LETTERS 93').waitFor();
    await page.getByText('ROOM-2 \u203a SHELF-4 \u203a BOX-7').waitFor();
    await page.getByText('Attempt 2').waitFor();
    await page.getByText('preferred', { exact: true }).waitFor();
  });

  it('changes only what was edited of a carrier', async () => {
    const { hub, page } = await open(estate, { fragment: '#/carriers/AR-0412' });
    await page.getByRole('button', { name: 'Edit' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Note').fill('Wet in 2002.');
    await dialog.getByLabel('Part', { exact: true }).fill('x');
    await dialog.getByText('A whole number from 1.').waitFor();
    await dialog.getByLabel('Part', { exact: true }).fill('3');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    expect(hub.asked).toEqual(['edit AR-0412 {"sequence":3,"note":"Wet in 2002."}']);
  });

  it('moves a dump to its right carrier only with a reason', async () => {
    const { hub, page } = await open(estate, { fragment: '#/carriers/AR-0412' });
    await page.getByRole('button', { name: 'Wrong carrier' }).first().click();
    await page.getByLabel('It belongs to').fill('AR-0413');
    const move = page.getByRole('button', { name: 'Move the dump' });
    expect(await move.isDisabled()).toBe(true);
    await page.getByLabel('Reason').fill('The stack was shifted by one.');
    await move.click();
    await page.getByText('Moved.').waitFor();
    expect(hub.asked).toHaveLength(1);
  });

  it('takes a photo of a carrier, with a small picture made here', async () => {
    const { hub, page } = await open(estate, { fragment: '#/carriers/AR-0412' });
    await page.getByText('Photos').waitFor();
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
      'base64',
    );
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'label.png', mimeType: 'image/png', buffer: png });
    await page.getByText('The photo was added.').waitFor();
    expect(hub.asked).toEqual(['photo label.png, front of AR-0412']);
  });

  it('makes labels of chosen carriers, from the label of the sheet that is free', async () => {
    const { hub, page } = await open(estate, { fragment: '#/catalogue' });
    for (const code of ['AR-0412', 'AR-0413']) {
      await page.getByRole('row').filter({ hasText: code }).first().focus();
      await page.keyboard.press(' ');
    }
    await page.getByRole('toolbar').getByRole('button', { name: 'Labels' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('First free label').fill('22');
    await dialog.getByText('A number from 1 to 21').waitFor();
    const make = dialog.getByRole('button', { name: 'Make the PDF' });
    expect(await make.isDisabled()).toBe(true);
    await dialog.getByLabel('First free label').fill('8');
    await make.click();
    await dialog.getByText('/out/labels.pdf').waitFor();
    expect(hub.asked).toEqual(['labels of AR-0412, AR-0413 on l7160 from 8 to labels']);
  });

  it('makes the label of one carrier for a label printer', async () => {
    const { hub, page } = await open(estate, { fragment: '#/carriers/AR-0412' });
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Labels' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'Print on' }).click();
    await page.getByRole('option', { name: 'Label printer' }).click();
    expect(await dialog.getByLabel('First free label').count()).toBe(0);
    await dialog.getByRole('button', { name: 'Make the PDF' }).click();
    await dialog.getByText('/out/AR-0412 label.pdf').waitFor();
    expect(hub.asked).toEqual(['labels of AR-0412 on 62x29 from 1 to AR-0412 label']);
  });

  it('shows the files of a carrier with what is damaged, and opens the image they are in', async () => {
    const { page } = await open(estate, { fragment: '#/carriers/AR-0412' });
    await page.getByRole('tab', { name: 'Files', exact: true }).click();
    const hurt = page.getByRole('row').filter({ hasText: 'LETTERS/LETTER02.DOC' });
    await hurt.getByText('damaged').waitFor();
    await page.getByText('2 hurt by sectors that were not read').waitFor();
    await page.getByRole('checkbox', { name: 'Only what is hurt' }).click();
    await page.getByText('LETTER01.DOC').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Open the image' }).click();
    await page.waitForFunction(() => /^#\/dumps\/.*\?files$/.test(location.hash));
  });

  it('says what is elsewhere only after contents were read, and what lists say no more than they do', async () => {
    const { page } = await open(estate, { fragment: '#/carriers/AR-0412' });
    await page.getByRole('tab', { name: 'Elsewhere' }).click();
    await page.getByText('In part only.').waitFor();
    await page.getByText('Letters (1993) in Office disks (2026-01-31)').waitFor();
    await page
      .getByText(/1 of 2 files agree; not in the dump: letters-2\.img; the list calls its own copy/)
      .waitFor();
    await page.getByText(/nobody knows whether they are elsewhere too/).waitFor();
    await page.getByRole('button', { name: 'Read the contents' }).click();
    await page.getByText('1 of 3 files with known contents are on other dumps too.').waitFor();
    await page.getByText('and 2 more').waitFor();
    await page.getByRole('link', { name: 'AR-0413' }).click();
    await page.waitForFunction(() => location.hash === '#/carriers/AR-0413');
  });

  it('has its exceptions decided by one key', async () => {
    const { hub, page } = await open(estate, { fragment: '#/catalogue/exceptions' });
    const row = page.getByRole('row').filter({ hasText: 'AR-0416' });
    await row.getByText('Blank').waitFor();
    await row.focus();
    await page.keyboard.press('7');
    await page.getByText('AR-0416: Blank.').waitFor();
    expect(hub.asked[0]).toMatch(/^dispose AR-0416/);
  });

  it('shows every change with its way back', async () => {
    const { hub, page } = await open(estate, { fragment: '#/catalogue/changes' });
    const imported = page.getByRole('listitem').filter({ hasText: 'carriers.csv' });
    await imported.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Undone.').waitFor();
    expect(await page.getByRole('listitem').filter({ hasText: 'Edited' }).getByRole('button').count()).toBe(
      0,
    );
    expect(hub.asked[0]).toMatch(/^undo /);
  });

  it('knows places, and finds what lies in them', async () => {
    const { page } = await open(estate, { fragment: '#/catalogue/places' });
    await page.getByRole('link', { name: '24 carriers' }).click();
    await page.waitForFunction(() => decodeURIComponent(location.hash).includes('location:BOX-7'));
  });

  it('hands over a collection from its own line', async () => {
    const { hub, page } = await open(estate, { fragment: '#/catalogue/places' });
    const line = page.getByRole('button', { name: /^Hand over the collection / }).first();
    const code = (await line.getAttribute('aria-label'))!.replace('Hand over the collection ', '');
    await line.click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(`Every dump of the collection ${code}`).waitFor();
    await dialog.getByRole('button', { name: 'Hand over' }).click();
    await expect
      .poll(() => hub.asked[0])
      .toMatch(`hand over {"kind":"collection","code":"${code}"} as bag to ${code}`);
  });

  for (const fragment of [
    '#/catalogue',
    '#/catalogue/exceptions',
    '#/catalogue/places',
    '#/carriers/AR-0412',
  ])
    it(`fits into 1024 by 700 without a sideways scroll: ${fragment}`, async () => {
      const { page } = await open(estate, { fragment, width: 1024, height: 700 });
      await page.getByRole('main').waitFor();
      await page.waitForTimeout(200);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1024);
    });
});
