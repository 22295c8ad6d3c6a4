/** An archive of three storages, of which one is away; and two lists. */
import type { Dat } from '../../src/shared/model/dat.ts';
import {
  defaultFixityPolicy,
  type FixityIncident,
  type FixityStorage,
} from '../../src/shared/model/fixity.ts';
import type { Pack } from '../../src/shared/model/pack.ts';
import type { FakeChecksData } from './fake-checks.ts';

const none = { ok: 0, mismatch: 0, missing: 0, offline: 0, unreadable: 0, never: 0 };

function makeStorage(part: Partial<FixityStorage>): FixityStorage {
  return {
    root: '/mnt/archive',
    policy: defaultFixityPolicy,
    offline: null,
    files: 48_210,
    sizeBytes: 21.4e12,
    counts: { ...none, ok: 46_105, never: 2_103, mismatch: 1, missing: 1 },
    due: 214,
    oldestCheck: '2026-06-02T21:40:00+00:00',
    nextDue: '2026-11-26T22:15:00+00:00',
    ...part,
  };
}

export function makeIncident(part: Partial<FixityIncident>): FixityIncident {
  return {
    id: 7,
    dumpId: '0193a1f0-0000-7000-8000-000000000412',
    dump: 'AR-0412',
    carrier: 'AR-0412',
    path: '/mnt/archive/AR-0412/AR-0412.bin',
    state: 'mismatch',
    detail: 'SHA-256 3f7a\u2026 in place of 91c0\u2026, read twice, past the cache',
    openedAt: '2026-11-24T22:31:00+00:00',
    closed: null,
    ...part,
  };
}

export function makeDat(part: Partial<Dat>): Dat {
  return {
    id: 1,
    source: 'redump',
    name: 'IBM - PC compatible',
    description: 'IBM - PC compatible - Discs (58 214)',
    version: '2026-11-02 04-31-07',
    date: '2026-11-02',
    author: 'redump.org',
    fileName: 'IBM - PC compatible.dat',
    fileSizeBytes: 96_400_000,
    fileSha256: '91c0'.repeat(16),
    importedAt: '2026-11-20T10:02:00+00:00',
    games: 58_214,
    roms: 412_870,
    ...part,
  };
}

function makePack(part: Partial<Pack>): Pack {
  return {
    id: 1,
    name: 'AccurateRip answers',
    date: '2026-10-05',
    source: 'accuraterip.com',
    licence: '',
    fileName: 'dBAR-003-0003b1d2.bin',
    fileSha256: '4e'.repeat(32),
    importedAt: '2026-11-20T10:02:00+00:00',
    facts: 318,
    ...part,
  };
}

export const watchedArchive: FakeChecksData = {
  fixity: {
    storages: [
      makeStorage({}),
      makeStorage({
        root: '/mnt/second-copy',
        policy: {
          intervalDays: 365,
          maxBytesPerSecond: 20_000_000,
          quietHours: { fromMinute: 480, toMinute: 1080 },
        },
        counts: { ...none, ok: 48_210 },
        due: 0,
      }),
      makeStorage({
        root: '/media/usb-transfer',
        files: 320,
        sizeBytes: 190e9,
        offline: { since: '2026-11-19T08:12:00+00:00', why: 'its folder is there, but on another volume' },
        counts: { ...none, offline: 320 },
        due: 320,
        oldestCheck: null,
        nextDue: null,
      }),
    ],
    incidents: [
      makeIncident({}),
      makeIncident({
        id: 8,
        dumpId: '0193a1f0-0000-7000-8000-000000000977',
        carrier: 'AR-0977',
        path: '/mnt/archive/AR-0977/AR-0977.img',
        state: 'missing',
        detail: '',
      }),
    ],
  },
  dats: [
    makeDat({}),
    makeDat({ id: 2, source: 'tosec', name: 'Commodore Amiga - Games - [ADF]', games: 41_120 }),
  ],
  coverage: {
    full: 412,
    partial: 2,
    missing: 57_800,
    partialGames: [
      {
        game: 'Encyclopaedia of the Sea (Europe)',
        dumpId: '0193a1f0-0000-7000-8000-000000000412',
        dump: 'AR-0412',
        missing: ['Encyclopaedia of the Sea (Europe) (Track 2).bin'],
      },
    ],
    incompleteSets: [
      {
        set: 'Atlas of the World (Europe)',
        present: ['Atlas of the World (Europe) (Disc 1)'],
        missing: ['Atlas of the World (Europe) (Disc 2)', 'Atlas of the World (Europe) (Disc 3)'],
      },
    ],
  },
  upkeep: {
    folders: [
      {
        path: '/srv/backups',
        lastAt: '2026-11-26T21:00:00+00:00',
        backups: 37,
        sizeBytes: 155_000_000,
        problem: null,
      },
      {
        path: '/media/second-disk/backups',
        lastAt: '2026-11-19T08:00:00+00:00',
        backups: 12,
        sizeBytes: 51_000_000,
        problem: 'The folder is not there: no backup was made in it since 19 November.',
      },
    ],
    backups: [
      {
        path: '/srv/backups/catalogue-2026-11-26T21.db',
        at: '2026-11-26T21:00:00+00:00',
        sizeBytes: 4_200_000,
      },
    ],
    lastGoodChecks: { quick: '2026-11-26T07:58:00+00:00', full: '2026-11-02T12:10:00+00:00' },
  },
  comparison: {
    dumps: { lacking: 3, newest: ['AR-0412', 'AR-0413', 'AR-0414'], gone: 0 },
    carriers: { lacking: 12, newest: ['AR-0500', 'AR-0499', 'AR-0498'], gone: 1 },
    events: { now: 1_862, backup: 1_800 },
  },
  packs: [
    makePack({}),
    makePack({
      id: 2,
      name: 'MusicBrainz, our CDs',
      source: 'musicbrainz.org',
      licence: 'CC0',
      facts: 2_114,
    }),
  ],
  packMatches: {
    total: 2,
    dumps: [
      {
        dumpId: '0193a1f0-0000-7000-8000-000000000412',
        dump: 'shelf-marks',
        carrier: 'AR-0412',
        known: {
          descriptions: [],
          accurateRip: [
            {
              pack: { id: 1, name: 'AccurateRip answers', date: '2026-10-05' },
              tracks: [1, 2, 3].map((number) => ({
                ...{ number, confidence: 12 + number, version: 1 as const, submissions: 20, hasSum: true },
              })),
            },
          ],
        },
      },
      {
        dumpId: '0193a1f0-0000-7000-8000-000000000413',
        dump: 'reading-room-live',
        carrier: null,
        known: {
          descriptions: [],
          accurateRip: [
            {
              pack: { id: 1, name: 'AccurateRip answers', date: '2026-10-05' },
              tracks: [1, 2].map((number) => ({
                ...{ number, confidence: number - 1, version: 1 as const, submissions: 4, hasSum: true },
              })),
            },
          ],
        },
      },
    ],
  },
  joining: {
    added: { carrier: 41, item: 3 },
    changed: { carrier: 2 },
    removed: { photo: 1 },
    dumps: 44,
    events: 132,
    conflicts: [
      { kind: 'carrier', name: 'AR-0412', field: 'title', ours: 'Letters, 1993', theirs: 'Letters' },
    ],
    left: [],
    txn: null,
  },
  imported: {
    dat: makeDat({ id: 3, source: 'no-intro', name: 'Atari - ST', games: 3_120 }),
    replaced: null,
    unchanged: false,
    warnings: [],
  },
};
