/** What was written down of how one sector was read: in the store while there is one, else in the sidecar and the log. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { DriveIdentity } from '../../../shared/model/drive.ts';
import type { SectorLook } from '../../../shared/model/sector-look.ts';
import { type SectorRuns, stateAt } from '../../../shared/model/sector-runs.ts';
import { type Extent, sidecarSuffix } from '../../../shared/model/sidecar.ts';
import type { OutcomeRecord } from '../../core/store/outcome-log.ts';
import { exists, logSuffix, readSidecar } from '../files/dump-names.ts';
import { readC2 } from '../files/dump-store.ts';
import { storeNow } from '../files/store-now.ts';

export type SectorHistory = Pick<
  SectorLook,
  'state' | 'stateFrom' | 'drive' | 'tries' | 'reads' | 'rebuilt' | 'c2' | 'notKept'
>;

export const noHistory: SectorHistory = {
  state: null,
  stateFrom: null,
  drive: null,
  tries: null,
  reads: [],
  rebuilt: null,
  c2: null,
  notKept: ['state', 'drive', 'tries', 'reads', 'rebuilding'],
};

const mostReads = 50;
/** The end of a log that is looked through: some tens of thousands of lines. */
const mostLogBytes = 4 * 1024 * 1024;

/** In a store the reads since it was last saved are written down one by one; before, only their sum. */
export function historyInStore(directory: string, totalSectors: number, lba: number): SectorHistory {
  const { ledger, reads } = storeNow(directory, totalSectors);
  return {
    state: ledger.map.stateAt(lba),
    stateFrom: basename(directory),
    drive: driveOf(ledger.extents(), ledger.drives, lba),
    tries: ledger.map.triesAt(lba),
    reads: reads.flatMap((record) => readOf(record, lba)).slice(-mostReads),
    rebuilt: rebuiltIn(join(directory, 'dump.log'), lba),
    c2: readC2(directory, lba),
    notKept: [],
  };
}

/** The record keeps no single reads; what was made whole by its parity stands in the log beside it. */
export function historyInSidecar(sidecarPath: string, lba: number): SectorHistory {
  const { states, extents, drives } = readSidecar(sidecarPath);
  const log = join(dirname(sidecarPath), basename(sidecarPath, sidecarSuffix) + logSuffix);
  return {
    state: stateAt(states as SectorRuns, lba),
    stateFrom: basename(sidecarPath),
    drive: driveOf(extents, drives, lba),
    tries: null,
    reads: [],
    rebuilt: exists(log) ? rebuiltIn(log, lba) : null,
    c2: null,
    notKept: ['tries', 'reads', ...(exists(log) ? [] : ['rebuilding' as const])],
  };
}

function driveOf(
  extents: readonly Extent[],
  drives: readonly DriveIdentity[],
  lba: number,
): DriveIdentity | null {
  const extent = extents.find((each) => lba >= each.lba && lba < each.lba + each.lengthSectors);
  return extent ? (drives[extent.drive] ?? null) : null;
}

function readOf({ request, outcome }: OutcomeRecord, lba: number): SectorLook['reads'] {
  if (lba < request.lba || lba >= request.lba + request.count) return [];
  const came = lba < request.lba + outcome.goodSectors;
  const result = !came
    ? 'failed'
    : outcome.doubtful?.includes(lba)
      ? 'doubtful'
      : outcome.rebuilt?.includes(lba)
        ? 'rebuilt'
        : 'read';
  return [{ ...request.pass, result, sectors: request.count }];
}

/** As the reader writes it into the log when it happens. */
function rebuiltIn(path: string, lba: number): SectorLook['rebuilt'] {
  if (!exists(path)) return null;
  const line = new RegExp(`^(\\S+) .*\\bLBA ${lba} was made whole by its own parity: (\\d+) bytes`, 'm');
  const [, at, changedBytes] = line.exec(endOf(path)) ?? [];
  return at === undefined ? null : { at, changedBytes: Number(changedBytes) };
}

function endOf(path: string): string {
  const fd = openSync(path, 'r');
  try {
    const { size } = fstatSync(fd);
    const length = Math.min(size, mostLogBytes);
    const bytes = Buffer.alloc(length);
    const got = readSync(fd, bytes, 0, length, size - length);
    return bytes.toString('utf8', 0, got);
  } finally {
    closeSync(fd);
  }
}
