/** Media for practice: built in, the same each time, with the behaviour a worn disk shows. */
import { buildFat12Floppy, type FloppyFile, type FloppyLayout } from './fat12-floppy.ts';
import { ledger, letter, readMe } from './practice-files.ts';

export interface PracticeMedium {
  readonly kind: 'floppy';
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly build: () => Uint8Array;
  /** Keys of a behaviour file (docs/simulated-drives.md). */
  readonly behaviour: Readonly<Record<string, unknown>>;
}

const highDensity: FloppyLayout = {
  sectorsPerTrack: 18,
  totalSectors: 2880,
  mediaId: 0xf0,
  fat: { sectorsPerCluster: 1, rootEntries: 224, sectorsPerFat: 9 },
};

export const doubleDensity: FloppyLayout = {
  sectorsPerTrack: 9,
  totalSectors: 1440,
  mediaId: 0xf9,
  fat: { sectorsPerCluster: 2, rootEntries: 112, sectorsPerFat: 3 },
};

/** The same files on every practice floppy, as many as fit. */
function practiceFiles(layout: FloppyLayout): FloppyFile[] {
  const share = layout.totalSectors / 2880;
  return [
    readMe('disk'),
    letter,
    ledger('LEDGER.TXT', 'Ledger of accessions', Math.floor(9000 * share)),
    ledger('INDEX.TXT', 'Index of correspondents', Math.floor(7000 * share)),
  ];
}

const drive = { vendor: 'SPINDLE', product: 'Practice floppy', revision: '1' };

export const practiceMedia: readonly PracticeMedium[] = [
  {
    kind: 'floppy',
    id: 'floppy-clean',
    title: 'Practice floppy, clean',
    description: 'A 1.44 MB disk in good health: every sector reads at once.',
    build: () => buildFat12Floppy(highDensity, 'PRACTICE 1', 0x1993_0514, practiceFiles(highDensity)),
    behaviour: { ...drive, serial: 'P1', cmd_ms: 4 },
  },
  {
    kind: 'floppy',
    id: 'floppy-worn',
    title: 'Practice floppy, worn',
    description: 'A 1.44 MB disk with 24 dead sectors in three places, and four that come after some tries.',
    build: () => buildFat12Floppy(highDensity, 'PRACTICE 2', 0x1993_0515, practiceFiles(highDensity)),
    behaviour: {
      ...drive,
      serial: 'P2',
      cmd_ms: 4,
      fail: [
        { lba: [340, 344] },
        { lba: [1001, 1016] },
        { lba: [2400, 2402] },
        { lba: [700, 701], first: 3 },
        { lba: 1500, first: 4 },
        { lba: 2200, first: 3 },
      ],
      slow: [{ lba: [995, 1020], ms: 15 }],
    },
  },
  {
    kind: 'floppy',
    id: 'floppy-720k',
    title: 'Practice floppy, 720 kB',
    description: 'A double-density disk in good health.',
    build: () => buildFat12Floppy(doubleDensity, 'PRACTICE 3', 0x1993_0516, practiceFiles(doubleDensity)),
    behaviour: { ...drive, serial: 'P3', cmd_ms: 6 },
  },
];
