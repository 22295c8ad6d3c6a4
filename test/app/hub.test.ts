/** The hub behind its contract: what it refuses, and what it passes on. */
import { createRouterClient } from '@orpc/server';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createHub, type HubPorts } from '../../src/main/app/hub.ts';
import { asSpindleError, type HubClient } from '../../src/shared/contract/client.ts';
import { SpindleError } from '../../src/shared/errors.ts';
import type { Drive } from '../../src/shared/model/drive.ts';
import { defaultJobOptions } from '../../src/shared/model/job.ts';
import { mixedDisc } from '../support/disc-record.ts';
import { seenDump } from '../support/disc-scenarios.ts';
import { fakeDoctor } from '../support/fake-doctor.ts';
import { fakeCatalogue, fakeLauncher } from '../support/fake-imaging.ts';

const seenIds = mixedDisc().ids!;

function drive(part: Partial<Drive>): Drive {
  return {
    id: 'fd0',
    kind: 'floppy',
    address: '/dev/fd0',
    label: 'Floppy drive',
    identity: { vendor: '', product: '', revision: '', serial: '', bus: '' },
    removable: true,
    writeProtected: null,
    sizeBytes: null,
    sectorSize: null,
    systemDisk: null,
    ...part,
  };
}

const systemDisk = drive({
  id: 'sda',
  kind: 'disk',
  address: '/dev/sda',
  removable: false,
  systemDisk: 'holds / of this machine',
});

async function openHub(part: Partial<HubPorts> = {}) {
  const launcher = fakeLauncher();
  const hub = await createHub({
    host: 'station',
    launcher,
    catalogue: fakeCatalogue(),
    catalogueProblem: null,
    dats: null,
    search: null,
    imageLister: null,
    openFixityReader: () => {
      throw new SpindleError('internal', 'No fixity here.');
    },
    joinPath: (directory, name) => `${directory}/${name}`,
    userName: 'archivist',
    lister: { list: async () => [drive({}), systemDisk] },
    describePractice: (address) => drive({ id: address, kind: 'simulated', address }),
    practiceMedia: [{ id: 'clean', title: 'Clean', description: '' }],
    practiceAddress: (id) => `sim:practice/${id}`,
    practiceAddresses: ['sim:practice/clean'],
    practiceFolder: null,
    processes: { self: '1@1', isAlive: () => false },
    protectedPaths: [],
    volumeOf: async () => ({ id: 'v', freeBytes: 1_000_000 }),
    nameInUse: (_directory, name) => ({ name, resumable: false }),
    importDirectory: async () => ({ added: 0, known: 0, refused: [] }),
    images: {
      open: () => Promise.reject(new SpindleError('not-found', 'There is no image.')),
      extract: () => ({ cancel: async () => {} }),
      check: () => ({ cancel: async () => {} }),
    },
    imageFolders: {
      pathBelow: (root, path) => `${root}/${path}`,
      browse: async () => ({ offset: 0, entries: [], total: 0, otherTotal: 0 }),
      find: async () => ({ paths: [], isWhole: true }),
    },
    conversions: {
      plan: () => Promise.reject(new SpindleError('not-found', 'There is no image.')),
      start: () => ({ cancel: async () => {} }),
    },
    dumpMerges: { start: () => ({ cancel: async () => {} }) },
    assetFolder: null,
    writeLabels: () => Promise.reject(new SpindleError('output-unwritable', 'Nowhere.')),
    handOvers: { formats: [], start: () => ({ cancel: async () => {} }) },
    writeTargets: async () => [],
    verifyDump: () => Promise.reject(new SpindleError('bad-sidecar', 'It is not there.')),
    doctor: fakeDoctor,
    ...part,
  });
  onTestFinished(async () => {
    for (const process of launcher.launched) process.end();
    await hub.close();
  });
  const { id: rootId } = await hub.grantRoot('/dumps', 'Results');
  const client = createRouterClient(hub.router, { context: {} }) as unknown as HubClient;
  const start = (sourceId: string, name = 'disk-0001') =>
    client.jobs.start({ sourceId, rootId, name, options: defaultJobOptions, resume: false });
  return { client, launcher, start };
}

async function refusal(call: Promise<unknown>): Promise<SpindleError> {
  return asSpindleError(
    await call.then(
      () => new Error('it was accepted'),
      (error) => error,
    ),
  );
}

describe('the disk the system runs from', () => {
  it('is neither imaged nor looked at, and the reason is said', async () => {
    const { client, launcher, start } = await openHub();
    for (const call of [
      start('sda'),
      client.drives.inspect({ sourceId: 'sda' }),
      client.drives.eject({ sourceId: 'sda' }),
    ])
      expect(await refusal(call)).toMatchObject({
        code: 'system-disk',
        message: '/dev/sda is not imaged: it holds / of this machine.',
      });
    expect(launcher.launched).toHaveLength(0);
  });
});

describe('what is asked for by a name the hub does not know', () => {
  it('is refused: drives, folders, jobs, practice paths', async () => {
    const { client, start } = await openHub();
    expect(await refusal(start('/dev/sdz'))).toMatchObject({ code: 'not-found' });
    const anyRoot = { sourceId: 'fd0', rootId: '/etc', name: 'a', options: defaultJobOptions, resume: false };
    expect(await refusal(client.jobs.start(anyRoot))).toMatchObject({ code: 'not-found' });
    expect(await refusal(client.jobs.resume({ jobId: 'x' }))).toMatchObject({ code: 'not-found' });
    const settings = await client.settings.get();
    expect(
      await refusal(client.settings.set({ ...settings, practiceDrives: ['sim:/etc/passwd'] })),
    ).toMatchObject({ code: 'bad-settings' });
  });
});

describe('a look at a drive', () => {
  it('is not taken through a process while a job reads it', async () => {
    const { client, launcher, start } = await openHub();
    await start('fd0');
    expect(await refusal(client.drives.inspect({ sourceId: 'fd0' }))).toMatchObject({ code: 'device-busy' });
    expect(await refusal(client.drives.eject({ sourceId: 'fd0' }))).toMatchObject({ code: 'device-busy' });
    expect(launcher.launched).toHaveLength(1);
  });

  it('that dies, or babbles and dies, is an answer in words', async () => {
    const { client, launcher } = await openHub();
    const look = client.drives.inspect({ sourceId: 'fd0' });
    await expect.poll(() => launcher.launched.length).toBe(1);
    launcher.launched[0]!.say({ type: 'nonsense' });
    launcher.launched[0]!.end(null, 'SIGSEGV');
    expect(await refusal(look)).toMatchObject({
      code: 'worker-lost',
      message: 'Looking at /dev/fd0 ended unexpectedly (SIGSEGV).',
    });
  });
});

it('knows from the catalogue whether a disc was seen before', async () => {
  const catalogue = fakeCatalogue();
  const { client } = await openHub({
    catalogue: {
      ...catalogue,
      seenBefore: async ({ ids }) => ({
        dumps: ids?.musicbrainz === seenIds.musicbrainz ? [seenDump] : [],
        sameSamples: [],
      }),
    },
  });
  expect(await client.catalogue.seenBefore({ ids: seenIds })).toMatchObject({ dumps: [seenDump] });
  expect(await client.catalogue.seenBefore({ ids: { ...seenIds, musicbrainz: null } })).toMatchObject({
    dumps: [],
  });
});

it('without a catalogue says why there is none, and images all the same', async () => {
  const problem = new SpindleError('catalogue-newer', 'It was made by a newer version.');
  const { client, start } = await openHub({ catalogue: null, catalogueProblem: problem });
  expect(await refusal(client.search.find({ query: 'a', limit: 1 }))).toMatchObject({
    code: 'catalogue-newer',
    message: problem.message,
  });
  expect(await refusal(client.catalogue.seenBefore({ ids: seenIds }))).toMatchObject({
    code: 'catalogue-newer',
  });
  const { jobId } = await start('fd0');
  expect((await client.jobs.watchOne({ jobId, after: -1 })).state).toBe('identifying');
});
