/** Drives, jobs and dumps as the screens meet them, from an empty bench to twelve million sectors. */
import type { DumpRecord, DumpSummary } from '../../src/shared/model/catalogue.ts';
import { discSummary } from '../../src/shared/model/disc-summary.ts';
import type { Drive, Inspection } from '../../src/shared/model/drive.ts';
import {
  defaultJobOptions,
  type JobSnapshot,
  type LogLine,
  type Progress,
  type SectorCounts,
} from '../../src/shared/model/job.ts';
import { miniMap } from '../../src/shared/model/mini-map.ts';
import { outcomes } from '../../src/shared/model/outcome.ts';
import type { OutputFile, OutputRoot } from '../../src/shared/model/output.ts';
import {
  coarsen,
  compactRuns,
  countStates,
  type SectorRun,
  type SectorRuns,
  totalSectors,
} from '../../src/shared/model/sector-runs.ts';

export const roots: OutputRoot[] = [
  { id: 'r1', label: 'Accession 2026-114', path: '/srv/accessions/2026-114', freeBytes: 812_400_000_000 },
  { id: 'r2', label: 'Desk', path: '/home/archivist/Spindle', freeBytes: 41_000_000_000 },
];

export function makeDrive(id: string, part: Partial<Drive> = {}): Drive {
  return {
    id,
    kind: 'floppy',
    address: `/dev/${id}`,
    label: 'Floppy drive',
    identity: { vendor: 'TEAC', product: 'FD-235HF', revision: '', serial: '', bus: 'platform' },
    removable: true,
    writeProtected: true,
    sizeBytes: 1_474_560,
    sectorSize: 512,
    systemDisk: null,
    ...part,
  };
}

export function makeInspection(part: Partial<Inspection> = {}): Inspection {
  return {
    medium: {
      sizeBytes: 1_474_560,
      sectorSize: 512,
      totalSectors: 2880,
      writeProtected: true,
      removable: true,
      diskSequence: 7,
    },
    disc: null,
    identity: { vendor: 'TEAC', product: 'FD-235HF', revision: '1.0', serial: '', bus: 'platform' },
    hypotheses: [
      {
        name: '1.44M',
        cylinders: 80,
        heads: 2,
        sectorsPerTrack: 18,
        bytesPerSector: 512,
        confidence: 0.97,
        evidence: [
          { what: 'BIOS parameter block', offsetBytes: 11, bytesHex: '00 02 01 01 00' },
          { what: 'Media descriptor', offsetBytes: 512, bytesHex: 'f0 ff ff' },
        ],
        against: [],
      },
      {
        name: 'DMF 1.68M',
        cylinders: 80,
        heads: 2,
        sectorsPerTrack: 21,
        bytesPerSector: 512,
        confidence: 0.08,
        evidence: [{ what: 'Cluster size of four sectors', offsetBytes: 13, bytesHex: '04' }],
        against: ['The medium ends after 2 880 sectors.'],
      },
    ],
    filesystems: [
      {
        type: 'FAT12',
        label: 'LETTERS 93',
        startLba: 0,
        evidence: [{ what: 'Volume label in the root directory', offsetBytes: 9728 }],
      },
    ],
    warnings: [],
    ...part,
  };
}

export function countsOf(runs: SectorRuns): SectorCounts {
  const states = countStates(runs);
  return {
    total: totalSectors(runs) - states.generated,
    good: states.good,
    goodAfterRetry: states['good-after-retry'],
    bad: states.bad + states.suspect,
    ...(states.suspect > 0 ? { suspect: states.suspect } : {}),
    pending: states.untried + states.skipped + states.unscraped,
  };
}

export function makeProgress(runs: SectorRuns, part: Partial<Progress> = {}): Progress {
  const counts = countsOf(runs);
  const read = counts.good + counts.goodAfterRetry;
  return {
    pass: { name: 'copy', number: 1, direction: 'forward' },
    positionLba: Math.max(0, read - 1),
    counts,
    bytesPerSecond: 45_300,
    averageBytesPerSecond: 41_900,
    etaSeconds: 18,
    elapsedMs: 34_000,
    reads: 160,
    failedReads: counts.bad,
    passes: [
      {
        name: 'copy',
        number: 1,
        direction: 'forward',
        elapsedMs: 34_000,
        reads: 160,
        failedReads: 2,
        sectorsRead: read,
      },
    ],
    map: { ...coarsen(runs, 4096), runs: coarsen(runs, 4096).runs.map(([length, state]) => [length, state]) },
    rate: rateOver(read),
    finishing: null,
    ...part,
  };
}

/** A floppy's even speed with dips, the same every time. */
function rateOver(sectors: number): [number, number][] {
  const points = Math.min(256, Math.max(2, Math.floor(sectors / 18)));
  return Array.from({ length: points }, (_, index) => {
    const dip = index % 41 === 30 || index % 57 === 20 ? 0.3 : 1;
    return [
      Math.floor((index * sectors) / points),
      dip * (45_000 + 2_400 * Math.sin(index / 3) + (index % 7) * 300),
    ];
  });
}

export function makeJob(id: string, part: Partial<JobSnapshot> = {}): JobSnapshot {
  return {
    id,
    revision: 1,
    state: 'reading',
    paused: false,
    source: { id: 'fd0', kind: 'floppy', address: '/dev/fd0', label: 'Floppy drive' },
    rootId: 'r1',
    directory: roots[0]!.path,
    name: 'LETTERS 93',
    carrier: 'AR-0412',
    dumpId: null,
    createdAt: '2026-11-20T14:02:11.000Z',
    endedAt: null,
    outcome: null,
    counts: null,
    sectorSize: 512,
    etaSeconds: null,
    bytesPerSecond: 0,
    miniMap: '',
    error: null,
    stall: null,
    options: { ...defaultJobOptions, carrier: 'AR-0412' },
    inspection: null,
    warnings: [],
    progress: null,
    files: [],
    tracks: [],
    disc: part.inspection?.disc ? discSummary(part.inspection.disc) : null,
    subchannel: null,
    ...part,
  };
}

/** A job with a map: counts, small map and progress follow from `runs`. */
export function jobWithMap(id: string, runs: SectorRuns, part: Partial<JobSnapshot> = {}): JobSnapshot {
  const progress = part.progress ?? makeProgress(runs);
  return makeJob(id, {
    counts: progress.counts,
    miniMap: miniMap(runs),
    progress,
    inspection: makeInspection(),
    etaSeconds: progress.etaSeconds,
    bytesPerSecond: progress.bytesPerSecond,
    ...part,
  });
}

export const halfReadRuns: SectorRuns = [
  [702, 'good'],
  [2, 'bad'],
  [16, 'unscraped'],
  [850, 'good'],
  [18, 'skipped'],
  [252, 'good'],
  [1040, 'untried'],
];

export const fiveBadRuns: SectorRuns = [
  [702, 'good'],
  [2, 'bad'],
  [10, 'good-after-retry'],
  [1236, 'good'],
  [2, 'bad'],
  [4, 'good-after-retry'],
  [600, 'good'],
  [1, 'bad'],
  [323, 'good'],
];

/** Twelve million sectors in five thousand runs, one of them a single bad sector. */
export function hugeRuns(): SectorRuns {
  const runs: SectorRun[] = [];
  for (let index = 0; index < 2_500; index++) {
    runs.push([4_700, 'good'], [180, index % 400 === 7 ? 'unscraped' : 'good-after-retry']);
  }
  runs[2_600] = [4_699, 'good'];
  runs.splice(2_601, 0, [1, 'bad']);
  return compactRuns(runs);
}

export const hex = (seed: number, digits: number) =>
  Array.from({ length: digits }, (_, index) =>
    (Math.floor(Math.abs(Math.sin(seed * 1.7 + index) * 1e6)) % 16).toString(16),
  ).join('');

export function makeFile(path: string, role: OutputFile['role'], sizeBytes: number): OutputFile {
  const seed = [...path].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) % 9_973;
  return {
    path,
    role,
    sizeBytes,
    crc32: hex(seed, 8),
    md5: hex(seed + 1, 32),
    sha1: hex(seed + 2, 40),
    sha256: hex(seed + 3, 64),
  };
}

function makeImage(name: string): DumpRecord['record']['image'] {
  const { path, role, ...image } = makeFile(`${name}.img`, 'image', 1_474_560);
  return image;
}

const filesOf = (name: string): OutputFile[] => [
  makeFile(`${name}.img`, 'image', 1_474_560),
  makeFile(`${name}.map`, 'map', 412),
  makeFile(`${name}.log`, 'log', 1_870),
  makeFile(`${name}.spindle.json`, 'sidecar', 6_212),
];

const retriedPasses: Progress['passes'] = [
  {
    name: 'copy',
    number: 1,
    direction: 'forward',
    elapsedMs: 61_000,
    reads: 160,
    failedReads: 3,
    sectorsRead: 2790,
  },
  {
    name: 'copy',
    number: 2,
    direction: 'backward',
    elapsedMs: 9_000,
    reads: 12,
    failedReads: 2,
    sectorsRead: 61,
  },
  {
    name: 'trim',
    number: 1,
    direction: 'forward',
    elapsedMs: 14_000,
    reads: 21,
    failedReads: 5,
    sectorsRead: 10,
  },
  {
    name: 'scrape',
    number: 1,
    direction: 'forward',
    elapsedMs: 31_000,
    reads: 19,
    failedReads: 9,
    sectorsRead: 4,
  },
  {
    name: 'retry',
    number: 1,
    direction: 'forward',
    elapsedMs: 42_000,
    reads: 19,
    failedReads: 5,
    sectorsRead: 10,
  },
];

export function finishedWithErrors(id: string, part: Partial<JobSnapshot> = {}): JobSnapshot {
  return jobWithMap(id, fiveBadRuns, {
    state: 'done',
    outcome: 'complete-with-errors',
    endedAt: '2026-11-20T14:05:02.000Z',
    dumpId: dumpId(0),
    etaSeconds: 0,
    bytesPerSecond: 0,
    files: filesOf('LETTERS 93').map((file) => ({ ...file, path: `${roots[0]!.path}/${file.path}` })),
    progress: makeProgress(fiveBadRuns, {
      pass: null,
      passes: retriedPasses,
      failedReads: 24,
      elapsedMs: 157_000,
      averageBytesPerSecond: 9_390,
    }),
    ...part,
  });
}

export function failedJob(id: string, part: Partial<JobSnapshot> = {}): JobSnapshot {
  return jobWithMap(id, halfReadRuns, {
    state: 'failed',
    etaSeconds: null,
    bytesPerSecond: 0,
    endedAt: '2026-11-20T13:40:00.000Z',
    error: {
      code: 'worker-lost',
      message:
        'The process that read this disk ended without a word. Everything it had read is kept; resume the job to go on.',
      details: { signal: 'SIGKILL', lba: 1840, pass: 'copy 1' },
    },
    ...part,
  });
}

/** Four drives: one reads, one is done with errors, one waits for a disk, one is the system's own. */
export function busyBench(): { drives: Drive[]; jobs: JobSnapshot[] } {
  const drives = [
    makeDrive('fd0', { label: 'TEAC FD-235HF' }),
    makeDrive('sdb', { kind: 'disk', label: 'USB floppy drive', address: '/dev/sdb', writeProtected: false }),
    makeDrive('sim1', {
      kind: 'simulated',
      label: 'Practice drive',
      address: 'sim:scratched-144.json',
      writeProtected: null,
    }),
    makeDrive('fd1', { label: 'Panasonic JU-475', address: '/dev/fd1', sizeBytes: 0, writeProtected: null }),
    makeDrive('sdc', {
      kind: 'disk',
      label: 'CF card reader',
      address: '/dev/sdc',
      sizeBytes: 256_901_120,
      writeProtected: false,
    }),
    makeDrive('sda', {
      kind: 'disk',
      label: 'Samsung SSD 870',
      address: '/dev/sda',
      sizeBytes: 500_107_862_016,
      writeProtected: false,
      removable: false,
      systemDisk: 'holds / of this system',
    }),
  ];
  const source = (index: number) => {
    const { id, kind, address, label } = drives[index]!;
    return { id, kind, address, label };
  };
  const jobs = [
    jobWithMap('j1', halfReadRuns, { source: source(0), createdAt: '2026-11-20T14:02:11.000Z' }),
    finishedWithErrors('j2', {
      source: source(1),
      name: 'BUDGET 1991',
      carrier: 'AR-0411',
      createdAt: '2026-11-20T13:58:00.000Z',
    }),
    failedJob('j3', {
      source: source(2),
      name: 'Practice disk',
      carrier: null,
      createdAt: '2026-11-20T13:31:00.000Z',
    }),
  ];
  return { drives, jobs };
}

/** A list with a job in every kind of state. */
export function longQueue(): JobSnapshot[] {
  const clean: SectorRuns = [[1440, 'good']];
  const bench = busyBench().jobs;
  return [
    ...bench,
    jobWithMap('j4', clean, {
      state: 'done',
      outcome: 'complete',
      name: 'Install disk 2',
      carrier: 'AR-0409',
      createdAt: '2026-11-20T13:20:00.000Z',
      endedAt: '2026-11-20T13:22:00.000Z',
    }),
    jobWithMap(
      'j5',
      [
        [1430, 'good'],
        [10, 'good-after-retry'],
      ],
      {
        state: 'done',
        outcome: 'complete-after-retries',
        name: 'Install disk 1',
        carrier: 'AR-0408',
        createdAt: '2026-11-20T13:10:00.000Z',
        endedAt: '2026-11-20T13:14:00.000Z',
      },
    ),
    jobWithMap('j6', halfReadRuns, {
      state: 'parked',
      outcome: 'partial',
      name: 'CORRESPONDENCE',
      carrier: 'AR-0407',
      createdAt: '2026-11-20T12:50:00.000Z',
      endedAt: '2026-11-20T12:58:00.000Z',
    }),
    jobWithMap('j7', [[2880, 'bad']], {
      state: 'done',
      outcome: 'not-readable',
      name: 'disk AR-0406',
      carrier: 'AR-0406',
      createdAt: '2026-11-20T12:30:00.000Z',
      endedAt: '2026-11-20T12:49:00.000Z',
    }),
  ];
}

export const jobLog: LogLine[] = [
  ['info', 'Opened /dev/fd0: 2 880 sectors of 512 bytes, write-protected.'],
  ['info', 'Layout 1.44M (97 %), filesystem FAT12, volume label LETTERS 93.'],
  ['info', 'Copy 1, forward.'],
  ['warning', 'LBA 702 to 719 could not be read in one go (input/output error); left for later.'],
  ['info', 'Copy 2, backward.'],
  ['info', 'Trim 1.'],
  ['info', 'Scrape 1.'],
  ['error', 'LBA 702, 703: not readable after 3 tries.'],
].map(([level, text], index) => ({
  sequence: index,
  at: `2026-11-20T14:0${2 + Math.floor(index / 4)}:${String(11 + index * 5).padStart(2, '0')}.000Z`,
  level: level as LogLine['level'],
  text: text!,
}));

export const hexId = (number: number) => number.toString(16).padStart(12, '0');
export const dumpId = (number: number) => `0190b2c4-5e6f-7a8b-9c0d-${hexId(number)}`;

const labels = ['LETTERS', 'BUDGET', 'MINUTES', 'PHOTOS', 'SOURCE', 'THESIS', 'INSTALL'];

export function dumpSummaryNumber(number: number): DumpSummary {
  const outcome = number % 23 === 4 ? 'complete-with-errors' : number % 11 === 3 ? outcomes[1] : outcomes[0];
  const label = `${labels[number % labels.length]} ${1984 + (number % 15)}`;
  return {
    dumpId: dumpId(number),
    name: `${label}${number > 104 ? ` ${number}` : ''}`,
    carrier: `AR-${String(number).padStart(5, '0')}`,
    attempt: 1,
    outcome,
    endedAt: new Date(Date.UTC(2026, 10, 20, 14, 0) - number * 420_000).toISOString(),
    sizeBytes: number % 3 === 0 ? 737_280 : 1_474_560,
    totalSectors: number % 3 === 0 ? 1440 : 2880,
    badSectors: outcome === 'complete-with-errors' ? (number % 40) + 1 : 0,
    formatName: number % 3 === 0 ? '720K' : '1.44M',
    volumeLabels: [label],
    driveLabel: 'TEAC FD-235HF',
    disc: null,
  };
}

/** The catalogue's record of the dump with five bad sectors. */
export function makeRecord(): DumpRecord {
  const name = 'LETTERS 93';
  const inspection = makeInspection();
  const at = '2026-11-20T14:05:02.000+01:00';
  const event = (sequence: number, type: string, outcome: 'success' | 'warning', detail: string) => ({
    uuid: `0190b2c4-5e6f-4a8b-9c0d-${hexId(900 + sequence)}`,
    type,
    at,
    outcome,
    detail,
    sequence,
    hash: hex(sequence, 64),
  });
  const events = [
    event(1, 'ima', 'warning', '2 875 of 2 880 sectors read in 5 passes with TEAC FD-235HF.'),
    event(2, 'mes', 'success', 'CRC-32, MD5, SHA-1 and SHA-256 of 3 files, computed while writing.'),
    event(3, 'fix', 'success', '3 files read again, all as recorded.'),
  ];
  return {
    summary: {
      ...dumpSummaryNumber(0),
      name,
      carrier: 'AR-0412',
      outcome: 'complete-with-errors',
      badSectors: 5,
      volumeLabels: [name],
      sizeBytes: 1_474_560,
      totalSectors: 2880,
      formatName: '1.44M',
    },
    directory: roots[0]!.path,
    record: {
      format: 'spindle-sidecar',
      version: 1,
      dumpId: dumpId(0),
      kind: 'block',
      disc: null,
      name,
      carrier: 'AR-0412',
      tool: { name: 'Spindle', version: '0.1.0' },
      startedAt: '2026-11-20T14:02:11.000+01:00',
      endedAt: at,
      outcome: 'complete-with-errors',
      source: { address: '/dev/fd0', medium: inspection.medium },
      drives: [inspection.identity],
      options: { ...defaultJobOptions, carrier: 'AR-0412' },
      hypotheses: inspection.hypotheses,
      filesystems: inspection.filesystems,
      warnings: [],
      counts: countsOf(fiveBadRuns),
      states: fiveBadRuns.map(([length, state]) => [length, state]),
      extents: [{ lba: 0, lengthSectors: 2880, drive: 0 }],
      image: makeImage(name),
      passes: [...retriedPasses],
      files: filesOf(name).slice(0, 3),
      events: events.map(({ sequence, hash, ...rest }) => rest),
    },
    events,
  };
}

/** A worn disk that gives nothing more, in one of two drives that take such disks. */
export function stalledBench(): { drives: Drive[]; jobs: JobSnapshot[] } {
  return {
    drives: [
      makeDrive('fd0', { label: 'TEAC FD-235HF' }),
      makeDrive('fd1', { label: 'Panasonic JU-475', address: '/dev/fd1' }),
    ],
    jobs: [
      jobWithMap('j1', fiveBadRuns, {
        state: 'retrying',
        source: { id: 'fd0', kind: 'floppy', address: '/dev/fd0', label: 'TEAC FD-235HF' },
        stall: { unread: 5, total: 2880, passes: 5, next: { sectors: 2, seconds: 41 } },
        progress: makeProgress(fiveBadRuns, {
          pass: { name: 'retry', number: 1, direction: 'forward' },
          positionLba: 1951,
          passes: retriedPasses,
          failedReads: 24,
          elapsedMs: 157_000,
        }),
      }),
    ],
  };
}

/** Twice as many drives, each second one doing what its namesake does. */
export function crowdedBench(): { drives: Drive[]; jobs: JobSnapshot[] } {
  const { drives, jobs } = busyBench();
  const second = (id: string) => `${id}-second`;
  return {
    drives: [
      ...drives,
      ...drives.map((drive) => ({ ...drive, id: second(drive.id), label: `${drive.label} II` })),
    ],
    jobs: [
      ...jobs,
      ...jobs.map((job) => ({
        ...job,
        id: second(job.id),
        source: { ...job.source, id: second(job.source.id) },
      })),
    ],
  };
}
