/** Handing dumps on from the workstation: the dialog over a made-up hub, and a real bag through the real station. */
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { browserMissing, openPage, startBrowser } from '../support/browser.ts';
import { dumpOnDisk } from '../support/handed-over.ts';
import { openRealStation } from '../support/real-station.ts';
import { makeRecord } from '../support/scenarios.ts';
import { useStage } from '../support/use-stage.ts';

if (browserMissing) console.warn(`Handing over is not tested: ${browserMissing}.`);

const record = makeRecord();
const fragment = `#/dumps/${record.summary.dumpId}`;

describe.skipIf(browserMissing)('handing over', () => {
  const open = useStage();

  it('follows a bag to its end and says where it lies', async () => {
    const { hub, page } = await open({ records: [record] }, { fragment });
    await page.getByRole('button', { name: 'Hand over' }).click();
    await page.getByLabel('Name').fill('transfer');
    await page.getByRole('dialog').getByRole('button', { name: 'Hand over', exact: true }).click();
    await page.getByText('412 MB of 700 MB').waitFor();
    hub.handOver.finish();
    await page.getByText(/A bag of 6 files/).waitFor();
    await page.getByText(/\/transfer$/).waitFor();
    expect(hub.asked).toEqual([
      `hand over {"kind":"dumps","dumpIds":["${record.summary.dumpId}"]} as bag to transfer`,
    ]);
  });

  it('stops when asked, and says that nothing is left', async () => {
    const { page } = await open({ records: [record] }, { fragment });
    await page.getByRole('button', { name: 'Hand over' }).click();
    await page.getByRole('combobox', { name: 'As' }).click();
    await page.getByRole('option', { name: /^PREMIS/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Hand over', exact: true }).click();
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByText('Stopped. Nothing was left behind.').waitFor();
  });

  it('makes a bag of the whole collection at a real station', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'spindle-hand-over-'));
    const clientDir = inject('clientDir');
    const station = await openRealStation({ clientDir, folder });
    const browser = await startBrowser();
    try {
      dumpOnDisk(join(station.out, 'images'), { imageBytes: 4096 });
      const { roots } = await station.client.outputs.roots().then((list) => ({ roots: list }));
      await station.client.catalogue.importRoot({ rootId: roots[0]!.id });
      const { page } = await openPage(browser, station.url);
      await page.getByRole('link', { name: 'Catalogue' }).click();
      await page.getByRole('button', { name: 'Hand over' }).click();
      await page.getByLabel('Lines for bag-info.txt').fill('Source-Organization: City Archive');
      await page.getByRole('dialog').getByRole('button', { name: 'Hand over', exact: true }).click();
      await page.getByText(/A bag of \d+ files/).waitFor();
      const bag = join(station.out, 'Collection');
      expect(existsSync(join(bag, 'manifest-sha512.txt'))).toBe(true);
      expect(readFileSync(join(bag, 'bag-info.txt'), 'utf8')).toContain('Source-Organization: City Archive');
    } finally {
      await browser.close();
      await station.close();
      await rm(folder, { recursive: true, force: true });
    }
  });
});
