/** The catalogue port on top of the catalogue's thread: values are parsed here, on both ways. */
import { resolve } from 'node:path';
import { SpindleError } from '../../../shared/errors.ts';
import type { DumpRecord } from '../../../shared/model/catalogue.ts';
import {
  type DriveProfile,
  driveProfileSchema,
  modelReadOffsetSchema,
} from '../../../shared/model/drive-profile.ts';
import { type JobSnapshot, jobSnapshotSchema } from '../../../shared/model/job.ts';
import { defaultSettings, type Settings, settingsSchema } from '../../../shared/model/settings.ts';
import { type Sidecar, sidecarSchema } from '../../../shared/model/sidecar.ts';
import { beginningSchema } from '../../../shared/model/waiting-job.ts';
import { dumpFacts } from '../../core/catalogue/dump-facts.ts';
import { isSameDrive, mergeProfile } from '../../core/optical/merge-profile.ts';
import type { Catalogue, JobRow } from '../../core/ports.ts';
import { assetFolder, assetsBeside } from '../files/asset-folder.ts';
import { bringPhotos } from '../files/bring-photos.ts';
import { collectionRecords } from './collection/collection-records.ts';
import { noRecordWriter, startRecordWriter } from './collection/record-writer.ts';
import { fixityRecords } from './fixity/fixity-records.ts';
import { renewedThread } from './renewed-thread.ts';
import { startThread, type ThreadLink } from './thread-link.ts';
import type { StoredDump, StoredJob, StoredProfile, StoredSetting } from './thread-messages.ts';
import { restoreApart } from './upkeep/restore-apart.ts';

const maxLimit = 1000;

/**
 * Opens the catalogue, making it and its folder where there is none.
 *
 * @param path of catalogue.db
 * @param options `writesRecords` false for one that is thrown away: it changes nothing beside the images
 * @throws SpindleError catalogue-newer, catalogue-corrupt, catalogue-network (every file is left byte for byte), or
 * catalogue-unavailable
 */
export async function openCatalogue(
  path: string,
  { writesRecords = true }: { readonly writesRecords?: boolean } = {},
): Promise<Catalogue> {
  const absolute = resolve(path);
  const thread = renewedThread(await startThread(absolute), () => startThread(absolute));
  const writer = writesRecords ? startRecordWriter(thread, assetsBeside(absolute)) : noRecordWriter;
  writer.poke();
  return {
    path: absolute,
    record: async (sidecar, directory) => {
      const recorded = await thread.call('record', dumpFacts(parseSidecar(sidecar)), resolve(directory));
      writer.poke();
      return recorded;
    },
    list: async (after, limit) => thread.call('list', after, parseLimit(limit)),
    showDump: async (dumpId) => toDumpRecord(await thread.call('showDump', dumpId)),
    showCarrier: (code) => thread.call('showCarrier', code),
    seenBefore: (marks) => thread.call('seenBefore', marks),
    appendEvent: (dumpId, event) => thread.call('appendEvent', dumpId, event),
    check: () => check(thread),
    merge: async (otherPath, by, preview) => {
      const other = resolve(otherPath);
      const wanted = await thread.call('photosToMerge', other);
      // The files are there before the rows that speak of them.
      const here = assetFolder(assetsBeside(absolute));
      const photos = await bringPhotos(wanted, assetsBeside(other), here, preview);
      const report = await thread.call('merge', other, by, preview, photos);
      writer.poke();
      return report;
    },
    jobs: async () => (await thread.call('jobs')).flatMap((job) => toJobRow(job) ?? []),
    saveJob: async (row) => thread.call('saveJob', toStoredJob(row)),
    saveLine: async (places, owner) => thread.call('saveLine', places, owner),
    dropJob: (jobId) => thread.call('dropJob', jobId),
    settings: async () => toSettings(await thread.call('settings')).settings,
    saveSettings: async (settings) => thread.call('saveSettings', toStoredSettings(settings)),
    driveProfiles: () => profilesOf(thread),
    saveDriveProfile: async (profile) => {
      const before = (await profilesOf(thread)).find((known) => isSameDrive(known, profile)) ?? null;
      await thread.call('saveProfile', toStoredProfile(mergeProfile(before, profile)));
    },
    readOffsets: () => thread.call('readOffsets'),
    importReadOffsets: async (offsets) =>
      thread.call(
        'importReadOffsets',
        offsets.map((offset) => modelReadOffsetSchema.parse(offset)),
      ),
    fixity: fixityRecords(thread),
    listings: {
      pending: (scope, limit) => thread.call('pendingListings', scope, limit),
      counts: () => thread.call('listingCounts'),
      listed: (task, summary) => thread.call('listed', task, summary),
      failed: (task, why) => thread.call('listingFailed', task, why),
      saveView: (view) => thread.call('saveView', view),
      removeView: (name) => thread.call('removeView', name),
    },
    upkeep: {
      status: () => thread.call('upkeepStatus'),
      due: (nowMs) => thread.call('upkeepDue', nowMs),
      backUp: (nowMs) => thread.call('upkeepBackUp', nowMs),
      setBackupFolders: (folders) => thread.call('upkeepSetFolders', folders),
      checkFully: () => thread.call('upkeepCheckFully'),
      compare: (backup) => thread.call('upkeepCompare', resolve(backup)),
      restore: async (backup) => {
        await writer.settle();
        return thread.whileClosed(() => restoreApart({ backup: resolve(backup), path: absolute }));
      },
    },
    collection: collectionRecords(thread, writer),
    close: async () => {
      await writer.settle();
      await thread.close();
    },
  };
}

function parseSidecar(sidecar: Sidecar): Sidecar {
  const parsed = sidecarSchema.safeParse(sidecar);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.join('.') ?? '';
  throw new SpindleError(
    'bad-sidecar',
    `The sidecar was not recorded because it is not of the form this program knows (${where}: ${parsed.error.issues[0]?.message ?? ''}). Nothing was changed.`,
    { where },
  );
}

function parseLimit(limit: number): number {
  if (Number.isInteger(limit) && limit >= 1) return Math.min(limit, maxLimit);
  throw new SpindleError('bad-request', `A list cannot have ${limit} entries: ask for 1 to ${maxLimit}.`, {
    limit,
  });
}

function toDumpRecord({ sidecarJson, ...stored }: StoredDump): DumpRecord {
  const parsed = sidecarSchema.safeParse(parseJson(sidecarJson));
  if (parsed.success) return { ...stored, record: parsed.data };
  throw new SpindleError(
    'catalogue-corrupt',
    `The record of ${stored.summary.name} in the catalogue was altered and cannot be shown. Its files are untouched: import its sidecar again from ${stored.directory}.`,
    { dumpId: stored.summary.dumpId },
  );
}

/** The thread's findings, and rows only this side can read: jobs and settings. */
async function check(thread: ThreadLink) {
  const report = await thread.call('check');
  const jobs = (await thread.call('jobs'))
    .filter((job) => toJobRow(job) === null)
    .map(
      (job) =>
        `Job ${job.id} cannot be read and is not shown; what it read lies in its store and can be resumed.`,
    );
  const settings = toSettings(await thread.call('settings')).unreadable.map(
    (key) => `The setting ${key} cannot be read; its default is used.`,
  );
  const findings = [...report.findings, ...jobs, ...settings];
  const { lastGoodChecks } = await thread.call('upkeepStatus');
  return { ok: findings.length === 0, findings, events: report.events, dumps: report.dumps, lastGoodChecks };
}

/**
 * A job as it was saved, or null when this version cannot read it. Such a row is kept as it is and told by `check`:
 * one job that another version wrote must not keep a hub from showing the others.
 */
function toJobRow(job: StoredJob): JobRow | null {
  const parsed = jobSnapshotSchema.safeParse(parseJson(job.snapshotJson));
  if (!parsed.success) return null;
  return { snapshot: parsed.data as JobSnapshot, owner: job.owner, waiting: toWaiting(job) };
}

/** Null for one that does not wait, and for one whose place or beginning this version cannot read. */
function toWaiting({ place, beginsJson }: StoredJob): JobRow['waiting'] {
  const begins = beginsJson === null ? null : beginningSchema.safeParse(parseJson(beginsJson)).data;
  return place === null || !begins ? null : { place, begins };
}

async function profilesOf(thread: ThreadLink): Promise<DriveProfile[]> {
  return (await thread.call('profiles')).flatMap(({ profileJson }) => toProfile(profileJson) ?? []);
}

/** One that another version wrote is found out again at the next job. */
function toProfile(profileJson: string): DriveProfile | null {
  return driveProfileSchema.safeParse(parseJson(profileJson)).data ?? null;
}

function toStoredProfile(profile: DriveProfile): StoredProfile {
  const { vendor, product, revision, serial } = profile.identity;
  return { vendor, product, revision, serial, profileJson: JSON.stringify(profile) };
}

function toStoredJob({ snapshot, owner, waiting }: JobRow): StoredJob {
  const createdMs = Date.parse(snapshot.createdAt);
  return {
    id: snapshot.id,
    state: snapshot.state,
    owner,
    createdMs: Number.isNaN(createdMs) ? 0 : createdMs,
    snapshotJson: JSON.stringify(snapshot),
    place: waiting?.place ?? null,
    beginsJson: waiting && JSON.stringify(waiting.begins),
  };
}

/** A setting that is missing or cannot be read has its default; the others stay as they were chosen. */
function toSettings(stored: readonly StoredSetting[]): { settings: Settings; unreadable: string[] } {
  let settings = defaultSettings;
  const unreadable: string[] = [];
  for (const { key, valueJson } of stored) {
    // A key of a later version is no fault of this one.
    if (!Object.hasOwn(settingsSchema.shape, key)) continue;
    const parsed = settingsSchema.safeParse({ ...settings, [key]: parseJson(valueJson) });
    if (parsed.success) settings = parsed.data;
    else unreadable.push(key);
  }
  return { settings, unreadable };
}

function toStoredSettings(settings: Settings): StoredSetting[] {
  const parsed = settingsSchema.safeParse(settings);
  if (!parsed.success) {
    throw new SpindleError(
      'bad-settings',
      `The settings were not saved because one of them is not possible (${parsed.error.issues[0]?.path.join('.') ?? ''}). The former ones are kept.`,
    );
  }
  return Object.entries(parsed.data).map(([key, value]) => ({ key, valueJson: JSON.stringify(value) }));
}

/** Undefined, which no schema takes, for text that is no JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
