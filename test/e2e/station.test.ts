/** The whole way in a browser: real screens, real station, real hub, real imaging process, a simulated drive. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { practiceMedia } from '../../src/main/core/block/practice-media.ts';
import { browserMissing, openPage, startBrowser, type Visit } from '../support/browser.ts';
import { openRealStation, type RealStation } from '../support/real-station.ts';
import { simMedium } from '../support/sim-medium.ts';

if (browserMissing) console.warn(`skipped: ${browserMissing}`);

const visibleMs = 30_000;

describe.skipIf(browserMissing)('a person at the station', () => {
  let folder: string;
  let browser: Awaited<ReturnType<typeof startBrowser>>;
  let station: RealStation;
  let visit: Visit;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'spindle-e2e-'));
    const clientDir = inject('clientDir');
    browser = await startBrowser();
    // Slow enough to be stopped in the middle, with four sectors that never come.
    const slow = simMedium(folder, 2880, {
      product: 'Slow drive',
      fail: [{ lba: [1000, 1003] }],
      cmd_ms: 40,
    });
    station = await openRealStation({ clientDir, folder: join(folder, 'station'), simulate: [slow.address] });
    visit = await openPage(browser, station.url);
  });
  afterAll(async () => {
    await visit?.close();
    await station?.close();
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('adds a practice drive, images its disk with the keyboard alone, and finds it in the catalogue', async () => {
    const { page } = visit;
    await page.getByRole('button', { name: 'Add practice drive' }).click();
    await page.getByRole('button', { name: /Practice floppy, clean/ }).click();
    const tile = page.getByRole('article', { name: /Practice floppy, clean/ });
    await tile.getByRole('button', { name: /^Start/ }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('1.44M').first().waitFor({ timeout: visibleMs });
    await dialog.getByLabel('Carrier code').fill('AR-0001');
    await page.keyboard.press('Enter');
    await page
      .getByText(
        'All 2 880 sectors read.'
          .replaceAll(' ', '\u202f')
          .replace('All\u202f', 'All ')
          .replace('880\u202f', '880 ')
          .replace('sectors\u202f', 'sectors '),
      )
      .first()
      .waitFor({ timeout: visibleMs });

    await page.getByRole('link', { name: 'Catalogue' }).click();
    await page.getByText('AR-0001').first().waitFor({ timeout: visibleMs });
    // The carrier stands there before its dump is recorded.
    const recorded = async () => (await station.client.catalogue.list({ after: null, limit: 10 })).dumps;
    await expect.poll(async () => (await recorded()).length, { timeout: visibleMs }).toBe(1);
    const [dump] = await recorded();
    const { record, directory } = await station.client.catalogue.showDump({ dumpId: dump!.dumpId });
    const image = record.files.find((file) => file.role === 'image')!;
    const sha256 = createHash('sha256')
      .update(readFileSync(join(directory, image.path)))
      .digest('hex');
    expect(sha256).toBe(image.sha256);
    expect(createHash('sha256').update(practiceMedia[0]!.build()).digest('hex')).toBe(sha256);
    expect(visit.complaints).toEqual([]);
  });

  it('stops a job in the middle, resumes it, and is told which sectors are missing', async () => {
    const { page } = visit;
    await page.getByRole('link', { name: 'Bench' }).click();
    const tile = page.getByRole('article', { name: /medium/ });
    await tile.getByRole('button', { name: /^Start/ }).click();
    await page.getByRole('button', { name: 'Start imaging' }).click({ timeout: visibleMs });
    await page.getByRole('button', { name: 'Stop', exact: true }).first().click({ timeout: visibleMs });
    await page.getByRole('button', { name: 'Resume' }).first().waitFor({ timeout: visibleMs });
    const [parked] = (await station.client.jobs.watch({ after: -1 })).jobs;
    expect(parked).toMatchObject({ state: 'parked', outcome: 'partial' });
    await page.getByRole('button', { name: 'Resume' }).first().click();
    await page
      .getByText(/4 \(0\.\d.%\) could not be read/)
      .first()
      .waitFor({ timeout: 90_000 });
    expect(visit.complaints).toEqual([]);
  });

  it('sees the finished jobs again after the page is loaded anew', async () => {
    const { page } = visit;
    await page.reload();
    await page.getByRole('link', { name: 'Queue' }).click();
    await page
      .getByText(/could not be read/)
      .first()
      .waitFor({ timeout: visibleMs });
    expect(visit.complaints).toEqual([]);
  });
});
