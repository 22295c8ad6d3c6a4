/** A medium that was imaged outside of any batch is known again: when it is looked at, and in a batch. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { expect, it, onTestFinished } from 'vitest';
import { insertInto } from '../../src/main/adapters/simulated/inserted.ts';
import { buildFat12Floppy } from '../../src/main/core/block/fat12-floppy.ts';
import { buildPracticeVolume } from '../../src/main/core/optical/practice-volume.ts';
import { createForkLauncher } from '../../src/main/hosts/launchers/fork-launcher.ts';
import { wireHub } from '../../src/main/hosts/wiring.ts';
import type { HubClient } from '../../src/shared/contract/client.ts';
import { defaultJobOptions } from '../../src/shared/model/job.ts';
import { knownSamples } from '../../src/shared/model/known-samples.ts';
import { spindle } from '../support/cli.ts';
import { ownFolder } from '../support/folders.ts';

const layout = {
  ...{ sectorsPerTrack: 8, totalSectors: 320, mediaId: 0xfe },
  fat: { sectorsPerCluster: 1, rootEntries: 64, sectorsPerFat: 1 },
};

it('a disk and a disc are known by samples of their sectors', { timeout: 240_000 }, async () => {
  const folder = ownFolder();
  const stack = join(folder, 'stack');
  mkdirSync(stack);
  const content = new TextEncoder().encode('Letters to Berlin. '.repeat(6000));
  writeFileSync(join(stack, '1.img'), buildFat12Floppy(layout, 'LETTERS', 1, [{ name: 'A.TXT', content }]));
  insertInto(stack, '1.img');
  writeFileSync(join(folder, 'one.bin'), buildPracticeVolume('ONE', [{ name: 'A.TXT', content }]));
  const other = buildPracticeVolume('TWO', [{ name: 'B.TXT', content: content.toReversed() }]);
  writeFileSync(join(folder, 'other.bin'), other);
  for (const name of ['one', 'other'])
    writeFileSync(
      join(folder, `${name}.cue`),
      `FILE "${name}.bin" BINARY\n  TRACK 01 MODE1/2048\n    INDEX 01 00:00:00\n`,
    );
  const cataloguePath = join(folder, 'c.db');
  const image = (address: string, name: string) =>
    spindle(
      ...['image', address, '--out', join(folder, 'out'), '--name', name, '--carrier', name],
      ...['--catalogue', cataloguePath, '--json'],
    );
  expect((await image(`sim:${stack}`, 'disk')).status).toBe(0);
  expect((await image(`sim:${join(folder, 'one.cue')}`, 'disc')).status).toBe(0);

  const hub = await wireHub('station', { launcher: createForkLauncher(), cataloguePath });
  onTestFinished(() => hub.close());
  const client = createRouterClient(hub.router) as HubClient;
  const addresses = [`sim:${stack}`, ...['one', 'other'].map((name) => `sim:${join(folder, `${name}.cue`)}`)];
  for (const address of addresses) hub.offerSimulated(address);
  const { drives } = await client.drives.refresh();
  const idOf = (address: string) => drives.find((drive) => drive.address === address)!.id;
  const seen = async (address: string) => {
    const inspection = await client.drives.inspect({ sourceId: idOf(address) });
    const samples = knownSamples(inspection);
    expect(samples).not.toBeNull();
    const { dumps, sameSamples } = await client.catalogue.seenBefore({
      ids: inspection.disc?.ids ?? null,
      samples,
    });
    return [dumps.map(({ carrier }) => carrier), sameSamples.length];
  };
  expect(await seen(addresses[0]!)).toEqual([['disk'], 1]);
  expect(await seen(addresses[1]!)).toEqual([['disc'], 1]);
  // The same table of contents, and other sectors.
  expect(await seen(addresses[2]!)).toEqual([[], 0]);

  const { carrier: _, ...options } = { ...defaultJobOptions, formats: ['img' as const] };
  const { id: rootId } = await hub.grantRoot(join(folder, 'out'), 'Results');
  const { uuid } = await client.batches.create({
    ...{ name: 'Box 4', carriers: ['AR-1'], rootId, options },
    settings: { drives: [idOf(addresses[0]!)] },
  });
  for (let after = -1; ; ) {
    const { batch, revision } = await client.batches.watch({ uuid, after });
    const [entry] = batch.entries;
    if (entry?.exception) {
      expect(entry).toMatchObject({ exception: 'duplicate', note: 'Seen before as disk.' });
      break;
    }
    after = revision;
  }
});
