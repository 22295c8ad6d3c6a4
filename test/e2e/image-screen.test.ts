/** Images opened from anywhere: chosen in a folder, dropped, from the catalogue; what they are, and what is hurt. */
import { describe, expect, it } from 'vitest';
import { browserMissing } from '../support/browser.ts';
import { hurtOffice, hybridDisc } from '../support/image-scenarios.ts';
import {
  archiveFolder,
  dividedDisk,
  hugeFolder,
  readingRoom,
  strayFloppy,
  wornFloppy,
} from '../support/portrait-scenarios.ts';
import { makeRecord } from '../support/scenarios.ts';
import { useStage } from '../support/use-stage.ts';

if (browserMissing) console.warn(`skipped: ${browserMissing}`);

describe.skipIf(browserMissing)('choosing an image', () => {
  const open = useStage();

  it('goes by keyboard alone from the folder to the image and back', async () => {
    const { page, hub } = await open(
      { folder: archiveFolder, image: hurtOffice(), portrait: wornFloppy },
      { fragment: '#/images' },
    );
    await page.getByRole('row', { name: /Box 13/ }).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate(() => location.hash)).toBe('#/images/r1/Box%2014');
    await page.getByRole('row', { name: /letters-93/ }).focus();
    await page.keyboard.press('Backspace');
    await expect.poll(() => page.evaluate(() => location.hash)).toBe('#/images/r1');
    await page.getByRole('row', { name: /letters-93/ }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /1\.44M disk with FAT12/ }).waitFor();
    expect(hub.asked.at(-1)).toBe('open r1/letters-93.img');
    await page.goBack();
    await page.getByRole('row', { name: /letters-93/ }).waitFor();
  });

  it('leaves out what is no image until it is wanted', async () => {
    const { page } = await open({ folder: archiveFolder }, { fragment: '#/images' });
    await page.getByText('2 other files not shown').waitFor();
    await page.getByRole('checkbox', { name: 'Images only' }).click();
    await page.getByRole('row', { name: /notes\.txt/ }).waitFor();
  });

  it('says what the place is for where nothing lies', async () => {
    const { page } = await open({ folder: [] }, { fragment: '#/images' });
    await page.getByRole('heading', { name: 'Nothing is in this folder' }).waitFor();
    await page.getByText(/Nothing in it is changed/).waitFor();
  });

  it('scrolls through a hundred thousand of them', async () => {
    const { page } = await open({ folder: hugeFolder(100_000) }, { fragment: '#/images' });
    await page
      .getByRole('row', { name: /carrier/ })
      .first()
      .focus();
    await page.keyboard.press('End');
    await page.getByRole('row', { name: /carrier 100000/ }).waitFor();
  });
});

describe.skipIf(browserMissing)('an image', () => {
  const open = useStage();

  it('says in a sentence what it is and which files are hurt, and shows the ranges that hit them', async () => {
    const { page } = await open(
      { image: hurtOffice(), portrait: wornFloppy },
      { fragment: '#/image/file/r1/Box%2014/letters-93.img' },
    );
    await page
      .getByRole('heading', { name: /3 files are damaged: 4 sectors not read or in doubt/ })
      .waitFor();
    await page.getByRole('row', { name: /README.*intact/ }).waitFor();
    await page.getByRole('row', { name: /LEDGER.*damaged/ }).waitFor();
    await page.getByRole('tab', { name: 'Sectors' }).click();
    await page.getByRole('row', { name: /not readable.*LEDGER\.TXT/ }).waitFor();
  });

  it('with nothing beside it is never called intact', async () => {
    const { page } = await open(
      { image: hurtOffice(), portrait: strayFloppy },
      { fragment: '#/image/file/r1/disk1.imd' },
    );
    await page.getByRole('heading', { name: /Nothing tells how its sectors were read/ }).waitFor();
    await page.getByText('Not known', { exact: true }).waitFor();
    await page.getByRole('tab', { name: 'Sectors' }).click();
    await page.getByText(/there is no picture of them/).waitFor();
  });

  it('shows why it is what it is: layouts with proofs, partitions, the container', async () => {
    const { page } = await open(
      { image: hurtOffice(), portrait: dividedDisk },
      { fragment: '#/image/file/r1/disk.img' },
    );
    await page.getByRole('tab', { name: 'What it is' }).click();
    await page.getByText('boot sector with a parameter block').waitFor();
    await page.getByRole('row', { name: /MBR.*33\.5.MB.*FAT16/ }).waitFor();
    await page.getByRole('row', { name: /MBR.*nothing known/ }).waitFor();
    await page.getByText('Sectors and nothing else').waitFor();
  });

  it('of a disc has its tracks and identifiers', async () => {
    const { page } = await open(
      { image: hybridDisc(), portrait: readingRoom },
      { fragment: '#/image/file/r1/reading-room.cue' },
    );
    await page.getByRole('heading', { name: /Mixed-mode CD/ }).waitFor();
    await page.getByRole('tab', { name: /Tracks/ }).click();
    await page.getByRole('row', { name: /Deckle Edge/ }).waitFor();
    await page.getByRole('tab', { name: 'What it is' }).click();
    await page.getByText('BIN/CUE').waitFor();
    await page.getByText('MusicBrainz').waitFor();
  });

  it('that cannot be opened says why, and leads to another', async () => {
    const { page } = await open({ folder: archiveFolder }, { fragment: '#/image/file/r1/gone.img' });
    await page.getByRole('heading', { name: 'gone.img' }).waitFor();
    await page.getByRole('alert').waitFor();
    await page.getByRole('button', { name: 'Choose another' }).click();
    await page.getByRole('row', { name: /letters-93/ }).waitFor();
  });

  it('of a dump is opened from the catalogue', async () => {
    const record = makeRecord();
    const { page } = await open(
      { records: [record], image: hurtOffice(), portrait: wornFloppy },
      { fragment: `#/dumps/${record.summary.dumpId}` },
    );
    await page.getByRole('button', { name: 'Open as image' }).click();
    await page.getByRole('heading', { name: /files are damaged/ }).waitFor();
  });
});

describe.skipIf(browserMissing)('verifying an image', () => {
  const open = useStage();
  const fragment = '#/image/file/r1/letters-93.img';
  const result = {
    ok: true,
    checkedSectors: 0,
    edcErrors: 0,
    eccErrors: 0,
    hashMismatches: 0,
    checkedFiles: 3,
    knownBadSectors: 2,
    hasSidecar: true,
  };

  it('tells how far it is, and what it showed', async () => {
    const { page, hub } = await open({ image: hurtOffice(), portrait: wornFloppy }, { fragment });
    await page.getByRole('button', { name: 'Verify' }).click();
    const { check } = hub.images;
    await page.getByRole('button', { name: 'Stop' }).waitFor();
    check.set({ ...check.value, file: 'letters-93.img', share: 0.5 });
    await page.getByText(/Reading letters-93\.img: 50\.0/).waitFor();
    check.set({ ...check.value, state: 'done', result });
    await page.getByText(/3 files are byte for byte as the sidecar recorded\. 2 sectors known/).waitFor();
  });

  it('never calls sound what was only looked at', async () => {
    const { page, hub } = await open({ image: hurtOffice(), portrait: strayFloppy }, { fragment });
    await page.getByRole('button', { name: 'Verify' }).click();
    await page.getByRole('button', { name: 'Stop' }).waitFor();
    const { check } = hub.images;
    const unvouched = { ...result, hasSidecar: false, checkedFiles: 0, knownBadSectors: 0 };
    check.set({ ...check.value, state: 'done', result: unvouched });
    await page.getByText(/it has no check bytes of its own, and no sidecar vouches for it/).waitFor();
  });

  it('names what is not as it should be', async () => {
    const { page, hub } = await open({ image: hurtOffice(), portrait: wornFloppy }, { fragment });
    await page.getByRole('button', { name: 'Verify' }).click();
    await page.getByRole('button', { name: 'Stop' }).waitFor();
    const { check } = hub.images;
    const problems = [{ path: '/srv/a.img', lba: 7, what: 'has changed' }];
    check.set({ ...check.value, state: 'done', problems, problemCount: 1, result: { ...result, ok: false } });
    await page.getByText(/1 thing is not as it should be/).click();
    await page.getByText(/at LBA 7 has changed/).waitFor();
  });
});

describe.skipIf(browserMissing)('a file dropped into a browser', () => {
  const open = useStage();

  async function drop(page: Awaited<ReturnType<typeof open>>['page'], names: readonly string[]) {
    await page.evaluate((list) => {
      const data = new DataTransfer();
      for (const name of list) data.items.add(new File(['sectors'], name));
      for (const type of ['dragenter', 'dragover', 'drop'])
        window.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
    }, names);
  }

  it('is opened where a granted folder has it', async () => {
    const { page, hub } = await open({
      image: hurtOffice(),
      portrait: wornFloppy,
      found: [{ rootId: 'r2', path: 'Box 14/letters-93.img' }],
    });
    await page.getByRole('navigation', { name: 'Rooms' }).waitFor();
    await drop(page, ['letters-93.img']);
    await page.getByRole('heading', { name: /files are damaged/ }).waitFor();
    expect(hub.asked).toEqual(['find letters-93.img of 7', 'open r2/Box 14/letters-93.img']);
  });

  it('that lies elsewhere is answered with why, and with what to do', async () => {
    const { page } = await open({});
    await drop(page, ['elsewhere.img']);
    const dialog = page.getByRole('dialog', { name: /Where elsewhere\.img lies/ });
    await dialog.getByText(/None of the granted folders has a file elsewhere\.img of 7.B/).waitFor();
    await dialog.getByText(/--root FOLDER/).waitFor();
    await dialog.getByRole('link', { name: 'Accession 2026-114' }).click();
    await page.getByRole('heading', { name: 'Nothing is in this folder' }).waitFor();
  });

  it('with others is answered with what to drop', async () => {
    const { page } = await open({});
    await drop(page, ['disc.cue', 'disc.bin']);
    await page.getByText(/Drop one file\. Of an image in several files, drop the sheet/).waitFor();
  });
});
