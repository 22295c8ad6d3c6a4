/** What images are told to be, for the screens: a worn diskette, a divided disk, a disc of sound; folders small and huge. */

import { portraitOf } from '../../src/main/adapters/images/portrait.ts';
import type { BrowsedEntry } from '../../src/shared/model/image-places.ts';
import type { ImagePortrait } from '../../src/shared/model/image-portrait.ts';
import { readingRoomDisc } from './disc-scenarios.ts';
import { hurtOffice } from './image-scenarios.ts';
import { makeInspection } from './scenarios.ts';

const floppyFacts = makeInspection();

export const wornFloppy: Partial<ImagePortrait> = {
  path: '/srv/archive/box 14/letters-93.img',
  format: 'raw',
  files: [{ name: 'letters-93.img', sizeBytes: 1_474_560 }],
  sizeBytes: 1_474_560,
  hypotheses: floppyFacts.hypotheses,
  filesystems: floppyFacts.filesystems,
  damageFrom: 'letters-93.map',
  warnings: [],
  map: wholeFloppy(portraitOf({ ...hurtOffice(), files: [] }).map!),
};

/** The image of the scenario ends behind its last file; a diskette goes on. */
function wholeFloppy(map: NonNullable<ImagePortrait['map']>): ImagePortrait['map'] {
  return { ...map, totalSectors: 2880, runs: [...map.runs, [2880 - map.totalSectors, 'good']] };
}

/** Nothing lies beside it. */
export const strayFloppy: Partial<ImagePortrait> = {
  ...wornFloppy,
  path: '/srv/archive/stray/disk1.imd',
  format: 'IMD',
  files: [{ name: 'disk1.imd', sizeBytes: 1_481_023 }],
  comment: 'Accounts backup, disk 1 of 4',
  containerGeometry: { cylinders: 80, heads: 2, sectorsPerTrack: 18 },
  damageFrom: null,
  map: null,
};

export const dividedDisk: Partial<ImagePortrait> = {
  path: '/srv/archive/disks/conner-cp3000.img',
  format: 'raw',
  files: [{ name: 'conner-cp3000.img', sizeBytes: 42_823_680 }],
  sizeBytes: 42_823_680,
  hypotheses: [],
  filesystems: [
    { type: 'MBR', label: '', startLba: 0, evidence: [{ what: 'partition table', offsetBytes: 446 }] },
    {
      type: 'FAT16',
      label: 'SYSTEM',
      startLba: 63,
      evidence: [
        {
          what: 'boot sector with a parameter block',
          offsetBytes: 32_256,
          bytesHex: 'eb 3c 90 4d 53 44 4f 53',
        },
      ],
    },
  ],
  partitions: [
    { scheme: 'MBR', startBytes: 32_256, sizeBytes: 33_521_664, holds: ['FAT16'] },
    { scheme: 'MBR', startBytes: 33_553_920, sizeBytes: 9_257_472, holds: [] },
  ],
  damageFrom: null,
  map: null,
  warnings: ['The last partition ends 12 288 bytes behind the image: its end may be missing.'],
};

export const readingRoom: Partial<ImagePortrait> = {
  path: '/srv/archive/discs/reading-room.cue',
  kind: 'optical',
  format: 'cue',
  files: ['reading-room.cue', 'reading-room (Track 01).bin', 'reading-room (Track 02).bin'].map(
    (name, index) => ({ name, sizeBytes: index === 0 ? 812 : 181_234_000 + index * 2352 }),
  ),
  sectorSize: 2048,
  hypotheses: [],
  disc: readingRoomDisc(false),
};

export const archiveFolder: readonly BrowsedEntry[] = [
  ...['Box 13', 'Box 14', 'Discs'].map((name) => ({ name, kind: 'folder' as const })),
  { name: 'accounts.spindle', kind: 'store' as const },
  ...['accounts-1.img', 'accounts-2.img', 'letters-93.img', 'reading-room.cue', 'workbench.adf'].map(
    (name) => ({ name, kind: 'image' as const }),
  ),
  ...['letters-93.map', 'notes.txt'].map((name) => ({ name, kind: 'other' as const })),
].map(({ name, kind }, index) => ({
  name,
  kind,
  sizeBytes: kind === 'image' ? 737_280 * (1 + (index % 2)) : kind === 'other' ? 812 : null,
  modified: new Date(Date.UTC(2026, 9, 3 + index, 9, 15)).toISOString(),
}));

export function hugeFolder(count: number): BrowsedEntry[] {
  return Array.from({ length: count }, (_, index) => ({
    name: `carrier ${String(index + 1).padStart(6, '0')}.img`,
    kind: 'image' as const,
    sizeBytes: 1_474_560,
    modified: '2026-10-03T09:15:00.000Z',
  }));
}
