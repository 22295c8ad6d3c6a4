/** The practice desk from its start to its end: exercises done at it, found done later, and begun anew. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { HubClient } from '../../src/shared/contract/client.ts';
import type { BatchStatus } from '../../src/shared/model/batch.ts';
import { defaultJobOptions } from '../../src/shared/model/job.ts';
import { practiceCodes } from '../../src/shared/model/practice.ts';
import { type RunningCli, startSpindle } from '../support/cli.ts';
import { ownFolder } from '../support/folders.ts';
import { connectTo, openRealStation, refusalOf } from '../support/real-station.ts';

/** Data folders of all systems below one of our own. */
const homeIn = (folder: string) => ({ HOME: folder, XDG_DATA_HOME: join(folder, 'data'), APPDATA: folder });

async function sitDown(folder: string, ...words: string[]) {
  const running = startSpindle(['practice', '--no-open', '--json', ...words], { env: homeIn(folder) });
  onTestFinished(() => void running.child.kill('SIGKILL'));
  const { url, port } = await served(running);
  const { client, close } = await connectTo(port, url.split('#token=')[1]!);
  return {
    client,
    async leave() {
      close();
      running.child.kill('SIGTERM');
      return running.ended;
    },
  };
}

function served({ child, ended }: RunningCli): Promise<{ url: string; port: number }> {
  let text = '';
  return new Promise((resolve, reject) => {
    child.stdout!.on('data', (more: string) => {
      text += more;
      const line = text.split('\n').find((one) => one.includes('"serving"'));
      if (line?.endsWith('}')) resolve(JSON.parse(line));
    });
    void ended.then(({ stderr }) => reject(new Error(`it ended before it served: ${stderr}`)));
  });
}

async function image(client: HubClient, disk: string, formats: ('img' | 'bincue')[] = ['img']) {
  await client.practice.insert({ disk });
  const { drives } = await client.drives.refresh();
  const [root] = await client.outputs.roots();
  const { jobId } = await client.jobs.start({
    sourceId: drives.find(({ label }) => label === 'Practice floppy drive')!.id,
    rootId: root!.id,
    name: disk,
    options: { ...defaultJobOptions, formats, carrier: disk },
    resume: false,
  });
  for (let after = -1; ; ) {
    const job = await client.jobs.watchOne({ jobId, after });
    if (job.state === 'done') return job;
    if (job.state === 'failed' || job.state === 'parked') throw new Error(`${disk} is ${job.state}`);
    after = job.revision;
  }
}

/** Works a batch with these disks, one after the other. @returns it as it stands when it asks for more, or is finished */
async function batchOf(
  client: HubClient,
  carriers: string[],
  disks: readonly string[],
): Promise<BatchStatus> {
  const { drives } = await client.drives.refresh();
  const [root] = await client.outputs.roots();
  const { carrier: _, ...options } = { ...defaultJobOptions, formats: ['img' as const] };
  const { uuid } = await client.batches.create({
    ...{ name: carriers.join(), carriers, rootId: root!.id, options },
    settings: { drives: [drives[0]!.id] },
  });
  const until = async (...kinds: string[]): Promise<BatchStatus> => {
    for (let after = -1; ; ) {
      const status = await client.batches.watch({ uuid, after });
      if (kinds.includes(status.drives[0]?.kind ?? '')) return status;
      after = status.revision;
    }
  };
  for (const disk of disks) {
    await until('insert');
    await client.practice.insert({ disk });
    await until('take-out');
    await client.practice.insert({ disk: null });
  }
  return until('insert', 'finished');
}

async function doneOf(client: HubClient) {
  const { exercises } = await client.practice.exercises();
  return Object.fromEntries(exercises.map(({ name, done }) => [name, done]));
}

describe('the practice desk', { timeout: 240_000 }, () => {
  it('sees exercises done, keeps them, and begins anew when asked', async () => {
    const folder = ownFolder();
    const first = await sitDown(folder);
    const { client } = first;
    expect(await client.system.about()).toMatchObject({ isPractice: true });
    // No drive of the machine: what is read here may be thrown away any day.
    const { drives } = await client.drives.refresh();
    expect(drives.map(({ label, kind }) => [label, kind])).toEqual([
      ['Practice floppy drive', 'simulated'],
      ['Practice CD, mixed mode, worn', 'simulated'],
    ]);
    expect(drives[0]!.sizeBytes).toBe(0);
    expect((await client.settings.get()).firstStepsDone).toBe(true);
    const listed = await client.collection.carriers.list({
      filter: { collection: practiceCodes.collection },
      after: null,
      limit: 50,
    });
    expect(listed.total).toBe(11);
    expect(Object.values(await doneOf(client)).flat()).not.toContain(true);

    await image(client, practiceCodes.clean);
    await client.collection.carriers.signOff({ codes: [practiceCodes.clean] });
    expect((await doneOf(client)).image).toEqual([true, true]);
    await client.fixity.start({ scope: { kind: 'all' } });
    for (let after = -1; ; ) {
      const { run, revision } = await client.fixity.watch({ after });
      if (run?.phase === 'done') break;
      after = revision;
    }
    expect((await doneOf(client)).handOver).toEqual([true, false]);
    const [root] = await client.outputs.roots();
    const { handOverId } = await client.handOver.start({
      scope: { kind: 'carriers', codes: [practiceCodes.clean] },
      ...{ format: 'bag', rootId: root!.id, name: 'PR-001 for the reading room' },
    });
    for (let after = -1; ; ) {
      const { state, revision } = await client.handOver.watch({ handOverId, after });
      if (state === 'done') break;
      after = revision;
    }
    expect(await doneOf(client)).toMatchObject({
      handOver: [true, true],
      disc: [false],
      letter: [false, false],
    });
    // Nobody else may begin anew under whoever sits here.
    const other = await startSpindle(['practice', '--reset', '--no-open'], { env: homeIn(folder) }).ended;
    expect(other.status).toBe(2);
    expect(other.stderr).toMatch(/open already/);
    expect((await first.leave()).result).toEqual({ type: 'result', ended: true });

    const second = await sitDown(folder);
    expect(await doneOf(second.client)).toMatchObject({ image: [true, true], handOver: [true, true] });
    expect(await second.client.catalogue.check()).toMatchObject({ ok: true, findings: [] });
    await second.leave();

    const anew = await sitDown(folder, '--reset');
    expect(Object.values(await doneOf(anew.client)).flat()).not.toContain(true);
    expect((await anew.client.catalogue.list({ after: null, limit: 10 })).total).toBe(0);
    expect((await anew.client.jobs.watch({ after: -1 })).jobs).toEqual([]);
    expect((await anew.client.practice.watch({ after: -1 })).inserted).toBeNull();
    expect((await anew.leave()).stderr).not.toMatch(/Left where it was/);
    expect(existsSync(join(folder, 'Spindle'))).toBe(false);
    expect(readdirSync(join(folder, 'data', 'spindle')).filter((name) => name !== 'practice')).toEqual([]);
  });

  it('has a batch see each disk of its shelf go out and the next come in', async () => {
    const { client, leave } = await sitDown(ownFolder());
    await image(client, practiceCodes.clean);
    await client.practice.insert({ disk: null });
    const doubtful = await batchOf(client, ['PR-004', 'PR-005'], ['PR-004', 'PR-005']);
    expect(doubtful.batch.entries.map(({ exception }) => exception)).toEqual(['blank', 'duplicate']);
    for (const [index, disposition] of (['blank', 'duplicate'] as const).entries())
      await client.batches.decide({
        ...{ uuid: doubtful.batch.uuid, entry: doubtful.batch.entries[index]!.uuid },
        ...{ action: 'dispose', disposition },
      });
    expect((await doneOf(client)).decide).toEqual([true, true, true]);
    await client.batches.close({ uuid: doubtful.batch.uuid });

    const stack = ['stack-1', 'stack-2', 'stack-3', 'stack-4'];
    const { batch, shift } = await batchOf(client, ['PR-011..015'], stack);
    expect(shift).toMatchObject({ fromPosition: 2, by: 1 });
    expect((await doneOf(client)).shifted).toEqual([true, false]);
    await client.batches.shift({ uuid: batch.uuid, fromPosition: 2, by: 1 });
    expect((await doneOf(client)).shifted).toEqual([true, true]);
    await leave();
  });

  it('leaves a disk in the drive while it is read', async () => {
    const { client, leave } = await sitDown(ownFolder());
    await client.practice.insert({ disk: practiceCodes.slow });
    const { drives } = await client.drives.refresh();
    const [root] = await client.outputs.roots();
    const { jobId } = await client.jobs.start({
      ...{ sourceId: drives[0]!.id, rootId: root!.id, name: practiceCodes.slow, resume: false },
      options: { ...defaultJobOptions, formats: ['img'], carrier: practiceCodes.slow },
    });
    const until = async (wanted: string) => {
      for (let after = -1; ; ) {
        const { state, revision } = await client.jobs.watchOne({ jobId, after });
        if (state === wanted) return;
        after = revision;
      }
    };
    await until('reading');
    expect(await refusalOf(client.practice.insert({ disk: null }))).toBe('device-busy');
    expect((await client.practice.watch({ after: -1 })).inserted).toBe(practiceCodes.slow);
    await client.jobs.park({ jobId });
    await until('parked');
    expect((await doneOf(client)).parked).toEqual([true, false]);
    await client.practice.insert({ disk: null });
    await leave();
  });

  it('is nowhere else: a workstation refuses its exercises and its drive', async () => {
    const station = await openRealStation();
    onTestFinished(() => station.close());
    expect(await station.client.system.about()).toMatchObject({ isPractice: false });
    expect(await refusalOf(station.client.practice.exercises())).toBe('unsupported');
    expect(await refusalOf(station.client.practice.insert({ disk: 'PR-001' }))).toBe('unsupported');
  });
});
