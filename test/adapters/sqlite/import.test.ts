/** The law of the catalogue: what it says can be made again from the sidecars alone. */
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Catalogue } from '../../../src/main/core/ports.ts';
import type { DumpRecord } from '../../../src/shared/model/catalogue.ts';
import type { Sidecar } from '../../../src/shared/model/sidecar.ts';
import { ownFolder } from '../../support/folders.ts';
import { sidecarArbitrary } from '../../support/sidecar-arbitrary.ts';
import { withCatalogue } from './support.ts';

const collectionArbitrary = fc.uniqueArray(sidecarArbitrary(), {
  ...{ selector: (sidecar: Sidecar) => sidecar.dumpId, minLength: 1, maxLength: 8 },
});

async function recordAll(catalogue: Catalogue, sidecars: readonly Sidecar[]): Promise<void> {
  for (const sidecar of sidecars) await catalogue.record(sidecar, `/images/${sidecar.dumpId}`);
}

async function everything(
  catalogue: Catalogue,
): Promise<{ list: unknown; dumps: DumpRecord[]; checked: unknown }> {
  const list = await catalogue.list(null, 1000);
  const dumps: DumpRecord[] = [];
  for (const { dumpId } of list.dumps) dumps.push(await catalogue.showDump(dumpId));
  return { list, dumps, checked: await catalogue.check() };
}

/** Without what depends on the order of recording: attempts, and places in the chain. */
function orderless({ list, dumps, checked }: Awaited<ReturnType<typeof everything>>) {
  const drop = (key: string, value: unknown) =>
    ['attempt', 'sequence', 'hash'].includes(key) ? undefined : value;
  return JSON.parse(JSON.stringify({ list, dumps, checked }, drop)) as unknown;
}

const byEnd = (a: Sidecar, b: Sidecar) =>
  Date.parse(a.endedAt) - Date.parse(b.endedAt) || (a.dumpId < b.dumpId ? -1 : 1);

async function inNewCatalogue<T>(folder: string, name: string, work: (catalogue: Catalogue) => Promise<T>) {
  return withCatalogue(join(folder, name, 'catalogue.db'), work);
}

describe('a catalogue made again from sidecars', { timeout: 120_000 }, () => {
  it('says the same, whatever the order and however often they are recorded', async () => {
    const folder = ownFolder();
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        collectionArbitrary.chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
        ),
        async ([sidecars, shuffled]) => {
          run++;
          const first = await inNewCatalogue(folder, `${run}-first`, async (catalogue) => {
            await recordAll(catalogue, sidecars);
            await recordAll(catalogue, shuffled);
            return everything(catalogue);
          });
          const again = await inNewCatalogue(folder, `${run}-again`, async (catalogue) => {
            await recordAll(catalogue, shuffled);
            return everything(catalogue);
          });
          expect(first.checked).toMatchObject({ ok: true, findings: [], dumps: sidecars.length });
          expect(orderless(again)).toEqual(orderless(first));
        },
      ),
      { numRuns: 12 },
    );
  });

  it('is the same to the last hash when dumps were recorded as they ended', async () => {
    const folder = ownFolder();
    let run = 0;
    await fc.assert(
      fc.asyncProperty(collectionArbitrary, async (sidecars) => {
        run++;
        const ordered = sidecars.toSorted(byEnd);
        const answers: unknown[] = [];
        for (const name of ['recorded', 'imported']) {
          answers.push(
            await inNewCatalogue(folder, `${run}-${name}`, async (catalogue) => {
              // Images that are recorded come as they end; their sidecars are read back from text.
              const source =
                name === 'recorded'
                  ? ordered
                  : ordered.map((one) => JSON.parse(JSON.stringify(one)) as Sidecar);
              await recordAll(catalogue, source);
              return everything(catalogue);
            }),
          );
        }
        expect(answers[1]).toEqual(answers[0]);
      }),
      { numRuns: 12 },
    );
  });
});
