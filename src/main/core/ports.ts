/**
 * What the core and the use cases ask of the outside. Adapters implement these; hosts wire them.
 * Reading ports are synchronous on purpose: they are called from the worker thread of one imaging process, where
 * blocking is right and where nothing is left in flight when a command returns.
 */
import type { SpindleError } from '../../shared/errors.ts';
import type {
  CarrierRecord,
  DumpPage,
  DumpRecord,
  MediumMarks,
  SeenDumps,
} from '../../shared/model/catalogue.ts';
import type { ConversionPlan, ConversionProgress, ConvertedFiles } from '../../shared/model/conversion.ts';
import type { ConvertFormat } from '../../shared/model/convert-formats.ts';
import type { Dat, DatCoverage, DatImportReport, DatMatchReport } from '../../shared/model/dat.ts';
import type { Drive, DriveIdentity, Medium } from '../../shared/model/drive.ts';
import type { DriveProfile, ModelReadOffset } from '../../shared/model/drive-profile.ts';
import type {
  FixityFile,
  FixityIncident,
  FixityPolicy,
  FixityState,
  FixityStatus,
} from '../../shared/model/fixity.ts';
import type { ImageCheckProgress, ImageCheckResult } from '../../shared/model/image-check.ts';
import type {
  EntryPage,
  ExtractEntries,
  ExtractionProgress,
  FindHurt,
  HurtFiles,
  ImageDescription,
  ListEntries,
  Piece,
  ReadPiece,
  ReadSound,
  SeekEntry,
  SoundPiece,
} from '../../shared/model/image-files.ts';
import type { BrowsedPage, BrowseFolder, FindImage } from '../../shared/model/image-places.ts';
import type { ImagePortrait } from '../../shared/model/image-portrait.ts';
import type { JobSnapshot, Pass } from '../../shared/model/job.ts';
import type { MergeReport } from '../../shared/model/merge.ts';
import type { LookAtSector, SectorLook } from '../../shared/model/sector-look.ts';
import type { Settings } from '../../shared/model/settings.ts';
import type { DumpEvent, Lineage, Sidecar } from '../../shared/model/sidecar.ts';
import type { LastGoodChecks } from '../../shared/model/upkeep.ts';
import type { Beginning } from '../../shared/model/waiting-job.ts';
import type { ListingRecords } from './catalogue/search-port.ts';
import type { CatalogueUpkeep } from './catalogue/upkeep-port.ts';
import type { CollectionRecords } from './collection-port.ts';
import type { DumpContent } from './dats/match.ts';
import type { FileFinding } from './fixity/findings.ts';
import type { StorageSight } from './fixity/presence.ts';
import type { PackLibrary } from './packs/pack-port.ts';
import type { DiscDocument } from './store/documents.ts';

/** Why sectors did not come. `medium` is expected of old carriers and is a value; the rest park the job. */
export type ReadFault =
  | { readonly kind: 'medium'; readonly system: string }
  | { readonly kind: 'gone'; readonly system: string }
  | { readonly kind: 'no-medium'; readonly system: string }
  | { readonly kind: 'changed'; readonly system: string }
  /** It does not answer, and did not come back within its time. */
  | { readonly kind: 'hung'; readonly system: string }
  | { readonly kind: 'permission'; readonly system: string }
  | { readonly kind: 'unforeseen'; readonly system: string };

export interface ReadResult {
  /** Sectors at the start of the buffer that are good; fewer than asked only together with a fault. */
  readonly goodSectors: number;
  /** LBAs among them, ascending, whose bytes are in doubt (C2, EDC, an address that is not theirs). */
  readonly doubtful?: readonly number[];
  /** Sectors among them, ascending, that the medium gave damaged and their own parity made whole. */
  readonly rebuilt?: readonly RebuiltSector[];
  readonly fault: ReadFault | null;
}

/** Of each sector of a read a mark (`c2MarkOf`), or `c2NotKnown`. */
export interface C2OfRead {
  /** At the first of the readings it took. */
  readonly first: Uint16Array;
  /** Of the bytes it came to. */
  readonly kept: Uint16Array;
}

export interface RebuiltSector {
  readonly lba: number;
  /** How many of its bytes the parity changed. */
  readonly changedBytes: number;
}

/** Sectors of one open medium, read only. */
export interface BlockSource {
  readonly address: string;
  readonly medium: Medium;
  readonly identity: DriveIdentity;
  /** What the device itself says of its geometry (Linux FDGETPRM), if it does. */
  readonly deviceGeometry: { cylinders: number; heads: number; sectorsPerTrack: number } | null;
  /** Offset and length of reads must be multiples of this many sectors, buffers aligned to `alignmentBytes`. */
  readonly alignmentBytes: number;
  /**
   * Reads `count` sectors from `lba` into the start of `into` (at least `count * sectorSize` bytes). Never throws
   * for what a medium or a drive may do. A transfer that came back short is never good beyond its length.
   * `pass` lets a source try harder where a sector is read again.
   */
  read(lba: number, count: number, into: Uint8Array, pass?: Pass): ReadResult;
  /** What a disc is, for sources that are discs. */
  readonly disc?: DiscSourceFacts;
  /** Bytes the last read brought beside the main channel, per sector of it; absent where a source has none. */
  readonly subchannel?: () => Uint8Array;
  /** What C2 said of the sectors of the last read that came; absent where a source has none. */
  readonly c2?: () => C2OfRead;
  close(): void;
}

/** What was learned of a disc before its sectors are read. */
export interface DiscSourceFacts {
  readonly document: DiscDocument;
  /** Answers of the drive as they came, by name (`full-toc`, `cd-text` ...). */
  readonly blobs: ReadonlyMap<string, Uint8Array>;
}

export interface MmcCommand {
  /** 6, 10 or 12 bytes. */
  readonly cdb: Uint8Array;
  readonly direction: 'none' | 'in' | 'out';
  /** Where data goes to or comes from; its length is the transfer length. Aligned as the transport asks. */
  readonly data: Uint8Array;
  readonly timeoutMs: number;
  /**
   * The command that will probably follow, of the same direction and time: one that reads on. An adapter may begin it as
   * soon as this one has come whole, or do nothing with it.
   */
  readonly next?: { readonly cdb: Uint8Array; readonly dataBytes: number } | undefined;
}

export type MmcResult =
  /** The drive answered. Short transfers are common and never an error here: look at `transferredBytes`. */
  | {
      readonly kind: 'answered';
      /** SCSI status: 0 GOOD, 2 CHECK CONDITION, 8 BUSY ... */
      readonly status: number;
      /** Sense bytes as they came; empty when none came. */
      readonly sense: Uint8Array;
      /** Transfer length less the residual. */
      readonly transferredBytes: number;
    }
  /** No answer in time, or the bus gave up (Linux host_status 3, 5, 7 ...). */
  | { readonly kind: 'timeout'; readonly system: string }
  | { readonly kind: 'gone'; readonly system: string }
  /** The system does not let this command through; `system` says what refused it. */
  | { readonly kind: 'not-permitted'; readonly system: string };

/** MMC commands to one drive, one at a time; blocks. The lowest port: a simulated drive sits here too. */
export interface MmcTransport {
  readonly address: string;
  /** The system's limit for one command. */
  readonly maxTransferBytes: number;
  readonly alignmentBytes: number;
  execute(command: MmcCommand): MmcResult;
  close(): void;
}

/**
 * Opens a source by address (`/dev/fd0`, a file, `sim:...`) for reading.
 * @throws SpindleError not-found, not-a-source, permission-denied, no-medium, system-disk, device-busy,
 * bad-behaviour, unsupported
 */
export type OpenSource = (address: string) => BlockSource;

/** Where files of a folder are kept. */
export interface Volume {
  /** Equal for folders that share their room. */
  readonly id: string;
  readonly freeBytes: number;
}

/** Null for a folder that is not there yet. @throws SpindleError output-unwritable */
export type VolumeOf = (path: string) => Promise<Volume | null>;

/** Lists drives without touching idle ones. */
export interface DriveLister {
  list(): Promise<readonly Drive[]>;
}

/** The catalogue, whatever it is stored in. All methods reject with SpindleError only. */
export interface Catalogue {
  readonly path: string;
  /** Records a dump from its sidecar. Recording the same sidecar again changes nothing but the directory. */
  record(sidecar: Sidecar, directory: string): Promise<{ readonly added: boolean }>;
  list(after: string | null, limit: number): Promise<DumpPage>;
  /** @throws not-found */
  showDump(dumpId: string): Promise<DumpRecord>;
  /** @throws not-found */
  showCarrier(code: string): Promise<CarrierRecord>;
  /** A few at most. */
  seenBefore(marks: MediumMarks): Promise<SeenDumps>;
  /** Adds what happened to a dump later to the chain of events. @throws not-found when the dump is not recorded */
  appendEvent(dumpId: string, event: DumpEvent): Promise<void>;
  check(): Promise<{
    ok: boolean;
    findings: string[];
    events: number;
    dumps: number;
    lastGoodChecks: LastGoodChecks;
  }>;
  /** Joins another catalogue, which is only read, with this one. @throws not-found, catalogue-*, conflict */
  merge(otherPath: string, by: string, preview: boolean): Promise<MergeReport>;
  /** The jobs a hub should show after a restart, oldest first, as they were last saved. */
  jobs(): Promise<readonly JobRow[]>;
  saveJob(row: JobRow): Promise<void>;
  /** The places of saved jobs that wait, all at once, and whose they are. */
  saveLine(places: readonly PlaceInLine[], owner: string): Promise<void>;
  dropJob(jobId: string): Promise<void>;
  settings(): Promise<Settings>;
  saveSettings(settings: Settings): Promise<void>;
  /** Of drives seen before, last seen first. */
  driveProfiles(): Promise<readonly DriveProfile[]>;
  /** In the place of the one of the same vendor, product, revision and serial. */
  saveDriveProfile(profile: DriveProfile): Promise<void>;
  /** Of models, as people imported them. */
  readOffsets(): Promise<readonly ModelReadOffset[]>;
  importReadOffsets(offsets: readonly ModelReadOffset[]): Promise<void>;
  readonly fixity: FixityRecords;
  readonly upkeep: CatalogueUpkeep;
  readonly collection: CollectionRecords;
  readonly listings: ListingRecords;
  close(): Promise<void>;
}

/**
 * Lists of others that a dump may be known in. They can be imported again, so they are kept apart from the catalogue.
 * Nothing is remembered of a match: it is found anew each time, so that it is never older than the lists.
 */
export interface DatLibrary {
  /** All of a file or nothing; a newer edition takes the place of the former. @throws bad-dat, not-found */
  import(path: string): Promise<DatImportReport>;
  list(): Promise<readonly Dat[]>;
  /** @throws not-found */
  remove(id: number): Promise<void>;
  match(contents: readonly DumpContent[]): Promise<DatMatchReport>;
  /** Holds the whole collection against one list. @throws not-found */
  coverage(id: number): Promise<DatCoverage>;
  readonly packs: PackLibrary;
  close(): Promise<void>;
}

/** An image somebody looks into. It is read apart from the hub: one that lies, hangs or eats memory ends alone. */
export interface ImageSession {
  readonly description: ImageDescription;
  /** False once it was closed or lost; every question is then refused. */
  readonly isOpen: boolean;
  /** @throws not-found, worker-lost; so do the others */
  list(asked: ListEntries): Promise<EntryPage>;
  seek(asked: SeekEntry): Promise<number | null>;
  hurt(asked: FindHurt): Promise<HurtFiles>;
  read(asked: ReadPiece): Promise<Piece>;
  sound(asked: ReadSound): Promise<SoundPiece>;
  portrait(): Promise<ImagePortrait>;
  sector(asked: LookAtSector): Promise<SectorLook>;
  close(): void;
}

export interface ExtractionOrder extends ExtractEntries {
  /** Absolute; a new folder is made in it. */
  readonly directory: string;
  readonly name: string;
}

export type ExtractionEnd =
  | { readonly state: 'done' | 'cancelled' }
  | { readonly state: 'failed'; readonly error: SpindleError };

export interface WatchExtraction {
  readonly onProgress: (progress: ExtractionProgress) => void;
  /** Called once. */
  readonly onEnd: (end: ExtractionEnd) => void;
}

/** Work that was begun outside of the hub. */
export interface RunningWork {
  /** Resolves when nothing is written any more. */
  cancel(): Promise<void>;
}

export interface ConversionOrder {
  readonly format: ConvertFormat;
  /** Absolute. */
  readonly directory: string;
  readonly name: string;
  readonly tool: Lineage['tool'];
}

export type ConversionEnd =
  | { readonly state: 'done'; readonly result: ConvertedFiles }
  | { readonly state: 'cancelled' }
  | { readonly state: 'failed'; readonly error: SpindleError };

export interface WatchConversion {
  readonly onProgress: (progress: ConversionProgress) => void;
  /** Called once. */
  readonly onEnd: (end: ConversionEnd) => void;
}

/** Puts images into other formats, outside of the hub's own thread. Paths are of images, sheets or sidecars. */
export interface Conversions {
  /** @throws not-found, bad-image, bad-sidecar, unsupported, worker-lost */
  plan(path: string): Promise<ConversionPlan>;
  start(path: string, order: ConversionOrder, watch: WatchConversion): RunningWork;
}

export type ImageCheckEnd =
  | { readonly state: 'done'; readonly result: ImageCheckResult }
  | { readonly state: 'cancelled' }
  | { readonly state: 'failed'; readonly error: SpindleError };

export interface WatchImageCheck {
  readonly onProgress: (progress: ImageCheckProgress) => void;
  /** Called once. */
  readonly onEnd: (end: ImageCheckEnd) => void;
}

/** Opens images by their paths: of images, sheets, sidecars or stores. */
export interface Images {
  /** @throws not-found, bad-image, bad-sidecar, unsupported, worker-lost */
  open(path: string): Promise<ImageSession>;
  extract(path: string, order: ExtractionOrder, watch: WatchExtraction): RunningWork;
  /** Holds an image against itself and the sidecar beside it; writes nothing. */
  check(path: string, watch: WatchImageCheck): RunningWork;
}

/** What lies below folders a person granted. */
export interface ImageFolders {
  /** @returns the real path, inside the real root. @throws bad-request, not-found, permission-denied */
  pathBelow(root: string, path: string): string;
  browse(root: string, asked: Omit<BrowseFolder, 'rootId'>): Promise<BrowsedPage>;
  find(
    root: string,
    wanted: FindImage,
    most: number,
  ): Promise<{ readonly paths: readonly string[]; readonly isWhole: boolean }>;
}

/** A file that is to be checked, and what is known of it. */
export interface FixityTask {
  readonly dumpId: string;
  readonly directory: string;
  /** A bare name in the directory. */
  readonly path: string;
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly root: string;
}

/** Where a list of tasks goes on. */
export interface FixityCursor {
  readonly dueMs: number;
  readonly fileId: number;
}

export interface FixityPlan {
  readonly tasks: readonly FixityTask[];
  readonly next: FixityCursor | null;
}

/** A storage as the checks need it. */
export interface KnownStorage {
  readonly root: string;
  readonly policy: FixityPolicy;
  readonly volume: string | null;
}

/** What the catalogue keeps of fixity. */
export interface FixityRecords {
  status(nowMs: number): Promise<FixityStatus>;
  /** By what they were last found to be; of files in storages that are away, `offline`. */
  files(state: FixityState, after: number, limit: number): Promise<readonly FixityFile[]>;
  storages(): Promise<readonly KnownStorage[]>;
  /** Names a storage, or changes how it is read. */
  saveStorage(root: string, policy: FixityPolicy): Promise<void>;
  /** @param offline why it is not there; null when it is */
  sawStorage(root: string, volume: string | null, offline: string | null): Promise<void>;
  /** Forgets which volume a storage was: the one that is there next is it. @throws not-found */
  adoptVolume(root: string): Promise<void>;
  /**
   * The oldest first.
   * @param dueBeforeMs null for all, due or not
   * @param under recorded paths or folders; null for everywhere
   * @param uncheckedSinceMs leaves out what was checked since
   */
  plan(
    dueBeforeMs: number | null,
    under: readonly string[] | null,
    uncheckedSinceMs: number,
    after: FixityCursor | null,
  ): Promise<FixityPlan>;
  /** Findings of files of one dump: states, one event in the chain, incidents; all of it or nothing. */
  save(dumpId: string, findings: readonly FileFinding[], checkedMs: number): Promise<void>;
  /** @throws not-found, conflict when it is closed already */
  close(incidentId: number, reason: string, by: string): Promise<FixityIncident>;
  /** The oldest open incident of a dump of this name, whose files must stay as they are. */
  frozen(directory: string, name: string): Promise<FixityIncident | null>;
}

/** Reads files for fixity, outside of the hub's own thread. */
export interface FixityReader {
  sight(root: string): Promise<StorageSight>;
  anyIsThere(paths: readonly string[]): Promise<boolean>;
  /** Null when it was stopped. */
  check(
    file: { readonly path: string; readonly sizeBytes: number; readonly sha256: string },
    maxBytesPerSecond: number | null,
  ): Promise<FileFinding | null>;
  /** Of all files so far. */
  readBytes(): number;
  stop(): void;
  close(): Promise<void>;
}

/** A job as it is persisted: its last snapshot and the process that works on it. */
export interface JobRow {
  readonly snapshot: JobSnapshot;
  /** Identity of the hub process that owns a job in progress; null when it rests. */
  readonly owner: string | null;
  /** Its place among those that wait, lower ones first; null for one that does not. */
  readonly waiting: { readonly place: number; readonly begins: Beginning } | null;
}

export interface PlaceInLine {
  readonly jobId: string;
  readonly place: number;
}

/** Tells whether the hub that owned a job in an earlier life of the program still runs. */
export interface HubProcesses {
  readonly self: string;
  isAlive(owner: string): boolean;
}

/** One imaging process, seen from the hub. Messages are plain JSON values. */
export interface ImagingProcess {
  readonly pid: number | undefined;
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called once, when the process has ended for whatever reason. */
  onExit(listener: (exit: { code: number | null; signal: string | null }) => void): void;
  /** SIGKILL: for a process that does not answer. */
  kill(): void;
}

export interface ImagingLauncher {
  launch(): ImagingProcess;
}
