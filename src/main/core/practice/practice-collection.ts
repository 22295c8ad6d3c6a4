/** What lies on the shelf of the practice desk, and what the catalogue says of it before anybody has read it. */
import type { CollectionFields, NewCarrier } from '../../../shared/model/collection.ts';
import { practiceCodes } from '../../../shared/model/practice.ts';
import { buildFat12Floppy, type FloppyFile } from '../block/fat12-floppy.ts';
import { ledger, letter, readMe, textFile } from '../block/practice-files.ts';
import { doubleDensity } from '../block/practice-media.ts';

export interface ShelvedDisk {
  /** Also what its image is called. */
  readonly id: string;
  readonly code: string | null;
  /** In the stack, from 1. */
  readonly place: number | null;
  readonly build: () => Uint8Array;
  /** Keys of a behaviour file (docs/simulated-drives.md). */
  readonly behaviour: Readonly<Record<string, unknown>>;
}

/** The file on the worn disk that its dead sectors hurt; no other lies there. */
export const hurtFile = 'LEDGER.TXT';
/** What the carrier with the letter to Berlin is to be tagged with. */
export const letterTag = 'Berlin';

const drive = { vendor: 'SPINDLE', product: 'Practice floppy', revision: '1', serial: 'P9', cmd_ms: 4 };

/** The disk then takes most of a minute: long enough to be stopped by hand. */
const slowSectorMs = 30;

const letterToBerlin = textFile(
  'BERLIN.TXT',
  'To the city archive of Berlin',
  '',
  'The drawings of the boathouse were sent to you in the spring of 1991.',
  'This disk holds the only list of them.',
);

function disk(label: string, serial: number, files: readonly FloppyFile[]): () => Uint8Array {
  return () => buildFat12Floppy(doubleDensity, label, serial, [readMe('disk'), ...files]);
}

const letters = disk('LETTERS 93', 0x1993_0001, [letter, ledger('INDEX.TXT', 'Index of letters', 300)]);

/** The labels of the stack, in its order, and which record of the list each belongs to. */
export const stackLabels = [
  { label: 'ACCOUNTS', belongsTo: practiceCodes.stack[0] },
  { label: 'PHOTOGRAPHS', belongsTo: practiceCodes.stack[2] },
  { label: 'MINUTES1994', belongsTo: practiceCodes.stack[3] },
  { label: 'CUTTINGS', belongsTo: practiceCodes.stack[4] },
] as const;

export const shelvedDisks: readonly ShelvedDisk[] = [
  { id: 'PR-001', code: practiceCodes.clean, place: null, build: letters, behaviour: drive },
  {
    id: 'PR-002',
    code: practiceCodes.worn,
    place: null,
    build: disk('LEDGER 94', 0x1994_0001, [
      ledger('INDEX.TXT', 'Index of accessions', 300),
      ledger(hurtFile, 'Ledger of accessions', 6000),
    ]),
    behaviour: {
      ...drive,
      fail: [{ lba: [200, 203] }, { lba: [420, 431] }, { lba: [610, 611], first: 3 }],
      slow: [{ lba: [416, 436], ms: 15 }],
    },
  },
  {
    id: 'PR-004',
    code: practiceCodes.blank,
    place: null,
    build: () => new Uint8Array(doubleDensity.totalSectors * 512).fill(0xf6),
    behaviour: drive,
  },
  { id: 'PR-005', code: practiceCodes.copy, place: null, build: letters, behaviour: drive },
  {
    id: 'PR-006',
    code: practiceCodes.slow,
    place: null,
    build: disk('MINUTES 91', 0x1991_0001, [
      letterToBerlin,
      ledger('MINUTES.TXT', 'Minutes of the board', 6000),
    ]),
    behaviour: { ...drive, slow: [{ lba: [100, 1439], ms: slowSectorMs }] },
  },
  ...stackLabels.map(({ label }, index) => ({
    id: `stack-${index + 1}`,
    code: null,
    place: index + 1,
    build: disk(label, 0x1995_0001 + index, [ledger('INDEX.TXT', `Index of ${label.toLowerCase()}`, 200)]),
    behaviour: drive,
  })),
];

export const practiceCollection: CollectionFields = {
  code: practiceCodes.collection,
  title: 'Practice',
  note: 'Carriers of the practice desk. Nothing on them is the only copy of anything.',
  parent: null,
};

const floppy = { kind: 'fd-3.5-dd', collection: practiceCodes.collection } as const;

export const practiceCarriers: readonly NewCarrier[] = [
  { ...floppy, code: practiceCodes.clean, title: 'Letters 1993', labelText: 'Letters 1993' },
  {
    ...floppy,
    code: practiceCodes.worn,
    title: 'Ledger 1994',
    labelText: 'Ledger 1994\nkept in the boathouse',
    condition: 'mould',
  },
  {
    code: practiceCodes.disc,
    collection: practiceCodes.collection,
    kind: 'cd-rom',
    title: 'Papers and songs',
    labelText: 'Papers of the estate, with two songs',
    condition: 'light-scratches',
  },
  { ...floppy, code: practiceCodes.blank, title: null, labelText: 'no label' },
  { ...floppy, code: practiceCodes.copy, title: 'Letters 1993, copy?', labelText: 'Letters' },
  { ...floppy, code: practiceCodes.slow, title: 'Minutes 1991', labelText: 'Minutes 1991, reads slowly' },
  ...['Annual accounts', 'Maps of the estate', 'Photographs', 'Minutes of 1994', 'Press cuttings'].map(
    (title, index) => ({ ...floppy, code: practiceCodes.stack[index]!, title, labelText: title }),
  ),
];
