/** The law of the catalogue: what it says can be made again from the sidecars alone. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkCatalogue } from '../../../src/main/adapters/sqlite/check-catalogue.ts';
import { catalogueSchema } from '../../../src/main/adapters/sqlite/migrations/catalogue/schema.ts';
import { openDatabase } from '../../../src/main/adapters/sqlite/open-database.ts';
import { listDumps, readDump } from '../../../src/main/adapters/sqlite/read-dumps.ts';
import { recordDump } from '../../../src/main/adapters/sqlite/record-dump.ts';
import type { CheckReport, StoredDump } from '../../../src/main/adapters/sqlite/thread-messages.ts';
import { dumpFacts } from '../../../src/main/core/catalogue/dump-facts.ts';
import type { DumpPage } from '../../../src/shared/model/catalogue.ts';
import { type Sidecar, sidecarSchema } from '../../../src/shared/model/sidecar.ts';
import { ownFolder } from '../../support/folders.ts';
import { sidecarArbitrary } from '../../support/sidecar-arbitrary.ts';

const collectionArbitrary = fc.uniqueArray(sidecarArbitrary(), {
  ...{ selector: (sidecar: Sidecar) => sidecar.dumpId, minLength: 1, maxLength: 8 },
});

interface Everything {
  readonly list: DumpPage;
  readonly dumps: readonly StoredDump[];
  readonly checked: CheckReport;
}

/** Records into a new catalogue and asks it for all it knows; without a thread, so that many can be made. */
function catalogueOf(path: string, sidecars: readonly Sidecar[]): Everything {
  const connection = openDatabase(path, catalogueSchema);
  try {
    for (const sidecar of sidecars) {
      recordDump(connection, dumpFacts(sidecar), `/images/${sidecar.dumpId}`, sha256);
    }
    const list = listDumps(connection, null, 1000);
    const dumps = list.dumps.map(({ dumpId }) => readDump(connection, dumpId));
    return { list, dumps, checked: checkCatalogue(connection, sha256) };
  } finally {
    connection.close();
  }
}

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

/** Without what depends on the order of recording: attempts, and places in the chain. */
function orderless({ list, dumps, checked }: Everything) {
  const drop = (key: string, value: unknown) =>
    ['attempt', 'sequence', 'hash'].includes(key) ? undefined : value;
  return JSON.parse(JSON.stringify({ list, dumps, checked }, drop)) as unknown;
}

const byEnd = (a: Sidecar, b: Sidecar) =>
  Date.parse(a.endedAt) - Date.parse(b.endedAt) || (a.dumpId < b.dumpId ? -1 : 1);

describe('a catalogue made again from sidecars', { timeout: 120_000 }, () => {
  it('says the same, whatever the order and however often they are recorded', () => {
    const folder = ownFolder();
    let made = 0;
    const fresh = () => join(folder, String(++made), 'catalogue.db');
    const inTwoOrders = collectionArbitrary.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
    fc.assert(
      fc.property(inTwoOrders, ([sidecars, shuffled]) => {
        const first = catalogueOf(fresh(), [...sidecars, ...shuffled]);
        const again = catalogueOf(fresh(), shuffled);
        expect(first.checked).toMatchObject({ findings: [], dumps: sidecars.length });
        expect(orderless(again)).toEqual(orderless(first));
      }),
      { numRuns: 50 },
    );
  });

  it('is the same to the last hash when they are imported in the order the dumps ended', () => {
    const folder = ownFolder();
    let made = 0;
    const fresh = () => join(folder, String(++made), 'catalogue.db');
    fc.assert(
      fc.property(collectionArbitrary, (sidecars) => {
        const asEnded = sidecars.toSorted(byEnd);
        const recorded = catalogueOf(fresh(), asEnded);
        const files = asEnded.map((sidecar) => JSON.stringify(sidecar, null, 2));
        const imported = files.map((text) => sidecarSchema.parse(JSON.parse(text)));
        expect(catalogueOf(fresh(), [...imported, ...imported])).toEqual(recorded);
      }),
      { numRuns: 50 },
    );
  });
});
