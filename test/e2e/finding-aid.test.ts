/** The finding aid opened from a folder, as a reader without a network opens it. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { writeFindingAid } from '../../src/main/adapters/handover/export-dumps.ts';
import { browserMissing, chromiumPath } from '../support/browser.ts';
import { ownFolder } from '../support/folders.ts';
import { recordOf, testContext } from '../support/handed-over.ts';
import { has } from '../support/needs.ts';
import { plainSidecar } from '../support/sidecar-arbitrary.ts';

const hostile = '<img src=x onerror="window.wasRun=1"></script>';
const label = (text: string) => [{ type: 'FAT12', label: text, startLba: 0, evidence: [] }];
const dumps = [
  recordOf(plainSidecar({ carrier: 'AR-0412', filesystems: label('Große Häfen') })),
  recordOf(plainSidecar({ carrier: 'AR-0413', filesystems: label(hostile) })),
];

describe.skipIf(!has(browserMissing === null, String(browserMissing)))('the finding aid', () => {
  it('searches, opens records, and takes nothing it shows for markup', async () => {
    const folder = ownFolder();
    const walk = async function* () {
      yield* dumps;
    };
    await writeFindingAid(folder, walk, testContext, 'The <collection>');
    const browser = await chromium.launch({
      executablePath: chromiumPath!,
      args: ['--no-sandbox', '--disable-gpu'],
    });
    try {
      const page = await browser.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('request', (request) => {
        if (!request.url().startsWith('file:')) complaints.push(request.url());
      });
      await page.goto(pathToFileURL(join(folder, 'index.html')).href);
      expect(await page.textContent('h1')).toBe('The <collection>');
      expect(await page.textContent('#count')).toBe('2 of 2 records');
      expect(await page.textContent('#results')).toContain(hostile);
      await page.getByRole('searchbox').fill('no such carrier');
      expect(await page.textContent('#count')).toBe('0 of 2 records');
      await page.getByRole('searchbox').fill('GROSSE hafen 0412');
      expect(await page.textContent('#count')).toBe('1 of 2 records');
      await page.locator('summary').press('Enter');
      await page.getByText(dumps[0]!.record.files[0]!.sha256).waitFor({ timeout: 5000 });
      expect(await page.evaluate('window.wasRun')).toBeUndefined();
      expect(complaints).toEqual([]);
    } finally {
      await browser.close();
    }
  });
});
