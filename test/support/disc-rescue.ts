/** A whole rescue of a disc in this process: the real source, passes and store, over any transport. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DumpStore } from '../../src/main/adapters/files/dump-store.ts';
import { hashFile } from '../../src/main/adapters/files/hash-file.ts';
import { parseBehaviour } from '../../src/main/adapters/simulated/behaviour.ts';
import type { DvdImage } from '../../src/main/adapters/simulated/optical/disc.ts';
import { openSimulatedOptical } from '../../src/main/adapters/simulated/optical/simulated-optical.ts';
import type { DiscImage } from '../../src/main/core/image/disc-image.ts';
import type { MmcTransport, RebuiltSector } from '../../src/main/core/ports.ts';
import { createControl, park } from '../../src/main/imaging/control.ts';
import { discExports } from '../../src/main/imaging/disc-exports.ts';
import { cdBufferBytes, type DiscSource } from '../../src/main/imaging/disc-in-drive.ts';
import { type DiscReport, discNow } from '../../src/main/imaging/disc-now.ts';
import { discSourceOver } from '../../src/main/imaging/disc-source.ts';
import { ExportFolder } from '../../src/main/imaging/export-folder.ts';
import { fillUnread } from '../../src/main/imaging/fill-unread.ts';
import { Meter } from '../../src/main/imaging/meter.ts';
import { openDump, planOf } from '../../src/main/imaging/open-dump.ts';
import { readMedium } from '../../src/main/imaging/read-medium.ts';
import type { SpindleError } from '../../src/shared/errors.ts';
import type { C2Record } from '../../src/shared/model/c2-record.ts';
import { defaultJobOptions, type JobOptions, type SectorCounts } from '../../src/shared/model/job.ts';
import { type Outcome, outcomeOf } from '../../src/shared/model/outcome.ts';
import type { OutputFile, OutputFormat } from '../../src/shared/model/output.ts';
import type { SectorRuns } from '../../src/shared/model/sector-runs.ts';
import type { SectorState } from '../../src/shared/model/sector-state.ts';

export interface Rescued {
  readonly bytes: Uint8Array;
  readonly subchannel: Uint8Array;
  readonly states: SectorRuns;
  readonly counts: SectorCounts;
  readonly outcome: Outcome;
  readonly source: DiscSource;
  readonly report: DiscReport;
  readonly c2: C2Record | null;
  /** Null when all passes ended. */
  readonly parked: { readonly error: SpindleError | null } | null;
  readonly reads: number;
  readonly rebuilt: readonly RebuiltSector[];
  readonly stateAt: (lba: number) => SectorState;
}

export interface RescueOptions extends Partial<JobOptions> {
  readonly name?: string;
  /** Parks after that many reads. */
  readonly stopAfterReads?: number;
  /** As if the process were killed there: nothing is saved on the way out. */
  readonly isKilled?: boolean;
  /** The store of an earlier run goes on. */
  readonly goesOn?: boolean;
}

/** Waiting costs no time, and the time it would have cost is seen all the same. */
function fastClock() {
  let nowMs = 0;
  return {
    nowMs: () => nowMs,
    wait(delayMs: number) {
      nowMs += delayMs;
    },
  };
}

/** A drive that stays as it is when a run lets go of it, and in which no time passes. */
export function driveOf(image: DiscImage | DvdImage, behaviour: object = {}): MmcTransport {
  const transport = openSimulatedOptical(image, parseBehaviour(behaviour, 'this test'), { wait() {} });
  return { ...transport, execute: (command) => transport.execute(command), close() {} };
}

export function rescueDisc(folder: string, transport: MmcTransport, options: RescueOptions = {}): Rescued {
  const { name = 'disc', stopAfterReads, isKilled, goesOn, ...changes } = options;
  const job: JobOptions = { ...defaultJobOptions, ...changes };
  const directory = join(folder, `${name}.spindle`);
  if (!goesOn) mkdirSync(directory);
  const { store, ledger, source } = openDump(
    goesOn
      ? { kind: 'continue', name, store: directory }
      : { kind: 'new', name, store: directory, parkedName: null },
    {
      bootId: 'test',
      verifyPass: job.verifyPass,
      isAccepted: false,
      openSource: () => discSourceOver(transport, job, fastClock()),
    },
  );
  if (source === null) throw new Error('nothing is left to read');
  const checkpoint = () => store.checkpoint({ address: 'sim:', options: job, ...ledger.state() });
  checkpoint();
  const control = createControl();
  const rebuilt: RebuiltSector[] = [];
  const slot = new Uint8Array(cdBufferBytes);
  let reads = 0;
  const counting = {
    ...source,
    read: (...request: Parameters<typeof source.read>) => {
      if (++reads === stopAfterReads) park(control);
      return source.read(...request);
    },
  };
  const { parked } = readMedium({
    source: counting,
    store,
    ledger,
    plan: planOf(source, job),
    ring: { slot: () => slot, publish() {} },
    control,
    meter: new Meter({ store, ledger }, source.medium.sectorSize, 0),
    checkpoint: () => {
      if (!isKilled) checkpoint();
    },
    onProgress() {},
    onPass() {},
    onRebuilt: (sector) => rebuilt.push(sector),
    nextWish: () => null,
    onLocated() {},
  });
  if (!isKilled) checkpoint();
  if (!parked) fillUnread(store, ledger.map, job.fillByte);
  const bytes = readFileSync(store.imagePath);
  const subchannel = new Uint8Array(store.document.medium.totalSectors * 96);
  store.readSubchannel(0, subchannel);
  const counts = ledger.map.counts();
  const report = discNow(store, store.document.disc!);
  const c2 = store.c2Record();
  store.close();
  return {
    bytes,
    subchannel,
    states: ledger.map.runs(),
    counts,
    outcome: outcomeOf(counts),
    source: source as DiscSource,
    report,
    c2,
    parked,
    reads,
    rebuilt,
    stateAt: (lba) => ledger.map.stateAt(lba),
  };
}

/** Writes the files of a rescue that has ended beside its store. */
export async function exportDisc(
  folder: string,
  name: string,
  formats: readonly OutputFormat[],
): Promise<readonly OutputFile[]> {
  const { store } = DumpStore.open(join(folder, `${name}.spindle`), 'test');
  const document = store.document.disc!;
  const report = discNow(store, document);
  const isCd = document.disc.tracks.length > 0;
  const hashes = isCd ? null : (await hashFile(store.imagePath)).hashes;
  const exports = discExports({
    store,
    document,
    report,
    cdTextPacks: store.blob('cd-text')?.subarray(4) ?? null,
    formats,
    hashes,
    options: { subchannel: true },
    onProgress() {},
    note() {},
  });
  const { files } = await exports.write(new ExportFolder(store, new Set()));
  store.close();
  return files;
}

/** LBAs whose 2352 bytes are not the same. */
export function differing(a: Uint8Array, b: Uint8Array, sectorBytes = 2352): number[] {
  if (a.length !== b.length) throw new RangeError(`${a.length} bytes beside ${b.length}`);
  const lbas: number[] = [];
  for (let at = 0; at < a.length; at += sectorBytes)
    if (Buffer.compare(a.subarray(at, at + sectorBytes), b.subarray(at, at + sectorBytes)) !== 0)
      lbas.push(at / sectorBytes);
  return lbas;
}
