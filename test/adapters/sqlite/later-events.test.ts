/** What happens to a dump after it was recorded, and a conversion that is one itself. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { prepareConversion } from '../../../src/main/adapters/exports/convert-image.ts';
import { readSidecar } from '../../../src/main/adapters/files/dump-names.ts';
import { openSectors } from '../../../src/main/adapters/open-sectors.ts';
import { ownFolder } from '../../support/folders.ts';
import { numberedImage } from '../../support/sim-medium.ts';
import { numberedSidecar } from './numbered-sidecar.ts';
import { failsWith, withCatalogue } from './support.ts';

describe('an event of a dump that is recorded', () => {
  const event = {
    uuid: 'b3c6c2f0-54a1-4e0c-9f7e-0a6f2f7d1c11',
    type: 'rep',
    at: '2026-11-21T12:00:00.000+00:00',
    outcome: 'success' as const,
    detail: 'disk-1.img written to /dev/fd0',
  };

  it('is added to the chain, once, and shown with the dump', async () => {
    await withCatalogue(join(ownFolder(), 'catalogue.db'), async (catalogue) => {
      const sidecar = numberedSidecar(1);
      await catalogue.record(sidecar, '/images');
      await catalogue.appendEvent(sidecar.dumpId, event);
      await catalogue.appendEvent(sidecar.dumpId, event);
      const { events } = await catalogue.showDump(sidecar.dumpId);
      expect(events.at(-1)).toMatchObject(event);
      expect(events).toHaveLength(sidecar.events.length + 1);
      expect(await catalogue.check()).toMatchObject({ ok: true });
    });
  });

  it('is refused for a dump nobody recorded', async () => {
    await withCatalogue(join(ownFolder(), 'catalogue.db'), async (catalogue) => {
      await expect(catalogue.appendEvent(numberedSidecar(7).dumpId, event)).rejects.toEqual(
        failsWith('not-found'),
      );
    });
  });
});

it('a conversion is recorded like a dump, and keeps saying what it was made from', async () => {
  const folder = ownFolder();
  const path = join(folder, 'disk.img');
  writeFileSync(path, numberedImage(1440));
  const source = await openSectors(path, { scratch: folder });
  const { files } = await prepareConversion({
    source,
    format: 'imz',
    directory: folder,
    name: 'packed',
    tool: { name: 'spindle', version: '0' },
    onFault: () => {},
    onProgress: () => {},
  }).run();
  source.close();
  const sidecar = readSidecar(join(folder, files.at(-1)!.path));
  await withCatalogue(join(folder, 'catalogue.db'), async (catalogue) => {
    await catalogue.record(sidecar, folder);
    const { record } = await catalogue.showDump(sidecar.dumpId);
    expect(record.lineage).toMatchObject({ source: path, format: 'imz' });
    expect(await catalogue.check()).toMatchObject({ ok: true });
  });
});
