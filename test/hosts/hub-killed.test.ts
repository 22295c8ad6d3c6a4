/** The station in a process of its own is killed in the middle of a job: nothing of the job is lost. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { defaultJobOptions, type JobSnapshot } from '../../src/shared/model/job.ts';
import type { Sidecar } from '../../src/shared/model/sidecar.ts';
import { ownFolder } from '../support/folders.ts';
import { connectTo } from '../support/real-station.ts';
import { killAndServeAgain, serve } from '../support/serving-process.ts';
import { expectedImage, simMedium } from '../support/sim-medium.ts';

test('a hub killed in the middle of a job shows it parked when it is back, and resumes it to the whole image', async () => {
  const folder = ownFolder();
  const total = 1440;
  const { address, image } = simMedium(folder, total, {
    product: 'Slow drive',
    fail: [{ lba: [700, 703] }],
    cmd_ms: 25,
  });
  const watch = async (
    client: Awaited<ReturnType<typeof connectTo>>['client'],
    jobId: string,
    until: (job: JobSnapshot) => boolean,
  ): Promise<JobSnapshot> => {
    for (let after = -1; ; ) {
      const job = await client.jobs.watchOne({ jobId, after });
      if (until(job)) return job;
      after = job.revision;
    }
  };

  const first = await serve(folder, address);
  const before = await connectTo(first.port, first.token);
  const { drives } = await before.client.drives.refresh();
  const source = drives.find((drive) => drive.address === address)!;
  const [root] = await before.client.outputs.roots();
  const { jobId } = await before.client.jobs.start({
    sourceId: source.id,
    rootId: root!.id,
    name: 'disk',
    options: defaultJobOptions,
    resume: false,
  });
  const half = await watch(before.client, jobId, (job) => (job.counts?.good ?? 0) > 100);
  expect(half.counts!.good).toBeLessThan(total - 4);
  const client = await killAndServeAgain(first, folder, address);
  before.close();
  const [parked] = (await client.jobs.watch({ after: -1 })).jobs;
  expect(parked).toMatchObject({
    id: jobId,
    state: 'parked',
    outcome: 'partial',
    error: {
      code: 'worker-lost',
      message: 'The program ended while this job was at work. Everything read so far is kept; resume it.',
    },
  });
  await client.jobs.resume({ jobId });
  const done = await watch(client, jobId, ({ state }) => state === 'done' || state === 'failed');
  expect(done.error).toBeNull();
  expect(done).toMatchObject({ state: 'done', outcome: 'complete-with-errors', counts: { bad: 4 } });
  // How fast it was read is still to be seen when the files have been made.
  expect(done.progress!.rate.length).toBeGreaterThan(0);
  expect(done.progress!.averageBytesPerSecond).toBeGreaterThan(0);
  const bad = new Uint8Array(total);
  bad.fill(1, 700, 704);
  expect(readFileSync(join(folder, 'out', 'disk.img')).equals(expectedImage(image, bad, 0))).toBe(true);
  // What was read in the first life was not read again: one command at most was under way.
  const sidecar: Sidecar = JSON.parse(readFileSync(join(folder, 'out', 'disk.spindle.json'), 'utf8'));
  const readSectors = sidecar.passes.reduce((sum, pass) => sum + pass.sectorsRead, 0);
  expect(readSectors - (total - 4)).toBeLessThanOrEqual(36);
  const { dumps } = await client.catalogue.list({ after: null, limit: 10 });
  expect(dumps).toMatchObject([{ name: 'disk', outcome: 'complete-with-errors' }]);
});
