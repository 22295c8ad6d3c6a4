/** The hub: the contract on one side, the ports on the other. It holds no device and no database handle. */
import { join } from 'node:path';
import { SpindleError } from '../../shared/errors.ts';
import type { ImportReport } from '../../shared/model/catalogue.ts';
import type { Drive, Inspection } from '../../shared/model/drive.ts';
import type { ImageSource } from '../../shared/model/image-source.ts';
import { isAtRest } from '../../shared/model/job.ts';
import type { OutputRoot } from '../../shared/model/output.ts';
import { rehearsalPrefix } from '../../shared/model/rehearsal.ts';
import { defaultSettings, mostPracticeDrives, type Settings } from '../../shared/model/settings.ts';
import { sidecarSuffix } from '../../shared/model/sidecar.ts';
import type { VerifyReport } from '../../shared/model/verify.ts';
import type { WriteTarget } from '../../shared/model/write-back.ts';
import type { AssetFolder } from '../core/catalogue/asset-port.ts';
import type { CatalogueSearch, ImageLister } from '../core/catalogue/search-port.ts';
import { dumpContents } from '../core/dats/dump-contents.ts';
import type { HandOvers } from '../core/handover/hand-over-port.ts';
import type { WriteLabels } from '../core/labels/label-port.ts';
import type { DumpMerges } from '../core/merge/merge-port.ts';
import type { Catalogue, Conversions, DatLibrary, ImageFolders, Images, VolumeOf } from '../core/ports.ts';
import type { PracticeFolder } from '../core/practice/practice-port.ts';
import { expectedMedium } from '../core/room/expected-medium.ts';
import { assetHandlers } from './asset-handlers.ts';
import { batchRouter } from './batch-router.ts';
import { Batches } from './batches.ts';
import { photoFindings } from './check-photos.ts';
import { collectionRouter } from './collection.ts';
import { conversions } from './conversions.ts';
import { convertHandlers } from './convert-handlers.ts';
import { type DoctorPorts, examineStation } from './doctor.ts';
import { dumpMergeHandlers } from './dump-merge-handlers.ts';
import { dumpMerges } from './dump-merges.ts';
import { ejectMedium } from './eject-medium.ts';
import { extractions } from './extractions.ts';
import { FixityChecks, type FixityPorts } from './fixity-checks.ts';
import { handOverHandlers } from './hand-over-handlers.ts';
import { handOvers } from './hand-overs.ts';
import { imageChecks } from './image-checks.ts';
import { imageShelf } from './image-shelf.ts';
import { imageAt } from './image-source.ts';
import { implementer } from './implementer.ts';
import { inspectSource } from './inspect-source.ts';
import { jobImages } from './job-images.ts';
import { JobQueue, type QueuePorts } from './job-queue.ts';
import { labelHandlers } from './label-handlers.ts';
import { Listings } from './listings.ts';
import { longWork } from './long-work.ts';
import { openImageHandlers } from './open-image-handlers.ts';
import { OutputRoots } from './output-roots.ts';
import { packHandlers } from './pack-handlers.ts';
import { describeShelf, practiceHandlers } from './practice-desk.ts';
import { roomHandlers } from './room-handlers.ts';
import { RoomWatch } from './room-watch.ts';
import { searchHandlers } from './search-handlers.ts';
import { type SourcePorts, Sources } from './sources.ts';
import { Upkeep } from './upkeep.ts';
import { upkeepHandlers } from './upkeep-handlers.ts';
import { Uploads } from './uploads.ts';
import { version } from './version.ts';
import { writeMediaHandlers } from './write-media-handlers.ts';
import { writings } from './writings.ts';

export interface HubPorts extends QueuePorts, SourcePorts, FixityPorts {
  readonly host: 'electron' | 'station' | 'cli';
  /** Why there is no catalogue, when there is none; null when that was wanted. */
  readonly catalogueProblem: SpindleError | null;
  /** Beside the catalogue; null where there is none. */
  readonly dats: DatLibrary | null;
  /** Beside the catalogue; null where there is none. */
  readonly search: CatalogueSearch | null;
  readonly imageLister: ImageLister | null;
  /** Who decides at this hub, as the system names them. */
  readonly userName: string;
  readonly practiceMedia: readonly {
    readonly id: string;
    readonly title: string;
    readonly description: string;
  }[];
  /** The address of a practice drive with this medium. @throws SpindleError not-found */
  readonly practiceAddress: (mediumId: string) => string;
  /** Addresses of all practice drives that ship with the program. */
  readonly practiceAddresses: readonly string[];
  /** Of the practice desk; null at every other one. */
  readonly practiceFolder: PracticeFolder | null;
  readonly volumeOf: VolumeOf;
  readonly nameInUse: (
    directory: string,
    name: string,
  ) => { readonly name: string; readonly resumable: boolean };
  readonly importDirectory: (directory: string, catalogue: Catalogue) => Promise<ImportReport>;
  readonly images: Images;
  readonly imageFolders: ImageFolders;
  readonly conversions: Conversions;
  readonly dumpMerges: DumpMerges;
  readonly handOvers: HandOvers;
  readonly writeLabels: WriteLabels;
  /** Beside the catalogue; null where there is none. */
  readonly assetFolder: AssetFolder | null;
  readonly writeTargets: (
    drives: readonly Drive[],
    protectedPaths: readonly string[],
  ) => Promise<WriteTarget[]>;
  readonly verifyDump: (directory: string, name: string) => Promise<VerifyReport>;
  readonly doctor: DoctorPorts;
}

export type Hub = Awaited<ReturnType<typeof createHub>>;

/** Starts the hub: settings and earlier jobs are loaded when this resolves. */
export async function createHub(ports: HubPorts) {
  if (ports.practiceFolder && ports.catalogue) await describeShelf(ports.catalogue, ports.userName);
  let settings: Settings = (await ports.catalogue?.settings()) ?? defaultSettings;
  const sources = new Sources(ports, settings.practiceDrives);
  const roots = new OutputRoots(ports.volumeOf);
  const shelf = imageShelf(ports.images);
  const jobsOnShelf = jobImages(shelf, ports.joinPath);
  const extracting = extractions(ports.images);
  const checks = imageChecks(ports.images);
  const converting = conversions(ports.conversions);
  const handingOver = handOvers(ports.handOvers);
  const merging = dumpMerges(ports.dumpMerges, (dumpId) => listings?.queueQuietly(dumpId));
  const uploads = new Uploads();
  const writing = writings(ports);
  const fixity = new FixityChecks(ports);
  const works = longWork({ converting, writing, handingOver, fixity });
  const workOnFiles = [extracting, checks, converting, handingOver, merging];
  const queue = new JobQueue(ports);
  await queue.load({ bringsLineBack: ports.host !== 'cli' });
  const room = new RoomWatch({ queue, volumeOf: ports.volumeOf });
  const listings =
    ports.catalogue && ports.imageLister && new Listings(ports.catalogue.listings, ports.imageLister);
  queue.onRecorded((dumpId) => listings?.queueQuietly(dumpId));
  if (ports.host !== 'cli') listings?.queueQuietly(null);
  const upkeep = ports.catalogue && new Upkeep(ports.catalogue);
  if (ports.host !== 'cli') upkeep?.start();

  let isHeldOff = false;

  /** @throws SpindleError why there is no catalogue, or none just now */
  function catalogue(): Catalogue {
    if (isHeldOff)
      throw new SpindleError(
        'conflict',
        'A backup of the catalogue is being put back. Nothing was changed; try again in a moment.',
      );
    if (ports.catalogue) return ports.catalogue;
    throw ports.catalogueProblem ?? new SpindleError('catalogue-unavailable', 'This run uses no catalogue.');
  }

  function atWork(): string | null {
    if (queue.feed.value.some(({ state }) => !isAtRest(state))) return 'a job is at work or waits';
    if (batches.areRunning) return 'a batch is at work';
    if (fixity.feed.value?.phase === 'running') return 'files are being checked';
    if ((listings?.feed.value.waiting ?? 0) > 0) return 'the contents of images are being listed';
    return null;
  }

  /** The jobs and the settings of this hub are kept, whatever those of another catalogue are. */
  async function heldOff<T>(work: () => Promise<T>): Promise<T> {
    const held = catalogue();
    isHeldOff = true;
    try {
      await upkeep?.stop();
      await ports.search?.close();
      const done = await work();
      await queue.keepIn(held);
      await held.saveSettings(settings);
      return done;
    } finally {
      isHeldOff = false;
      if (ports.host !== 'cli') upkeep?.start();
      listings?.queueQuietly(null);
    }
  }

  function dats(): DatLibrary {
    catalogue();
    return ports.dats!;
  }

  async function saveSettings(changed: Settings): Promise<Settings> {
    await catalogue().saveSettings(changed);
    settings = changed;
    sources.setPractice(settings.practiceDrives);
    await sources.refresh();
    return settings;
  }

  async function addPractice(address: string): Promise<Drive> {
    const { practiceDrives } = settings;
    if (practiceDrives.includes(address)) return ports.describePractice(address);
    if (practiceDrives.length >= mostPracticeDrives)
      throw new SpindleError(
        'conflict',
        `There are ${mostPracticeDrives} practice drives on the bench already. Nothing was added; remove one first.`,
      );
    await saveSettings({ ...settings, practiceDrives: [...practiceDrives, address] });
    return ports.describePractice(address);
  }

  async function inspect(sourceId: string): Promise<Inspection> {
    const source = await sources.get(sourceId);
    refuseSystemDisk(source);
    const job = queue.onSource(sourceId);
    if (job?.snapshot.inspection) return job.snapshot.inspection;
    if (job)
      throw new SpindleError('device-busy', `${source.address} is being imaged just now.`, { jobId: job.id });
    const { inspection } = await inspectSource(ports.launcher, {
      address: source.address,
      allowFiles: source.kind === 'file',
      protectedPaths: [...ports.protectedPaths],
    });
    return inspection;
  }

  async function eject(sourceId: string): Promise<void> {
    const source = await sources.get(sourceId);
    refuseSystemDisk(source);
    const job = queue.onSource(sourceId);
    if (job)
      throw new SpindleError('device-busy', `${source.address} is at work. Stop its job first.`, {
        jobId: job.id,
      });
    await ejectMedium(ports.launcher, {
      address: source.address,
      allowFiles: source.kind === 'file',
      protectedPaths: [...ports.protectedPaths],
    });
    await sources.refresh();
  }

  const os = implementer();
  const imageOf = (source: ImageSource) => imageAt(source, { shelf, catalogue, joinPath: ports.joinPath });

  const batches = new Batches({
    ...{ catalogue, by: ports.userName, queue, sources, inspect },
    freeName: (directory, name) => ports.nameInUse(directory, name).name,
    rootPath: (rootId) => roots.path(rootId),
  });

  const router = os.router({
    system: {
      about: os.system.about.handler(() => ({
        version,
        host: ports.host,
        platform: process.platform,
        cataloguePath: ports.catalogue?.path ?? null,
        isPractice: ports.practiceFolder !== null,
      })),
      doctor: os.system.doctor.handler(async () =>
        examineStation(ports.doctor, {
          outputFolders: (await roots.list()).map(({ path }) => path),
          catalogue: ports.catalogue,
          catalogueProblem: ports.catalogueProblem,
        }),
      ),
    },
    drives: {
      watch: os.drives.watch.handler(({ input, signal }) => sources.watch(input.after, signal)),
      refresh: os.drives.refresh.handler(() => sources.refresh()),
      inspect: os.drives.inspect.handler(({ input }) => inspect(input.sourceId)),
      eject: os.drives.eject.handler(async ({ input }) => {
        await eject(input.sourceId);
        return {};
      }),
      practiceMedia: os.drives.practiceMedia.handler(() =>
        ports.practiceMedia.map(({ id, title, description }) => ({ id, title, description })),
      ),
      addPractice: os.drives.addPractice.handler(async ({ input }) => {
        return addPractice(ports.practiceAddress(input.medium));
      }),
      rehearse: os.drives.rehearse.handler(async ({ input }) => {
        const { path } = await imageOf(input);
        return addPractice(rehearsalPrefix + path);
      }),
      removePractice: os.drives.removePractice.handler(async ({ input }) => {
        const { address } = await sources.get(input.sourceId);
        await saveSettings({
          ...settings,
          practiceDrives: settings.practiceDrives.filter((other) => other !== address),
        });
        return {};
      }),
    },
    outputs: {
      roots: os.outputs.roots.handler(() => roots.list()),
      freeName: os.outputs.freeName.handler(({ input }) =>
        ports.nameInUse(roots.path(input.rootId), input.name),
      ),
    },
    jobs: {
      start: os.jobs.start.handler(async ({ input }) => {
        const source = await sources.get(input.sourceId);
        refuseSystemDisk(source);
        const { rootId, name, options, resume } = input;
        if (resume) await refuseFrozen(ports.catalogue, roots.path(rootId), name);
        await queue.learnReadOffsets();
        const directory = roots.path(rootId);
        const medium = expectedMedium(source);
        const job = queue.start({ source, rootId, directory, name, options, resume, medium });
        await queue.saved();
        return { jobId: job.id };
      }),
      watch: os.jobs.watch.handler(async ({ input, signal }) => {
        const { revision, value } = await queue.feed.past(input.after, signal);
        return {
          revision,
          jobs: [...value],
          waiting: [...queue.waiting],
          held: [...queue.held],
          heldSinceRestart: [...queue.heldSinceRestart],
        };
      }),
      watchOne: os.jobs.watchOne.handler(async ({ input, signal }) => {
        const { revision, value } = await queue.get(input.jobId).feed.past(input.after, signal);
        return { ...value, revision };
      }),
      pause: os.jobs.pause.handler(({ input }) => {
        queue.pause(input.jobId, true);
        return {};
      }),
      unpause: os.jobs.unpause.handler(({ input }) => {
        queue.pause(input.jobId, false);
        return {};
      }),
      park: os.jobs.park.handler(({ input }) => {
        queue.park(input.jobId);
        return {};
      }),
      move: os.jobs.move.handler(async ({ input }) => {
        queue.move(input.jobId, input.before);
        await queue.saved();
        return {};
      }),
      hold: os.jobs.hold.handler(async ({ input: { sourceId, held } }) => {
        // A drive that was unplugged meanwhile can still be let go on.
        if (held) await sources.get(sourceId);
        else await queue.learnReadOffsets();
        queue.hold(sourceId, held);
        return {};
      }),
      resume: os.jobs.resume.handler(async ({ input }) => {
        await queue.learnReadOffsets();
        if (input.sourceId === undefined) queue.resume(input.jobId);
        else {
          const source = await sources.get(input.sourceId);
          refuseSystemDisk(source);
          queue.resumeIn(input.jobId, source);
        }
        return {};
      }),
      accept: os.jobs.accept.handler(({ input }) => {
        queue.accept(input.jobId);
        return {};
      }),
      readFirst: os.jobs.readFirst.handler(({ input }) => {
        queue.readFirst(input.jobId, input.wanted);
        return {};
      }),
      openImage: os.jobs.openImage.handler(async ({ input }) => {
        const imageId = jobsOnShelf.imageOf(queue.get(input.jobId).snapshot);
        return { imageId, ...(await shelf.session(imageId)).description };
      }),
      dismiss: os.jobs.dismiss.handler(async ({ input }) => {
        await queue.dismiss(input.jobId);
        return {};
      }),
      log: os.jobs.log.handler(({ input }) => queue.get(input.jobId).log.read(input.cursor, input.limit)),
    },
    room: roomHandlers(os, { room, roots }),
    catalogue: {
      list: os.catalogue.list.handler(({ input }) => catalogue().list(input.after, input.limit)),
      showDump: os.catalogue.showDump.handler(({ input }) => catalogue().showDump(input.dumpId)),
      showCarrier: os.catalogue.showCarrier.handler(({ input }) => catalogue().showCarrier(input.code)),
      seenBefore: os.catalogue.seenBefore.handler(({ input }) => catalogue().seenBefore(input)),
      importRoot: os.catalogue.importRoot.handler(async ({ input }) => {
        const report = await ports.importDirectory(roots.path(input.rootId), catalogue());
        listings?.queueQuietly(null);
        return report;
      }),
      drives: os.catalogue.drives.handler(async () => ({ drives: [...(await catalogue().driveProfiles())] })),
      importReadOffsets: os.catalogue.importReadOffsets.handler(async ({ input }) => {
        await catalogue().importReadOffsets(input.offsets);
        return { known: (await catalogue().readOffsets()).length };
      }),
      check: os.catalogue.check.handler(async () => {
        const report = await catalogue().check();
        const { assetFolder: folder } = ports;
        const photos = folder ? await photoFindings(catalogue().collection, folder) : [];
        return { ...report, ok: report.ok && photos.length === 0, findings: [...report.findings, ...photos] };
      }),
      verify: os.catalogue.verify.handler(async ({ input }) => {
        const { directory, record } = await catalogue().showDump(input.dumpId);
        return ports.verifyDump(directory, record.name);
      }),
    },
    collection: collectionRouter(catalogue, ports.userName, uploads),
    batches: batchRouter(batches),
    dats: {
      list: os.dats.list.handler(async () => ({ dats: [...(await dats().list())] })),
      import: os.dats.import.handler(({ input }) =>
        dats().import(join(roots.path(input.rootId), input.fileName)),
      ),
      remove: os.dats.remove.handler(async ({ input }) => {
        await dats().remove(input.datId);
        return {};
      }),
      match: os.dats.match.handler(async ({ input }) => {
        const { record } = await catalogue().showDump(input.dumpId);
        return dats().match(dumpContents(record));
      }),
      coverage: os.dats.coverage.handler(({ input }) => dats().coverage(input.datId)),
    },
    images: {
      ...openImageHandlers(os, { folders: ports.imageFolders, roots, shelf, checks }),
      open: os.images.open.handler(async ({ input }) => {
        const { directory, record } = await catalogue().showDump(input.dumpId);
        const imageId = shelf.add({ path: ports.joinPath(directory, record.name + sidecarSuffix) });
        return { imageId, ...(await shelf.session(imageId)).description };
      }),
      list: os.images.list.handler(async ({ input: { imageId, ...asked } }) =>
        (await shelf.session(imageId)).list(asked),
      ),
      seek: os.images.seek.handler(async ({ input: { imageId, ...asked } }) => ({
        offset: await (await shelf.session(imageId)).seek(asked),
      })),
      hurt: os.images.hurt.handler(async ({ input }) => (await shelf.session(input.imageId)).hurt(input)),
      sector: os.images.sector.handler(async ({ input }) =>
        (await shelf.session(input.imageId)).sector({ lba: input.lba }),
      ),
      preview: os.images.preview.handler(async ({ input: { imageId, ...asked } }) =>
        (await shelf.session(imageId)).read(asked),
      ),
      sound: os.images.sound.handler(async ({ input: { imageId, ...asked } }) =>
        (await shelf.session(imageId)).sound(asked),
      ),
      extract: os.images.extract.handler(({ input: { imageId, rootId, ...order } }) => ({
        extractionId: extracting.start(shelf.placeOf(imageId), { ...order, directory: roots.path(rootId) }),
      })),
      watchExtraction: os.images.watchExtraction.handler(({ input, signal }) =>
        extracting.watch(input.extractionId, input.after, signal),
      ),
      cancelExtraction: os.images.cancelExtraction.handler(async ({ input }) => {
        await extracting.cancel(input.extractionId);
        return {};
      }),
    },
    dumpMerges: dumpMergeHandlers(os, {
      running: merging,
      roots,
      catalogue,
      pathOf: async (dumpId) => (await imageOf({ dumpId })).path,
    }),
    convert: convertHandlers(os, { ports: ports.conversions, running: converting, roots, imageAt: imageOf }),
    assets: assetHandlers(os, {
      folder: () => {
        catalogue();
        return ports.assetFolder!;
      },
      uploads,
      collection: () => catalogue().collection,
      by: ports.userName,
    }),
    labels: labelHandlers(os, {
      write: ports.writeLabels,
      roots,
      collection: () => catalogue().collection,
    }),
    handOver: handOverHandlers(os, {
      ports: ports.handOvers,
      running: handingOver,
      roots,
      catalogue,
      assetFolder: ports.assetFolder,
    }),
    writeMedia: writeMediaHandlers(os, {
      writeTargets: ports.writeTargets,
      running: writing,
      sources,
      protectedPaths: ports.protectedPaths,
      imageAt: imageOf,
      isImaged: (sourceId) => queue.onSource(sourceId) !== null,
    }),
    fixity: {
      status: os.fixity.status.handler(() => catalogue().fixity.status(Date.now())),
      files: os.fixity.files.handler(async ({ input }) => ({
        files: [...(await catalogue().fixity.files(input.state, input.after, input.limit))],
      })),
      watch: os.fixity.watch.handler(async ({ input, signal }) => {
        const { revision, value } = await fixity.feed.past(input.after, signal);
        return { revision, run: value };
      }),
      start: os.fixity.start.handler(({ input }) => {
        fixity.start(catalogue().fixity, input);
        return {};
      }),
      stop: os.fixity.stop.handler(async () => {
        await fixity.stop();
        return {};
      }),
      close: os.fixity.close.handler(({ input }) =>
        catalogue().fixity.close(input.incidentId, input.reason, ports.userName),
      ),
      setPolicy: os.fixity.setPolicy.handler(async ({ input }) => {
        await catalogue().fixity.saveStorage(input.root, input.policy);
        return {};
      }),
      adoptVolume: os.fixity.adoptVolume.handler(async ({ input }) => {
        await catalogue().fixity.adoptVolume(input.root);
        return {};
      }),
    },
    merge: {
      run: os.merge.run.handler(({ input: { rootId, fileName, preview } }) =>
        catalogue().merge(join(roots.path(rootId), fileName), ports.userName, preview),
      ),
    },
    packs: packHandlers(os, { catalogue, packs: () => dats().packs, roots }),
    practice: practiceHandlers(os, {
      ...{ folder: ports.practiceFolder, catalogue, queue, sources },
      lookAtDrives: () => batches.look(),
    }),
    upkeep: upkeepHandlers(os, { catalogue, roots, atWork, heldOff }),
    search: searchHandlers(os, {
      catalogue,
      search: () => {
        catalogue();
        return ports.search!;
      },
      listings: () => {
        catalogue();
        return listings!;
      },
    }),
    work: {
      watch: os.work.watch.handler(async ({ input, signal }) => {
        const { revision, value } = await works.past(input.after, signal);
        return { revision, works: [...value] };
      }),
    },
    settings: {
      get: os.settings.get.handler(() => settings),
      set: os.settings.set.handler(({ input }) => {
        refuseNewPaths(input, settings, ports.practiceAddresses);
        return saveSettings(input);
      }),
    },
  });

  return {
    router,
    grantRoot: (path: string, label: string): Promise<OutputRoot> => roots.grant(path, label),
    /** An image somebody handed to the host itself: with a dialog of the system, by drag, on a command line. */
    offerImage: (path: string): string => shelf.add({ path }),
    registerSource: (drive: Drive): void => sources.register(drive),
    /** Shows a simulated drive on the bench for this run; its path was named by whoever started the program. */
    offerSimulated: (address: string): void => sources.offer(address),
    get activeJobs(): number {
      return queue.atWork;
    },
    get activeWritings(): number {
      return writing.running();
    },
    get activeFileWork(): number {
      return workOnFiles.reduce((sum, work) => sum + work.running(), fixity.isRunning ? 1 : 0);
    },
    onActivity(listener: () => void): void {
      for (const work of [queue, writing, fixity, ...workOnFiles]) work.onActivity(listener);
    },
    /** Parks what is at work, saves, and closes the catalogue. */
    async close(): Promise<void> {
      batches.stop();
      sources.close();
      room.close();
      shelf.close();
      await Promise.all([
        extracting.close(),
        checks.close(),
        converting.close(),
        handingOver.close(),
        merging.close(),
        writing.close(),
      ]);
      await queue.close();
      await fixity.stop();
      await upkeep?.stop();
      await upkeep?.backUpIfDue();
      // A command that ends here leaves nothing half done behind that nobody would take up.
      if (ports.host === 'cli') await listings?.settled();
      await listings?.close();
      await ports.search?.close();
      await ports.dats?.close();
      await ports.catalogue?.close();
      ports.practiceFolder?.close();
    },
  };
}

/** Screens choose among the practice media of the program; a path of the machine is never taken from them. */
function refuseNewPaths(wanted: Settings, present: Settings, known: readonly string[]): void {
  const foreign = wanted.practiceDrives.find(
    (address) => !present.practiceDrives.includes(address) && !known.includes(address),
  );
  if (foreign === undefined) return;
  throw new SpindleError(
    'bad-settings',
    `${foreign} cannot be made a practice drive from here: start the station with --simulate ${foreign}.`,
    { address: foreign },
  );
}

/** What fixity found stays as it was found until a person has decided. */
async function refuseFrozen(catalogue: Catalogue | null, directory: string, name: string): Promise<void> {
  const incident = await catalogue?.fixity.frozen(directory, name);
  if (!incident) return;
  throw new SpindleError(
    'conflict',
    `The files of ${name} are frozen: fixity incident ${incident.id} (${incident.path}: ${incident.state}) is open. Nothing was changed; close it with a reason, or image under another name.`,
    { incident: incident.id, path: incident.path },
  );
}

function refuseSystemDisk(source: Drive): void {
  if (source.systemDisk === null) return;
  throw new SpindleError('system-disk', `${source.address} is not imaged: it ${source.systemDisk}.`, {
    address: source.address,
  });
}
