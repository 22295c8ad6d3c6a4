/** A batch over simulated drives, through the real hub: what was put in, what came of it, and what a person decided. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { insertInto } from '../../src/main/adapters/simulated/inserted.ts';
import type { Hub } from '../../src/main/app/hub.ts';
import { buildFat12Floppy } from '../../src/main/core/block/fat12-floppy.ts';
import { createForkLauncher } from '../../src/main/hosts/launchers/fork-launcher.ts';
import { wireHub } from '../../src/main/hosts/wiring.ts';
import type { HubClient } from '../../src/shared/contract/client.ts';
import type { BatchStatus } from '../../src/shared/model/batch.ts';
import { defaultJobOptions } from '../../src/shared/model/job.ts';
import { ownFolder } from '../support/folders.ts';

/** The smallest disk there is: 160K. */
const layout = {
  sectorsPerTrack: 8,
  totalSectors: 320,
  mediaId: 0xfe,
  fat: { sectorsPerCluster: 1, rootEntries: 64, sectorsPerFat: 1 },
};
const { carrier: _, ...options } = { ...defaultJobOptions, formats: ['img' as const] };

/** Long enough that what is slow lies beyond what is looked at. */
const doubleDensity = {
  ...{ sectorsPerTrack: 9, totalSectors: 1440, mediaId: 0xf9 },
  fat: { sectorsPerCluster: 2, rootEntries: 112, sectorsPerFat: 3 },
};

let folder: string;
let stack: string;
let hub: Hub;
let client: HubClient;
let rootId: string;
let drive: string;

function disk(name: string, label: string, serial: number): void {
  const content = new TextEncoder().encode(`This is ${label}. `.repeat(200));
  writeFileSync(
    join(stack, name),
    buildFat12Floppy(layout, label, serial, [{ name: 'README.TXT', content }]),
  );
}

beforeEach(async () => {
  folder = ownFolder();
  stack = join(folder, 'stack');
  mkdirSync(stack);
  mkdirSync(join(folder, 'out'));
  insertInto(stack, '');
  hub = await wireHub('station', {
    launcher: createForkLauncher(),
    cataloguePath: join(folder, 'catalogue.db'),
    requireCatalogue: true,
  });
  client = createRouterClient(hub.router) as HubClient;
  rootId = (await hub.grantRoot(join(folder, 'out'), 'Results')).id;
  hub.offerSimulated(`sim:${stack}`);
  const { drives } = await client.drives.refresh();
  drive = drives.find(({ address }) => address === `sim:${stack}`)!.id;
});
afterEach(() => hub.close());

async function until(uuid: string, wanted: (status: BatchStatus) => boolean): Promise<BatchStatus> {
  for (let after = -1; ; ) {
    const status = await client.batches.watch({ uuid, after });
    if (wanted(status)) return status;
    after = status.revision;
  }
}

const asks = (kind: string) => (status: BatchStatus) => status.drives[0]?.kind === kind;

/** Puts a disk in when the drive asks for one, and takes it out when it says so. */
async function feed(uuid: string, name: string): Promise<BatchStatus> {
  await until(uuid, asks('insert'));
  insertInto(stack, name);
  const status = await until(uuid, asks('take-out'));
  insertInto(stack, '');
  await until(uuid, (now) => !asks('take-out')(now));
  return status;
}

const batch = (carriers: string[], settings = {}) =>
  client.batches.create({
    ...{ name: 'Box 4', carriers, rootId, options },
    settings: { drives: [drive], ...settings },
  });

describe('a batch', { timeout: 240_000 }, () => {
  it('goes on past a duplicate, a blank and a damaged disk, which are decided by one key each', async () => {
    disk('1.img', 'ACCOUNTS', 1);
    disk('3.img', 'LETTERS', 3);
    writeFileSync(join(stack, 'blank.img'), Buffer.alloc(320 * 512, 0xf6));
    writeFileSync(join(stack, '3.img.behaviour.json'), JSON.stringify({ fail: [{ lba: [200, 203] }] }));
    const { uuid } = await batch(['AR-0001..0003']);
    const asked = await until(uuid, asks('insert'));
    expect(asked.drives[0]?.says).toBe(`Insert AR-0001 in ${asked.drives[0]?.label}.`);

    expect((await feed(uuid, '1.img')).batch.entries[0]).toMatchObject({
      state: 'done',
      code: 'AR-0001',
      observed: 'ACCOUNTS',
    });
    const again = await feed(uuid, '1.img');
    expect(again.drives[0]?.says).toMatch(/AR-0001 again, which is done: nothing was started/);
    expect((await client.jobs.watch({ after: -1 })).jobs).toHaveLength(1);

    const blank = await feed(uuid, 'blank.img');
    expect(blank.batch.entries[1]).toMatchObject({ state: 'exception', exception: 'blank' });
    const damaged = await feed(uuid, '3.img');
    expect(damaged.batch.entries[2]).toMatchObject({ state: 'exception', exception: 'damaged' });
    const finished = await until(uuid, asks('finished'));
    expect(finished.batch.entries.map(({ state }) => state)).toEqual(['done', 'exception', 'exception']);

    const [, second, third] = finished.batch.entries;
    await client.batches.decide({ uuid, entry: second!.uuid, action: 'dispose', disposition: 'blank' });
    await client.batches.decide({
      uuid,
      entry: third!.uuid,
      action: 'accept',
      reason: 'Readable where it matters.',
    });
    const show = async (code: string) => (await client.collection.carriers.show({ code })).carrier;
    expect(await show('AR-0001')).toMatchObject({ state: 'imaged', dumps: 1, title: { auto: 'ACCOUNTS' } });
    expect(await show('AR-0002')).toMatchObject({
      state: 'set-aside',
      disposition: 'blank',
      exception: null,
    });
    expect(await show('AR-0003')).toMatchObject({ state: 'needs-attention', dumps: 1, exception: null });
    await client.collection.carriers.signOff({ codes: ['AR-0001', 'AR-0003'] });
    expect((await show('AR-0003')).state).toBe('signed-off');
    expect(await client.batches.close({ uuid })).toMatchObject({
      total: 3,
      done: 2,
      skipped: 1,
      exceptions: 0,
    });
    expect(await client.catalogue.check()).toMatchObject({ ok: true, findings: [] });

    // Another batch knows the disk again.
    const other = await batch(['AR-0004']);
    expect((await feed(other.uuid, '1.img')).batch.entries[0]).toMatchObject({
      ...{ state: 'exception', exception: 'duplicate', note: 'Seen before as AR-0001.' },
    });
  });

  it('parks a disk that takes too long and goes on with the next; put back on the list, it is finished', async () => {
    writeFileSync(join(stack, 'slow.img'), buildFat12Floppy(doubleDensity, 'SLOW', 1, []));
    disk('next.img', 'NEXT', 2);
    writeFileSync(
      join(stack, 'slow.img.behaviour.json'),
      JSON.stringify({ slow: [{ lba: [1000, 1400], ms: 2000 }] }),
    );
    const { uuid } = await batch(['A-1', 'A-2'], { timeBox: 0.2 });
    const late = await feed(uuid, 'slow.img');
    expect(late.batch.entries[0]).toMatchObject({ state: 'exception', exception: 'over-time' });
    expect((await feed(uuid, 'next.img')).batch.entries[1]).toMatchObject({ state: 'done' });
    writeFileSync(join(stack, 'slow.img.behaviour.json'), '{}');
    await until(uuid, asks('finished'));
    await client.batches.decide({ uuid, entry: late.batch.entries[0]!.uuid, action: 'retry' });
    expect((await feed(uuid, 'slow.img')).batch.entries[0]).toMatchObject({ state: 'done' });
    const { dumps } = await client.collection.carriers.show({ code: 'A-1' });
    expect(dumps).toMatchObject([{ outcome: 'complete', name: 'A-1' }]);
  });

  it('warns of a shifted stack and moves the records by one, which one undo takes back', async () => {
    const titles = [
      'Annual accounts',
      'Letters to Berlin',
      'Photographs',
      'Minutes of 1994',
      'Press cuttings',
    ];
    for (const [index, title] of titles.entries())
      await client.collection.carriers.create({ code: `A-${index + 1}`, title });
    // The second disk was not in the stack.
    const labels = ['ACCOUNTS', 'PHOTOGRAPHS', 'MINUTES1994', 'CUTTINGS'];
    for (const [index, label] of labels.entries()) disk(`${index}.img`, label, index + 1);
    const { uuid } = await batch(['A-1..5']);
    for (const index of labels.keys()) await feed(uuid, `${index}.img`);
    const { shift } = await until(uuid, (status) => status.shift !== null);
    expect(shift).toMatchObject({
      fromPosition: 2,
      by: 1,
      pairs: [{ code: 'A-2', observed: 'PHOTOGRAPHS', fits: 'A-3' }, {}, {}],
    });
    const { txn } = await client.batches.shift({ uuid, fromPosition: 2, by: 1 });
    const labelOf = async (code: string) =>
      (await client.collection.carriers.show({ code })).dumps.map(({ volumeLabels }) => volumeLabels[0]);
    expect(await Promise.all(['A-1', 'A-2', 'A-3', 'A-4', 'A-5'].map(labelOf))).toEqual([
      ...[['ACCOUNTS'], [], ['PHOTOGRAPHS'], ['MINUTES1994'], ['CUTTINGS']],
    ]);
    const mended = await client.batches.watch({ uuid, after: -1 });
    expect(mended.shift).toBeNull();
    expect(mended.batch.entries.map(({ dumpId }) => dumpId !== null)).toEqual([
      true,
      false,
      true,
      true,
      true,
    ]);
    expect(await client.catalogue.check()).toMatchObject({ ok: true, findings: [] });
    const [dump] = (await client.collection.carriers.show({ code: 'A-3' })).dumps;
    const { events } = await client.catalogue.showDump({ dumpId: dump!.dumpId });
    expect(events.at(-1)?.detail).toMatch(/^Given from no carrier to A-3: the stack had shifted/);
    await client.batches.close({ uuid });
    await client.collection.history.undo({ txn: txn! });
    expect(await labelOf('A-2')).toEqual(['PHOTOGRAPHS']);
    expect(await client.catalogue.check()).toMatchObject({ ok: true, findings: [] });
  });

  it('shares no drive with another, and rests after the program was closed until somebody goes on with it', async () => {
    const { uuid } = await batch(['A-1', 'A-2']);
    await until(uuid, asks('insert'));
    await expect(batch(['A-3'])).rejects.toThrow(/works for Box 4/);
    expect((await client.batches.list()).batches).toMatchObject([{ uuid, isRunning: true }]);
    await hub.close();
    hub = await wireHub('station', {
      launcher: createForkLauncher(),
      cataloguePath: join(folder, 'catalogue.db'),
      requireCatalogue: true,
    });
    client = createRouterClient(hub.router) as HubClient;
    hub.offerSimulated(`sim:${stack}`);
    disk('1.img', 'ACCOUNTS', 1);
    insertInto(stack, '1.img');
    const resting = await client.batches.watch({ uuid, after: -1 });
    expect(resting).toMatchObject({ isRunning: false, drives: [] });
    expect((await client.jobs.watch({ after: -1 })).jobs).toEqual([]);
    await client.batches.run({ uuid });
    const status = await until(uuid, asks('take-out'));
    expect(status.batch.entries[0]).toMatchObject({ code: 'A-1', state: 'done', observed: 'ACCOUNTS' });
  });
});
