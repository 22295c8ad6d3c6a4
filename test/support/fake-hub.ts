/** The contract over plain data, for the screens alone: what a test puts in is what they show. */
import { implement, onError } from '@orpc/server';
import manifest from '../../package.json' with { type: 'json' };
import { handOverFormats } from '../../src/main/adapters/handover/write-hand-over.ts';
import type { OpenedImage } from '../../src/main/adapters/open-image.ts';
import { WaitingLine } from '../../src/main/app/waiting-line.ts';
import { asTransportError } from '../../src/shared/contract/client.ts';
import { contract } from '../../src/shared/contract/contract.ts';
import { SpindleError } from '../../src/shared/errors.ts';
import type { BatchStatus } from '../../src/shared/model/batch.ts';
import type { DumpRecord, DumpSummary } from '../../src/shared/model/catalogue.ts';
import type { DatMatchReport } from '../../src/shared/model/dat.ts';
import type { Drive, Inspection } from '../../src/shared/model/drive.ts';
import type { BrowsedEntry, ImagePlace } from '../../src/shared/model/image-places.ts';
import type { ImagePortrait } from '../../src/shared/model/image-portrait.ts';
import type { JobSnapshot, JobSummary, LogLine, StartJob } from '../../src/shared/model/job.ts';
import type { LongWork } from '../../src/shared/model/long-work.ts';
import type { OutputRoot } from '../../src/shared/model/output.ts';
import type { ExerciseState } from '../../src/shared/model/practice.ts';
import type { StartRoom, VolumeRoom } from '../../src/shared/model/room.ts';
import type { SectorLook } from '../../src/shared/model/sector-look.ts';
import { defaultSettings, type Settings } from '../../src/shared/model/settings.ts';
import { fakeBatchRouter, type OtherBatch } from './fake-batch.ts';
import { FakeChecks, type FakeChecksData } from './fake-checks.ts';
import { type FakeCollectionData, fakeCollectionRouter } from './fake-collection.ts';
import { FakeConversions, FakeWritings } from './fake-conversions.ts';
import { examinedStation } from './fake-doctor.ts';
import { FakeFeed } from './fake-feed.ts';
import { FakeHandOver } from './fake-hand-over.ts';
import { FakeImages } from './fake-images.ts';
import { type FakeIntakeData, fakeIntakeHandlers } from './fake-intake.ts';
import { FakeMerges } from './fake-merges.ts';
import { FakeSearch, type FakeSearchData, fakeSearchHandlers } from './fake-search.ts';
import { dumpSummaryNumber, makeDrive, makeInspection, makeJob, roots } from './scenarios.ts';

function noPack(): never {
  throw new SpindleError('not-found', 'There is no such pack.');
}

export interface FakeHubData {
  /** Of the program behind the page; that of the page if it is not said. */
  readonly version?: string;
  readonly drives?: readonly Drive[];
  /** Those that are planned wait in the order they stand here. */
  readonly jobs?: readonly JobSnapshot[];
  /** Drives that stop after the job at work. */
  readonly held?: readonly string[];
  /** Drives for which jobs waited when the program ended. */
  readonly heldSinceRestart?: readonly string[];
  /** What is foretold of the volumes that jobs write to. */
  readonly room?: readonly VolumeRoom[];
  /** What is foretold of the next start. */
  readonly startRoom?: Partial<StartRoom>;
  readonly log?: readonly LogLine[];
  readonly inspection?: Inspection | SpindleError;
  readonly records?: readonly DumpRecord[];
  /** So many dumps are made up as they are asked for. */
  readonly dumpCount?: number;
  readonly settings?: Partial<Settings>;
  readonly parkedNames?: readonly string[];
  readonly takenNames?: readonly string[];
  /** What the catalogue has of the disc in the drive. */
  readonly seenBefore?: readonly DumpSummary[];
  /** What is inside every dump. */
  readonly image?: OpenedImage;
  /** What is told of it, where that is not what its sectors say. */
  readonly portrait?: Partial<ImagePortrait>;
  /** What is told of each of its sectors, where that is not what the image says. */
  readonly sector?: Partial<SectorLook>;
  /** What lies in every folder. */
  readonly folder?: readonly BrowsedEntry[];
  /** Folders that are granted. */
  readonly roots?: readonly OutputRoot[];
  /** Where a dropped file is found. */
  readonly found?: readonly ImagePlace[];
  readonly checks?: FakeChecksData;
  readonly intake?: FakeIntakeData;
  readonly collection?: FakeCollectionData;
  readonly batch?: BatchStatus;
  /** Beside it in the list. */
  readonly otherBatches?: readonly OtherBatch[];
  readonly search?: FakeSearchData;
  /** Makes it the practice desk. */
  readonly exercises?: readonly ExerciseState[];
  /** What every dump is in the lists that are here. */
  readonly match?: DatMatchReport;
}

export class FakeHub {
  readonly drives: FakeFeed<readonly Drive[]>;
  readonly jobs: FakeFeed<readonly JobSnapshot[]>;
  readonly line = new WaitingLine();
  readonly room: FakeFeed<readonly VolumeRoom[]>;
  readonly batch: FakeFeed<BatchStatus | null>;
  readonly router: ReturnType<typeof createRouter>;
  /** What was asked of jobs, in order: `park j1`. */
  readonly asked: string[] = [];
  readonly started: StartJob[] = [];
  readonly images: FakeImages;
  readonly checks: FakeChecks;
  readonly search: FakeSearch;
  readonly conversions = new FakeConversions();
  readonly merges = new FakeMerges(this.asked);
  readonly handOver = new FakeHandOver();
  readonly writings = new FakeWritings();
  readonly works = new FakeFeed<readonly LongWork[]>([]);
  /** Id of the disk in the practice drive. */
  readonly inserted = new FakeFeed<string | null>(null);
  settings: Settings;
  /** The next start fails with this. */
  refusal: SpindleError | null = null;
  readonly data: FakeHubData;

  constructor(data: FakeHubData = {}) {
    this.data = data;
    this.drives = new FakeFeed(data.drives ?? []);
    this.jobs = new FakeFeed(data.jobs ?? []);
    this.room = new FakeFeed(data.room ?? []);
    for (const { id, state } of data.jobs ?? []) if (state === 'planned') this.line.join(id);
    for (const sourceId of data.held ?? []) this.line.hold(sourceId, true);
    for (const sourceId of data.heldSinceRestart ?? []) this.line.hold(sourceId, true, 'restart');
    this.batch = new FakeFeed<BatchStatus | null>(data.batch ?? null);
    // Whoever tries a screen knows the way.
    this.settings = { ...defaultSettings, firstStepsDone: true, ...data.settings };
    this.images = new FakeImages(data.image ?? null, data);
    this.checks = new FakeChecks(data.checks ?? {}, this.asked);
    this.search = new FakeSearch(() => this.dumps(null, 500).dumps, data.search ?? {});
    this.router = createRouter(this);
  }

  job(jobId: string): JobSnapshot {
    const job = this.jobs.value.find(({ id }) => id === jobId);
    if (!job) throw new SpindleError('not-found', 'This job is not on the list any more.', { jobId });
    return job;
  }

  change(jobId: string, change: Partial<JobSnapshot>): void {
    if (change.state && change.state !== 'planned') this.line.leave(jobId);
    this.jobs.set(this.jobs.value.map((job) => (job.id === jobId ? { ...job, ...change } : job)));
  }

  root(rootId: string): OutputRoot {
    const root = roots.find(({ id }) => id === rootId);
    if (!root) throw new SpindleError('not-found', 'This folder is not one of those granted.', { rootId });
    return root;
  }

  dumps(after: string | null, limit: number): { dumps: DumpSummary[]; next: string | null; total: number } {
    const records = this.data.records ?? [];
    const total = this.data.dumpCount ?? records.length;
    const first = after === null ? 0 : Number(after);
    const count = Math.min(limit, total - first);
    const dumps = Array.from({ length: count }, (_, index) => {
      const number = first + index;
      return records[number]?.summary ?? dumpSummaryNumber(number);
    });
    return { dumps, next: first + count < total ? String(first + count) : null, total };
  }
}

const shelf = [
  { id: 'PR-001', code: 'PR-001', place: null },
  { id: 'stack-1', code: null, place: 1 },
];

function summaryOf(job: JobSnapshot): JobSummary {
  const { options, inspection, warnings, progress, files, tracks, subchannel, ...summary } = job;
  return summary;
}

function createRouter(hub: FakeHub) {
  const os = implement(contract).use(
    onError((error) => {
      throw asTransportError(error);
    }),
  );
  const change = (verb: string, jobId: string, part: Partial<JobSnapshot>) => {
    hub.job(jobId);
    hub.asked.push(`${verb} ${jobId}`);
    hub.change(jobId, part);
    return {};
  };
  return os.router({
    system: {
      about: os.system.about.handler(() => ({
        version: hub.data.version ?? manifest.version,
        host: 'station' as const,
        platform: 'linux x64',
        cataloguePath: '/home/archivist/.local/share/spindle/catalogue.db',
        isPractice: hub.data.exercises !== undefined,
      })),
      doctor: os.system.doctor.handler(() => examinedStation),
    },
    drives: {
      watch: os.drives.watch.handler(async ({ input, signal }) => {
        const { revision, value } = await hub.drives.past(input.after, signal);
        return { revision, drives: [...value] };
      }),
      refresh: os.drives.refresh.handler(async () => ({ revision: 0, drives: [...hub.drives.value] })),
      inspect: os.drives.inspect.handler(() => {
        const found = hub.data.inspection ?? makeInspection();
        if (found instanceof SpindleError) throw found;
        return found;
      }),
      eject: os.drives.eject.handler(({ input }) => {
        hub.asked.push(`eject ${input.sourceId}`);
        return {};
      }),
      practiceMedia: os.drives.practiceMedia.handler(() => [
        { id: 'scratched', title: 'Scratched 1.44 MB disk', description: 'Five sectors that never read.' },
        { id: 'clean', title: 'Clean 720 kB disk', description: 'Reads at the first try.' },
      ]),
      addPractice: os.drives.addPractice.handler(({ input }) => {
        const drive = makeDrive(`practice-${input.medium}`, {
          kind: 'simulated',
          label: 'Practice drive',
          address: `sim:${input.medium}.json`,
        });
        hub.drives.set([...hub.drives.value, drive]);
        return drive;
      }),
      rehearse: os.drives.rehearse.handler(({ input }) => {
        hub.asked.push(`rehearse ${input.dumpId}`);
        const drive = makeDrive(`rehearsal-${input.dumpId}`, { kind: 'simulated', label: 'Rehearsal' });
        hub.drives.set([...hub.drives.value, drive]);
        return drive;
      }),
      removePractice: os.drives.removePractice.handler(({ input }) => {
        hub.drives.set(hub.drives.value.filter(({ id }) => id !== input.sourceId));
        return {};
      }),
    },
    practice: {
      watch: os.practice.watch.handler(async ({ input, signal }) => {
        const { revision, value } = await hub.inserted.past(input.after, signal);
        return { revision, disks: [...shelf], inserted: value };
      }),
      insert: os.practice.insert.handler(({ input }) => {
        hub.asked.push(input.disk === null ? 'take out' : `insert ${input.disk}`);
        hub.inserted.set(input.disk);
        const sizeBytes = input.disk === null ? 0 : 737_280;
        hub.drives.set(
          hub.drives.value.map((drive) =>
            drive.address.endsWith('/practice/drive') ? { ...drive, sizeBytes } : drive,
          ),
        );
        return {};
      }),
      exercises: os.practice.exercises.handler(() => ({ exercises: [...(hub.data.exercises ?? [])] })),
    },
    outputs: {
      roots: os.outputs.roots.handler(() => [...(hub.data.roots ?? roots)]),
      freeName: os.outputs.freeName.handler(({ input }) => ({
        name: hub.data.takenNames?.includes(input.name) ? `${input.name}-2` : input.name,
        resumable: hub.data.parkedNames?.includes(input.name) ?? false,
      })),
    },
    jobs: {
      start: os.jobs.start.handler(({ input }) => {
        if (hub.refusal) throw hub.refusal;
        hub.started.push(input);
        const drive = hub.drives.value.find(({ id }) => id === input.sourceId)!;
        const job = makeJob(`started-${hub.started.length}`, {
          state: 'identifying',
          source: { id: drive.id, kind: drive.kind, address: drive.address, label: drive.label },
          name: input.name,
          options: input.options,
          carrier: input.options.carrier,
          createdAt: new Date(Date.UTC(2026, 10, 21)).toISOString(),
        });
        hub.jobs.set([...hub.jobs.value, job]);
        return { jobId: job.id };
      }),
      watch: os.jobs.watch.handler(async ({ input, signal }) => {
        const { revision, value } = await hub.jobs.past(input.after, signal);
        const { ids, held, heldSinceRestart } = hub.line;
        return {
          revision,
          jobs: value.map(summaryOf),
          waiting: [...ids],
          held: [...held],
          heldSinceRestart: [...heldSinceRestart],
        };
      }),
      watchOne: os.jobs.watchOne.handler(async ({ input, signal }) => {
        hub.job(input.jobId);
        const { revision } = await hub.jobs.past(input.after, signal);
        return { ...hub.job(input.jobId), revision };
      }),
      pause: os.jobs.pause.handler(({ input }) => change('pause', input.jobId, { paused: true })),
      unpause: os.jobs.unpause.handler(({ input }) => change('unpause', input.jobId, { paused: false })),
      park: os.jobs.park.handler(({ input }) =>
        change('park', input.jobId, {
          state: 'parked',
          outcome: 'partial',
          etaSeconds: null,
          bytesPerSecond: 0,
        }),
      ),
      move: os.jobs.move.handler(({ input: { jobId, before } }) => {
        hub.asked.push(`move ${jobId} before ${before ?? 'nobody'}`);
        hub.line.move(hub.job(jobId), before === null ? null : hub.job(before));
        hub.jobs.set([...hub.jobs.value]);
        return {};
      }),
      hold: os.jobs.hold.handler(({ input: { sourceId, held } }) => {
        hub.asked.push(`${held ? 'hold' : 'let go'} ${sourceId}`);
        hub.line.hold(sourceId, held);
        hub.jobs.set([...hub.jobs.value]);
        return {};
      }),
      resume: os.jobs.resume.handler(({ input }) =>
        change(input.sourceId ? `resume in ${input.sourceId}` : 'resume', input.jobId, {
          state: 'reading',
          outcome: null,
          error: null,
        }),
      ),
      accept: os.jobs.accept.handler(({ input }) =>
        change('accept', input.jobId, { state: 'hashing', stall: null }),
      ),
      readFirst: os.jobs.readFirst.handler(({ input }) => {
        const { options } = hub.job(input.jobId);
        const first = { wanted: input.wanted, files: input.wanted.length, sectors: 0, missing: [] };
        return change(['read-first', ...input.wanted].join(' '), input.jobId, {
          options: { ...options, first: input.wanted },
          first,
        });
      }),
      openImage: os.jobs.openImage.handler(() => hub.images.open()),
      dismiss: os.jobs.dismiss.handler(({ input }) => {
        hub.asked.push(`dismiss ${input.jobId}`);
        hub.jobs.set(hub.jobs.value.filter(({ id }) => id !== input.jobId));
        return {};
      }),
      log: os.jobs.log.handler(({ input }) => {
        const lines = (hub.data.log ?? []).slice(input.cursor, input.cursor + input.limit);
        return { lines: [...lines], next: input.cursor + lines.length, dropped: 0 };
      }),
    },
    room: {
      watch: os.room.watch.handler(async ({ input, signal }) => {
        const { revision, value } = await hub.room.past(input.after, signal);
        return { revision, volumes: [...value] };
      }),
      ofStart: os.room.ofStart.handler(({ input }) => ({
        ...{ neededBytes: 1_998_848, togetherBytes: 1_998_848, others: 0, fits: true },
        freeBytes: (hub.data.roots ?? roots).find(({ id }) => id === input.rootId)?.freeBytes ?? null,
        ...hub.data.startRoom,
      })),
    },
    catalogue: {
      list: os.catalogue.list.handler(({ input }) => hub.dumps(input.after, input.limit)),
      showDump: os.catalogue.showDump.handler(({ input }) => {
        const record = hub.data.records?.find(({ summary }) => summary.dumpId === input.dumpId);
        if (record) return record;
        throw new SpindleError('not-found', 'The catalogue has no such dump.', { dumpId: input.dumpId });
      }),
      showCarrier: os.catalogue.showCarrier.handler(({ input }) => ({
        code: input.code,
        dumps: hub.dumps(null, 500).dumps.filter(({ carrier }) => carrier === input.code),
      })),
      drives: os.catalogue.drives.handler(() => ({ drives: [] })),
      importReadOffsets: os.catalogue.importReadOffsets.handler(({ input }) => ({
        known: input.offsets.length,
      })),
      seenBefore: os.catalogue.seenBefore.handler(() => ({
        dumps: [...(hub.data.seenBefore ?? [])],
        sameSamples: [],
      })),
      importRoot: os.catalogue.importRoot.handler(() => ({
        added: 2,
        known: 5,
        refused: [{ path: '/dumps/old.spindle.json', why: 'its version is newer than this program' }],
      })),
      check: os.catalogue.check.handler(() => ({
        ok: true,
        findings: [],
        events: 12,
        dumps: 3,
        lastGoodChecks: { quick: null, full: null },
      })),
      verify: os.catalogue.verify.handler(() => ({
        result: {
          ok: true,
          checkedSectors: 2880,
          edcErrors: 0,
          eccErrors: 0,
          hashMismatches: 0,
          checkedFiles: 3,
        },
        problems: [],
      })),
    },
    collection: fakeCollectionRouter(hub.data.collection ?? {}, hub.asked),
    batches: fakeBatchRouter(hub.batch, hub.data.otherBatches ?? [], hub.asked),
    dats: {
      list: os.dats.list.handler(() => ({ dats: hub.checks.dats })),
      import: os.dats.import.handler(({ input }) => hub.checks.importDat(input.fileName)),
      remove: os.dats.remove.handler(({ input }) => hub.checks.removeDat(input.datId)),
      match: os.dats.match.handler(() => hub.data.match ?? { kind: 'none', games: [] }),
      coverage: os.dats.coverage.handler(({ input }) => hub.checks.coverage(input.datId)),
    },
    images: {
      open: os.images.open.handler(() => hub.images.open()),
      openFile: os.images.openFile.handler(({ input }) => {
        hub.root(input.rootId);
        hub.asked.push(`open ${input.rootId}/${input.path}`);
        return hub.images.open();
      }),
      reopen: os.images.reopen.handler(() => hub.images.open()),
      browse: os.images.browse.handler(({ input }) => {
        hub.root(input.rootId);
        return hub.images.browse(input);
      }),
      find: os.images.find.handler(({ input }) => {
        hub.asked.push(`find ${input.name} of ${input.sizeBytes}`);
        return { places: [...(hub.data.found ?? [])], isWhole: true };
      }),
      check: os.images.check.handler(() => hub.images.startCheck()),
      watchCheck: os.images.watchCheck.handler(async ({ input, signal }) => {
        const { revision, value } = await hub.images.check.past(input.after, signal);
        return { ...value, revision };
      }),
      cancelCheck: os.images.cancelCheck.handler(() => {
        hub.images.check.set({ ...hub.images.check.value, state: 'cancelled' });
        return {};
      }),
      portrait: os.images.portrait.handler(() => hub.images.portrait()),
      list: os.images.list.handler(({ input }) => hub.images.browser.list(input)),
      seek: os.images.seek.handler(({ input }) => ({ offset: hub.images.browser.seek(input) })),
      hurt: os.images.hurt.handler(({ input }) => hub.images.browser.hurt(input)),
      sector: os.images.sector.handler(({ input }) => hub.images.sector(input.lba)),
      preview: os.images.preview.handler(({ input }) => hub.images.browser.read(input)),
      sound: os.images.sound.handler(({ input }) => hub.images.browser.sound(input)),
      extract: os.images.extract.handler(({ input }) => {
        hub.asked.push(
          `extract ${input.entries.join(' ')} of ${input.tree} to ${input.rootId}/${input.name}`,
        );
        return hub.images.extract(`${hub.root(input.rootId).path}/${input.name}`);
      }),
      watchExtraction: os.images.watchExtraction.handler(async ({ input, signal }) => {
        const { revision, value } = await hub.images.extraction.past(input.after, signal);
        return { ...value, revision };
      }),
      cancelExtraction: os.images.cancelExtraction.handler(() => {
        hub.asked.push('cancel extraction');
        hub.images.extraction.set({ ...hub.images.extraction.value, state: 'cancelled' });
        return {};
      }),
    },
    merge: { run: os.merge.run.handler(({ input }) => hub.checks.join(input.fileName, input.preview)) },
    dumpMerges: {
      look: os.dumpMerges.look.handler(({ input }) => hub.merges.look(input.dumpIds)),
      start: os.dumpMerges.start.handler(({ input }) => hub.merges.start(input.dumpIds, input.name)),
      watch: os.dumpMerges.watch.handler(({ input, signal }) =>
        hub.merges.watch(input.mergeId, input.after, signal),
      ),
      cancel: os.dumpMerges.cancel.handler(({ input }) => hub.merges.cancel(input.mergeId)),
    },
    packs: {
      list: os.packs.list.handler(() => ({ packs: [...hub.checks.packs] })),
      import: os.packs.import.handler(({ input }) => hub.checks.importPack(input.fileName)),
      export: os.packs.export.handler(() => noPack()),
      remove: os.packs.remove.handler(({ input }) => hub.checks.removePack(input.packId)),
      matches: os.packs.matches.handler(() => hub.data.checks?.packMatches ?? { dumps: [], total: 0 }),
      lookUp: os.packs.lookUp.handler(() => ({ descriptions: [], accurateRip: [] })),
    },
    upkeep: {
      status: os.upkeep.status.handler(() => hub.checks.upkeep),
      backUp: os.upkeep.backUp.handler(() => hub.checks.backUp()),
      setFolders: os.upkeep.setFolders.handler(() => hub.checks.upkeep),
      compare: os.upkeep.compare.handler(() => hub.checks.comparison()),
      restore: os.upkeep.restore.handler(({ input }) => hub.checks.restore(input.path)),
      checkFully: os.upkeep.checkFully.handler(() => ({ ok: true, findings: [], tookMs: 1 })),
    },
    work: {
      watch: os.work.watch.handler(async ({ input, signal }) => {
        const { revision, value } = await hub.works.past(input.after, signal);
        return { revision, works: [...value] };
      }),
    },
    convert: {
      plan: os.convert.plan.handler(() => hub.conversions.plan),
      start: os.convert.start.handler(({ input }) => {
        hub.asked.push(`convert to ${input.format} as ${input.rootId}/${input.name}`);
        return hub.conversions.start(input.format);
      }),
      watch: os.convert.watch.handler(async ({ input, signal }) => {
        const { revision, value } = await hub.conversions.conversion.past(input.after, signal);
        return { ...value, revision };
      }),
      cancel: os.convert.cancel.handler(() => {
        hub.asked.push('cancel conversion');
        hub.conversions.conversion.set({ ...hub.conversions.conversion.value, state: 'cancelled' });
        return {};
      }),
    },
    handOver: {
      formats: os.handOver.formats.handler(() => ({ formats: [...handOverFormats] })),
      resolve: os.handOver.resolve.handler(() => ({ dumpIds: [], groups: {} })),
      start: os.handOver.start.handler(({ input }) => {
        hub.asked.push(`hand over ${JSON.stringify(input.scope)} as ${input.format} to ${input.name}`);
        return { handOverId: hub.handOver.start(input, hub.root(input.rootId).path) };
      }),
      watch: os.handOver.watch.handler(async ({ input, signal }) => {
        const { revision, value } = await hub.handOver.feed.past(input.after, signal);
        return { ...value, revision };
      }),
      cancel: os.handOver.cancel.handler(() => {
        hub.handOver.cancel();
        return {};
      }),
    },
    writeMedia: {
      targets: os.writeMedia.targets.handler(() => ({ targets: [...hub.writings.targets] })),
      check: os.writeMedia.check.handler(({ input }) => hub.writings.checked(input.targetId)),
      start: os.writeMedia.start.handler(({ input }) => {
        hub.asked.push(`write to ${input.targetId} as ${input.model ?? 'no model'}`);
        return hub.writings.start(input.targetId);
      }),
      watch: os.writeMedia.watch.handler(async ({ input, signal }) => {
        const { revision, value } = await hub.writings.writing.past(input.after, signal);
        return { ...value, revision };
      }),
      cancel: os.writeMedia.cancel.handler(() => {
        hub.asked.push('cancel writing');
        hub.writings.writing.set({ ...hub.writings.writing.value, state: 'cancelled' });
        return {};
      }),
    },
    fixity: {
      status: os.fixity.status.handler(() => hub.checks.status()),
      files: os.fixity.files.handler(() => ({ files: [] })),
      watch: os.fixity.watch.handler(async ({ input, signal }) => {
        const { revision, value } = await hub.checks.run.past(input.after, signal);
        return { revision, run: value };
      }),
      start: os.fixity.start.handler(({ input }) => hub.checks.start(input.scope)),
      stop: os.fixity.stop.handler(() => hub.checks.stop()),
      close: os.fixity.close.handler(({ input }) => hub.checks.close(input.incidentId, input.reason)),
      setPolicy: os.fixity.setPolicy.handler(({ input }) => hub.checks.setPolicy(input.root, input.policy)),
      adoptVolume: os.fixity.adoptVolume.handler(() => ({})),
    },
    search: fakeSearchHandlers(os, hub.search),
    ...fakeIntakeHandlers(os, hub.asked, hub.data.intake ?? {}),
    settings: {
      get: os.settings.get.handler(() => hub.settings),
      set: os.settings.set.handler(({ input }) => {
        hub.settings = input;
        return input;
      }),
    },
  });
}
