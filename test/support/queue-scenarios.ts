/** Queues in which jobs wait: for a drive at work, for one that was told to stop, and hundreds of them. */
import type { Drive } from '../../src/shared/model/drive.ts';
import { isAtRest, type JobSnapshot } from '../../src/shared/model/job.ts';
import type { VolumeRoom } from '../../src/shared/model/room.ts';
import { busyBench, failedJob, halfReadRuns, jobWithMap, longQueue, makeJob } from './scenarios.ts';

const sourceOf = ({ id, kind, address, label }: Drive) => ({ id, kind, address, label });
const created = (minute: number) => new Date(Date.UTC(2026, 10, 20, 14, minute)).toISOString();

function waiting(id: string, drive: Drive, name: string, part: Partial<JobSnapshot> = {}): JobSnapshot {
  const carrier = `AR-${id.slice(1).padStart(4, '0')}`;
  return makeJob(id, { state: 'planned', source: sourceOf(drive), name, carrier, ...part });
}

/** Four wait for the drive at work, two for one that was told to stop. */
export function waitingQueue(): { drives: Drive[]; jobs: JobSnapshot[]; held: string[] } {
  const { drives } = busyBench();
  const [first, second] = drives as [Drive, Drive];
  const begun = jobWithMap('w3', halfReadRuns);
  const { counts, miniMap } = begun;
  return {
    drives,
    held: [second.id],
    jobs: [
      ...longQueue(),
      waiting('w1', first, 'MINUTES 1988', { createdAt: created(11) }),
      waiting('w2', first, 'CORRESPONDENCE A\u2013K', { createdAt: created(12) }),
      waiting('w3', first, 'PHOTOS 1995', { createdAt: created(13), counts, miniMap }),
      waiting('w4', first, 'THESIS', { createdAt: created(14) }),
      waiting('w5', second, 'INSTALL 1', { createdAt: created(15) }),
      waiting('w6', second, 'INSTALL 2', { createdAt: created(16) }),
    ],
  };
}

/** The program was begun again: what was at work is parked, and the others wait as they did. */
export function queueBroughtBack() {
  const { drives, jobs } = waitingQueue();
  return {
    drives,
    jobs: jobs.filter(({ state }) => state === 'planned' || isAtRest(state)),
    heldSinceRestart: drives.slice(0, 2).map(({ id }) => id),
  };
}

/** The archive is nearly full. */
export const shortOfRoom: VolumeRoom = {
  path: '/srv/accessions/2026-114',
  freeBytes: 8_100_000_000,
  neededBytes: 12_400_000_000,
  jobs: 5,
  unknownJobs: 1,
  firstShort: { jobId: 'w3', name: 'PHOTOS 1995' },
  shortJobIds: ['w3', 'w4'],
};
export const roomEnough: VolumeRoom = {
  ...{ path: '/home/archivist/Spindle', freeBytes: 41_000_000_000, neededBytes: 2_900_000, jobs: 2 },
  ...{ unknownJobs: 0, firstShort: null, shortJobIds: [] },
};

export function hugeQueue(count = 500): { drives: Drive[]; jobs: JobSnapshot[] } {
  const { drives } = busyBench();
  const [first, second] = drives as [Drive, Drive];
  const names = ['LETTERS', 'BUDGET', 'MINUTES', 'PHOTOS', 'THESIS'];
  const jobs = Array.from({ length: count - 2 }, (_, index) => {
    const drive = index % 2 === 0 ? first : second;
    const name = `${names[index % names.length]} ${index}`;
    const createdAt = new Date(Date.UTC(2026, 10, 19) + index * 60_000).toISOString();
    if (index < count / 2)
      return waiting(`w${index}`, drive, name, {
        createdAt,
        carrier: `AR-${String(index).padStart(4, '0')}`,
      });
    const part = { name, source: sourceOf(drive), createdAt, endedAt: createdAt };
    if (index % 40 === 7) return failedJob(`f${index}`, part);
    return jobWithMap(`d${index}`, [[2880, 'good']], { ...part, state: 'done', outcome: 'complete' });
  });
  return {
    drives,
    jobs: [
      jobWithMap('a1', halfReadRuns, { source: sourceOf(first) }),
      jobWithMap('a2', halfReadRuns, { source: sourceOf(second), name: 'BUDGET 1991' }),
      ...jobs,
    ],
  };
}
