/** What is inside an image, in a browser: by keyboard, damaged files told apart, pieces shown, files taken out. */
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { browserMissing, openPage, type Scene, type Stage, startBrowser } from '../support/browser.ts';
import { hurtOffice, hybridDisc, manyFiles } from '../support/image-scenarios.ts';
import { openRealStation } from '../support/real-station.ts';
import { makeRecord } from '../support/scenarios.ts';
import { useStage } from '../support/use-stage.ts';

if (browserMissing) console.warn(`The files screen is not tested: ${browserMissing}.`);

const record = makeRecord();
const fragment = `#/dumps/${record.summary.dumpId}?files`;
const visibleMs = 30_000;

describe.skipIf(browserMissing)('the files of a dump', () => {
  const openScene = useStage();

  const open = (data: Parameters<Stage['open']>[0]): Promise<Scene> =>
    openScene({ records: [record], ...data }, { fragment });

  it('are walked by keyboard alone: arrows, Enter, Backspace, the beginning of a name', async () => {
    const { page } = await open({ image: hurtOffice() });
    const first = page.getByRole('row', { name: /LETTERS/ });
    await first.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('row', { name: /MUELLER\.TXT/ }).waitFor();
    await page.getByRole('row', { name: /INVOICE/ }).focus();
    await page.keyboard.press('Backspace');
    await page.getByRole('row', { name: /README/ }).waitFor();
    await first.focus();
    await page.keyboard.type('rea');
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.textContent ?? ''))
      .toContain('README.TXT');
    await page
      .getByRole('region', { name: 'Preview of README.TXT' })
      .getByText('Accounts of the reading room')
      .waitFor();
  });

  it('say in words which are damaged, which were not read, and which are whole', async () => {
    const { page } = await open({ image: hurtOffice() });
    await page.getByRole('row', { name: /README.*intact/ }).waitFor();
    await page.getByRole('row', { name: /LEDGER.*damaged, 1\.02/ }).waitFor();
    await page.getByRole('row', { name: /LETTERS.*1 hurt inside/ }).waitFor();
    await page.getByRole('button', { name: 'Hurt by unread sectors (3)' }).click();
    await page.getByRole('row', { name: /LETTERS\/KOELN\.TXT.*not read/ }).waitFor();
    await page.getByRole('button', { name: 'Deleted (1)' }).click();
    await page.getByRole('row', { name: /\?RAFT\.TXT.*Deleted File/ }).waitFor();
  });

  it('are shown as text in the encoding they seem to have, with gaps where nothing was read', async () => {
    const { page } = await open({ image: hurtOffice() });
    await page.getByRole('row', { name: /LEDGER/ }).click();
    const preview = page.getByRole('region', { name: /Preview/ });
    await preview.getByText(/1\.02.kB not read/).waitFor();
    await page.getByRole('row', { name: /LETTERS/ }).dblclick();
    await page.getByRole('row', { name: /MUELLER/ }).click();
    await preview.getByText('Taken for DOS (CP437)').waitFor();
    await preview.getByText('viele Grüße aus Köln').waitFor();
  });

  it('are shown as bytes, those in doubt and those unread marked', async () => {
    const { page } = await open({ image: hurtOffice() });
    await page.getByRole('row', { name: /LEDGER/ }).click();
    await page.getByRole('button', { name: 'Hex' }).click();
    await page.getByLabel('Go to offset').fill('0x200');
    await page.getByText('?? ?? ?? ?? ?? ?? ?? ??  ??').first().waitFor();
  });

  it('are shown as pictures', async () => {
    const { page } = await open({ image: hurtOffice() });
    await page.getByRole('row', { name: /PICTURES/ }).dblclick();
    await page.getByRole('row', { name: /RINGS/ }).click();
    await page.getByText('240 × 160 pixels').waitFor();
    const picture = page.getByRole('img', { name: 'RINGS.PNG' });
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(240);
  });

  it('of a hybrid are seen tree by tree, and its sound is played', async () => {
    const { page } = await open({ image: hybridDisc() });
    await page.getByRole('row', { name: /LEDGER/ }).waitFor();
    const show = page.getByRole('combobox', { name: 'Show' });
    await show.click();
    await page.getByRole('option', { name: /HFS/ }).click();
    await page.getByRole('row', { name: /Read Me/ }).click();
    await page.getByText('Taken for Mac OS Roman').waitFor();
    await page.getByText('Résumé of the disc.').waitFor();
    await show.click();
    await page.getByRole('option', { name: /Sound/ }).click();
    await page.getByText('damaged, 0.53 s').waitFor();
    await page.getByRole('button', { name: 'Play track 2' }).click();
    const place = page.getByRole('slider', { name: 'Place in track 2' });
    await expect.poll(() => place.inputValue().then(Number), { timeout: 10_000 }).toBeGreaterThan(0);
    await place.fill('12');
    await expect.poll(() => place.inputValue().then(Number), { timeout: 10_000 }).toBeGreaterThan(12);
    await page.getByRole('button', { name: 'Pause track 2' }).click();
  });

  it('may be a hundred thousand: End and a typed name go there at once', async () => {
    const { page } = await open({ image: manyFiles(100_000) });
    await page.getByRole('row', { name: /leaf 000000/ }).focus();
    await page.keyboard.press('End');
    await page.getByRole('row', { name: /zebra\.txt/ }).waitFor();
    await page.keyboard.type('leaf 05', { delay: 50 });
    await page.getByRole('row', { name: /leaf 050000/ }).waitFor();
    expect(await page.getByRole('row').count()).toBeLessThan(120);
  });

  it('are taken out into a granted folder, with progress and a way to stop', async () => {
    const { hub, page } = await open({ image: hurtOffice() });
    await page.getByRole('row', { name: /LEDGER/ }).click();
    await page.getByRole('button', { name: 'Extract\u2026' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('New folder').fill('Letters out');
    await dialog.getByRole('button', { name: 'Extract', exact: true }).click();
    await dialog.getByText(/0 of 12 files/).waitFor();
    expect(hub.asked).toEqual(['extract 3 of FAT12 to r1/Letters out']);
    const { extraction } = hub.images;
    extraction.set({ ...extraction.value, files: 5, bytes: 2_100_000, damagedFiles: 1, path: 'LEDGER.TXT' });
    await dialog.getByText(/5 of 12 files .*1 is damaged, with a note beside it/).waitFor();
    await dialog.getByRole('button', { name: 'Stop' }).click();
    await dialog.getByText(/^Stopped\. 5 of 12/).waitFor();
    expect(hub.asked.at(-1)).toBe('cancel extraction');
  });

  it('are named beside the ranges that hit them', async () => {
    const image = hurtOffice();
    const lba = image.placeOf('LEDGER.TXT').offsetBytes / 512 + 1;
    const states: typeof record.record.states = [
      [lba, 'good'],
      [2, 'bad'],
      [2878 - lba, 'good'],
    ];
    const hurt = { ...record, record: { ...record.record, states } };
    const { page } = await open({ records: [hurt], image });
    await page.getByRole('tab', { name: 'Ranges' }).click();
    await page.getByRole('row', { name: /not readable.*LEDGER\.TXT$/ }).waitFor();
  });

  it('that cannot be opened say why', async () => {
    const { page } = await open({});
    await page.getByText('None of the image files of this dump lies in its folder.').waitFor();
  });
});

describe.skipIf(browserMissing)('the practice disc at a real station', () => {
  it('is imaged, and its files listed, shown and extracted', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'spindle-files-'));
    const clientDir = inject('clientDir');
    const station = await openRealStation({
      clientDir,
      folder: join(folder, 'station'),
      simulate: ['sim:practice/cd-mixed'],
    });
    const browser = await startBrowser();
    const visit = await openPage(browser, station.url);
    try {
      const { page } = visit;
      await page
        .getByRole('article')
        .getByRole('button', { name: /^Start/ })
        .click();
      await page.getByRole('button', { name: 'Start imaging' }).click({ timeout: visibleMs });
      const imaged = async () => (await station.client.jobs.watch({ after: -1 })).jobs[0]?.state;
      await expect.poll(imaged, { timeout: 90_000, interval: 500 }).toBe('done');
      const { dumps } = await station.client.catalogue.list({ after: null, limit: 1 });
      await page.evaluate((to) => {
        location.hash = to;
      }, `#/dumps/${dumps[0]!.dumpId}?files`);
      const row = page.getByRole('row', { name: /README\.TXT/ });
      await row.click({ timeout: visibleMs });
      await page
        .getByRole('region', { name: /Preview/ })
        .getByText(/practice/i)
        .first()
        .waitFor();
      await page.getByRole('button', { name: 'Extract\u2026' }).click();
      await page.getByRole('button', { name: 'Extract', exact: true }).click();
      await page.getByText(/1 file is in /).waitFor({ timeout: visibleMs });
      const extracted = readFileSync(join(station.out, `${dumps[0]!.name} files`, 'README.TXT'), 'latin1');
      expect(extracted).toMatch(/practice/i);
      expect(visit.complaints).toEqual([]);
    } finally {
      await visit.close();
      await browser.close();
      await station.close();
      await rm(folder, { recursive: true, force: true });
    }
  });
});
