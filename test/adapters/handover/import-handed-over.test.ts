/** What was handed on comes back as it was; what was altered on the way changes nothing. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planDumpsBag } from '../../../src/main/adapters/handover/bag-dumps.ts';
import { importHandedOver } from '../../../src/main/adapters/handover/import-handed-over.ts';
import { writeBag } from '../../../src/main/adapters/handover/write-bag.ts';
import { exportAll } from '../../../src/main/core/handover/exporter.ts';
import { jsonLinesExporter } from '../../../src/main/core/handover/json-lines.ts';
import { ownFolder } from '../../support/folders.ts';
import { dumpOnDisk, recordOf, testContext } from '../../support/handed-over.ts';
import { sidecarArbitrary } from '../../support/sidecar-arbitrary.ts';
import { failsWith, withCatalogue } from '../sqlite/support.ts';

const { tool, at } = testContext;

describe('a bag', () => {
  it('is imported: its records are those it was made of, at their place in the bag', async () => {
    const folder = ownFolder();
    const dump = dumpOnDisk(join(folder, 'one'));
    const bag = join(folder, 'bag');
    await writeBag(bag, planDumpsBag([dump], { tool, at }));
    await withCatalogue(join(folder, 'catalogue.db'), async (catalogue) => {
      expect(await importHandedOver(bag, catalogue)).toEqual({ added: 1, known: 0, refused: [] });
      const found = await catalogue.showDump(dump.record.dumpId);
      expect(found.record).toEqual(dump.record);
      expect(found.directory).toBe(join(bag, 'data/A-001'));
      expect(await importHandedOver(bag, catalogue)).toEqual({ added: 0, known: 1, refused: [] });
    });
  });

  it('that is not valid is refused whole, with one sentence; one half made is not seen', async () => {
    const folder = ownFolder();
    const bag = join(folder, 'bag');
    dumpOnDisk(join(folder, 'images', 'bag.part', 'bag', 'data', 'A-001'));
    await writeBag(bag, planDumpsBag([dumpOnDisk(join(folder, 'one'))], { tool, at }));
    const sidecar = join(bag, 'data/A-001/disk-0001.spindle.json');
    writeFileSync(sidecar, readFileSync(sidecar, 'utf8').replace('A-001', 'A-002'));
    await withCatalogue(join(folder, 'catalogue.db'), async (catalogue) => {
      const { added, refused } = await importHandedOver(bag, catalogue);
      expect(added).toBe(0);
      expect((await importHandedOver(join(folder, 'images'), catalogue)).added).toBe(0);
      expect(refused).toHaveLength(1);
      expect(refused[0]!.why).toMatch(
        /not a valid bag \(data\/A-001\/disk-0001\.spindle\.json .*Nothing of it was imported/,
      );
      expect((await catalogue.list(null, 10)).total).toBe(0);
    });
  });
});

describe('a file of records', () => {
  it('brings back any collection, in the order it was made', async () => {
    const folder = ownFolder();
    const sidecars = fc.sample(
      fc.uniqueArray(sidecarArbitrary(), { selector: ({ dumpId }) => dumpId, minLength: 5, maxLength: 12 }),
      { numRuns: 1, seed: 7 },
    )[0]!;
    // An event belongs to one dump.
    const dumps = sidecars.map((sidecar) => recordOf({ ...sidecar, events: [] }));
    const file = join(folder, 'records.jsonl');
    writeFileSync(file, `\ufeff${exportAll(jsonLinesExporter(), dumps)}\n`);
    await withCatalogue(join(folder, 'catalogue.db'), async (catalogue) => {
      expect(await importHandedOver(file, catalogue)).toEqual({ added: dumps.length, known: 0, refused: [] });
      for (const { record } of dumps) {
        expect((await catalogue.showDump(record.dumpId)).record).toEqual(record);
      }
    });
  });

  it('cut short gives what is whole, and says which line is not', async () => {
    const folder = ownFolder();
    const first = dumpOnDisk(join(folder, 'one'));
    const text = exportAll(jsonLinesExporter(), [first, first]);
    const file = join(folder, 'records.jsonl');
    writeFileSync(file, text.slice(0, -40));
    await withCatalogue(join(folder, 'catalogue.db'), async (catalogue) => {
      const { added, refused } = await importHandedOver(file, catalogue);
      expect(added).toBe(1);
      await expect(importHandedOver(join(folder, 'nothing'), catalogue)).rejects.toEqual(
        failsWith('not-found'),
      );
      expect(refused).toEqual([{ path: `${file}:2`, why: expect.stringMatching(/Line 2 .*cut short/) }]);
    });
  });
});
