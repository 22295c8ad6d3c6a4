/** What a queue makes of a long day: hundreds of jobs, wishes on the way, and practice between the real ones. */
import { expect, it, onTestFinished } from 'vitest';
import { JobQueue } from '../../src/main/app/job-queue.ts';
import { defaultJobOptions, type JobState } from '../../src/shared/model/job.ts';
import { fakeCatalogue, fakeLauncher, progressAt } from '../support/fake-imaging.ts';
import { plainSidecar } from '../support/sidecar-arbitrary.ts';

function openQueue(catalogue = fakeCatalogue()) {
  const launcher = fakeLauncher();
  const processes = { self: '2@2', isAlive: () => false };
  const queue = new JobQueue({ launcher, catalogue, processes, protectedPaths: [] });
  onTestFinished(async () => {
    for (const process of launcher.launched) process.end();
    await queue.close();
  });
  return { queue, launcher, catalogue };
}

const request = (name: string, drive = 'fd0') => ({
  source: { id: drive, kind: 'floppy' as const, address: `/dev/${drive}`, label: drive },
  ...{ rootId: 'r', directory: '/dumps', name, options: defaultJobOptions, resume: false },
});

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
const opened = { type: 'opened', dumpId: 'd1', name: 'disk', sectorSize: 512 };
const stage = (state: string) => ({ type: 'stage', state });

it('500 jobs wait in order, one at work per drive, and are all found again after a restart', async () => {
  const { queue, launcher, catalogue } = openQueue();
  const drives = ['fd0', 'fd1', 'sr0', 'sr1'];
  const jobs = Array.from({ length: 500 }, (_, index) =>
    queue.start(request(`disk-${index}`, drives[index % drives.length])),
  );
  expect(launcher.launched).toHaveLength(drives.length);
  for (const process of launcher.launched) {
    process.say(opened);
    process.say(stage('reading'));
  }
  for (let report = 1; report <= 50; report++)
    for (const process of launcher.launched.slice(0, drives.length))
      process.say({ type: 'progress', progress: progressAt(report * 20) });

  launcher.launched[0]!.say({ type: 'parked', error: null });
  launcher.launched[0]!.end();
  expect(jobs[0]!.snapshot.state).toBe<JobState>('parked');
  expect(jobs[4]!.snapshot.state).toBe<JobState>('identifying');
  expect(jobs.filter(({ snapshot }) => snapshot.state === 'planned')).toHaveLength(500 - drives.length - 1);

  await settled();
  const again = openQueue(fakeCatalogue(catalogue.rows));
  await again.queue.load({ bringsLineBack: true });
  const found = again.queue.feed.value;
  expect(found.map(({ name }) => name).toReversed()).toEqual(jobs.map(({ snapshot }) => snapshot.name));
  expect(
    found
      .filter(({ state }) => state === 'planned')
      .map(({ id }) => id)
      .toReversed(),
  ).toEqual(queue.waiting);
  expect(again.queue.waiting).toEqual(queue.waiting);
  expect(again.launcher.launched).toHaveLength(0);
});

it('a wish for files reaches a job at work, waits for one that is parked, and is refused by one that has read all', () => {
  const { queue, launcher } = openQueue();
  const job = queue.start(request('disk'));
  const [process] = launcher.launched;
  process!.say(opened);
  process!.say(stage('reading'));
  queue.readFirst(job.id, ['/LETTERS']);
  expect(process!.heard.at(-1)).toEqual({ type: 'read-first', wanted: ['/LETTERS'] });

  process!.say({ type: 'parked', error: null });
  process!.end();
  queue.readFirst(job.id, ['/INDEX.TXT']);
  queue.resume(job.id);
  const started = launcher.launched[1]!.heard[0]!;
  expect(started).toMatchObject({
    type: 'start',
    spec: { resume: true, options: { first: ['/INDEX.TXT'] } },
  });

  launcher.launched[1]!.say(stage('hashing'));
  expect(() => queue.readFirst(job.id, [])).toThrow(/Reading has ended/);
});

it('what a rehearsal read is done, and no catalogue knows of it', async () => {
  const { queue, launcher, catalogue } = openQueue();
  const address = 'sim:dump:/dumps/disk.spindle.json';
  const plain = plainSidecar();
  const job = queue.start({
    ...request('again'),
    source: { id: 'p', kind: 'simulated', address, label: 'Rehearsal' },
  });
  const [process] = launcher.launched;
  for (const message of [opened, stage('reading'), stage('hashing')]) process!.say(message);
  process!.say({ type: 'finished', sidecar: { ...plain, source: { ...plain.source, address } }, files: [] });
  await settled();
  expect(job.snapshot.state).toBe('done');
  expect(catalogue.recorded).toEqual([]);
});
