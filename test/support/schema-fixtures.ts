/**
 * Catalogues of every released schema, kept as they are: `node test/support/schema-fixtures.ts` makes those that are
 * missing in test/fixtures/catalogues. One that is there is never made again: it is what a user may have.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { openCatalogue } from '../../src/main/adapters/sqlite/catalogue-client.ts';
import { catalogueSchema } from '../../src/main/adapters/sqlite/migrations/catalogue/schema.ts';
import type { Sidecar } from '../../src/shared/model/sidecar.ts';
import { mixedDiscRecord } from './disc-record.ts';
import { formerCatalogue } from './former-catalogue.ts';
import { plainSidecar } from './sidecar-arbitrary.ts';

export const fixtureFolder = join(import.meta.dirname, '../fixtures/catalogues');
export const fixtureName = (version: number) => `schema-${String(version).padStart(4, '0')}.db.gz`;

/** What every fixture has recorded: a diskette with a carrier, the same carrier again, and a disc without one. */
export function fixtureSidecars(): Sidecar[] {
  const uuid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
  const dump = (number: number, change: Partial<Sidecar>) =>
    plainSidecar({
      dumpId: uuid(number),
      name: `disk-${number}`,
      endedAt: new Date(Date.UTC(2026, 0, number)).toISOString(),
      events: [
        {
          uuid: uuid(100 + number),
          type: 'ima',
          at: '2026-01-09T10:00:00Z',
          outcome: 'success',
          detail: 'Imaged.',
        },
      ],
      ...change,
    });
  return [
    dump(1, {}),
    dump(2, { outcome: 'complete' }),
    dump(3, { kind: 'optical', disc: mixedDiscRecord(), filesystems: [], carrier: null }),
  ];
}

export const fixtureVersions = catalogueSchema.migrations.map(({ version }) => version);

if (import.meta.main) {
  const folder = mkdtempSync(join(tmpdir(), 'spindle-fixtures-'));
  try {
    const whole = join(folder, 'whole.db');
    const catalogue = await openCatalogue(whole);
    for (const sidecar of fixtureSidecars()) await catalogue.record(sidecar, '/images');
    await catalogue.close();
    for (const version of fixtureVersions) {
      const target = join(fixtureFolder, fixtureName(version));
      if (existsSync(target)) continue;
      const made = join(folder, 'made.db');
      formerCatalogue(whole, made, version);
      writeFileSync(target, gzipSync(readFileSync(made), { level: 9 }));
      console.log(target);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
