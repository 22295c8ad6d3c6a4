/**
 * THE contract: everything any door (window, browser, command line) can ask of the hub. Every input is parsed on
 * the hub's side, every output on the client's.
 *
 * A feed is a procedure named `watch` that answers as soon as its value has moved past the revision the caller
 * already holds. So the newest value wins, the next request is the acknowledgement, a slow reader slows only
 * itself, and nothing is buffered, on any transport (docs/adr/0004-feeds-are-long-polls.md).
 */
import { oc } from '@orpc/contract';
import { z } from 'zod';
import {
  carrierRecordSchema,
  dumpPageSchema,
  dumpRecordSchema,
  importReportSchema,
  mediumMarksSchema,
  seenDumpsSchema,
} from '../model/catalogue.ts';
import { datCoverageSchema, datImportReportSchema, datMatchReportSchema, datSchema } from '../model/dat.ts';
import { doctorReportSchema } from '../model/doctor.ts';
import { driveSchema, inspectionSchema } from '../model/drive.ts';
import { driveProfileSchema, modelReadOffsetSchema } from '../model/drive-profile.ts';
import {
  fixityFileSchema,
  fixityIncidentSchema,
  fixityPolicySchema,
  fixityRunSchema,
  fixityScopeSchema,
  fixityStateSchema,
  fixityStatusSchema,
} from '../model/fixity.ts';
import {
  entryPageSchema,
  extractEntriesSchema,
  extractionSchema,
  findHurtSchema,
  hurtFilesSchema,
  imageDescriptionSchema,
  listEntriesSchema,
  pieceSchema,
  readPieceSchema,
  readSoundSchema,
  seekEntrySchema,
  soundPieceSchema,
} from '../model/image-files.ts';
import {
  jobSnapshotSchema,
  jobSummarySchema,
  logLineSchema,
  readFirstWishSchema,
  startJobSchema,
} from '../model/job.ts';
import { longWorkSchema } from '../model/long-work.ts';
import { outputNameSchema, outputRootSchema } from '../model/output.ts';
import { lookAtSectorSchema, sectorLookSchema } from '../model/sector-look.ts';
import { settingsSchema } from '../model/settings.ts';
import { lastGoodChecksSchema } from '../model/upkeep.ts';
import { verifyReportSchema } from '../model/verify.ts';
import { assetsContract } from './assets.ts';
import { batchContract } from './batch.ts';
import { collectionContract } from './collection.ts';
import { convertContract } from './convert.ts';
import { dumpMergesContract } from './dump-merges.ts';
import { handOverContract } from './hand-over.ts';
import { labelsContract } from './labels.ts';
import { mergeContract } from './merge.ts';
import { openImagesContract } from './open-images.ts';
import { packsContract } from './packs.ts';
import { practiceContract } from './practice.ts';
import { roomContract } from './room.ts';
import { searchContract } from './search.ts';
import { upkeepContract } from './upkeep.ts';
import { writeMediaContract } from './write-media.ts';

const jobRef = z.object({ jobId: z.string() });
const after = z.object({ after: z.int().min(-1) });
const nothing = z.object({});
const storageRoot = z.string().min(1).max(4096);
const imageRef = z.object({ imageId: z.uuid() });
const extractionRef = z.object({ extractionId: z.uuid() });
const datRef = z.object({ datId: z.int() });
const bareName = z.string().regex(/^(?!\.{1,2}$)[^/\\]{1,255}$/, 'not a bare file name');

const driveList = z.object({ revision: z.int(), drives: z.array(driveSchema) });
const jobList = z.object({
  revision: z.int(),
  jobs: z.array(jobSummarySchema),
  /** Ids of those that wait, in the order they begin in their drives. */
  waiting: z.array(z.string()),
  /** Ids of the sources that begin nothing more when the job at work there has ended. */
  held: z.array(z.string()),
  /** Those of them held since the program began: jobs waited there when it ended. */
  heldSinceRestart: z.array(z.string()),
});

export const contract = {
  system: {
    about: oc.output(
      z.object({
        version: z.string(),
        host: z.enum(['electron', 'station', 'cli']),
        platform: z.string(),
        cataloguePath: z.string().nullable(),
        /** The practice desk: its catalogue is nobody's. */
        isPractice: z.boolean(),
      }),
    ),
    /** What the station needs and has, and how to mend what is not right; touches no drive. */
    doctor: oc.output(doctorReportSchema),
  },
  drives: {
    watch: oc.input(after).output(driveList),
    /** Looks again now; never touches an idle floppy drive. */
    refresh: oc.output(driveList),
    /** Opens the medium and says what it is: this does touch the drive. */
    inspect: oc.input(z.object({ sourceId: z.string() })).output(inspectionSchema),
    /** Opens the tray; refused while a job is at work there. */
    eject: oc.input(z.object({ sourceId: z.string() })).output(nothing),
    /** Adds a practice drive that ships with the program. */
    addPractice: oc.input(z.object({ medium: z.string() })).output(driveSchema),
    practiceMedia: oc.output(
      z.array(z.object({ id: z.string(), title: z.string(), description: z.string() })),
    ),
    /** A practice drive in which this dump behaves as it did when it was made. */
    rehearse: oc.input(z.object({ dumpId: z.string() })).output(driveSchema),
    removePractice: oc.input(z.object({ sourceId: z.string() })).output(nothing),
  },
  outputs: {
    roots: oc.output(z.array(outputRootSchema)),
    /** The name a dump would really get: `name` itself, or `name-2` when that is taken. */
    freeName: oc
      .input(z.object({ rootId: z.string(), name: outputNameSchema }))
      .output(z.object({ name: z.string(), resumable: z.boolean() })),
  },
  jobs: {
    start: oc.input(startJobSchema).output(jobRef),
    watch: oc.input(after).output(jobList),
    watchOne: oc.input(jobRef.extend(after.shape)).output(jobSnapshotSchema),
    /** Holds reading between two commands; the drive stays ours. */
    pause: oc.input(jobRef).output(nothing),
    unpause: oc.input(jobRef).output(nothing),
    /** Ends reading in good order and frees the drive; everything read is kept. */
    park: oc.input(jobRef).output(nothing),
    /** Puts a job that waits before another one that waits for the same drive; null: behind all of them. */
    move: oc.input(jobRef.extend({ before: z.string().nullable() })).output(nothing),
    /** After the job at work the next one of this drive does not begin; false takes that back, and it goes on. */
    hold: oc.input(z.object({ sourceId: z.string(), held: z.boolean() })).output(nothing),
    /** Goes on with a parked or failed job, in another drive where one is named. */
    resume: oc.input(jobRef.extend({ sourceId: z.string().optional() })).output(nothing),
    /** Ends reading for good: what has been read is made into results, with the outcome it has. */
    accept: oc.input(jobRef).output(nothing),
    /** These files before all others from now on, or when the job goes on; none: the directories, then in order. */
    readFirst: oc.input(jobRef.extend({ wanted: readFirstWishSchema })).output(nothing),
    /** What has been read so far, or came of it, to be looked into; again, some seconds later, for what was read since. */
    openImage: oc.input(jobRef).output(imageRef.extend(imageDescriptionSchema.shape)),
    /** Takes a job that rests off the list; files stay where they are. */
    dismiss: oc.input(jobRef).output(nothing),
    log: oc
      .input(jobRef.extend({ cursor: z.int().min(0), limit: z.int().min(1).max(1000) }))
      .output(z.object({ lines: z.array(logLineSchema), next: z.int(), dropped: z.int() })),
  },
  room: roomContract,
  catalogue: {
    list: oc
      .input(z.object({ after: z.string().nullable(), limit: z.int().min(1).max(500) }))
      .output(dumpPageSchema),
    showDump: oc.input(z.object({ dumpId: z.string() })).output(dumpRecordSchema),
    showCarrier: oc.input(z.object({ code: z.string() })).output(carrierRecordSchema),
    /** By table of contents, and by samples of the sectors. */
    seenBefore: oc.input(mediumMarksSchema).output(seenDumpsSchema),
    /** Reads every sidecar below a root and records what the catalogue does not have yet. */
    importRoot: oc.input(z.object({ rootId: z.string() })).output(importReportSchema),
    /** What was found out about drives that have been used. */
    drives: oc.output(z.object({ drives: z.array(driveProfileSchema) })),
    /** Takes read offsets of models from a list of the user's; those of earlier lists stay unless it has them too. */
    importReadOffsets: oc
      .input(z.object({ offsets: z.array(modelReadOffsetSchema).max(20_000) }))
      .output(z.object({ known: z.int() })),
    /** Quick check of the database and of the chain of events. */
    check: oc.output(
      z.object({
        ok: z.boolean(),
        findings: z.array(z.string()),
        events: z.int(),
        dumps: z.int(),
        lastGoodChecks: lastGoodChecksSchema,
      }),
    ),
    /** Reads a dump's files again and compares them with its sidecar. */
    verify: oc.input(z.object({ dumpId: z.string() })).output(verifyReportSchema),
  },
  collection: collectionContract,
  batches: batchContract,
  dats: {
    list: oc.output(z.object({ dats: z.array(datSchema) })),
    /** A file in a root a person granted. */
    import: oc.input(z.object({ rootId: z.string(), fileName: bareName })).output(datImportReportSchema),
    remove: oc.input(datRef).output(nothing),
    /** What a dump is in all lists that are here. */
    match: oc.input(z.object({ dumpId: z.string() })).output(datMatchReportSchema),
    /** The whole collection held against one list. */
    coverage: oc.input(datRef).output(datCoverageSchema),
  },
  images: {
    ...openImagesContract,
    /** The image of a dump, to be looked into. Whoever is done need not say so: it is closed when nobody asks. */
    open: oc.input(z.object({ dumpId: z.string() })).output(imageRef.extend(imageDescriptionSchema.shape)),
    list: oc.input(imageRef.extend(listEntriesSchema.shape)).output(entryPageSchema),
    /** For typing a name: where the next entry stands that begins so. */
    seek: oc.input(imageRef.extend(seekEntrySchema.shape)).output(z.object({ offset: z.int().nullable() })),
    /** Everything in a tree that sectors nobody could read, or vouch for, hurt. */
    hurt: oc.input(imageRef.extend(findHurtSchema.shape)).output(hurtFilesSchema),
    /** One sector: its bytes, what they are, and how it was read. */
    sector: oc.input(imageRef.extend(lookAtSectorSchema.shape)).output(sectorLookSchema),
    preview: oc.input(imageRef.extend(readPieceSchema.shape)).output(pieceSchema),
    sound: oc.input(imageRef.extend(readSoundSchema.shape)).output(soundPieceSchema),
    /** Into a new folder of this name, or `name-2`, in a root a person granted. */
    extract: oc
      .input(imageRef.extend({ ...extractEntriesSchema.shape, rootId: z.string(), name: outputNameSchema }))
      .output(extractionRef),
    watchExtraction: oc.input(extractionRef.extend(after.shape)).output(extractionSchema),
    cancelExtraction: oc.input(extractionRef).output(nothing),
  },
  convert: convertContract,
  dumpMerges: dumpMergesContract,
  writeMedia: writeMediaContract,
  handOver: handOverContract,
  assets: assetsContract,
  labels: labelsContract,
  fixity: {
    /** Storages with what is known of them, and what waits for a person. */
    status: oc.output(fixityStatusSchema),
    files: oc
      .input(z.object({ state: fixityStateSchema, after: z.int().min(0), limit: z.int().min(1).max(1000) }))
      .output(z.object({ files: z.array(fixityFileSchema) })),
    /** The run at work, or the last one of this hub. */
    watch: oc.input(after).output(z.object({ revision: z.int(), run: fixityRunSchema.nullable() })),
    start: oc
      .input(
        z.object({ scope: fixityScopeSchema, maxBytesPerSecond: z.int().min(1000).nullable().default(null) }),
      )
      .output(nothing),
    stop: oc.output(nothing),
    /** A person's decision, and why. */
    close: oc
      .input(z.object({ incidentId: z.int(), reason: z.string().trim().min(1).max(2000) }))
      .output(fixityIncidentSchema),
    setPolicy: oc.input(z.object({ root: storageRoot, policy: fixityPolicySchema })).output(nothing),
    /** The volume that is there now is the storage, in place of the one that was. */
    adoptVolume: oc.input(z.object({ root: storageRoot })).output(nothing),
  },
  /** Conversions, writings, hand-overs and the last fixity run: that they are at work, and how they ended. */
  work: { watch: oc.input(after).output(z.object({ revision: z.int(), works: z.array(longWorkSchema) })) },
  upkeep: upkeepContract,
  packs: packsContract,
  practice: practiceContract,
  merge: mergeContract,
  search: searchContract,
  settings: {
    get: oc.output(settingsSchema),
    set: oc.input(settingsSchema).output(settingsSchema),
  },
};

export type Contract = typeof contract;
