/** Fixity, lists of others and the state of the station, as a person meets them. */
import { describe, expect, it } from 'vitest';
import { SpindleError } from '../../src/shared/errors.ts';
import { browserMissing } from '../support/browser.ts';
import { watchedArchive } from '../support/checks-scenarios.ts';
import { useStage } from '../support/use-stage.ts';

if (browserMissing) console.warn(`The checks are not tested: ${browserMissing}.`);

describe.skipIf(browserMissing)('checks', () => {
  const open = useStage();

  it('say what fixity is for while nothing was imaged', async () => {
    const { page } = await open({}, { fragment: '#/checks' });
    await page.getByRole('heading', { name: 'There are no files to check yet' }).waitFor();
  });

  it('show findings first, and close one only with a reason', async () => {
    const { hub, page } = await open({ checks: watchedArchive }, { fragment: '#/checks' });
    await page.getByText('2 findings wait for a decision; 214 files are due.').waitFor();
    const finding = page.getByRole('listitem').filter({ hasText: 'AR-0412.bin' });
    await finding.getByText('Different').waitFor();
    await finding.getByRole('button', { name: 'Decide' }).click();
    const confirm = page.getByRole('button', { name: 'Close the finding' });
    expect(await confirm.isDisabled()).toBe(true);
    await page.getByLabel('Reason').fill('Restored from the second copy');
    await page.keyboard.press('Enter');
    await page.getByText('1 finding waits for a decision').waitFor();
    expect(hub.asked).toEqual(['close 7: Restored from the second copy']);
  });

  it('never call files of an absent storage missing', async () => {
    const { page } = await open({ checks: watchedArchive }, { fragment: '#/checks' });
    const storage = page.getByRole('listitem').filter({ hasText: '/media/usb-transfer' });
    await storage.getByText('320 storage away').waitFor();
    await storage.getByText(/Nothing can be said of its files until it is back/).waitFor();
    expect(await storage.getByText(/missing/i).count()).toBe(0);
  });

  it('run what is due, show it, and stop', async () => {
    const { hub, page } = await open({ checks: watchedArchive }, { fragment: '#/checks' });
    await page.getByRole('button', { name: 'Check what is due' }).click();
    const run = page.getByRole('region', { name: 'Fixity run' });
    await run.getByText('Checking', { exact: true }).waitFor();
    await run.getByText('118 MB/s').waitFor();
    await run.getByRole('button', { name: 'Stop' }).click();
    await run.getByText(/^Stopped/).waitFor();
    expect(hub.asked).toEqual(['fixity due', 'fixity stop']);
  });

  it('change how often a storage is read, and take no nonsense', async () => {
    const { page } = await open({ checks: watchedArchive }, { fragment: '#/checks' });
    await page.getByRole('button', { name: /How often .mnt.archive is checked/ }).click();
    await page.getByLabel('Days between checks').fill('0');
    await page.getByText('A whole number from 1 to 3650.').waitFor();
    await page.getByLabel('Days between checks').fill('90');
    await page.getByLabel('Quiet from').fill('25:00');
    await page.getByLabel('Quiet until').fill('18:00');
    await page.getByText(/Two different times of day/).waitFor();
    await page.getByLabel('Quiet from').fill('08:00');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Every 90 days, quiet 08:00\u201318:00').waitFor();
  });

  it('hold the collection against a list, and take another list in', async () => {
    const { hub, page } = await open({ checks: watchedArchive }, { fragment: '#/checks/lists' });
    await page.getByText('Encyclopaedia of the Sea (Europe)', { exact: false }).first().waitFor();
    await page.getByText('1 of 3').waitFor();
    await page.getByRole('button', { name: 'Import a list' }).click();
    await page.getByLabel('File').fill('Atari - ST.dat');
    await page.keyboard.press('Enter');
    await page.getByText('Atari - ST: 3 120 titles.').waitFor();
    expect(hub.asked).toEqual(['import Atari - ST.dat']);
  });

  it('back the catalogue up, and say of each folder whether it took the last one', async () => {
    const { hub, page } = await open({ checks: watchedArchive }, { fragment: '#/checks/catalogue' });
    await page.getByText(/The folder is not there: no backup was made in it/).waitFor();
    await page.getByRole('button', { name: 'Back up now' }).click();
    await page.getByText('2 backups, newest first').waitFor();
    await page.getByRole('button', { name: 'Check every page' }).click();
    await page.getByText('The catalogue is sound').waitFor();
    expect(hub.asked).toEqual(['back up']);
  });

  it('join another catalogue only after a look at what it brings, conflicts named', async () => {
    const { hub, page } = await open({ checks: watchedArchive }, { fragment: '#/checks/catalogue' });
    const join = page.getByRole('button', { name: 'Join', exact: true });
    expect(await join.isDisabled()).toBe(true);
    await page.getByLabel('File of the other catalogue').fill('desk-2.db');
    await page.getByRole('button', { name: 'See what it would bring' }).click();
    await page.getByText('AR-0412, title: here Letters, 1993, there Letters').waitFor();
    await join.click();
    await page.getByText('Joined.').waitFor();
    expect(hub.asked).toEqual(['look at desk-2.db', 'join desk-2.db']);
  });

  it('put a backup back only after a person saw what leaves the catalogue and said yes', async () => {
    const { hub, page } = await open({ checks: watchedArchive }, { fragment: '#/checks/catalogue' });
    await page.getByText('1 backup, newest first').click();
    await page.getByRole('button', { name: /^Put back the backup of/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('3 dumps recorded since: AR-0412, AR-0413').waitFor();
    await dialog.getByText('12 carriers described since: AR-0500, AR-0499, AR-0498 and 9 more').waitFor();
    const doIt = dialog.getByRole('button', { name: 'Put it back' });
    expect(await doIt.isDisabled()).toBe(true);
    await dialog.getByRole('checkbox').click();
    await doIt.click();
    await dialog.getByText(/401 dumps/).waitFor();
    await dialog.getByText('/srv/catalogue.db.replaced-1').waitFor();
    expect(hub.asked).toEqual(['restore /srv/backups/catalogue-2026-11-26T21.db']);
  });

  it('say why a backup is not put back while something is at work, and change nothing', async () => {
    const restoreRefusal = new SpindleError(
      'conflict',
      'The backup was not put back, because a job is at work.',
    );
    const { hub, page } = await open(
      { checks: { ...watchedArchive, restoreRefusal } },
      { fragment: '#/checks/catalogue' },
    );
    await page.getByText('1 backup, newest first').click();
    await page.getByRole('button', { name: /^Put back the backup of/ }).click();
    await page.getByRole('dialog').getByRole('checkbox').click();
    await page.getByRole('button', { name: 'Put it back' }).click();
    await page
      .getByRole('alert')
      .getByText(/because a job is at work/)
      .waitFor();
    expect(hub.asked).toEqual([]);
  });

  it('list packs with their dates and what they match, take one in and forget one', async () => {
    const { hub, page } = await open({ checks: watchedArchive }, { fragment: '#/checks/packs' });
    await page.getByText('every track matches 13 other rips at least').waitFor();
    await page.getByText('1 of 2 tracks match other rips').waitFor();
    await page.getByRole('button', { name: 'Import a pack' }).click();
    await page.getByLabel('File').fill('desk.jsonl');
    await page.keyboard.press('Enter');
    await page.getByText('Desk answers (2026-10-05): 318 facts.').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).last().click();
    await page.getByRole('button', { name: 'Remove' }).click();
    await page.getByText('AccurateRip answers is forgotten. No dump was touched.').waitFor();
    expect(hub.asked).toEqual(['import pack desk.jsonl', 'remove pack 1']);
  });

  it('tell what the station lacks and how to mend it', async () => {
    const { page } = await open({}, { fragment: '#/checks/station' });
    await page.getByText('Some work cannot be done on this station as it is.').waitFor();
    await page.getByText(/install the udev rule/).waitFor();
  });

  for (const fragment of [
    '#/checks',
    '#/checks/lists',
    '#/checks/packs',
    '#/checks/catalogue',
    '#/checks/station',
  ])
    it(`fit into 1024 by 700 without a sideways scroll: ${fragment}`, async () => {
      const { page } = await open({ checks: watchedArchive }, { fragment, width: 1024, height: 700 });
      await page.getByRole('tab', { selected: true }).waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1024);
    });
});
