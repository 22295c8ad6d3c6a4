/** Dumps of one carrier put together at a station: looked at first, then written, recorded, and found again. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { DumpMerge } from '../../src/shared/model/dump-merge.ts';
import { spindle } from '../support/cli.ts';
import { openRealStation, type RealStation, refusalOf } from '../support/real-station.ts';

const sectors = 2880;

/** Two dumps of one floppy, each with a wound of its own. */
async function twoDumps({ out }: RealStation): Promise<void> {
  const bytes = Buffer.alloc(sectors * 512);
  for (let lba = 0; lba < sectors; lba++) bytes.fill((lba % 250) + 1, lba * 512, (lba + 1) * 512);
  const images = join(out, '..', 'media');
  mkdirSync(images, { recursive: true });
  const image = join(images, 'floppy.img');
  writeFileSync(image, bytes);
  for (const [name, lba] of [
    ['a', [100, 120]],
    ['b', [2000, 2004]],
  ] as const) {
    const behaviour = join(images, `${name}.json`);
    writeFileSync(behaviour, JSON.stringify({ serial: name, fail: [{ lba }] }));
    const address = `sim:${image}?behaviour=${behaviour}`;
    await spindle(
      'image',
      address,
      '--out',
      out,
      '--name',
      name,
      '--carrier',
      'BOX-1',
      '--no-catalogue',
      '--retries',
      '0',
      '--json',
    );
  }
}

async function ended({ client }: RealStation, mergeId: string): Promise<DumpMerge> {
  for (let after = -1; ; ) {
    const merge = await client.dumpMerges.watch({ mergeId, after });
    if (merge.state !== 'running') return merge;
    after = merge.revision;
  }
}

test('two damaged dumps become one whole, recorded with what came from which', async () => {
  const station = await openRealStation();
  try {
    await twoDumps(station);
    const { client } = station;
    const [{ id: rootId } = { id: '' }] = await client.outputs.roots();
    await client.catalogue.importRoot({ rootId });
    const { dumps } = await client.catalogue.showCarrier({ code: 'BOX-1' });
    const dumpIds = dumps.map(({ dumpId }) => dumpId);
    expect(dumpIds).toHaveLength(2);

    const looked = await ended(station, (await client.dumpMerges.look({ dumpIds })).mergeId);
    expect(looked).toMatchObject({ state: 'done', result: null });
    expect(looked.report).toMatchObject({ totalSectors: sectors, unreadSectors: 0, disagreementCount: 0 });
    expect(looked.report!.sources.map(({ name }) => name).sort()).toEqual(['a', 'b']);
    expect((await client.catalogue.showCarrier({ code: 'BOX-1' })).dumps).toHaveLength(2);

    const begun = await client.dumpMerges.start({ dumpIds, rootId, name: 'both' });
    const merged = await ended(station, begun.mergeId);
    expect(merged).toMatchObject({
      state: 'done',
      result: { name: 'both', outcome: 'complete', recordError: null },
    });
    const { record } = await client.catalogue.showDump({ dumpId: merged.result!.dumpId });
    expect(record.carrier).toBe('BOX-1');
    expect(record.merge?.sources.map(({ dumpId }) => dumpId)).toEqual(dumpIds);
    expect(await client.catalogue.verify({ dumpId: record.dumpId })).toMatchObject({ result: { ok: true } });
    expect(await client.catalogue.check()).toMatchObject({ ok: true, dumps: 3 });
    const alone = await ended(
      station,
      (await client.dumpMerges.look({ dumpIds: [dumpIds[0]!, dumpIds[0]!] })).mergeId,
    );
    expect(alone).toMatchObject({ state: 'failed', error: { code: 'bad-usage' } });
    expect(await refusalOf(client.dumpMerges.look({ dumpIds: ['nothing', 'of this'] }))).toBe('not-found');
  } finally {
    await station.close();
  }
}, 120_000);
