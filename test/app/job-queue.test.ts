/** The queue over imaging processes that say what the test says: order, ends of every kind, and life after a restart. */
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { JobQueue, type JobRequest } from '../../src/main/app/job-queue.ts';
import type { HubProcesses, JobRow } from '../../src/main/core/ports.ts';
import { SpindleError } from '../../src/shared/errors.ts';
import { defaultJobOptions, type JobState, mayFollow } from '../../src/shared/model/job.ts';
import { verdict } from '../../src/shared/model/verdict.ts';
import { type FakeProcess, fakeCatalogue, fakeLauncher, progressAt } from '../support/fake-imaging.ts';
import { plainSidecar } from '../support/sidecar-arbitrary.ts';

const alone: HubProcesses = { self: '2@2', isAlive: () => false };

function openQueue(rows: ReadonlyMap<string, JobRow> = new Map(), processes = alone) {
  const launcher = fakeLauncher();
  const catalogue = fakeCatalogue(rows);
  const queue = new JobQueue({ launcher, catalogue, processes, protectedPaths: ['/catalogue'] });
  onTestFinished(async () => {
    for (const process of launcher.launched) process.end();
    await queue.close();
  });
  return { queue, launcher, catalogue };
}

function request(part: Partial<JobRequest> = {}): JobRequest {
  return {
    source: { id: 's1', kind: 'floppy', address: '/dev/fd0', label: 'Floppy drive' },
    rootId: 'r',
    directory: '/dumps',
    name: 'disk-0001',
    options: defaultJobOptions,
    resume: false,
    ...part,
  };
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
const opened = { type: 'opened', dumpId: 'd1', name: 'disk-0001', sectorSize: 512 };
const stage = (state: string) => ({ type: 'stage', state });
const halfRead = { type: 'progress', progress: progressAt(1440) };

/** A job whose process has read half of the disk. */
function openAtWork(processes?: HubProcesses) {
  const hub = openQueue(undefined, processes);
  const job = hub.queue.start(request());
  const [process] = hub.launcher.launched;
  for (const message of [stage('identifying'), opened, stage('reading'), halfRead]) process!.say(message);
  return { ...hub, job, process: process! };
}

describe('a job', () => {
  it('goes through its states in order, and is recorded before it is done', async () => {
    const { queue, launcher, catalogue } = openQueue();
    const seen: JobState[] = [];
    const job = queue.start(request());
    const look = () => seen.at(-1) !== job.snapshot.state && seen.push(job.snapshot.state);
    look();
    const [process] = launcher.launched;
    const finished = { type: 'finished', sidecar: plainSidecar(), files: [] };
    for (const message of [
      opened,
      stage('reading'),
      halfRead,
      stage('retrying'),
      stage('hashing'),
      finished,
    ]) {
      process!.say(message);
      look();
    }
    await settled();
    look();
    process!.end();
    expect(seen).toEqual(['identifying', 'reading', 'retrying', 'hashing', 'recording', 'done']);
    for (const [index, state] of seen.slice(1).entries()) expect(mayFollow(seen[index]!, state)).toBe(true);
    expect(catalogue.recorded).toHaveLength(1);
    expect(job.snapshot).toMatchObject({ outcome: 'complete', counts: { good: 2880 }, error: null });
    expect(queue.atWork).toBe(0);
    expect(catalogue.rows.get(job.id)).toMatchObject({ owner: null, snapshot: { state: 'done' } });
  });

  it('tells its process what to image and what to stay away from', () => {
    const { process } = openAtWork();
    expect(process.heard).toEqual([
      {
        type: 'start',
        spec: {
          address: '/dev/fd0',
          directory: '/dumps',
          name: 'disk-0001',
          options: defaultJobOptions,
          resume: false,
          allowFiles: false,
          protectedPaths: ['/catalogue'],
          readOffsets: [],
          isAccepted: false,
        },
      },
    ]);
  });

  it('is paused, goes on, and is parked in good order', () => {
    const { queue, job, process } = openAtWork();
    queue.pause(job.id, true);
    expect(job.snapshot).toMatchObject({ state: 'reading', paused: true });
    expect(verdict(job.snapshot)).toMatch(/^Paused/);
    queue.pause(job.id, false);
    expect(job.snapshot.paused).toBe(false);
    queue.park(job.id);
    expect(process.heard.slice(1)).toEqual([{ type: 'pause' }, { type: 'unpause' }, { type: 'park' }]);
    process.say({ type: 'parked', error: null });
    process.end();
    expect(job.snapshot).toMatchObject({ state: 'parked', outcome: 'partial', error: null, paused: false });
  });

  it('goes on after it was parked, as a resumed one', () => {
    const { queue, job, process, launcher } = openAtWork();
    process.say({ type: 'parked', error: null });
    process.end();
    queue.resume(job.id);
    expect(launcher.launched).toHaveLength(2);
    expect(launcher.launched[1]!.heard[0]).toMatchObject({ spec: { resume: true, name: 'disk-0001' } });
    expect(job.snapshot.state).toBe('identifying');
  });

  it('resumed while its process is still ending waits for that end, and is not taken for lost', () => {
    const { queue, job, process, launcher } = openAtWork();
    process.say({ type: 'parked', error: null });
    queue.resume(job.id);
    expect(launcher.launched).toHaveLength(1);
    process.end();
    expect(launcher.launched).toHaveLength(2);
    expect(job.snapshot).toMatchObject({ state: 'identifying', error: null });
  });

  it('whose process dies without a word is parked as lost, keeps what it had, and can go on', () => {
    const { queue, job, process, launcher } = openAtWork();
    process.end(null, 'SIGKILL');
    expect(job.snapshot).toMatchObject({
      state: 'parked',
      outcome: 'partial',
      counts: { good: 1440 },
      error: { code: 'worker-lost' },
    });
    expect(job.snapshot.error!.message).toMatch(/SIGKILL.*kept; resume/);
    expect(job.log.read(0, 10).lines.at(-1)).toMatchObject({ level: 'error' });
    queue.resume(job.id);
    expect(launcher.launched[1]!.heard[0]).toMatchObject({ spec: { resume: true } });
  });

  it('whose process cannot even be made has failed, and may be tried again', () => {
    const { queue, launcher } = openQueue();
    const launch = vi.spyOn(launcher, 'launch').mockImplementationOnce(() => {
      throw new Error('spawn EAGAIN');
    });
    const job = queue.start(request());
    expect(job.snapshot).toMatchObject({ state: 'failed', error: { code: 'internal' } });
    expect(job.snapshot.error!.message).toContain('EAGAIN');
    queue.resume(job.id);
    expect(launch).toHaveBeenCalledTimes(2);
    expect(job.snapshot.state).toBe('identifying');
  });

  it('outlives nonsense from its process, and words out of turn', () => {
    const { job, process } = openAtWork();
    const before = job.snapshot;
    for (const nonsense of [null, 7, 'hello', {}, { type: 'progress' }, { type: 'stage', state: 'done' }])
      process.say(nonsense as { type: string });
    process.say(stage('identifying'));
    process.say({ type: 'finished', sidecar: plainSidecar(), files: [] });
    expect(job.snapshot.state).toBe(before.state);
    expect(job.log.read(0, 100).lines).toHaveLength(8);
    process.say({ type: 'parked', error: null });
    process.say(stage('reading'));
    expect(job.snapshot.state).toBe('parked');
  });

  it.each([
    [
      'permission-lost',
      'The right to read /dev/fd0 was taken away. Everything read is kept; resume the job.',
    ],
    ['output-full', 'The disk of /dumps is full. Everything read is kept; make room and resume the job.'],
    ['source-gone', '/dev/fd0 is gone. Everything read is kept; resume the job when it is back.'],
  ] as const)('parked for %s says so in the words it was given', (code, message) => {
    const { job, process } = openAtWork();
    process.say({ type: 'parked', error: { code, message, details: {} } });
    process.end();
    expect(job.snapshot).toMatchObject({ state: 'parked', outcome: 'partial', error: { code, message } });
  });

  it('that the catalogue cannot record is done with a warning: the files vouch for it', async () => {
    const { job, process, catalogue } = openAtWork();
    catalogue.refusal = new SpindleError('catalogue-unavailable', 'The catalogue is locked.');
    process.say(stage('hashing'));
    process.say({ type: 'finished', sidecar: plainSidecar(), files: [] });
    process.end();
    await settled();
    expect(job.snapshot.state).toBe('done');
    expect(job.snapshot.warnings.at(-1)).toMatchObject({ code: 'not-catalogued' });
    expect(job.snapshot.warnings.at(-1)!.message).toContain('The catalogue is locked.');
  });

  it('that does not get to its end after it was asked to is killed, and loses nothing', () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const { queue, job, process } = openAtWork();
    queue.park(job.id);
    vi.advanceTimersByTime(61_000);
    expect(process.isKilled).toBe(true);
    expect(job.snapshot).toMatchObject({ state: 'parked', outcome: 'partial' });
  });
});

describe('a queue', () => {
  it('never has two jobs at work on one source: the second waits its turn', () => {
    const { queue, launcher, job, process } = openAtWork();
    const second = queue.start(request({ name: 'disk-0002' }));
    expect(second.snapshot.state).toBe('planned');
    expect(queue.onSource('s1')).toBe(job);
    expect(launcher.launched).toHaveLength(1);
    const other = queue.start(
      request({ source: { id: 's2', kind: 'floppy', address: '/dev/fd1', label: 'Other' } }),
    );
    expect(other.snapshot.state).toBe('identifying');
    process.say({ type: 'parked', error: null });
    expect(second.snapshot.state).toBe('planned');
    process.end();
    expect(second.snapshot.state).toBe('identifying');
  });

  it('gives up a job that has not begun, but parks one that has something to go on with', () => {
    const { queue, process, job } = openAtWork();
    const second = queue.start(request({ name: 'disk-0002' }));
    queue.park(second.id);
    expect(second.snapshot).toMatchObject({ state: 'cancelled', outcome: null });
    expect(() => queue.resume(second.id)).toThrow(/only a parked or failed job/);

    process.say({ type: 'parked', error: null });
    queue.resume(job.id);
    queue.park(job.id);
    process.end();
    expect(job.snapshot).toMatchObject({ state: 'parked', outcome: 'partial', counts: { good: 1440 } });
  });

  it('refuses what makes no sense where a job stands', async () => {
    const { queue, job, process } = openAtWork();
    expect(() => queue.resume(job.id)).toThrow(/reading/);
    await expect(queue.dismiss(job.id)).rejects.toThrow(/still at work/);
    process.say({ type: 'parked', error: null });
    process.end();
    expect(() => queue.pause(job.id, true)).toThrow(/not at work/);
    expect(() => queue.park(job.id)).toThrow(/not at work/);
    expect(() => queue.get('nobody')).toThrow(/not on the list/);
  });

  it('forgets a job at rest when told to, for good', async () => {
    const { queue, job, process, catalogue } = openAtWork();
    process.say({ type: 'parked', error: null });
    process.end();
    await queue.dismiss(job.id);
    expect(catalogue.rows.size).toBe(0);
    expect(queue.feed.value).toEqual([]);
  });

  it('parks everything before it closes', async () => {
    const { queue, job, process, catalogue } = openAtWork();
    const waiting = queue.start(request({ name: 'disk-0002' }));
    const closed = queue.close();
    expect(process.heard.at(-1)).toEqual({ type: 'park' });
    process.say({ type: 'parked', error: null });
    process.end();
    await closed;
    expect(catalogue.rows.get(job.id)).toMatchObject({ owner: null, snapshot: { state: 'parked' } });
    expect(waiting.snapshot.state).toBe('planned');
  });
});

describe('the jobs that wait for a drive', () => {
  /** One at work, three waiting for the same drive, one for another where one is at work. */
  function openLine() {
    const hub = openAtWork();
    const [a, b, c] = ['a', 'b', 'c'].map((name) => hub.queue.start(request({ name }))) as [Job, Job, Job];
    const source = { id: 's2', kind: 'floppy', address: '/dev/fd1', label: 'Other' } as const;
    hub.queue.start(request({ source }));
    const elsewhere = hub.queue.start(request({ source, name: 'elsewhere' }));
    return { ...hub, a, b, c, elsewhere };
  }
  type Job = ReturnType<JobQueue['start']>;
  const ending = (process: FakeProcess) => {
    process.say({ type: 'parked', error: null });
    process.end();
  };

  it('change places, and begin in the new order', async () => {
    const { queue, process, a, b, c, elsewhere } = openLine();
    const before = queue.feed.revision;
    queue.move(c.id, a.id);
    expect(queue.waiting).toEqual([c.id, a.id, b.id, elsewhere.id]);
    expect((await queue.feed.past(before)).revision).toBeGreaterThan(before);
    queue.move(a.id, null);
    ending(process);
    expect(c.snapshot.state).toBe('identifying');
    expect(queue.waiting).toEqual([b.id, elsewhere.id, a.id]);
  });

  it('stay where they are when one does not wait, or waits for another drive', () => {
    const { queue, job, a, b, elsewhere } = openLine();
    const before = queue.waiting;
    expect(() => queue.move(job.id, a.id)).toThrow(/is reading: only jobs that wait/);
    expect(() => queue.move(a.id, job.id)).toThrow(/is reading: only jobs that wait/);
    expect(() => queue.move(b.id, elsewhere.id)).toThrow(/do not stand in each other's way/);
    expect(() => queue.move('nobody', null)).toThrow(/not on the list/);
    expect(queue.waiting).toEqual(before);
  });

  it('go behind those that wait already when they were parked and go on', () => {
    const { queue, a, b, c, elsewhere } = openLine();
    queue.park(a.id);
    expect(queue.waiting).toEqual([b.id, c.id, elsewhere.id]);
  });

  it('do not begin in a drive that was told to stop, until that is taken back; other drives go on', () => {
    const { queue, launcher, process, a, elsewhere } = openLine();
    queue.hold('s1', true);
    ending(process);
    ending(launcher.launched[1]!);
    expect(a.snapshot.state).toBe('planned');
    expect(elsewhere.snapshot.state).toBe('identifying');
    expect(queue.held).toEqual(['s1']);
    queue.hold('s1', false);
    expect(a.snapshot.state).toBe('identifying');
    expect(queue.held).toEqual([]);
  });

  it('keep waiting behind a stop when another one joins them', () => {
    const { queue, process, a } = openLine();
    queue.hold('s1', true);
    ending(process);
    queue.start(request({ name: 'd' }));
    expect(a.snapshot.state).toBe('planned');
    expect(queue.isHeld('s1')).toBe(true);
  });

  it('are not taken for the one at work, however old they are', () => {
    const { queue, a, b } = openLine();
    queue.move(b.id, a.id);
    expect(queue.onSource('s1')!.snapshot.state).toBe('reading');
    const older = openAtWork();
    older.process.say({ type: 'parked', error: null });
    older.process.end();
    const newer = older.queue.start(request({ name: 'newer' }));
    older.queue.resume(older.job.id);
    expect(older.queue.onSource('s1')).toBe(newer);
    expect(older.queue.writers.map(({ snapshot }) => snapshot.id)).toEqual([newer.id, older.job.id]);
  });

  it('are begun by hand where nobody else works or waits, whatever the drive was told', () => {
    const { queue, job, process } = openAtWork();
    queue.hold('s1', true);
    ending(process);
    queue.resume(job.id);
    expect(job.snapshot.state).toBe('identifying');
    expect(queue.isHeld('s1')).toBe(false);
  });
});

describe('after a restart', () => {
  it('a job whose program died in the middle is there, parked, and goes on', async () => {
    const { job, catalogue } = openAtWork({ self: '1@1', isAlive: () => true });
    const after = openQueue(catalogue.rows);
    await after.queue.load({ bringsLineBack: true });
    const found = after.queue.get(job.id);
    expect(found.snapshot).toMatchObject({
      state: 'parked',
      outcome: 'partial',
      error: { code: 'worker-lost' },
      name: 'disk-0001',
    });
    expect(found.snapshot.error!.message).toMatch(/program ended while this job was at work/);
    expect(after.catalogue.rows.get(job.id)!.owner).toBeNull();
    after.queue.resume(job.id);
    expect(after.launcher.launched[0]!.heard[0]).toMatchObject({ spec: { resume: true } });
  });

  it('those that waited wait as they did, and nothing begins until a person says so', async () => {
    const { queue, catalogue } = openAtWork();
    const medium = { kind: 'blocks', totalSectors: 2880, sectorSize: 512, audioSectors: 0 } as const;
    const options = { ...defaultJobOptions, retries: 7 };
    const a = queue.start(request({ name: 'a', options, medium }));
    const b = queue.start(request({ name: 'b', resume: true }));
    const c = queue.start(request({ name: 'c' }));
    queue.move(c.id, a.id);
    const after = openQueue(catalogue.rows);
    await after.queue.load({ bringsLineBack: true });
    expect(after.queue.waiting).toEqual([c.id, a.id, b.id]);
    const back = after.queue.get(a.id).snapshot;
    expect(back).toMatchObject({ state: 'planned', error: null, outcome: null, options });
    expect(after.queue.writers[1]).toMatchObject({ medium });
    expect(after.queue.heldSinceRestart).toEqual(['s1']);
    expect(after.launcher.launched).toHaveLength(0);
    for (const { id } of [a, b, c]) expect(after.catalogue.rows.get(id)!.owner).toBe('2@2');

    after.queue.hold('s1', false);
    expect(after.queue.heldSinceRestart).toEqual([]);
    const [first] = after.launcher.launched;
    expect(first!.heard[0]).toMatchObject({ spec: { name: 'c', resume: false } });
    for (const [index, spec] of [
      { name: 'a', options },
      { name: 'b', resume: true },
    ].entries()) {
      after.launcher.launched[index]!.say({ type: 'parked', error: null });
      after.launcher.launched[index]!.end();
      expect(after.launcher.launched[index + 1]!.heard[0]).toMatchObject({ spec });
    }
  });

  it('the line outlives a second restart, with those that joined it since', async () => {
    const { queue, catalogue } = openAtWork();
    const [a, b] = ['a', 'b'].map((name) => queue.start(request({ name })));
    const second = openQueue(catalogue.rows);
    await second.queue.load({ bringsLineBack: true });
    const c = second.queue.start(request({ name: 'c' }));
    second.queue.move(b!.id, a!.id);
    const third = openQueue(second.catalogue.rows);
    await third.queue.load({ bringsLineBack: true });
    expect(third.queue.waiting).toEqual([b!.id, a!.id, c.id]);
    expect(third.launcher.launched).toHaveLength(0);
  });

  it('the job that was cut off goes on before those that waited behind it', async () => {
    const { queue, job, catalogue } = openAtWork();
    const waiting = queue.start(request({ name: 'a' }));
    const after = openQueue(catalogue.rows);
    await after.queue.load({ bringsLineBack: true });
    after.queue.resume(job.id);
    expect(after.queue.waiting).toEqual([job.id, waiting.id]);
    expect(after.launcher.launched).toHaveLength(0);
    const again = openQueue(after.catalogue.rows);
    await again.queue.load({ bringsLineBack: true });
    expect(again.queue.waiting).toEqual([job.id, waiting.id]);
  });

  it('a program that serves nobody leaves those that wait to one that does', async () => {
    const { queue, catalogue } = openAtWork();
    const waiting = queue.start(request({ name: 'a' }));
    const beside = openQueue(catalogue.rows);
    await beside.queue.load({ bringsLineBack: false });
    expect(beside.queue.find(waiting.id)).toBeNull();
    expect(beside.catalogue.rows.get(waiting.id)).toEqual(catalogue.rows.get(waiting.id));

    // Also where it puts back a catalogue that does not know them.
    const putBack = fakeCatalogue(new Map());
    await beside.queue.keepIn(putBack);
    expect(putBack.rows.get(waiting.id)).toEqual(catalogue.rows.get(waiting.id));
  });

  it('one that waited in a version that kept no line is parked, and says that it waited', async () => {
    const { queue, catalogue } = openAtWork();
    const { id } = queue.start(request({ name: 'disk-0002' }));
    const rows = new Map(catalogue.rows).set(id, { ...catalogue.rows.get(id)!, waiting: null });
    const after = openQueue(rows);
    await after.queue.load({ bringsLineBack: true });
    expect(after.queue.get(id).snapshot).toMatchObject({ state: 'parked' });
    expect(after.queue.get(id).snapshot.error!.message).toMatch(/waiting to start/);
  });

  it('a job another living program works on is left to it', async () => {
    const { job, catalogue } = openAtWork({ self: '1@1', isAlive: () => true });
    const beside = openQueue(catalogue.rows, { self: '2@2', isAlive: (owner) => owner === '1@1' });
    await beside.queue.load({ bringsLineBack: true });
    expect(() => beside.queue.get(job.id)).toThrow(/not on the list/);
    expect(beside.catalogue.rows.get(job.id)!.owner).toBe('1@1');
  });
});

describe('the feed of a job', () => {
  it('is conflated: a thousand steps of progress are few revisions, and the newest is what is read', async () => {
    const { job, process } = openAtWork();
    const from = job.feed.revision;
    for (let good = 1; good <= 1000; good++) process.say({ type: 'progress', progress: progressAt(good) });
    expect(job.feed.revision - from).toBeLessThanOrEqual(20);
    const { value } = await job.feed.past(job.feed.revision);
    expect(value.counts).toMatchObject({ good: 1000 });
  });
});
