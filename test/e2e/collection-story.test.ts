/**
 * The story of a collection, told through the screens of a real station: fifty carriers from a table, a batch over two
 * simulated drives (good, blank, damaged, seen before, a stack that has shifted), exceptions decided, quality checked,
 * everything found again, and a bag that `sha512sum` believes.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { insertInto } from '../../src/main/adapters/simulated/inserted.ts';
import { buildFat12Floppy } from '../../src/main/core/block/fat12-floppy.ts';
import { browserMissing, openPage, startBrowser } from '../support/browser.ts';
import { openRealStation } from '../support/real-station.ts';

if (browserMissing) console.warn(`The story of a collection is not told: ${browserMissing}.`);

const visibleMs = 30_000;

/** The smallest disk there is: 160K. */
const layout = {
  sectorsPerTrack: 8,
  totalSectors: 320,
  mediaId: 0xfe,
  fat: { sectorsPerCluster: 1, rootEntries: 64, sectorsPerFat: 1 },
};

const titles = [
  'Annual accounts',
  'Letters to Berlin',
  'Photographs',
  'Minutes of 1994',
  'Press cuttings',
  'Sermons for spring',
  'Views of the harbour',
];

const code = (number: number) => `AR-${String(number).padStart(4, '0')}`;

function table(): string {
  const rows = Array.from({ length: 50 }, (_, index) => {
    const title = titles[index] ?? `Box 9, disk ${index + 1}`;
    return `${code(index + 1)},"${title}",5.25" disk ${index + 1},fd-5.25-dd`.replace('5.25"', '5.25 in');
  });
  return ['Code,Title,Label,Kind', ...rows, ''].join('\r\n');
}

function stackIn(stack: string): void {
  mkdirSync(stack);
  insertInto(stack, '');
  const disk = (name: string, label: string, serial: number) => {
    const content = new TextEncoder().encode(`This is ${label}. `.repeat(200));
    const files = [{ name: `${label.slice(0, 8)}.TXT`, content }];
    writeFileSync(join(stack, name), buildFat12Floppy(layout, label, serial, files));
  };
  for (const [index, label] of [
    'ACCOUNTS',
    'PHOTOGRAPHS',
    'MINUTES1994',
    'CUTTINGS',
    'SERMONS',
    'HARBOUR',
  ].entries())
    disk(`${label}.img`, label, index + 1);
  writeFileSync(join(stack, 'blank.img'), Buffer.alloc(320 * 512, 0xf6));
  writeFileSync(
    join(stack, 'PHOTOGRAPHS.img.behaviour.json'),
    JSON.stringify({ fail: [{ lba: [200, 203] }] }),
  );
}

describe.skipIf(browserMissing)('a collection', () => {
  it('is taken in, imaged, decided, found, signed off and handed on', { timeout: 240_000 }, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'spindle-story-'));
    const clientDir = inject('clientDir');
    const stacks = [join(folder, 'drive-a'), join(folder, 'drive-b')] as const;
    for (const stack of stacks) stackIn(stack);
    const station = await openRealStation({
      clientDir,
      folder: join(folder, 'station'),
      simulate: stacks.map((stack) => `sim:${stack}`),
    });
    const browser = await startBrowser();
    const visit = await openPage(browser, station.url);
    const { page } = visit;
    page.setDefaultTimeout(visibleMs);
    try {
      await takeIn(page);
      await beginBatch(page);
      const bench = benchOf(page, stacks);

      // A good one and a blank one.
      await bench.waits(0, code(1));
      await bench.waits(1, code(2));
      bench.insert(0, 'ACCOUNTS.img');
      bench.insert(1, 'blank.img');
      await bench.says(0, `${code(1)} is done: take it out`);
      await bench.says(1, `${code(2)}: take it out and put it aside`);
      await bench.next(0, code(3));
      await bench.next(1, code(4));

      // A damaged one; and from here on the stack lacks the minutes, which nobody has noticed.
      bench.insert(0, 'PHOTOGRAPHS.img');
      bench.insert(1, 'CUTTINGS.img');
      await bench.says(0, `${code(3)}: take it out and put it aside`);
      await bench.says(1, `${code(4)} is done: take it out`);
      await bench.next(0, code(5));
      await bench.next(1, code(6));
      bench.insert(0, 'SERMONS.img');
      bench.insert(1, 'HARBOUR.img');
      await bench.says(0, `${code(5)} is done: take it out`);
      await bench.says(1, `${code(6)} is done: take it out`);
      await bench.next(0, code(7));

      // What was done already goes in again: nothing is started.
      const { length: jobs } = (await station.client.jobs.watch({ after: -1 })).jobs;
      bench.insert(0, 'ACCOUNTS.img');
      await bench.says(0, 'This one is done already: take it out');
      expect((await station.client.jobs.watch({ after: -1 })).jobs).toHaveLength(jobs);

      await mendShift(page);
      await decideExceptions(page);
      await describeOne(page);

      // The minutes were found behind the shelf.
      insertInto(stacks[0], '');
      insertInto(stacks[1], '');
      const drive = await bench.driveThatWaitsFor(code(4));
      bench.insert(drive, 'MINUTES1994.img');
      await bench.says(drive, `${code(4)} is done: take it out`);
      insertInto(stacks[drive]!, '');

      await closeBatch(page);
      await checkQuality(page);
      await findAgain(page);
      await makeBag(page);
      const bag = join(station.out, 'Collection');
      const checked = execFileSync('sha512sum', ['-c', '--strict', 'manifest-sha512.txt'], {
        cwd: bag,
        encoding: 'utf8',
      });
      expect(
        checked
          .trim()
          .split('\n')
          .every((line) => line.endsWith(': OK')),
      ).toBe(true);
      execFileSync('sha512sum', ['-c', '--strict', '--status', 'tagmanifest-sha512.txt'], { cwd: bag });
      const images = readdirSync(join(bag, 'data'), { recursive: true, encoding: 'utf8' }).filter((path) =>
        path.endsWith('.img'),
      );
      expect(images.length).toBe(6);
      expect(await station.client.catalogue.check()).toMatchObject({ ok: true, findings: [] });
      expect(visit.complaints).toEqual([]);
    } finally {
      await visit.close();
      await browser.close();
      await station.close();
      await rm(folder, { recursive: true, force: true });
    }
  });
});

async function takeIn(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Catalogue' }).click();
  await page.getByRole('button', { name: 'New', exact: true }).click();
  await page.getByRole('menuitem', { name: 'From a table' }).click();
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'expected.csv', mimeType: 'text/csv', buffer: Buffer.from(table()) });
  await page.getByText(/50 new carriers/).waitFor();
  await page.getByRole('button', { name: 'Take in 50 carriers' }).click();
  await page.getByText(/Taken in\./).waitFor();
}

async function beginBatch(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Batches' }).click();
  await page.getByRole('button', { name: 'New batch' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name of the batch').fill('Box 9');
  await dialog.getByLabel('Codes in the order of the stack').fill(`${code(1)}..0007`);
  for (const name of [/drive-a/, /drive-b/]) await dialog.getByRole('checkbox', { name }).click();
  await dialog.getByRole('button', { name: 'Begin the batch' }).click();
  await page.getByText('0 of 7 done').waitFor();
}

function benchOf(page: Page, stacks: readonly string[]) {
  const prompts = page.getByRole('list', { name: 'Drives of the batch' }).getByRole('listitem');
  const says = (drive: number, words: string) =>
    prompts.nth(drive).getByText(words, { exact: true }).waitFor();
  const waits = (drive: number, carrier: string) => says(drive, `Insert ${carrier}`);
  return {
    insert: (drive: number, name: string) => insertInto(stacks[drive]!, name),
    says,
    waits,
    /** Takes out what is in it. */
    async next(drive: number, carrier: string) {
      insertInto(stacks[drive]!, '');
      await waits(drive, carrier);
    },
    async driveThatWaitsFor(carrier: string): Promise<number> {
      const words = page.getByText(`Insert ${carrier}`, { exact: true });
      await words.first().waitFor();
      return (await prompts.nth(0).getByText(`Insert ${carrier}`, { exact: true }).count()) > 0 ? 0 : 1;
    },
  };
}

async function mendShift(page: Page): Promise<void> {
  await page.getByText(`${code(4)} says \u201cCUTTINGS\u201d, which fits ${code(5)}`).waitFor();
  await page.getByRole('button', { name: 'Move 3 dumps by one' }).click();
  await page.getByText('The dumps are with the records they fit.').waitFor();
  await page.getByRole('row', { name: new RegExp(`${code(7)}.*HARBOUR`) }).waitFor();
}

async function decideExceptions(page: Page): Promise<void> {
  await page.keyboard.press('F9');
  const blank = page.getByRole('row', { name: new RegExp(`${code(2)}.*Blank`) });
  await blank.focus();
  await page.keyboard.press('7');
  await page.getByText(`${code(2)} is decided.`).waitFor();
  const damaged = page.getByRole('row', { name: new RegExp(`${code(3)}.*Some sectors not read`) });
  await damaged.focus();
  await page.keyboard.press('a');
  await page.getByText(`${code(3)} is accepted as it is.`).waitFor();
}

async function describeOne(page: Page): Promise<void> {
  await page.getByRole('row', { name: new RegExp(`${code(1)}.*ACCOUNTS`) }).click();
  const record = page.getByRole('form', { name: `Record of ${code(1)}` });
  await record.getByLabel('Note', { exact: true }).fill('In the hand of the treasurer.');
  await record.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved.').waitFor();
}

async function closeBatch(page: Page): Promise<void> {
  await page.getByText(/^6 of 7 done · 1 set aside/).waitFor();
  await page.getByRole('button', { name: 'Close the batch' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Close the batch' }).click();
  await dialog.getByText('The batch is closed.').waitFor();
  await dialog.getByRole('button', { name: 'Check quality' }).click();
}

async function checkQuality(page: Page): Promise<void> {
  await page.getByText('1 of 6', { exact: true }).waitFor();
  for (const number of [1, 3, 4, 5, 6, 7]) {
    await page
      .locator('main p', { hasText: code(number) })
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Sign off' }).and(page.locator(':enabled')).waitFor();
    await page.keyboard.press('s');
    await page.getByText(`${code(number)} is signed off.`).waitFor();
  }
}

async function findAgain(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Catalogue' }).click();
  const box = page.getByRole('searchbox');
  await box.fill('treasurer');
  await page.getByRole('row', { name: new RegExp(code(1)) }).waitFor();
  await box.fill('state:signed-off');
  await page.getByText(/^6 carriers/).waitFor();
  await box.fill('file:sermons');
  await page.getByRole('row', { name: new RegExp(code(6)) }).waitFor();
}

async function makeBag(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Hand over' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Lines for bag-info.txt').fill('Source-Organization: City Archive');
  await dialog.getByRole('button', { name: 'Hand over', exact: true }).click();
  await page.getByText(/A bag of \d+ files/).waitFor();
}
