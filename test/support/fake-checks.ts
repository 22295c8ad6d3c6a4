/** Fixity and lists of others as a hub may know them, over plain data. */
import { SpindleError } from '../../src/shared/errors.ts';
import type { Dat, DatCoverage, DatImportReport } from '../../src/shared/model/dat.ts';
import type {
  FixityIncident,
  FixityPolicy,
  FixityRun,
  FixityScope,
  FixityStatus,
} from '../../src/shared/model/fixity.ts';
import type { MergeReport } from '../../src/shared/model/merge.ts';
import type { Pack, PackImportReport, PackMatches } from '../../src/shared/model/pack.ts';
import type { BackupComparison, UpkeepStatus } from '../../src/shared/model/upkeep.ts';
import { FakeFeed } from './fake-feed.ts';

export interface FakeChecksData {
  readonly fixity?: FixityStatus;
  readonly run?: FixityRun;
  readonly dats?: readonly Dat[];
  readonly coverage?: Omit<DatCoverage, 'dat'>;
  readonly packs?: readonly Pack[];
  readonly packMatches?: PackMatches;
  readonly upkeep?: UpkeepStatus;
  readonly comparison?: BackupComparison;
  /** Why no backup can be put back. */
  readonly restoreRefusal?: SpindleError;
  /** What joining another catalogue would bring. */
  readonly joining?: MergeReport;
  /** What importing a list comes to. */
  readonly imported?: DatImportReport;
}

export class FakeChecks {
  readonly run: FakeFeed<FixityRun | null>;
  readonly #data: FakeChecksData;
  readonly #asked: string[];
  #incidents: readonly FixityIncident[];
  #policies = new Map<string, FixityPolicy>();
  dats: Dat[];
  packs: readonly Pack[];
  upkeep: UpkeepStatus;

  constructor(data: FakeChecksData, asked: string[]) {
    this.#data = data;
    this.#asked = asked;
    this.run = new FakeFeed(data.run ?? null);
    this.#incidents = data.fixity?.incidents ?? [];
    this.dats = [...(data.dats ?? [])];
    this.packs = data.packs ?? [];
    this.upkeep = data.upkeep ?? { folders: [], backups: [], lastGoodChecks: { quick: null, full: null } };
  }

  status(): FixityStatus {
    const storages = (this.#data.fixity?.storages ?? []).map((storage) => ({
      ...storage,
      policy: this.#policies.get(storage.root) ?? storage.policy,
    }));
    return { storages, incidents: [...this.#incidents] };
  }

  backUp() {
    this.#asked.push('back up');
    const made = {
      path: '/srv/backups/catalogue-2026-11-26T22.db',
      at: '2026-11-26T22:00:00+00:00',
      sizeBytes: 4_200_000,
    };
    this.upkeep = { ...this.upkeep, backups: [made, ...this.upkeep.backups] };
    return { made: [made], problems: [] };
  }

  comparison(): BackupComparison {
    const none = { lacking: 0, newest: [], gone: 0 };
    return this.#data.comparison ?? { dumps: none, carriers: none, events: { now: 0, backup: 0 } };
  }

  restore(path: string) {
    if (this.#data.restoreRefusal) throw this.#data.restoreRefusal;
    this.#asked.push(`restore ${path}`);
    return {
      path: '/srv/catalogue.db',
      formerPath: '/srv/catalogue.db.replaced-1',
      dumps: 401,
      events: 1800,
    };
  }

  join(fileName: string, preview: boolean): MergeReport {
    const { joining } = this.#data;
    if (!joining) throw new SpindleError('not-found', 'There is no such catalogue. Nothing was changed.');
    this.#asked.push(`${preview ? 'look at' : 'join'} ${fileName}`);
    return { ...joining, txn: preview ? null : '01900000-0000-7000-8000-0000000000aa' };
  }

  start(scope: FixityScope) {
    this.#asked.push(`fixity ${scope.kind}`);
    this.run.set({ ...startedRun, startedAt: new Date().toISOString() });
    return {};
  }

  stop() {
    this.#asked.push('fixity stop');
    if (this.run.value) this.run.set({ ...this.run.value, phase: 'stopped', path: '' });
    return {};
  }

  close(id: number, reason: string): FixityIncident {
    const incident = this.#incidents.find((each) => each.id === id);
    if (!incident) throw new SpindleError('not-found', 'There is no such incident.', { id });
    this.#asked.push(`close ${id}: ${reason}`);
    this.#incidents = this.#incidents.filter((each) => each !== incident);
    return { ...incident, closed: { at: new Date().toISOString(), by: 'archivist', reason } };
  }

  setPolicy(root: string, policy: FixityPolicy) {
    this.#policies.set(root, policy);
    return {};
  }

  importDat(fileName: string): DatImportReport {
    this.#asked.push(`import ${fileName}`);
    const { imported } = this.#data;
    if (!imported) throw new SpindleError('bad-dat', 'The DAT was not imported: the file is empty.');
    this.dats = [...this.dats.filter(({ id }) => id !== imported.dat.id), imported.dat];
    return imported;
  }

  removeDat(datId: number) {
    this.#asked.push(`remove list ${datId}`);
    this.dats = this.dats.filter(({ id }) => id !== datId);
    return {};
  }

  importPack(fileName: string): PackImportReport {
    this.#asked.push(`import pack ${fileName}`);
    const former = this.packs[0];
    if (!former) throw new SpindleError('bad-pack', 'The pack was not imported: it is empty.');
    const pack = { ...former, id: 9, name: 'Desk answers', fileName, fileSha256: '77'.repeat(32) };
    this.packs = [...this.packs, pack];
    return { pack, replaced: null, unchanged: false };
  }

  removePack(packId: number) {
    this.#asked.push(`remove pack ${packId}`);
    this.packs = this.packs.filter(({ id }) => id !== packId);
    return {};
  }

  coverage(datId: number): DatCoverage {
    const dat = this.dats.find(({ id }) => id === datId);
    if (dat && this.#data.coverage) return { dat, ...this.#data.coverage };
    throw new SpindleError('not-found', 'There is no such DAT.', { id: datId });
  }
}

const startedRun: Omit<FixityRun, 'startedAt'> = {
  phase: 'running',
  checkedFiles: 12,
  checkedBytes: 4_500_000_000,
  bytesPerSecond: 118_000_000,
  counts: { ok: 12, mismatch: 0, missing: 0, offline: 0, unreadable: 0, never: 0 },
  path: '/mnt/archive/AR-0412/AR-0412.bin',
  findings: [],
  skipped: [],
  problem: null,
};
