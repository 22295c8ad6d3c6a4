/** Volumes held against what runs and waits for them, as jobs and free bytes change. */
import { expect, it, onTestFinished } from 'vitest';
import type { Writer } from '../../src/main/app/job-queue.ts';
import { RoomWatch } from '../../src/main/app/room-watch.ts';
import { sideFilesBytes } from '../../src/main/core/room/dump-size.ts';
import { SpindleError } from '../../src/shared/errors.ts';
import type { PlannedMedium } from '../../src/shared/model/room.ts';
import { makeJob } from '../support/scenarios.ts';

const disk: PlannedMedium = { kind: 'blocks', totalSectors: 2000, sectorSize: 512, audioSectors: 0 };
const each = 1_024_000 + sideFilesBytes;
const options = { formats: [], keepStore: false, subchannel: false };

function openRoom(free: Record<string, number>) {
  const writers: Writer[] = [];
  const room = new RoomWatch({
    queue: { writers },
    volumeOf: async (path) => {
      if (path === '/broken') throw new SpindleError('output-unwritable', 'No.', { path });
      const id = path.split('/')[1]!;
      return id in free ? { id, freeBytes: free[id]! } : null;
    },
  });
  onTestFinished(() => room.close());
  const add = (id: string, directory: string, medium: PlannedMedium | null = disk) =>
    void writers.push({ snapshot: makeJob(id, { state: 'planned', directory, name: `job ${id}` }), medium });
  return { room, writers, add };
}

it('counts folders of one volume together and names the first job that will not fit', async () => {
  const { room, add } = openRoom({ archive: 2 * each + 5, desk: 10 * each });
  for (const id of ['a', 'b']) add(id, `/archive/${id}`);
  add('elsewhere', '/desk/x');
  add('c', '/archive/c');
  add('d', '/archive/a');
  const { volumes } = await room.watch(-1);
  expect(volumes).toEqual([
    {
      path: '/archive/a',
      freeBytes: 2 * each + 5,
      neededBytes: 4 * each,
      jobs: 4,
      unknownJobs: 0,
      firstShort: { jobId: 'c', name: 'job c' },
      shortJobIds: ['c', 'd'],
    },
    {
      path: '/desk/x',
      freeBytes: 10 * each,
      neededBytes: each,
      jobs: 1,
      unknownJobs: 0,
      firstShort: null,
      shortJobIds: [],
    },
  ]);
});

it('alarms nobody about a folder of which nothing is known, and counts jobs of unknown size', async () => {
  const { room, add } = openRoom({});
  add('a', '/broken');
  add('b', '/broken', null);
  const { volumes } = await room.watch(-1);
  expect(volumes).toMatchObject([
    { path: '/broken', freeBytes: null, neededBytes: each, unknownJobs: 1, firstShort: null },
  ]);
});

it('tells who watches when it changes, and nobody while it does not', async () => {
  const free = { archive: 5 * each };
  const { room, add } = openRoom(free);
  add('a', '/archive/a');
  const { revision } = await room.watch(-1);
  const next = room.watch(revision);
  await room.look();
  free.archive = 1;
  await room.look();
  const changed = await next;
  expect(changed.revision).toBe(revision + 1);
  expect(changed.volumes).toMatchObject([{ freeBytes: 1, firstShort: { jobId: 'a' } }]);
});

it('says before a start what it needs, and whether it fits behind the others', async () => {
  const { room, add } = openRoom({ archive: 2 * each });
  const asked = { sourceId: 's9', medium: disk, options };
  expect(await room.ofStart('/archive', asked)).toEqual({
    ...{ neededBytes: each, togetherBytes: each, freeBytes: 2 * each, others: 0, fits: true },
  });
  add('a', '/archive/x');
  add('b', '/archive/y');
  expect(await room.ofStart('/archive', asked)).toMatchObject({
    ...{ neededBytes: each, togetherBytes: 3 * each, others: 2, fits: false },
  });
  expect(await room.ofStart('/unknown', asked)).toMatchObject({ freeBytes: null, others: 0, fits: true });
});
