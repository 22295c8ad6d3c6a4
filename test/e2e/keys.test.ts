/** The work of the bench without a mouse: keys, the palette, the sheet of keys, a scanner and its cards. */
import { describe, expect, it } from 'vitest';
import type { FoundGroup } from '../../src/shared/model/search.ts';
import { browserMissing, scan } from '../support/browser.ts';
import { estate } from '../support/collection-scenarios.ts';
import { busyBench, longQueue, makeDrive } from '../support/scenarios.ts';
import { shots } from '../support/shots.ts';
import { useStage } from '../support/use-stage.ts';

if (browserMissing) console.warn(`The keys are not tested: ${browserMissing}.`);

function foundBySha1(sha1: string): FoundGroup {
  return {
    ...{ kind: 'carrier', id: 'AR-0412', title: 'Letters 1993', state: 'imaged', mediumKind: null, tags: [] },
    ...{ collection: null, location: null, dumps: 1, files: [], fileCount: { count: 0, isExact: true } },
    dump: { dumpId: 'd-0412', name: 'LETTERS 93', outcome: 'complete', endedAt: '2026-11-20', badSectors: 0 },
    hits: [
      {
        ...{ kind: 'file', id: 'd-0412', title: 'LETTERS 93.img', path: '/dumps/LETTERS 93.img' },
        ...{ matched: `SHA-1 ${sha1}`, ranges: [[6, 4]] },
      },
    ],
  };
}

describe.skipIf(browserMissing)('keys', () => {
  const open = useStage();

  it('find screens, drives, jobs and dumps by Ctrl+K', async () => {
    const { page } = await open({ ...busyBench(), dumpCount: 40 });
    await page.getByRole('article', { name: 'TEAC FD-235HF' }).waitFor();
    const box = page.getByRole('combobox', { name: 'Find anything' });
    const chosen = page.locator('[role="option"][aria-selected="true"]');
    await page.keyboard.press('Control+k');
    await box.waitFor();
    await box.pressSequentially('queu', { delay: 40 });
    await chosen.getByText('Queue').waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Queue', level: 1 }).waitFor();

    await page.keyboard.press('Control+k');
    await box.pressSequentially('teac', { delay: 40 });
    await page.getByRole('option', { name: /TEAC FD-235HF.*Drives/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement?.getAttribute('aria-label') === 'TEAC FD-235HF');

    await page.keyboard.press('Control+k');
    await box.pressSequentially('minutes', { delay: 40 });
    await page
      .getByRole('option', { name: /minutes.*Catalogue/i })
      .first()
      .waitFor();
    await page.keyboard.press('Escape');
    await box.waitFor({ state: 'detached' });
    await page.waitForFunction(
      () => document.activeElement?.closest('[data-tile]')?.getAttribute('aria-label') === 'TEAC FD-235HF',
    );
  });

  it('find by chips what the catalogue finds by them, say why, and say what was not understood', async () => {
    const sha1 = '0123456789abcdef0123456789abcdef01234567';
    const { hub, page } = await open({ search: { groups: [foundBySha1(sha1)] } });
    const box = page.getByRole('combobox', { name: 'Find anything' });
    await page.keyboard.press('Control+k');
    await box.pressSequentially('sha1:0123', { delay: 40 });
    const file = page.getByRole('option', { name: `LETTERS 93.img SHA-1 ${sha1} · File` });
    await file.waitFor();
    await expect.poll(() => hub.search.queries).toContain('sha1:0123');
    await expect.poll(() => file.locator('mark').allTextContents()).toEqual(['0123']);
    await box.fill('shelf:4');
    await page.getByText(/The catalogue was not searched: There is no shelf:/).waitFor();
    await box.fill('sha1:0123');
    await file.click();
    await page.waitForFunction(() => location.hash === '#/dumps/d-0412');
  });

  it('lead into the first field of a form', async () => {
    const { page } = await open({}, { fragment: '#/catalogue' });
    await page.keyboard.press('Control+k');
    const action = page.getByRole('option', { name: /^New carrier/ });
    // A browser keeps Ctrl+N for itself.
    await action.getByText('Alt', { exact: true }).waitFor();
    await action.click();
    await page.getByRole('dialog', { name: 'New carrier' }).waitFor();
    await page.keyboard.type('AR-1', { delay: 60 });
    expect(await page.getByLabel('Code').inputValue()).toBe('AR-1');
  });

  it('are shown by the question mark, and rest where letters are off', async () => {
    const { page, hub } = await open(busyBench());
    await page.getByRole('article', { name: 'TEAC FD-235HF' }).waitFor();
    await page.keyboard.press('?');
    const sheet = page.getByRole('dialog', { name: 'Keys' });
    await sheet.getByText('Find anything').waitFor();
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('checkbox', { name: /Single letters/ }).click();
    await page.waitForFunction(() => document.activeElement instanceof HTMLElement);
    expect(hub.settings.letterKeys).toBe(false);
    await page.keyboard.press('?');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Find anything' }).waitFor();
    expect(await page.getByRole('dialog', { name: 'Keys' }).count()).toBe(0);
  });

  it('choose a drive, start it and start the job, all by keyboard', async () => {
    const { page, hub } = await open({
      drives: [makeDrive('fd0'), makeDrive('fd1', { label: 'Second drive' })],
    });
    await page.getByRole('article', { name: 'Second drive' }).waitFor();
    await page.keyboard.press('Alt+2');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('dialog', { name: /Second drive/ }).waitFor();
    await page.getByText('80 cylinders, 2 heads, 18 sectors').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: 'Looking at what is in the drive.' }).waitFor();
    expect(hub.started.map(({ sourceId }) => sourceId)).toEqual(['fd1']);
  });

  it('are told from a scanner, whose code goes to the next dump and whose cards are obeyed', async () => {
    const { page, hub } = await open({ drives: [makeDrive('fd0'), makeDrive('fd1')], jobs: [] });
    await page.getByRole('article').first().waitFor();
    await scan(page, 'EJECT B');
    await expect.poll(() => hub.asked).toEqual(['eject fd1']);
    await scan(page, 'STOP A');
    await page.getByText('Drive A has nothing to stop.').waitFor();
    await page.keyboard.press('Alt+1');
    await scan(page, 'AR-0412');
    const dialog = page.getByRole('dialog', { name: /^Image the disk/ });
    await dialog.waitFor();
    expect(await page.getByLabel('Carrier code').inputValue()).toBe('AR-0412');
    // Typed into the wrong field by the scanner, the code still lands in its own, and names the files.
    const name = page.getByRole('textbox', { name: 'Name' });
    await expect.poll(() => name.inputValue()).toBe('AR-0412');
    await name.focus();
    await scan(page, 'AR-0413');
    await page.waitForFunction(
      () => document.activeElement instanceof HTMLInputElement && document.activeElement.value === 'AR-0413',
    );
    await expect.poll(() => name.inputValue()).toBe('AR-0413');
    expect(hub.started).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await scan(page, 'GO QUEUE');
    await page.getByRole('heading', { name: 'Queue', level: 1 }).waitFor();
    await scan(page, 'KJ-0077');
    await page.getByRole('heading', { name: 'KJ-0077' }).waitFor();
  });

  it('leave the bench from afar, which needs no scrolling', async () => {
    const { page, hub } = await open(busyBench(), { width: 1024, height: 700 });
    await page.getByRole('button', { name: 'From afar' }).click();
    const tile = page.getByRole('listitem', { name: 'TEAC FD-235HF' });
    await tile.getByText('62.6').waitFor();
    expect(
      await page.evaluate(() => {
        const { scrollHeight, clientHeight } = document.documentElement;
        const low = [...document.querySelectorAll('main li')].map(
          (each) => each.getBoundingClientRect().bottom,
        );
        return scrollHeight <= clientHeight && Math.max(...low) <= clientHeight;
      }),
    ).toBe(true);
    await scan(page, 'PAUSE A');
    await expect.poll(() => hub.asked).toEqual(['pause j1']);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'From afar' }).waitFor();
  });

  it('of the sheet do what it says: lists, exceptions, records, a new carrier', async () => {
    const { page } = await open(estate, { fragment: '#/catalogue' });
    const grid = page.getByRole('grid', { name: 'Found' });
    await grid.getByRole('row').nth(2).waitFor();
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-row'));
    for (const [key, row] of [
      ['j', '0'],
      ['j', '1'],
      ['j', '2'],
      ['k', '1'],
    ] as const) {
      await page.keyboard.press(key);
      await expect.poll(focused).toBe(row);
    }
    await page.keyboard.press('F9');
    await page.getByRole('grid', { name: 'Exceptions' }).waitFor();
    await page.keyboard.press('F9');
    await expect.poll(focused).toBe('0');
    await page.keyboard.press('F9');
    await expect.poll(focused).toBe('1');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Edit' }).waitFor();
    await page.keyboard.press('F2');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Title').waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.keyboard.press('Alt+n');
    await page.getByRole('dialog', { name: 'New carrier' }).waitFor();
  });

  it('play the sound of a disc and pause it, unless a button has the focus', async () => {
    const { fragment, data, prepare } = shots.find(({ name }) => name === 'files-sound')!;
    const scene = await open(data, { fragment: fragment! });
    await prepare?.(scene);
    const { page } = scene;
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: /^Pause/ }).waitFor();
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: /^Pause/ }).waitFor({ state: 'detached' });
  });

  it('leave what is typed in a search box alone, however fast', async () => {
    const { page } = await open({ jobs: longQueue(), dumpCount: 60 }, { fragment: '#/catalogue' });
    const box = page.getByRole('searchbox');
    await box.focus();
    await scan(page, 'minutes');
    expect(await box.inputValue()).toBe('minutes');
    await page.getByText(/carriers? in/).waitFor();
  });
});
