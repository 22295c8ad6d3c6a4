/** Media for practice: built in, the same each time, with the behaviour a worn disk shows. */
import { buildFat12Floppy, type FloppyFile, type FloppyLayout } from './fat12-floppy.ts';

export interface PracticeMedium {
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

const doubleDensity: FloppyLayout = {
  sectorsPerTrack: 9,
  totalSectors: 1440,
  mediaId: 0xf9,
  fat: { sectorsPerCluster: 2, rootEntries: 112, sectorsPerFat: 3 },
};

const crlf = '\r\n';

function text(name: string, ...lines: string[]): FloppyFile {
  return { name, content: new TextEncoder().encode(lines.join(crlf) + crlf) };
}

/** A file of numbered lines: what is lost of it can be seen. */
function ledger(name: string, title: string, entries: number): FloppyFile {
  const lines = Array.from({ length: entries }, (_, index) => {
    const number = String(index + 1).padStart(5, '0');
    return `${number}  ${title}, box ${1 + (index % 24)}, folder ${1 + (index % 11)}, leaf ${1 + (index % 60)}`;
  });
  return text(name, title, '='.repeat(title.length), ...lines);
}

const readMe = text(
  'README.TXT',
  'A practice disk. Nothing on it is the only copy of anything.',
  '',
  'LEDGER.TXT and INDEX.TXT have numbered lines, so that a gap shows.',
  'LETTER.TXT is short and lies near the start of the disk.',
);

const letter = text(
  'LETTER.TXT',
  'Dear colleague,',
  '',
  'the disks of the estate came today in three shoe boxes, unsorted and unlabelled for the most part.',
  'Please image them before anybody opens a file: some were kept in the boathouse.',
  '',
  'With kind regards, the reading room',
);

/** The same files on every practice floppy, as many as fit. */
function practiceFiles(layout: FloppyLayout): FloppyFile[] {
  const share = layout.totalSectors / 2880;
  return [
    readMe,
    letter,
    ledger('LEDGER.TXT', 'Ledger of accessions', Math.floor(9000 * share)),
    ledger('INDEX.TXT', 'Index of correspondents', Math.floor(7000 * share)),
  ];
}

const drive = { vendor: 'SPINDLE', product: 'Practice floppy', revision: '1' };

export const practiceMedia: readonly PracticeMedium[] = [
  {
    id: 'floppy-clean',
    title: 'Practice floppy, clean',
    description: 'A 1.44 MB disk in good health: every sector reads at once.',
    build: () => buildFat12Floppy(highDensity, 'PRACTICE 1', 0x1993_0514, practiceFiles(highDensity)),
    behaviour: { ...drive, serial: 'P1', cmd_ms: 4 },
  },
  {
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
    id: 'floppy-720k',
    title: 'Practice floppy, 720 kB',
    description: 'A double-density disk in good health.',
    build: () => buildFat12Floppy(doubleDensity, 'PRACTICE 3', 0x1993_0516, practiceFiles(doubleDensity)),
    behaviour: { ...drive, serial: 'P3', cmd_ms: 6 },
  },
];
