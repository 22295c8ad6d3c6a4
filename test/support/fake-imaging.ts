/** Imaging processes that do nothing by themselves: a test says each of their words. And a catalogue in memory. */
import type { FromImaging, ToImaging } from '../../src/main/app/imaging-messages.ts';
import type { FromWriting } from '../../src/main/app/writing-messages.ts';
import type { Catalogue, ImagingLauncher, ImagingProcess, JobRow } from '../../src/main/core/ports.ts';
import { SpindleError } from '../../src/shared/errors.ts';
import type { DriveProfile } from '../../src/shared/model/drive-profile.ts';
import type { Progress } from '../../src/shared/model/job.ts';
import { defaultSettings, type Settings } from '../../src/shared/model/settings.ts';
import type { Sidecar } from '../../src/shared/model/sidecar.ts';

export interface FakeProcess extends ImagingProcess {
  /** What the hub said to it, oldest first. */
  readonly heard: ToImaging[];
  isKilled: boolean;
  say(message: FromImaging | FromWriting | { type: string }): void;
  end(code?: number | null, signal?: string | null): void;
}

export function fakeLauncher(): ImagingLauncher & { readonly launched: FakeProcess[] } {
  const launched: FakeProcess[] = [];
  return {
    launched,
    launch() {
      const process = fakeProcess(launched.length + 1);
      launched.push(process);
      return process;
    },
  };
}

function fakeProcess(pid: number): FakeProcess {
  const heard: ToImaging[] = [];
  const messages: ((message: unknown) => void)[] = [];
  const exits: ((exit: { code: number | null; signal: string | null }) => void)[] = [];
  const process: FakeProcess = {
    pid,
    heard,
    isKilled: false,
    send: (message) => heard.push(message as ToImaging),
    onMessage: (listener) => messages.push(listener),
    onExit: (listener) => exits.push(listener),
    kill: () => {
      process.isKilled = true;
      process.end(null, 'SIGKILL');
    },
    say: (message) => {
      // As over a channel: a copy, not the same object.
      for (const listener of messages) listener(structuredClone(message));
    },
    end: (code = 0, signal = null) => {
      for (const listener of exits.splice(0)) listener({ code, signal });
    },
  };
  return process;
}

export interface FakeCatalogue extends Catalogue {
  readonly rows: Map<string, JobRow>;
  readonly recorded: Sidecar[];
  readonly profiles: DriveProfile[];
  /** When set, recording fails with it. */
  refusal: Error | null;
}

/** What a hub asks of a catalogue; the rest is not found. */
export function fakeCatalogue(
  rows: ReadonlyMap<string, JobRow> = new Map(),
  settings: Settings = defaultSettings,
): FakeCatalogue {
  let saved = settings;
  const none = () => Promise.reject(new SpindleError('not-found', 'Nothing is kept here.'));
  const catalogue: FakeCatalogue = {
    path: '/catalogue.db',
    rows: new Map(structuredClone([...rows])),
    recorded: [],
    profiles: [],
    refusal: null,
    record: async (sidecar) => {
      if (catalogue.refusal) throw catalogue.refusal;
      catalogue.recorded.push(sidecar);
      return { added: true };
    },
    jobs: async () => [...catalogue.rows.values()],
    saveLine: async (places, owner) => {
      for (const { jobId, place } of places) {
        const row = catalogue.rows.get(jobId);
        if (row?.waiting) catalogue.rows.set(jobId, { ...row, owner, waiting: { ...row.waiting, place } });
      }
    },
    saveJob: async (row) => {
      catalogue.rows.set(row.snapshot.id, structuredClone(row));
    },
    dropJob: async (jobId) => {
      catalogue.rows.delete(jobId);
    },
    settings: async () => saved,
    saveSettings: async (changed) => {
      saved = changed;
    },
    driveProfiles: async () => catalogue.profiles,
    saveDriveProfile: async (profile) => {
      catalogue.profiles.push(profile);
    },
    readOffsets: async () => [],
    importReadOffsets: async () => {},
    list: async () => ({ dumps: [], next: null, total: 0 }),
    seenBefore: async () => ({ dumps: [], sameSamples: [] }),
    appendEvent: async () => {},
    check: async () => ({
      ok: true,
      findings: [],
      events: 0,
      dumps: 0,
      lastGoodChecks: { quick: null, full: null },
    }),
    merge: async () => {
      throw new Error('not asked for');
    },
    upkeep: {
      status: async () => ({ folders: [], backups: [], lastGoodChecks: { quick: null, full: null } }),
      due: async () => ({ backup: false, fullCheck: false }),
      backUp: async () => ({ made: [], problems: [] }),
      setBackupFolders: async () => {},
      checkFully: async () => ({ ok: true, findings: [], tookMs: 0 }),
      compare: none,
      restore: none,
    },
    showDump: none,
    showCarrier: none,
    fixity: {
      status: async () => ({ storages: [], incidents: [] }),
      files: async () => [],
      storages: async () => [],
      saveStorage: async () => {},
      sawStorage: async () => {},
      adoptVolume: async () => {},
      plan: async () => ({ tasks: [], next: null }),
      save: async () => {},
      close: none,
      frozen: async () => null,
    },
    listings: {
      pending: async () => [],
      counts: async () => ({ dumps: 0, listed: 0, failed: 0 }),
      listed: async () => {},
      failed: async () => {},
      saveView: async () => {},
      removeView: none,
    },
    collection: new Proxy({}, { get: () => none }) as Catalogue['collection'],
    close: async () => {},
  };
  return catalogue;
}

/** Progress after `good` of `total` sectors, in a copy pass. */
export function progressAt(good: number, total = 2880): Progress {
  return {
    pass: { name: 'copy', number: 1, direction: 'forward' },
    positionLba: good,
    counts: { total, good, goodAfterRetry: 0, bad: 0, pending: total - good },
    bytesPerSecond: 30_000,
    averageBytesPerSecond: 30_000,
    etaSeconds: 10,
    elapsedMs: 1000,
    reads: 10,
    failedReads: 0,
    passes: [],
    map: {
      sectorsPerUnit: 1,
      totalSectors: total,
      runs: [
        [good, 'good'],
        [total - good, 'untried'],
      ],
    },
    rate: [],
    finishing: null,
  };
}
