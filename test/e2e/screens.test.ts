/** The screens in a real browser, behind the real station and its content security policy; only the hub is made up. */
import { describe, expect, it } from 'vitest';
import { SpindleError } from '../../src/shared/errors.ts';
import { defaultJobOptions } from '../../src/shared/model/job.ts';
import { browserMissing, pressByHand } from '../support/browser.ts';
import { hurtOffice } from '../support/image-scenarios.ts';
import {
  busyBench,
  crowdedBench,
  failedJob,
  finishedWithErrors,
  halfReadRuns,
  hugeRuns,
  jobLog,
  jobWithMap,
  longQueue,
  makeDrive,
  makeInspection,
  makeRecord,
} from '../support/scenarios.ts';
import { useStage } from '../support/use-stage.ts';

if (browserMissing) console.warn(`The screens are not tested: ${browserMissing}.`);

describe.skipIf(browserMissing)('screens', () => {
  const open = useStage();

  for (const [width, height] of [
    [1024, 700],
    [1920, 1200],
    [640, 400],
  ] as const) {
    it(`show from afar all of twelve drives at ${width} by ${height}`, async () => {
      const { page } = await open(crowdedBench(), { width, height, fragment: '#/bench?kiosk' });
      await page.getByText('LETTERS 93').first().waitFor();
      const lost = await page.locator('main li').evaluateAll((tiles) =>
        tiles.flatMap((tile) => {
          const edge = tile.getBoundingClientRect();
          return [...tile.querySelectorAll('strong, span, p, canvas')]
            .filter((part) => part.getBoundingClientRect().bottom > edge.bottom)
            .map((part) => part.textContent || part.tagName);
        }),
      );
      expect(lost).toEqual([]);
    });
  }

  it('take the token out of the address and outlive a reload', async () => {
    const { page } = await open(busyBench());
    expect(page.url()).not.toContain('token');
    await page.reload();
    await page.getByRole('article', { name: 'TEAC FD-235HF' }).waitFor();
  });

  it('say what to do without a drive, and add a practice drive', async () => {
    const { page } = await open({});
    await page.getByRole('heading', { name: 'No drive is connected' }).waitFor();
    await page.getByRole('button', { name: 'Add practice drive' }).click();
    await page.getByRole('button', { name: /Scratched/ }).click();
    const tile = page.getByRole('article', { name: 'Practice drive' });
    await tile.getByText('Practice', { exact: true }).waitFor();
    await tile.getByRole('button', { name: 'Remove Practice drive from the bench' }).click();
    await page.getByRole('heading', { name: 'No drive is connected' }).waitFor();
  });

  it('show each drive with what it does, and offer nothing on the disk of the system', async () => {
    const { hub, page } = await open(busyBench());
    const reading = page.getByRole('article', { name: 'TEAC FD-235HF' });
    await reading.getByText('62.6').waitFor();
    await reading.getByRole('button', { name: 'Pause' }).click();
    await reading.getByRole('button', { name: 'Continue' }).click();
    await reading.getByRole('button', { name: 'Stop' }).click();
    await reading.getByText('Partial (resumable)').waitFor();
    await reading.getByRole('button', { name: 'Resume' }).click();
    await reading.getByText('Reading', { exact: true }).waitFor();
    expect(hub.asked).toEqual(['pause j1', 'unpause j1', 'park j1', 'resume j1']);
    const system = page.getByRole('article', { name: 'Samsung SSD 870' });
    await system.getByText('Not imaged: this system or Spindle itself works on it.').waitFor();
    expect(await system.getByRole('button').count()).toBe(0);
  });

  it('start a job with a scanner and Enter alone', async () => {
    const { hub, page } = await open({ drives: [makeDrive('fd0')], takenNames: ['LETTERS 93'] });
    await page.getByRole('button', { name: 'Start\u2026' }).click();
    await page.getByText('80 cylinders, 2 heads, 18 sectors').waitFor();
    await page.getByText('the dump will be called LETTERS 93-2').waitFor();
    expect(await page.getByLabel('Carrier code').inputValue()).toBe('');
    await page.keyboard.type('AR-0412');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Looking at what is in the drive.' }).waitFor();
    expect(hub.started).toEqual([
      {
        sourceId: 'fd0',
        rootId: 'r1',
        // By the code, as the settings say, though it was not shown yet when Enter came.
        name: 'AR-0412',
        options: { ...defaultJobOptions, formats: ['img'], carrier: 'AR-0412' },
        resume: false,
      },
    ]);
  });

  it('name the files by the template of the settings, unless a person names them', async () => {
    const { hub, page } = await open({
      drives: [makeDrive('fd0')],
      settings: { nameTemplate: 'Archive_{code}' },
    });
    await page.getByRole('button', { name: 'Start\u2026' }).click();
    const name = page.getByLabel('Name', { exact: true });
    await page.getByLabel('Carrier code').fill('AR-0412');
    await expect.poll(() => name.inputValue()).toBe('Archive_AR-0412');
    await name.fill('my own');
    await page.getByLabel('Carrier code').fill('AR-0413');
    await page.getByRole('button', { name: 'Start imaging' }).click();
    await expect.poll(() => hub.started.map((started) => started.name)).toEqual(['my own']);
    await page.evaluate(() => {
      location.hash = '#/settings';
    });
    const template = page.getByLabel('Names of the files of a carrier');
    await template.fill('{code}_{title}');
    await template.blur();
    await expect.poll(() => hub.settings.nameTemplate).toBe('{code}_{title}');
  });

  it('ask before a parked dump is continued, and tell why a start was refused', async () => {
    const { hub, page } = await open({ drives: [makeDrive('fd0')], parkedNames: ['LETTERS 93'] });
    hub.refusal = new SpindleError(
      'output-unwritable',
      'The folder cannot be written to. Choose another folder.',
      {
        path: '/srv/accessions',
      },
    );
    await page.getByRole('button', { name: 'Start\u2026' }).click();
    const again = page.getByRole('radio', { name: /Continue the parked one/ });
    await again.waitFor();
    expect(await again.isChecked()).toBe(false);
    await again.click();
    await page.getByRole('button', { name: 'Continue imaging' }).click();
    const alert = page.getByRole('alert');
    await alert.getByText('The folder cannot be written to.').waitFor();
    await alert.getByText('Details').click();
    await alert.getByText('/srv/accessions', { exact: true }).waitFor();
    hub.refusal = null;
    await page.getByRole('button', { name: 'Continue imaging' }).click();
    await page.getByRole('heading', { name: 'Looking at what is in the drive.' }).waitFor();
    expect(hub.started[0]?.resume).toBe(true);
  });

  it('put warnings first, refuse a wrong fill byte, and give the focus back', async () => {
    const message = 'The boot sector describes another disk.';
    const { page } = await open({
      drives: [makeDrive('fd0')],
      inspection: makeInspection({ warnings: [{ code: 'clash', message }] }),
    });
    const start = page.getByRole('button', { name: 'Start\u2026' });
    await start.click();
    await page.getByRole('note').getByText(message).waitFor();
    await page.getByLabel('Fill byte (hex)').fill('zz');
    await page.getByText('Give two hexadecimal digits').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await start.evaluate((button) => button === document.activeElement)).toBe(true);
  });

  it('tell when a disk cannot be looked at, and look again', async () => {
    const { page } = await open({
      drives: [makeDrive('fd0', { sizeBytes: 0 })],
      inspection: new SpindleError('no-medium', 'There is no disk in the drive. Insert one and look again.'),
    });
    await page.getByRole('button', { name: 'Look for a disk' }).click();
    await page.getByRole('alert').getByText('There is no disk in the drive.').waitFor();
    await page.getByRole('button', { name: 'Look again' }).last().click();
    await page.keyboard.press('Enter');
    expect(await page.getByRole('dialog').count()).toBe(1);
  });

  it('follow a job from its first sector to its files', async () => {
    const { hub, page } = await open(
      { jobs: [jobWithMap('j1', halfReadRuns)], log: jobLog },
      { fragment: '#/jobs/j1' },
    );
    await page.getByRole('heading', { name: /^Reading: 1.804 of 2.880 sectors read/ }).waitFor();
    await page.getByRole('list', { name: 'Sectors by state' }).getByText('not readable').waitFor();
    const { id, ...end } = finishedWithErrors('j1');
    hub.change(id, end);
    await page
      .getByRole('heading', { name: /5 \(0\.2.%\) could not be read and are filled with 00/ })
      .waitFor();
    await page.getByRole('tab', { name: /Files/ }).click();
    await page.getByText('LETTERS 93.img').waitFor();
    await page.getByRole('tab', { name: 'Log' }).click();
    await page.getByText('not readable after 3 tries').waitFor();
    await page.getByRole('button', { name: 'Show in catalogue' }).waitFor();
  });

  it('walk the sector map by keyboard and say where the cursor is', async () => {
    const { page } = await open({ jobs: [finishedWithErrors('j1')] }, { fragment: '#/jobs/j1' });
    const map = page.getByRole('slider', { name: 'Sector map' });
    await map.focus();
    await page.keyboard.press('End');
    await expect.poll(() => map.getAttribute('aria-valuenow')).toBe('2879');
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await expect
      .poll(() => map.getAttribute('aria-valuetext'))
      .toBe('LBA 1: read, cylinder 0, head 0, sector 2');
    await pressByHand(page, '+');
    await expect.poll(() => page.getByRole('button', { name: 'Zoom out' }).isEnabled()).toBe(true);
    await page.keyboard.press('-');
    await expect.poll(() => page.getByRole('button', { name: 'Zoom out' }).isEnabled()).toBe(false);
  });

  it('open the sector under the cursor: addresses, history, files and bytes, and nothing made up', async () => {
    const { page } = await open(
      { jobs: [finishedWithErrors('j1')], image: hurtOffice() },
      { fragment: '#/jobs/j1' },
    );
    const map = page.getByRole('slider', { name: 'Sector map' });
    await map.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Sector 0' });
    await dialog.getByText('cylinder 0, head 0, sector 1').waitFor();
    await dialog.getByText('LETTERS/MUELLER.TXT').waitFor();
    await dialog.getByText(/^Not written down: .*sense bytes of failed reads/).waitFor();
    await dialog.getByLabel('Bytes of the sector').waitFor();
    await dialog.getByRole('button', { name: 'Next sector' }).click();
    await page
      .getByRole('dialog', { name: 'Sector 1' })
      .getByText('There are no bytes of this sector.')
      .waitFor();
    await page.keyboard.press('Escape');
    expect(await map.getAttribute('aria-valuenow')).toBe('1');
  });

  it('sort the ranges, and show one on the map', async () => {
    const { page } = await open({ jobs: [finishedWithErrors('j1')] }, { fragment: '#/jobs/j1' });
    const ranges = page.getByRole('grid', { name: 'Ranges that were not simply read' });
    await ranges.getByRole('button', { name: 'Sectors' }).click();
    await ranges.getByRole('row').nth(1).getByText('cylinder 19, head 1, sector 3').waitFor();
    expect(await ranges.getByRole('columnheader', { name: 'Sectors' }).getAttribute('aria-sort')).toBe(
      'descending',
    );
    await ranges.getByRole('row').nth(1).focus();
    await page.keyboard.press('Enter');
    const map = page.getByRole('slider', { name: 'Sector map' });
    expect(await map.getAttribute('aria-valuenow')).toBe('704');
    expect(await map.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  it('let one bad sector in twelve million be seen', async () => {
    const { page } = await open(
      { jobs: [jobWithMap('j1', hugeRuns(), { inspection: null })] },
      { fragment: '#/jobs/j1' },
    );
    await page.getByRole('heading', { name: /1 not readable so far/ }).waitFor();
    const map = page.getByRole('slider', { name: 'Sector map' });
    await map.locator('canvas').waitFor();
    const red = await map.locator('canvas').evaluate(async (canvas) => {
      const { width, height } = canvas as HTMLCanvasElement;
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      const pixels = (canvas as HTMLCanvasElement).getContext('2d')!.getImageData(0, 0, width, height).data;
      let count = 0;
      for (let at = 0; at < pixels.length; at += 4) {
        if (pixels[at]! > 180 && pixels[at + 1]! < 60 && pixels[at + 2]! < 80) count++;
      }
      return count;
    });
    expect(red).toBeGreaterThanOrEqual(9);
  });

  it('tell what failed and what was kept, and go on', async () => {
    const { hub, page } = await open({ jobs: [failedJob('j3')] }, { fragment: '#/jobs/j3' });
    await page.getByRole('alert').getByText('Everything it had read is kept').waitFor();
    await page.getByText('Details').click();
    await page.getByText('SIGKILL').waitFor();
    await page.getByRole('button', { name: 'Resume' }).click();
    await page.getByRole('heading', { name: /^Reading:/ }).waitFor();
    expect(hub.asked).toEqual(['resume j3']);
  });

  it('list every job with its outcome, and let a resting one go', async () => {
    const { page } = await open({ jobs: longQueue() }, { fragment: '#/queue' });
    const words = [
      'Complete',
      'Complete after retries',
      'Complete with errors',
      'Partial (resumable)',
      'Not readable',
    ];
    for (const word of words) await page.getByText(word, { exact: true }).first().waitFor();
    await page.getByRole('button', { name: 'Dismiss Install disk 1' }).click();
    await page.getByRole('button', { name: 'Dismiss Install disk 1' }).waitFor({ state: 'detached' });
  });

  it('scroll through a hundred thousand dumps by keyboard and open one', async () => {
    const record = makeRecord();
    const { page } = await open({ dumpCount: 100_000, records: [record] }, { fragment: '#/catalogue/dumps' });
    const grid = page.getByRole('grid', { name: 'Dumps' });
    expect(await grid.getAttribute('aria-rowcount')).toBe('100001');
    await grid.getByRole('row').nth(1).focus();
    for (let times = 0; times < 3; times++) {
      const rows = await grid.evaluate((element) => element.scrollHeight);
      await page.keyboard.press('End');
      await page.waitForFunction(
        (before) => document.querySelector('[role="grid"]')!.scrollHeight > before,
        rows,
      );
    }
    expect(await grid.getByRole('row').count()).toBeLessThan(100);
    await page.keyboard.press('Home');
    await grid.getByText('LETTERS 93').first().waitFor();
    await page.waitForFunction(() => document.activeElement?.getAttribute('data-row') === '0');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /2.875 of 2.880 sectors read/ }).waitFor();
    await page.getByRole('button', { name: 'Verify files' }).click();
    await page.getByText('every hash is as it was recorded').waitFor();
    await page.getByRole('tab', { name: /Events/ }).click();
    await page.getByText('Fixity check').waitFor();
  });

  it('find by the slash key, from any screen, and keep the search in the address', async () => {
    const { page } = await open({ dumpCount: 60, drives: [] });
    await page.getByRole('heading', { name: 'No drive is connected' }).waitFor();
    await page.keyboard.press('/');
    await page.getByRole('searchbox').waitFor();
    await page.waitForFunction(() => document.activeElement?.getAttribute('type') === 'search');
    await page.keyboard.type('minutes');
    await page.waitForURL(/q=minutes/);
    await page.getByText(/carriers? in/).waitFor();
    expect(page.url()).toContain('q=minutes');
    await page.reload();
    await page.getByText(/carriers? in/).waitFor();
    await page.getByRole('searchbox').fill('nothing of the kind');
    await page.getByRole('heading', { name: /Nothing matches/ }).waitFor();
  });

  it('keep what is shown when the line is lost', async () => {
    const { page, stop, expectedComplaints } = await open(busyBench());
    const tile = page.getByRole('article', { name: 'TEAC FD-235HF' });
    await tile.waitFor();
    await stop();
    await page.getByText('Not connected to Spindle.').waitFor();
    await tile.getByText('62.6').waitFor();
    await tile.getByRole('button', { name: 'Pause' }).click();
    await page.getByText('The connection to Spindle was lost.').first().waitFor();
    expectedComplaints.push(/WebSocket|ERR_CONNECTION_REFUSED/);
  });

  it('connect again by themselves after the line was cut, and go on from there', async () => {
    const { hub, page } = await open(busyBench());
    const lines: { cut: () => Promise<void> }[] = [];
    await page.routeWebSocket(/\/rpc$/, (socket) => {
      socket.connectToServer();
      lines.push({ cut: () => socket.close() });
    });
    await page.reload();
    const tile = page.getByRole('article', { name: 'TEAC FD-235HF' });
    await tile.waitFor();
    await lines[0]!.cut();
    await page.getByText('Not connected to Spindle.').waitFor();
    await page.getByText('Not connected to Spindle.').waitFor({ state: 'detached' });
    hub.change('j1', { state: 'parked', outcome: 'partial' });
    await tile.getByText('Partial (resumable)').waitFor();
    expect(lines.length).toBeGreaterThan(1);
  });

  it('change the theme at once and remember it', async () => {
    const { hub, page } = await open({}, { fragment: '#/settings' });
    const surface = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    await page.getByRole('radio', { name: 'Light' }).waitFor();
    const light = await surface();
    await page.getByRole('radio', { name: 'Dark' }).click();
    await page.waitForFunction(() => document.documentElement.dataset.theme === 'dark');
    expect(await surface()).not.toBe(light);
    expect(hub.settings.theme).toBe('dark');
  });

  it('speak the language that is chosen, at once and after a reload', async () => {
    const { hub, page } = await open(busyBench(), { fragment: '#/settings' });
    await page.getByRole('radio', { name: 'Deutsch' }).click();
    await page.getByRole('heading', { name: 'Einstellungen' }).waitFor();
    expect(hub.settings.language).toBe('de');
    expect(await page.getByRole('radio', { name: 'Deutsch' }).isChecked()).toBe(true);
    await page.goto(`${page.url().split('#')[0]}#/bench`);
    const tile = page.getByRole('article', { name: 'TEAC FD-235HF' });
    await tile.getByText(/62,6/).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('de');
    await page.goto(`${page.url().split('#')[0]}#/settings`);
    await page.getByRole('radio', { name: 'Wie der Browser' }).click();
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
  });

  it('tell screen readers of the end of a job', async () => {
    const { hub, page } = await open(busyBench());
    await page.getByRole('article', { name: 'TEAC FD-235HF' }).waitFor();
    hub.change('j1', { state: 'parked', outcome: 'partial' });
    await page
      .locator('[data-announcements]')
      .getByText('TEAC FD-235HF: Parked')
      .waitFor({ state: 'attached' });
  });

  for (const [fragment, data] of [
    ['#/bench', busyBench()],
    ['#/jobs/j1', { jobs: [finishedWithErrors('j1')] }],
    ['#/queue', { jobs: longQueue() }],
    ['#/catalogue', { dumpCount: 300 }],
    ['#/catalogue/dumps', { dumpCount: 300 }],
    ['#/settings', {}],
  ] as const) {
    it(`fit into 1024 by 700 without a sideways scroll: ${fragment}`, async () => {
      const { page } = await open(data, { width: 1024, height: 700, fragment });
      await page.locator('h1').first().waitFor();
      const sideways = await page.evaluate(
        () =>
          [...document.querySelectorAll('main, [role="grid"], body')].filter(
            (element) => element.scrollWidth > element.clientWidth + 1,
          ).length,
      );
      expect(sideways).toBe(0);
    });
  }
});
