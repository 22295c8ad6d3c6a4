/** Jobs that wait for one drive, through the station and real imaging processes: their order, a stop, and the room they need. */
import { existsSync, rmSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { asSpindleError, type HubClient } from '../../src/shared/contract/client.ts';
import { defaultJobOptions, isAtRest, type JobSnapshot } from '../../src/shared/model/job.ts';
import { ownFolder } from '../support/folders.ts';
import { connectTo, openRealStation } from '../support/real-station.ts';
import { killAndServeAgain, serve } from '../support/serving-process.ts';
import { simMedium } from '../support/sim-medium.ts';
import { makeClientDir } from '../support/station.ts';

async function openWaiting(behaviour: Parameters<typeof simMedium>[2]) {
  const folder = ownFolder();
  const { address } = simMedium(folder, 1440, behaviour);
  const { root: clientRoot, clientDir } = makeClientDir();
  onTestFinished(() => rmSync(clientRoot, { recursive: true }));
  const station = await openRealStation({ folder, clientDir, simulate: [address] });
  onTestFinished(() => station.close());
  const { client } = station;
  const { drives } = await client.drives.refresh();
  const source = drives.find((drive) => drive.address === address)!;
  const [root] = await client.outputs.roots();
  const start = async (name: string) =>
    (
      await client.jobs.start({
        ...{ sourceId: source.id, rootId: root!.id, name, resume: false },
        options: { ...defaultJobOptions, formats: ['img'] },
      })
    ).jobId;
  return { station, client, sourceId: source.id, start };
}

async function until(client: HubClient, jobId: string, holds: (job: JobSnapshot) => boolean) {
  for (let after = -1; ; ) {
    const job = await client.jobs.watchOne({ jobId, after });
    if (holds(job)) return job;
    after = job.revision;
  }
}

test('waiting jobs change places at the hub, and a drive that was told to stop begins none of them', async () => {
  const { station, client, sourceId, start } = await openWaiting({ product: 'Slow drive', cmd_ms: 25 });
  const [a, b, c] = [await start('a'), await start('b'), await start('c')];
  await until(client, a, ({ state }) => state === 'reading');
  await client.jobs.move({ jobId: c, before: b });
  await client.jobs.hold({ sourceId, held: true });

  // Another tab sees what this one did.
  const { port, hash } = new URL(station.url);
  const other = await connectTo(Number(port), hash.split('token=')[1]!);
  onTestFinished(other.close);
  expect(await other.client.jobs.watch({ after: -1 })).toMatchObject({ waiting: [c, b], held: [sourceId] });

  const refused = await client.jobs.move({ jobId: a, before: b }).catch(asSpindleError);
  expect(refused).toMatchObject({ code: 'conflict', details: { jobId: a } });
  const unknown = await client.jobs.hold({ sourceId: 'nothing', held: true }).catch(asSpindleError);
  expect(unknown).toMatchObject({ code: 'not-found' });

  await client.jobs.park({ jobId: a });
  await until(client, a, ({ state }) => isAtRest(state));
  const { jobs } = await client.jobs.watch({ after: -1 });
  expect(jobs.filter(({ state }) => state === 'planned').map(({ id }) => id)).toHaveLength(2);
  await client.jobs.hold({ sourceId, held: false });
  await until(client, c, ({ state }) => state === 'reading');
  expect((await client.jobs.watch({ after: -1 })).waiting).toEqual([b]);
});

test('a line outlives a hub that is killed, in its order, and waits to be let go on', async () => {
  const folder = ownFolder();
  const { address } = simMedium(folder, 1440, { product: 'Slow drive', cmd_ms: 25 });
  const first = await serve(folder, address);
  const before = await connectTo(first.port, first.token);
  const { drives } = await before.client.drives.refresh();
  const sourceId = drives.find((drive) => drive.address === address)!.id;
  const [root] = await before.client.outputs.roots();
  const options = { ...defaultJobOptions, formats: ['img' as const], retries: 3 };
  const ids: string[] = [];
  for (const name of ['cut-off', 'a', 'b', 'c']) {
    const { jobId } = await before.client.jobs.start({
      ...{ sourceId, rootId: root!.id, name, resume: false, options },
    });
    ids.push(jobId);
  }
  const [cutOff, a, b, c] = ids as [string, string, string, string];
  await until(before.client, cutOff, ({ counts }) => (counts?.good ?? 0) > 100);
  await before.client.jobs.move({ jobId: c, before: a });
  const client = await killAndServeAgain(first, folder, address);
  before.close();
  const list = await client.jobs.watch({ after: -1 });
  expect(list).toMatchObject({ waiting: [c, a, b], held: [sourceId], heldSinceRestart: [sourceId] });
  expect(list.jobs.find(({ id }) => id === cutOff)).toMatchObject({
    ...{ state: 'parked', error: { code: 'worker-lost' } },
  });
  expect(await client.jobs.watchOne({ jobId: a, after: -1 })).toMatchObject({
    ...{ state: 'planned', error: null, outcome: null, options },
  });
  expect(existsSync(join(folder, 'out', 'c.img'))).toBe(false);

  await client.jobs.hold({ sourceId, held: false });
  await until(client, c, ({ state }) => state === 'reading');
  expect(await client.jobs.watch({ after: -1 })).toMatchObject({ waiting: [a, b], held: [] });
});

test('what is foretold for jobs that wait is what their results take', async () => {
  const { station, client, sourceId, start } = await openWaiting({ product: 'Slow drive', cmd_ms: 5 });
  const ids = [await start('a'), await start('b')];
  const [volume] = (await client.room.watch({ after: -1 })).volumes;
  expect(volume).toMatchObject({ path: station.out, jobs: 2, unknownJobs: 0, firstShort: null });
  expect(volume!.freeBytes).toBeGreaterThan(0);
  const rootId = (await client.outputs.roots())[0]!.id;
  const medium = {
    kind: 'blocks',
    totalSectors: 2_000_000_000_000,
    sectorSize: 512,
    audioSectors: 0,
  } as const;
  const options = { formats: ['img' as const], keepStore: false, subchannel: false };
  const vast = await client.room.ofStart({ rootId, sourceId, medium, options });
  expect(vast).toMatchObject({ others: 2, fits: false });

  for (const id of ids) await until(client, id, ({ state }) => state === 'done');
  const sizes = (await readdir(station.out)).map((name) => statSync(join(station.out, name)).size);
  const written = sizes.reduce((sum, size) => sum + size, 0);
  expect(written).toBeLessThanOrEqual(volume!.neededBytes);
  // Side files are counted by an order of magnitude; the images exactly.
  expect(volume!.neededBytes - written).toBeLessThan(2 * 512 * 1024);
});
