/** The screens for discs in a real browser; only the hub is made up. */
import { describe, expect, it } from 'vitest';
import { defaultJobOptions } from '../../src/shared/model/job.ts';
import { browserMissing } from '../support/browser.ts';
import {
  damagedRip,
  damagedRipRuns,
  discBench,
  discDrive,
  discInspection,
  discLog,
  discTitle,
  extraDisc,
  extraRuns,
  makeDiscRecord,
  readingRoomDisc,
  ripUnderWay,
  ripWithoutC2,
  seenDump,
} from '../support/disc-scenarios.ts';
import { makeDrive, makeProgress } from '../support/scenarios.ts';
import { useStage } from '../support/use-stage.ts';

if (browserMissing) console.warn(`The screens for discs are not tested: ${browserMissing}.`);

describe.skipIf(browserMissing)('screens for discs', () => {
  const open = useStage();

  const inDrive = { drives: [discDrive], inspection: discInspection(readingRoomDisc(false)) };

  it('say what a disc is before it is imaged, and start it as was chosen', async () => {
    const { hub, page } = await open(inDrive);
    await page.getByRole('button', { name: 'Start\u2026' }).click();
    const dialog = page.getByRole('dialog', { name: 'Image the disc in Plextor PX-716A' });
    await dialog.getByText('Mixed-mode CD (CD-R)').waitFor();
    await dialog.getByText('1 data track and 11 audio tracks').waitFor();
    await dialog.getByText('pHjq3zLvMxT9ok8nJMtF2Kc0fG0-').waitFor();
    await dialog.getByRole('row', { name: /2 Accession AUDIO 08:43:25 03:06:50/ }).waitFor();
    expect(await dialog.getByText('disk', { exact: false }).count()).toBe(0);
    expect(await dialog.getByLabel('Name').inputValue()).toBe(discTitle);
    expect(await dialog.getByRole('checkbox', { name: /ISO/ }).count()).toBe(0);

    await dialog.getByLabel('Carrier code').fill('CD-0219');
    await dialog.getByLabel('Read offset', { exact: true }).fill('9999');
    await dialog.getByText('Give samples from').waitFor();
    await dialog.getByLabel('Read offset', { exact: true }).fill('+30');
    await dialog.getByLabel('Speed').click();
    await page.getByRole('option', { name: '16\u00d7' }).click();
    // Both write the same cue sheet: one takes the place of the other.
    await dialog.getByRole('checkbox', { name: /BIN\/CUE, single/ }).click();
    expect(await dialog.getByRole('checkbox', { name: /BIN\/CUE one file per track/ }).isChecked()).toBe(
      false,
    );
    for (const name of [/Write the subchannel/, /Read everything twice/, /Open the tray/])
      await dialog.getByRole('checkbox', { name }).click();
    await dialog.getByRole('button', { name: 'Start imaging' }).click();
    await page.getByRole('heading', { name: 'Looking at what is in the drive.' }).waitFor();
    expect(hub.started[0]?.options).toEqual({
      ...defaultJobOptions,
      formats: ['bincue-single'],
      carrier: 'CD-0219',
      ...{ readOffset: 30, speed: 16, subchannel: true, verifyPass: true, eject: true },
    });
  });

  it('keep WAV alone from being taken for the whole of a disc with data', async () => {
    const { page } = await open(inDrive);
    await page.getByRole('button', { name: 'Start\u2026' }).click();
    await page.getByRole('checkbox', { name: /WAV/ }).click();
    await page.getByRole('checkbox', { name: /BIN\/CUE one file per track/ }).click();
    await page.getByText('WAV holds the audio tracks alone.').waitFor();
  });

  it('tell of a disc that was imaged before, and lead to its dump', async () => {
    const record = makeDiscRecord();
    const seenBefore = [{ ...seenDump, dumpId: record.summary.dumpId }, seenDump];
    const { page } = await open({ ...inDrive, seenBefore, records: [record] });
    await page.getByRole('button', { name: 'Start\u2026' }).click();
    const note = page.getByRole('note').filter({ hasText: 'Seen before as' });
    await note.getByText('(CD-0071, 2 Oct 2026, 09:14, Complete), and 1 more.').waitFor();
    await note.getByRole('link', { name: seenDump.name }).click();
    await page.getByRole('heading', { name: /3 \(< 0\.1.%\) could not be read|could not be read/ }).waitFor();
  });

  it('say only "perhaps" where a single track tells little', async () => {
    const [first] = readingRoomDisc(false).tracks;
    const disc = { ...readingRoomDisc(false), tracks: [first!], cdText: null };
    const inspection = discInspection(disc, { filesystems: [] });
    const { page } = await open({ drives: [discDrive], inspection, seenBefore: [seenDump] });
    await page.getByRole('button', { name: 'Start\u2026' }).click();
    await page.getByText('with a single track it tells little').waitFor();
    expect(await page.getByLabel('Read offset', { exact: true }).count()).toBe(0);
    await page.getByRole('checkbox', { name: /ISO/ }).waitFor();
  });

  it('follow a rip by its tracks, to its sums', async () => {
    const { hub, page } = await open({ jobs: [ripUnderWay('j1')], log: discLog }, { fragment: '#/jobs/j1' });
    await page.getByText(discTitle).waitFor();
    const tracks = page.getByRole('tabpanel', { name: /Tracks/ });
    await tracks.getByRole('row', { name: /^1 MODE1 00:02:00 08:39:25 99\.9.% read$/ }).waitFor();
    await tracks.getByRole('row', { name: /Colophon .*not read yet$/ }).waitFor();
    await page.getByText('19.1\u00d7').waitFor();
    const { id, ...end } = damagedRip('j1');
    hub.change(id, end);
    await page
      .getByRole('heading', { name: /9 .* could not be read .* 19 .* are in doubt and kept as read/ })
      .waitFor();
    await tracks.getByRole('row', { name: /^1 MODE1 .*3 not readable$/ }).waitFor();
    await tracks.getByRole('row', { name: /6 not readable\s*17 in doubt\s*0\.31.s of sound$/ }).waitFor();
    await tracks.getByText('ISRC DEX012600003').waitFor();
    await page.getByRole('row', { name: /Verify 1/ }).waitFor();
    await tracks.getByRole('checkbox', { name: 'Show all hashes' }).click();
    await tracks.getByText(end.tracks[2]!.sha256).waitFor();
    await page.getByRole('tab', { name: 'Disc' }).click();
    await page.getByText(/^Q right in .* \(99\.5.%\)$/).waitFor();
    await page.getByText('+30 samples').waitFor();
  });

  it('show over what was read how far it is, once the files are made', async () => {
    const { page } = await open({ jobs: [damagedRip('j1')] }, { fragment: '#/jobs/j1' });
    const bar = page.getByRole('progressbar', { name: 'Sectors read' });
    expect(await bar.getAttribute('aria-valuenow')).toBe('99');
  });

  it('say where C2 had errors, at the first reading and in what is kept, and show the place on the map', async () => {
    const { hub, page } = await open({ jobs: [ripUnderWay('j1')] }, { fragment: '#/jobs/j1' });
    const panel = page.getByRole('region', { name: 'Speed and C2 over position' });
    await panel
      .getByText(
        'C2 errors in 9 sectors at their first reading: 212 bytes, the most (61) at LBA 21\u202f957.',
      )
      .waitFor();
    await panel.locator('canvas').nth(1).waitFor();
    const { id, ...end } = damagedRip('j1');
    hub.change(id, end);
    await panel.getByText(/^C2 errors in 260 sectors .* In what is kept, 19 sectors: 1.972 bytes/).waitFor();
    await panel
      .getByRole('list', { name: /^What the plot of C2 shows/ })
      .getByText('as kept')
      .waitFor();
    await page.getByRole('tab', { name: /^C2/ }).click();
    const table = page.getByRole('grid', { name: 'Stretches with C2 errors' });
    await table.getByRole('row', { name: /^25:37:43 115.168 488 6 122 31.870 17 1.911$/ }).click();
    await page.getByText(/^LBA 115.16\d to 115.1[67]\d: read/).waitFor();
  });

  it('say of a disc that came without C2 that nothing is known, in a job and in a dump', async () => {
    const { record, ...dump } = makeDiscRecord();
    const { c2: _, ...old } = record;
    const data = { jobs: [ripWithoutC2('j1')], records: [{ ...dump, record: old }] };
    const { page } = await open(data, { fragment: '#/jobs/j1' });
    await page
      .getByText('Nothing is known of C2: the drive gave none, or it was not written down.')
      .waitFor();
    expect(await page.getByRole('tab', { name: /^C2/ }).count()).toBe(0);
    await page.getByRole('link', { name: 'Catalogue' }).click();
    await page.getByRole('link', { name: 'Dumps' }).click();
    await page.getByRole('row', { name: /SHELFMARKS/ }).dblclick();
    const panel = page.getByRole('region', { name: 'C2 over position' });
    await panel.getByText(/^Nothing is known of C2/).waitFor();
    expect(await panel.locator('canvas').count()).toBe(0);
  });

  it('show of a dump what C2 said of it', async () => {
    const record = makeDiscRecord();
    const { page } = await open({ records: [record] }, { fragment: `#/dumps/${record.summary.dumpId}` });
    const panel = page.getByRole('region', { name: 'C2 over position' });
    await panel.getByText(/^C2 errors in 260 sectors/).waitFor();
    await panel.locator('canvas').waitFor();
    await page.getByRole('tab', { name: /^C2/ }).waitFor();
  });

  it('name places of a disc by track and time', async () => {
    const { page } = await open({ jobs: [damagedRip('j1')] }, { fragment: '#/jobs/j1' });
    await page.getByRole('tab', { name: /Ranges/ }).click();
    await page
      .getByRole('row', { name: /not readable 1 04:54:60 04:54:62 21.960 21.962 3 00:00:03/ })
      .waitFor();
    const map = page.getByRole('slider', { name: 'Sector map' });
    await map.focus();
    expect(await map.getAttribute('aria-valuetext')).toMatch(
      /^LBA 0 to \d+: read, track 1, 00:02:00 to 00:02:\d\d$/,
    );
    await page.keyboard.press('End');
    expect(await map.getAttribute('aria-valuetext')).toMatch(/read, track 12, 5\d:\d\d:\d\d to /);
    await page.getByRole('list', { name: 'Sectors by state' }).getByText('in doubt').waitFor();
  });

  it('say "about" where the map is coarse', async () => {
    const progress = makeProgress(damagedRipRuns, {
      map: {
        sectorsPerUnit: 100,
        totalSectors: 1_000,
        runs: [
          [4, 'good'],
          [1, 'bad'],
          [5, 'good'],
        ],
      },
    });
    const { page } = await open({ jobs: [damagedRip('j1', { progress })] }, { fragment: '#/jobs/j1' });
    await page.getByRole('row', { name: /^1 MODE1 .*about 100 not readable$/ }).waitFor();
  });

  it('show the sessions of a disc, and that nothing is missing between them', async () => {
    const record = makeDiscRecord(extraRuns, extraDisc());
    const { page } = await open({ records: [record] }, { fragment: `#/dumps/${record.summary.dumpId}` });
    await page.getByRole('heading', { name: /^43.597 of 43.600 sectors read; 3 .* are in doubt/ }).waitFor();
    await page.getByRole('list', { name: 'Sectors by state' }).getByText('between sessions').waitFor();
    await page.getByText('Session 2 from 10:20:50, lead-out at 12:15:25').waitFor();
    await page.getByText('CD-Extra').first().waitFor();
    await page.getByRole('tab', { name: /Ranges/ }).click();
    await page.getByRole('row', { name: /between sessions \u2013/ }).waitFor();
  });

  it('show on the bench and in the catalogue what disc it is', async () => {
    const { page } = await open({ ...discBench(), records: [makeDiscRecord()] });
    const tile = page.getByRole('article', { name: 'Plextor PX-716A' });
    await tile.getByText(`${discTitle} \u00b7 12 tracks`).waitFor();
    await page.getByText('Insert a disc').waitFor();
    await page.getByRole('link', { name: 'Catalogue' }).click();
    await page.getByRole('link', { name: 'Dumps' }).click();
    await page
      .getByRole('row', { name: /SHELFMARKS/ })
      .getByText('12 tracks')
      .waitFor();
  });

  it('call a disk a disk', async () => {
    const { page } = await open({ drives: [makeDrive('fd0')] });
    await page.getByRole('button', { name: 'Start\u2026' }).click();
    const dialog = page.getByRole('dialog', { name: 'Image the disk in Floppy drive' });
    await dialog.getByText('80 cylinders, 2 heads, 18 sectors').waitFor();
    expect(await dialog.getByLabel('Speed').count()).toBe(0);
  });

  for (const [what, fragment, data] of [
    ['a rip', '#/jobs/j1', { jobs: [ripUnderWay('j1')] }],
    ['a damaged rip', '#/jobs/j1', { jobs: [damagedRip('j1')] }],
    ['a dump', `#/dumps/${makeDiscRecord().summary.dumpId}`, { records: [makeDiscRecord()] }],
    ['the bench', '#/bench', discBench()],
  ] as const) {
    it(`fit into 1024 by 700 without a sideways scroll: ${what}`, async () => {
      const { page } = await open(data, { width: 1024, height: 700, fragment });
      await page.locator('h1').first().waitFor();
      const sideways = await page.evaluate(() =>
        [...document.querySelectorAll('main, [role="grid"], [role="tabpanel"], body')]
          .filter((element) => element.scrollWidth > element.clientWidth + 1)
          .map((element) => `${element.tagName} ${element.getAttribute('role')}`),
      );
      expect(sideways).toEqual([]);
    });
  }
});
