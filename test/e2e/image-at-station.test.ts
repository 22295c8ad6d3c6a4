/** An image nobody dumped here, at the real station: opened, looked into, extracted, converted, and the result opened. */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { practiceMedia } from '../../src/main/core/block/practice-media.ts';
import { browserMissing, openPage, startBrowser } from '../support/browser.ts';
import { openRealStation } from '../support/real-station.ts';

if (browserMissing) console.warn(`skipped: ${browserMissing}`);

const visibleMs = 30_000;
const sector = 512;

describe.skipIf(browserMissing)('an image at a real station', () => {
  it('with a bad sector under one file has that file damaged alone; it is extracted and converted', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'spindle-image-e2e-'));
    const clientDir = inject('clientDir');
    const station = await openRealStation({ clientDir, folder: join(folder, 'station') });
    const browser = await startBrowser();
    const visit = await openPage(browser, station.url);
    try {
      const { page } = visit;
      const floppy = practiceMedia[0]!.build();
      mkdirSync(join(station.out, 'Box 14'));
      writeFileSync(join(station.out, 'Box 14', 'letters.img'), floppy);
      const roots = await station.client.outputs.roots();
      const place = { rootId: roots[0]!.id, path: 'Box 14/letters.img' };
      const opened = await station.client.images.openFile(place);
      const tree = opened.trees[0]!.id;
      const root = { imageId: opened.imageId, tree, directory: '', deleted: false, offset: 0, limit: 100 };
      const { entries } = await station.client.images.list(root);
      const victim = entries.find(({ kind, sizeBytes }) => kind === 'file' && sizeBytes > sector)!;
      const others = entries.filter(({ kind, id }) => kind === 'file' && id !== victim.id);

      // Where the victim lies, the disk tells: its first bytes are looked for.
      const piece = await station.client.images.preview({
        imageId: opened.imageId,
        tree,
        entry: victim.id,
        offset: 0,
        length: sector,
      });
      const at = Buffer.from(floppy).indexOf(Buffer.from(piece.bytes, 'base64'));
      expect(at % sector).toBe(0);
      const hex = (value: number) => `0x${value.toString(16).toUpperCase().padStart(8, '0')}`;
      const map = [
        '# Mapfile. Created by GNU ddrescue',
        '0x00000000  +  1',
        `0x00000000  ${hex(at)}  +`,
        `${hex(at)}  ${hex(sector)}  -`,
        `${hex(at + sector)}  ${hex(floppy.length - at - sector)}  +`,
        '',
      ];
      writeFileSync(join(station.out, 'Box 14', 'letters.map'), map.join('\n'));

      await page.getByRole('link', { name: 'Images' }).click();
      await page.getByRole('row', { name: /Box 14/ }).click({ timeout: visibleMs });
      await page.getByRole('row', { name: /letters\.img/ }).click({ timeout: visibleMs });
      await page
        .getByRole('heading', { name: /1 file is damaged: 1 sector not read/ })
        .waitFor({ timeout: visibleMs });
      await page.getByRole('row', { name: new RegExp(`${victim.name}.*damaged, 512`) }).waitFor();
      for (const { name } of others)
        await page.getByRole('row', { name: new RegExp(`${name}.*intact`) }).waitFor();

      await page.getByRole('row', { name: new RegExp(others[0]!.name) }).click();
      await page.getByRole('region', { name: /Preview/ }).waitFor();
      await page.getByRole('button', { name: 'Extract\u2026' }).click();
      await page.getByRole('button', { name: 'Extract', exact: true }).click();
      await page.getByText(/1 file is in /).waitFor({ timeout: visibleMs });
      await page.getByRole('button', { name: 'Done' }).click();
      const extracted = readFileSync(join(station.out, 'letters files', others[0]!.name));
      expect(extracted.length).toBe(others[0]!.sizeBytes);

      await page.getByRole('button', { name: 'Convert\u2026' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('radio', { name: /^IMZ/ }).click({ timeout: visibleMs });
      await dialog.getByRole('button', { name: 'Convert' }).click();
      await dialog.getByRole('button', { name: 'Open the result' }).click({ timeout: visibleMs });
      await page.getByText('letters.imz', { exact: true }).waitFor({ timeout: visibleMs });
      const result = await station.client.images.openFile({ ...place, path: 'letters.imz' });
      const list = await station.client.images.list({ ...root, imageId: result.imageId });
      expect(list.entries.map(({ name }) => name)).toEqual(entries.map(({ name }) => name));
      const same = createHash('sha256').update(readFileSync(join(station.out, 'Box 14', 'letters.img')));
      expect(same.digest('hex')).toBe(createHash('sha256').update(floppy).digest('hex'));
      expect(visit.complaints).toEqual([]);
    } finally {
      await visit.close();
      await browser.close();
      await station.close();
      await rm(folder, { recursive: true, force: true });
    }
  });
});
