/** The station in a process of its own is killed in the middle of a medium of a batch: the batch goes on where it was. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { insertInto } from '../../src/main/adapters/simulated/inserted.ts';
import { buildFat12Floppy } from '../../src/main/core/block/fat12-floppy.ts';
import type { HubClient } from '../../src/shared/contract/client.ts';
import type { BatchStatus } from '../../src/shared/model/batch.ts';
import { defaultJobOptions } from '../../src/shared/model/job.ts';
import type { Sidecar } from '../../src/shared/model/sidecar.ts';
import { ownFolder } from '../support/folders.ts';
import { connectTo } from '../support/real-station.ts';
import { serve } from '../support/serving-process.ts';

const layout = {
  ...{ sectorsPerTrack: 9, totalSectors: 1440, mediaId: 0xf9 },
  fat: { sectorsPerCluster: 2, rootEntries: 112, sectorsPerFat: 3 },
};
const { carrier: _, ...options } = { ...defaultJobOptions, formats: ['img' as const] };

async function until(client: HubClient, uuid: string, wanted: (status: BatchStatus) => boolean) {
  for (let after = -1; ; ) {
    const status = await client.batches.watch({ uuid, after });
    if (wanted(status)) return status;
    after = status.revision;
  }
}

const asks = (kind: string) => (status: BatchStatus) => status.drives[0]?.kind === kind;

test('a batch whose station was killed asks for the same medium again and goes on with its dump', {
  timeout: 240_000,
}, async () => {
  const folder = ownFolder();
  const stack = join(folder, 'stack');
  mkdirSync(stack);
  mkdirSync(join(folder, 'out'));
  const content = new TextEncoder().encode('Letters to Berlin. '.repeat(20_000));
  const letters = buildFat12Floppy(layout, 'LETTERS', 7, [{ name: 'LETTERS.TXT', content }]);
  writeFileSync(join(stack, '1.img'), letters);
  writeFileSync(join(stack, '1.img.behaviour.json'), JSON.stringify({ slow: [{ lba: [20, 1400], ms: 20 }] }));
  insertInto(stack, '');
  const address = `sim:${stack}`;

  const first = await serve(folder, address);
  const before = await connectTo(first.port, first.token);
  const { drives } = await before.client.drives.refresh();
  const [root] = await before.client.outputs.roots();
  const { uuid } = await before.client.batches.create({
    ...{ name: 'Box 4', carriers: ['AR-0001..0002'], rootId: root!.id, template: null, options },
    settings: { drives: [drives.find((drive) => drive.address === address)!.id] },
  });
  await until(before.client, uuid, asks('insert'));
  insertInto(stack, '1.img');
  const reading = await until(before.client, uuid, asks('reading'));
  const { jobId } = reading.drives[0]!;
  for (let after = -1, good = 0; good < 100; ) {
    const job = await before.client.jobs.watchOne({ jobId: jobId!, after });
    expect(job.state).not.toBe('done');
    [after, good] = [job.revision, job.counts?.good ?? 0];
  }
  first.process.kill('SIGKILL');
  await first.ended;
  before.close();

  writeFileSync(join(stack, '1.img.behaviour.json'), '{}');
  const second = await serve(folder, address);
  const { client, close } = await connectTo(second.port, second.token);
  onTestFinished(close);
  const resting = await client.batches.watch({ uuid, after: -1 });
  expect(resting).toMatchObject({ isRunning: false, batch: { entries: [{ begunName: 'AR-0001' }, {}] } });
  await client.batches.run({ uuid });
  const status = await until(client, uuid, asks('take-out'));
  expect(status.batch.entries).toMatchObject([
    { code: 'AR-0001', state: 'done', exception: null, begunName: null },
    { code: 'AR-0002', state: 'waiting' },
  ]);
  // The job that was begun has gone on: there is no other.
  expect((await client.jobs.watch({ after: -1 })).jobs).toMatchObject([{ id: jobId, state: 'done' }]);
  const { dumps } = await client.collection.carriers.show({ code: 'AR-0001' });
  expect(dumps).toMatchObject([{ name: 'AR-0001', outcome: 'complete' }]);
  const files = readdirSync(join(folder, 'out')).sort();
  expect(files.filter((name) => name.endsWith('.img') || name.endsWith('.spindle'))).toEqual(['AR-0001.img']);
  expect(readFileSync(join(folder, 'out', 'AR-0001.img')).equals(Buffer.from(letters))).toBe(true);
  // What was read in the first life was not read again: one command at most was under way.
  const sidecar: Sidecar = JSON.parse(readFileSync(join(folder, 'out', 'AR-0001.spindle.json'), 'utf8'));
  const readSectors = sidecar.passes.reduce((sum, pass) => sum + pass.sectorsRead, 0);
  expect(readSectors - layout.totalSectors).toBeLessThanOrEqual(36);
});
