/** Discs as the screens meet them: a mixed-mode CD with CD-TEXT in the drive, under way, and done with damage. */
import type { C2Record, C2Stretch, C2Sum } from '../../src/shared/model/c2-record.ts';
import type { DumpRecord } from '../../src/shared/model/catalogue.ts';
import type { Disc, DiscTrack, TrackRecord } from '../../src/shared/model/disc.ts';
import { discSummary } from '../../src/shared/model/disc-summary.ts';
import type { Drive, Inspection } from '../../src/shared/model/drive.ts';
import {
  defaultJobOptions,
  type JobSnapshot,
  type LogLine,
  type Progress,
} from '../../src/shared/model/job.ts';
import type { SectorRuns } from '../../src/shared/model/sector-runs.ts';
import { totalSectors } from '../../src/shared/model/sector-runs.ts';
import { makeTrack } from './disc-record.ts';
import {
  busyBench,
  countsOf,
  dumpId,
  dumpSummaryNumber,
  hex,
  jobWithMap,
  makeDrive,
  makeFile,
  makeProgress,
  makeRecord,
  roots,
} from './scenarios.ts';

const titles = [
  'Accession',
  'Foxing',
  'Deckle Edge',
  'Wear at the Spine',
  'Inherited Shelf Marks from an Earlier Library',
  'Loose Leaves',
  'Ex Libris',
  'Marginalia',
  'Return by',
  'Lacuna',
  'Colophon',
];
const performer = 'The Reading Room';
export const discTitle = `${performer} \u2013 Shelf Marks`;
const dumpName = 'Gift 2026-07, disc 3';

const dataSectors = 38_950;
const pauseSectors = 150;

/** A data track and eleven of sound, 59 minutes; what only the subchannel tells is known once it was read. */
export function readingRoomDisc(isRead: boolean): Disc {
  const tracks: DiscTrack[] = [makeTrack(1, 0, dataSectors, { mode: 'MODE1', copyPermitted: true })];
  let lba = dataSectors;
  titles.forEach((_, index) => {
    const number = index + 2;
    const gap = index === 0 ? pauseSectors : (index % 3) * 75;
    const length = 14_000 + ((index * 7_919) % 11_000);
    tracks.push(
      makeTrack(number, lba + gap, length, {
        pregapSectors: isRead ? gap : null,
        isrc: isRead ? `DEX0126000${String(number).padStart(2, '0')}` : null,
      }),
    );
    lba += gap + length;
  });
  return {
    profile: 'CD-R',
    sessions: [{ number: 1, firstTrack: 1, lastTrack: tracks.length, startLba: 0, leadOutLba: lba }],
    tracks,
    mcn: isRead ? '2000000000015' : null,
    cdText: {
      english: {
        album: { title: 'Shelf Marks', performer },
        tracks: titles.map((title, index) => ({ number: index + 2, title })),
      },
      german: { album: { title: 'Signaturen', performer }, tracks: [{ number: 3, title: 'Stockflecken' }] },
    },
    ids: {
      musicbrainz: 'pHjq3zLvMxT9ok8nJMtF2Kc0fG0-',
      cddb: '9e0de90c',
      accurateRip: '0016fd2a-00c1b7f4-9e0de90c',
    },
  };
}

const wholeDisc = readingRoomDisc(true);
const discSectors = wholeDisc.sessions[0]!.leadOutLba;

/** Sound in one session and data in another, with the gap between them. */
export function extraDisc(): Disc {
  const tracks = [
    makeTrack(1, 0, 18_000),
    makeTrack(2, 18_000, 17_000),
    makeTrack(3, 46_400, 8_600, { session: 2, mode: 'MODE2' }),
  ];
  return {
    ...{ profile: 'CD-ROM', mcn: null, cdText: null, tracks },
    ids: {
      musicbrainz: 'Xq2nB7cVwTfR5mL9kJ3pZsYd0hE-',
      cddb: '1802dd03',
      accurateRip: '00012f31-000460a8-1802dd03',
    },
    sessions: [
      { number: 1, firstTrack: 1, lastTrack: 2, startLba: 0, leadOutLba: 35_000 },
      { number: 2, firstTrack: 3, lastTrack: 3, startLba: 46_400, leadOutLba: 55_000 },
    ],
  };
}

export const extraRuns: SectorRuns = [
  [20_000, 'good'],
  [3, 'suspect'],
  [14_997, 'good'],
  [11_400, 'generated'],
  [8_600, 'good'],
];

const identity = { vendor: 'PLEXTOR', product: 'DVDR PX-716A', revision: '1.11', serial: '', bus: 'scsi' };

export function discInspection(disc: Disc, part: Partial<Inspection> = {}): Inspection {
  const end = Math.max(...disc.sessions.map(({ leadOutLba }) => leadOutLba));
  return {
    medium: {
      sizeBytes: end * 2352,
      sectorSize: 2352,
      totalSectors: end,
      writeProtected: true,
      removable: true,
      diskSequence: null,
    },
    identity,
    hypotheses: [],
    filesystems: [
      {
        type: 'ISO 9660',
        label: 'SHELFMARKS',
        startLba: 0,
        evidence: [{ what: 'Primary volume descriptor', offsetBytes: 32_768, bytesHex: '01 43 44 30 30 31' }],
      },
    ],
    warnings: [],
    disc,
    ...part,
  };
}

export const discDrive: Drive = makeDrive('sr0', {
  kind: 'optical',
  label: 'Plextor PX-716A',
  address: '/dev/sr0',
  identity,
  sizeBytes: discSectors * 2352,
  sectorSize: 2352,
});
const source = { id: 'sr0', kind: 'optical', address: '/dev/sr0', label: 'Plextor PX-716A' } as const;

export const ripRuns: SectorRuns = [
  [21_960, 'good'],
  [16, 'skipped'],
  [93_104, 'good'],
  [128, 'skipped'],
  [46_792, 'good'],
  [discSectors - 162_000, 'untried'],
];

export const damagedRipRuns: SectorRuns = [
  [21_960, 'good'],
  [3, 'bad'],
  [13, 'good-after-retry'],
  [93_104, 'good'],
  [40, 'good-after-retry'],
  [17, 'suspect'],
  [6, 'bad'],
  [65, 'good-after-retry'],
  [70_192, 'good'],
  [2, 'suspect'],
  [24, 'good-after-retry'],
  [discSectors - 185_426, 'good'],
];

/** The rising speed of a drive that turns evenly, with dips where it tried again. */
function rateOver(sectors: number): [number, number][] {
  return Array.from({ length: 180 }, (_, index) => {
    const lba = Math.floor((index * sectors) / 180);
    const times = 10.2 + (13.6 * lba) / discSectors + 0.25 * Math.sin(index / 2);
    return [lba, (index % 83 === 15 || index % 97 === 79 ? 0.35 : 1) * times * 176_400];
  });
}

/** Flagged bytes of stretches of the disc: at the first reading, and in what is kept. */
type Worn = readonly [
  lba: number,
  lengthSectors: number,
  first: readonly [number, number],
  kept: readonly [number, number],
];

const worn: readonly Worn[] = [
  [21_900, 488, [9, 4_120], [0, 0]],
  [58_072, 488, [2, 14], [0, 0]],
  [96_624, 488, [1, 2], [0, 0]],
  [114_680, 488, [31, 2_208], [0, 0]],
  [115_168, 488, [122, 31_870], [17, 1_911]],
  [115_656, 488, [64, 8_010], [0, 0]],
  [185_440, 488, [26, 940], [2, 61]],
  [214_720, 488, [5, 40], [0, 0]],
];

/** As long as nothing was read again, what is kept is the first reading; of the sound only the worst was left for later. */
const wornSoFar: readonly Worn[] = [[21_900, 488, [9, 212], [9, 212]]];

/** C2 of all that was read up to there. */
function c2Until(end: number, places = worn): C2Record {
  const stretches: C2Stretch[] = [];
  let lba = 0;
  const clean = (to: number) => {
    if (to > lba) stretches.push([lba, to - lba, to - lba, 0, 0, 0, 0]);
    lba = to;
  };
  for (const [from, length, first, kept] of places) {
    clean(from);
    stretches.push([from, length, length, ...first, ...kept]);
    lba = from + length;
  }
  clean(end);
  const sum = (sectors: 3 | 5, bytes: 4 | 6, worst: C2Sum['worst']): C2Sum => {
    const total = (at: 3 | 4 | 5 | 6) => stretches.reduce((all, stretch) => all + stretch[at], 0);
    return { sectors: total(sectors), bytes: total(bytes), worst };
  };
  const [first, kept] =
    places === worn
      ? [
          { lba: 115_204, bytes: 1_406 },
          { lba: 115_210, bytes: 318 },
        ]
      : [
          { lba: 21_957, bytes: 61 },
          { lba: 21_957, bytes: 61 },
        ];
  return { knownSectors: end, first: sum(3, 4, first), kept: sum(5, 6, kept), stretches };
}

const pass = (name: Progress['passes'][number]['name'], part: Partial<Progress['passes'][number]>) => ({
  ...{
    name,
    number: 1,
    direction: 'forward' as const,
    elapsedMs: 0,
    reads: 0,
    failedReads: 0,
    sectorsRead: 0,
  },
  ...part,
});

export function ripUnderWay(id: string, part: Partial<JobSnapshot> = {}): JobSnapshot {
  const inspection = discInspection(readingRoomDisc(false));
  return jobWithMap(id, ripRuns, {
    source,
    name: dumpName,
    carrier: 'CD-0219',
    sectorSize: 2352,
    inspection,
    disc: discSummary(inspection.disc!),
    options: { ...defaultJobOptions, carrier: 'CD-0219', verifyPass: true, subchannel: true, readOffset: 30 },
    progress: makeProgress(ripRuns, {
      positionLba: 161_999,
      bytesPerSecond: 3_370_000,
      averageBytesPerSecond: 2_640_000,
      etaSeconds: 66,
      elapsedMs: 151_000,
      failedReads: 2,
      rate: rateOver(162_000),
      c2: c2Until(161_900, wornSoFar),
      passes: [pass('copy', { elapsedMs: 151_000, reads: 6_010, failedReads: 2, sectorsRead: 161_856 })],
    }),
    ...part,
  });
}

const trackFile = (number: number) => `${dumpName} (Track ${String(number).padStart(2, '0')}).bin`;

const trackRecords: TrackRecord[] = wholeDisc.tracks.map(({ number, mode, lengthSectors, pregapSectors }) => {
  const { path, role, ...file } = makeFile(
    `${number}.bin`,
    'track',
    (lengthSectors + (pregapSectors ?? 0)) * 2352,
  );
  const isWhole = mode === 'AUDIO' && number !== 5;
  return {
    ...file,
    number,
    accurateRipV1: mode === 'AUDIO' ? hex(number * 3, 8) : null,
    accurateRipV2: mode === 'AUDIO' ? hex(number * 5, 8) : null,
    accurateRipConfidence: isWhole ? 12 - (number % 3) : mode === 'AUDIO' ? 0 : null,
  };
});

const discFiles = [
  ...trackRecords.map(({ number, sizeBytes, crc32, md5, sha1, sha256 }) => ({
    ...makeFile(trackFile(number), 'track', sizeBytes),
    ...{ crc32, md5, sha1, sha256 },
  })),
  makeFile(`${dumpName}.cue`, 'sheet', 2_104),
  makeFile(`${dumpName}.sub`, 'subchannel', discSectors * 96),
  makeFile(`${dumpName}.map`, 'map', 902),
  makeFile(`${dumpName}.log`, 'log', 9_412),
  makeFile(`${dumpName}.spindle.json`, 'sidecar', 31_077),
];

const damagedPasses: Progress['passes'] = [
  pass('copy', { elapsedMs: 244_000, reads: 9_770, failedReads: 4, sectorsRead: 249_000 }),
  pass('trim', { elapsedMs: 21_000, reads: 41, failedReads: 6, sectorsRead: 88 }),
  pass('scrape', { elapsedMs: 64_000, reads: 74, failedReads: 21, sectorsRead: 39 }),
  pass('retry', { elapsedMs: 118_000, reads: 96, failedReads: 30, sectorsRead: 15 }),
  pass('verify', { elapsedMs: 251_000, reads: 9_812, failedReads: 1, sectorsRead: 248_900 }),
];

export function damagedRip(id: string, part: Partial<JobSnapshot> = {}): JobSnapshot {
  const inspection = discInspection(wholeDisc);
  return jobWithMap(id, damagedRipRuns, {
    source,
    name: dumpName,
    carrier: 'CD-0219',
    sectorSize: 2352,
    state: 'done',
    outcome: 'complete-with-errors',
    endedAt: '2026-11-20T14:12:02.000Z',
    dumpId: dumpId(0),
    etaSeconds: 0,
    bytesPerSecond: 0,
    inspection,
    disc: discSummary(wholeDisc),
    options: { ...defaultJobOptions, carrier: 'CD-0219', verifyPass: true, subchannel: true, readOffset: 30 },
    files: discFiles.map((file) => ({ ...file, path: `${roots[0]!.path}/${file.path}` })),
    tracks: trackRecords,
    subchannel: { sectors: discSectors, validQ: discSectors - 1_213 },
    progress: makeProgress(damagedRipRuns, {
      pass: null,
      // The files were made, and the last that was heard of it stays.
      finishing: 1,
      passes: damagedPasses,
      failedReads: 62,
      elapsedMs: 698_000,
      averageBytesPerSecond: 2_190_000,
      rate: rateOver(discSectors),
      c2: c2Until(discSectors),
    }),
    ...part,
  });
}

/** In a drive that gives no C2. */
export function ripWithoutC2(id: string): JobSnapshot {
  const { progress, ...job } = damagedRip(id);
  const { c2: _, ...rest } = progress!;
  return { ...job, progress: rest };
}

/** The bench with a rip in the first drive, and a disc waiting in the second. */
export function discBench(): { drives: Drive[]; jobs: JobSnapshot[] } {
  const bench = busyBench();
  const second = { ...discDrive, id: 'sr1', address: '/dev/sr1', label: 'LITE-ON iHAS124' };
  return {
    drives: [
      discDrive,
      second,
      ...bench.drives.slice(0, 3),
      { ...discDrive, id: 'sr2', address: '/dev/sr2', label: 'Pioneer BDR-209', sizeBytes: 0 },
    ],
    jobs: [ripUnderWay('d1', { createdAt: '2026-11-20T14:10:00.000Z' }), ...bench.jobs],
  };
}

export const seenDump = {
  ...dumpSummaryNumber(1),
  name: 'Gift 2024-11, disc 12',
  carrier: 'CD-0071',
  endedAt: '2026-10-02T09:14:00.000Z',
  volumeLabels: ['SHELFMARKS'],
  disc: discSummary(wholeDisc),
};

/** The catalogue's record of the damaged disc. */
export function makeDiscRecord(runs: SectorRuns = damagedRipRuns, disc: Disc = wholeDisc): DumpRecord {
  const { record, events, directory } = makeRecord();
  const counts = countsOf(runs);
  const { medium, filesystems } = discInspection(disc);
  return {
    summary: {
      ...dumpSummaryNumber(0),
      name: dumpName,
      carrier: 'CD-0219',
      outcome: 'complete-with-errors',
      badSectors: counts.bad,
      sizeBytes: medium.sizeBytes,
      totalSectors: counts.total,
      formatName: null,
      volumeLabels: ['SHELFMARKS'],
      driveLabel: 'PLEXTOR DVDR PX-716A',
      disc: discSummary(disc),
    },
    directory,
    events,
    record: {
      ...record,
      kind: 'optical',
      name: dumpName,
      carrier: 'CD-0219',
      source: { address: '/dev/sr0', medium },
      drives: [identity],
      hypotheses: [],
      filesystems,
      counts,
      states: runs.map(([length, state]) => [length, state]),
      extents: [{ lba: 0, lengthSectors: totalSectors(runs), drive: 0 }],
      files: discFiles,
      passes: [...damagedPasses],
      ...(disc === wholeDisc ? { c2: c2Until(discSectors) } : {}),
      disc: {
        disc,
        tocSha1: hex(4, 40),
        readOffset: 30,
        tracks: trackRecords,
        subchannel: { sectors: counts.total, validQ: counts.total - 1_213 },
      },
    },
  };
}

export const discLog: LogLine[] = [
  ['info', 'PLEXTOR DVDR PX-716A 1.11: C2 pointers and raw P-W subchannel in one command.'],
  ['info', 'CD-R, 12 tracks, CD-TEXT in English and German.'],
  ['info', 'Copy 1, forward.'],
  ['warning', 'LBA 115 080 to 115 207 came with C2 errors; left for later.'],
].map(([level, text], index) => ({
  sequence: index,
  at: `2026-11-20T14:0${2 + index}:11.000Z`,
  level: level as LogLine['level'],
  text: text!,
}));
