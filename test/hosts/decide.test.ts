/** A rescue that stalls is decided by a person: accepted while it reads or while it rests, and looked into meanwhile. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { defaultJobOptions, type JobSnapshot } from '../../src/shared/model/job.ts';
import type { Sidecar } from '../../src/shared/model/sidecar.ts';
import { ownFolder } from '../support/folders.ts';
import { connectTo } from '../support/real-station.ts';
import { serve } from '../support/serving-process.ts';
import { expectedImage, simMedium } from '../support/sim-medium.ts';

const total = 360;
const lost = [100, 101, 102, 103];
const flags = Uint8Array.from({ length: total }, (_, lba) => (lost.includes(lba) ? 1 : 0));

async function stalledJob(folder: string) {
  const { address, image } = simMedium(folder, total, {
    product: 'Stubborn drive',
    fail: [{ lba: [lost[0]!, lost.at(-1)!] }],
    cmd_ms: 15,
  });
  const station = await serve(folder, address);
  const { client, close } = await connectTo(station.port, station.token);
  onTestFinished(() => {
    close();
    station.process.kill('SIGKILL');
  });
  const { drives } = await client.drives.refresh();
  const source = drives.find((drive) => drive.address === address)!;
  const [root] = await client.outputs.roots();
  const { jobId } = await client.jobs.start({
    ...{ sourceId: source.id, rootId: root!.id, name: 'disk', resume: false },
    options: { ...defaultJobOptions, retries: 1000 },
  });
  const until = async (wanted: (job: JobSnapshot) => boolean): Promise<JobSnapshot> => {
    for (let after = -1; ; ) {
      const job = await client.jobs.watchOne({ jobId, after });
      if (wanted(job)) return job;
      after = job.revision;
    }
  };
  const stalled = await until((job) => job.stall !== null && job.stall.next !== null);
  return { client, jobId, root: root!, until, stalled, image };
}

function sidecarIn(directory: string): Sidecar {
  return JSON.parse(readFileSync(join(directory, 'disk.spindle.json'), 'utf8')) as Sidecar;
}

test('a job that stalls says so, shows its sectors as they are, and ends with an honest outcome when it is accepted', async () => {
  const { client, jobId, until, stalled, image } = await stalledJob(ownFolder());
  expect(stalled.stall).toMatchObject({ unread: lost.length, total, next: { sectors: 0 } });

  const { imageId } = await client.jobs.openImage({ jobId });
  const bad = await client.images.sector({ imageId, lba: lost[0]! });
  expect(bad).toMatchObject({ state: 'bad', bytes: null, drive: null });
  expect(bad.tries).toBeGreaterThan(1);
  const read = await client.images.sector({ imageId, lba: 5 });
  expect(read.state).toBe('good');
  expect(Buffer.from(read.bytes!, 'base64')).toEqual(
    Buffer.from(image.subarray(5 * read.sectorBytes, 6 * read.sectorBytes)),
  );

  await client.jobs.accept({ jobId });
  const done = await until((job) => job.state === 'done' || job.state === 'failed');
  expect(done).toMatchObject({ state: 'done', outcome: 'complete-with-errors', error: null });
  const sidecar = sidecarIn(done.directory);
  expect(sidecar.counts).toMatchObject({ good: total - lost.length, bad: lost.length, pending: 0 });
  expect(readFileSync(join(done.directory, 'disk.img'))).toEqual(expectedImage(image, flags, 0));
  expect(readFileSync(join(done.directory, 'disk.log'), 'utf8')).toMatch(/ended by a person's decision/);
});

test('a job that was parked is accepted without its carrier', async () => {
  const { client, jobId, until, image } = await stalledJob(ownFolder());
  await client.jobs.park({ jobId });
  const parked = await until((job) => job.state === 'parked');
  expect(parked.stall).not.toBeNull();
  await client.jobs.accept({ jobId });
  const done = await until((job) => job.state === 'done' || job.state === 'failed');
  expect(done).toMatchObject({ state: 'done', outcome: 'complete-with-errors' });
  expect(readFileSync(join(done.directory, 'disk.img'))).toEqual(expectedImage(image, flags, 0));
});
