/** Converting an image and writing it to a medium, as a person does it: what is told before, meanwhile, and after. */
import { describe, expect, it } from 'vitest';
import { SpindleError } from '../../src/shared/errors.ts';
import { browserMissing } from '../support/browser.ts';
import { hurtOffice } from '../support/image-scenarios.ts';
import { wornFloppy } from '../support/portrait-scenarios.ts';
import { useStage } from '../support/use-stage.ts';

if (browserMissing) console.warn(`skipped: ${browserMissing}`);

const letters = { image: hurtOffice(), portrait: wornFloppy };
const fragment = '#/image/file/r1/letters-93.img';
const hash = (length: number) => '0123456789abcdef'.repeat(4).slice(0, length);
const converted = {
  path: '/srv/accessions/2026-114/letters-93.ima',
  role: 'image' as const,
  sizeBytes: 1_474_560,
  crc32: hash(8),
  md5: hash(32),
  sha1: hash(40),
  sha256: hash(64),
};

describe.skipIf(browserMissing)('converting an image', () => {
  const open = useStage();

  it('says before anything is written what each format loses, and why others are refused', async () => {
    const { page } = await open(letters, { fragment });
    await page.getByRole('button', { name: 'Convert\u2026' }).click();
    const dialog = page.getByRole('dialog', { name: 'Convert letters-93' });
    await dialog.getByRole('radio', { name: /ImageDisk.*Nothing is lost/ }).waitFor();
    await dialog.getByRole('radio', { name: /IMA.*Loses the marks of bad and missing sectors/ }).waitFor();
    await dialog
      .getByText(/Would lie about this image: it is a disk/)
      .first()
      .waitFor();
    expect(await dialog.getByRole('radio', { name: /^ISO/ }).count()).toBe(0);
    expect(await dialog.getByRole('button', { name: 'Convert' }).isDisabled()).toBe(true);
  });

  it('goes from the choice to the files with their hashes, and on to what came of it', async () => {
    const { page, hub } = await open(letters, { fragment });
    await page.getByRole('button', { name: 'Convert\u2026' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: /^IMA/ }).click();
    await dialog.getByText(/Writes letters-93\.ima into \/srv\/accessions/).waitFor();
    await dialog.getByRole('button', { name: 'Convert' }).click();
    const { conversion } = hub.conversions;
    await expect.poll(() => hub.asked.some((asked) => asked.startsWith('convert'))).toBe(true);
    conversion.set({ ...conversion.value, share: 0.42 });
    await dialog.getByText(/Converting to IMA, sectors alone: 42\.0.%/).waitFor();
    conversion.set({
      ...conversion.value,
      state: 'done',
      share: 1,
      lost: ['comment'],
      result: {
        name: 'letters-93',
        files: [converted],
        sectors: { total: 2880, good: 2878, bad: 2 },
        notes: [],
      },
    });
    await dialog.getByText(/Lost: the name or comment of the container/).waitFor();
    await dialog.getByText(/2 sectors could not be read from the carrier/).waitFor();
    await dialog.getByText(converted.sha256).waitFor();
    await dialog.getByRole('button', { name: 'Open the result' }).click();
    await expect.poll(() => page.evaluate(() => location.hash)).toBe('#/image/file/r1/letters-93.ima');
  });

  it('can be ended', async () => {
    const { page } = await open(letters, { fragment });
    await page.getByRole('button', { name: 'Convert\u2026' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: /ImageDisk/ }).click();
    await dialog.getByRole('button', { name: 'Convert' }).click();
    await dialog.getByRole('button', { name: 'Stop' }).click();
    await dialog.getByText('Stopped. Nothing of it was kept.').waitFor();
  });
});

describe.skipIf(browserMissing)('writing an image', () => {
  const open = useStage();

  async function dialogOf(page: Awaited<ReturnType<typeof open>>['page']) {
    await page.getByRole('button', { name: 'Write\u2026' }).click();
    const dialog = page.getByRole('dialog', { name: /Write letters-93\.img/ });
    await dialog.getByRole('radio').first().waitFor();
    return dialog;
  }

  it('chooses nothing beforehand, and says of every other drive why it is never written to', async () => {
    const { page } = await open(letters, { fragment });
    const dialog = await dialogOf(page);
    expect(await dialog.getByRole('radio', { checked: true }).count()).toBe(0);
    expect(await dialog.getByRole('radio', { name: /Samsung/ }).count()).toBe(0);
    await dialog.getByText(/never written to: it holds \/ of this system/).waitFor();
    expect(await dialog.getByRole('button', { name: 'Overwrite this medium' }).isDisabled()).toBe(true);
  });

  it('shows the medium before the first byte, then every step, then the report', async () => {
    const { page, hub } = await open(letters, { fragment });
    const dialog = await dialogOf(page);
    await dialog.getByRole('radio', { name: /floppy drive/ }).click();
    await dialog.getByText(/80 cylinders, 2 heads, 18 sectors a track/).waitFor();
    await dialog.getByRole('button', { name: 'Overwrite this medium' }).click();
    const { writing } = hub.writings;
    await dialog.getByText('Opening /dev/fd0\u2026').waitFor();
    writing.set({ ...writing.value, step: { phase: 'compare', lba: 1440, share: 0.5 } });
    await dialog.getByText(/Reading back: 50\.0.%, at LBA 1.440/).waitFor();
    const report = {
      method: 'sectors' as const,
      totalSectors: 2880,
      goodSectors: 2880,
      failed: [],
      rewrittenSectors: 1,
      said: [],
    };
    writing.set({ ...writing.value, state: 'done', report, isNoted: true });
    await dialog.getByText(/All 2.880 sectors of \/dev\/fd0 were read back.*one sector had to be/).waitFor();
    await dialog.getByText('The catalogue has an event of it.').waitFor();
  });

  it('of a disk with sectors that did not take is no success', async () => {
    const { page, hub } = await open(letters, { fragment });
    const dialog = await dialogOf(page);
    await dialog.getByRole('radio', { name: /floppy drive/ }).click();
    await dialog.getByRole('button', { name: 'Overwrite this medium' }).click();
    await dialog.getByText('Opening /dev/fd0\u2026').waitFor();
    const { writing } = hub.writings;
    const failed: [number, number][] = [[100, 3]];
    const report = {
      method: 'sectors' as const,
      totalSectors: 2880,
      goodSectors: 2877,
      failed,
      rewrittenSectors: 0,
      said: [],
    };
    writing.set({ ...writing.value, state: 'done', report, isNoted: false });
    await dialog.getByText(/3 sectors of \/dev\/fd0 did not take/).waitFor();
    await dialog.getByText('LBA 100 to 102').waitFor();
  });

  it('wants the model of a disk larger than any diskette, typed', async () => {
    const { page } = await open(letters, { fragment });
    const dialog = await dialogOf(page);
    await dialog.getByRole('radio', { name: /Kingston/ }).click();
    const model = dialog.getByLabel('Type the model to write to it');
    const start = dialog.getByRole('button', { name: 'Overwrite this medium' });
    await model.fill('Samsung');
    await dialog.getByText('This is not Kingston DataTraveler.').waitFor();
    expect(await start.isDisabled()).toBe(true);
    await model.fill('Kingston DataTraveler');
    expect(await start.isEnabled()).toBe(true);
  });

  it('is refused where the medium speaks against it, and can be checked again', async () => {
    const { page, hub } = await open(letters, { fragment });
    hub.writings.check = new SpindleError(
      'permission-denied',
      'The disk in /dev/fd0 is write-protected. Nothing was written; close its shutter and check again.',
    );
    const dialog = await dialogOf(page);
    await dialog.getByRole('radio', { name: /floppy drive/ }).click();
    await dialog
      .getByRole('alert')
      .getByText(/write-protected/)
      .waitFor();
    expect(await dialog.getByRole('button', { name: 'Overwrite this medium' }).isDisabled()).toBe(true);
    await dialog.getByRole('button', { name: 'Check again' }).waitFor();
  });
});
