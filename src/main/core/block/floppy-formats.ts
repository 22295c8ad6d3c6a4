/**
 * Formats a floppy or a cartridge of a known size may have. Several formats share a size: the table never decides
 * between them, evidence does (geometry.ts).
 */

export type FormatSystem =
  | 'pc'
  | 'pc-98'
  | 'x68000'
  | 'atari-st'
  | 'msx'
  | 'amiga'
  | 'macintosh'
  | 'apple-ii'
  | 'acorn'
  | 'commodore'
  | 'spectrum'
  | 'ensoniq'
  | 'linux'
  | 'cp/m';

/** What can read the physical disk: a USB drive, a PC controller, one by raw commands only, or flux hardware only. */
export type FloppyHardware = 'usb' | 'controller' | 'raw-command' | 'flux';

export interface FatParameters {
  readonly sectorsPerCluster: number;
  readonly rootEntries: number;
  readonly sectorsPerFat: number;
}

export interface Zone {
  readonly tracks: number;
  readonly sectorsPerTrack: number;
}

export interface FloppyFormat {
  readonly name: string;
  readonly system: FormatSystem;
  readonly sizeBytes: number;
  readonly cylinders: number;
  readonly heads: number;
  /** Of the longest track where the lengths vary ({@link zones}). */
  readonly sectorsPerTrack: number;
  readonly bytesPerSector: number;
  /** FAT media descriptor, the first byte of a FAT. */
  readonly mediaId: number | null;
  /** What the usual formatter wrote, where there was one. */
  readonly fat: FatParameters | null;
  readonly hardware: readonly FloppyHardware[];
  readonly extensions: readonly string[];
  /** Tracks of one side in zones of equal length, from the outside in. */
  readonly zones: readonly Zone[] | null;
  /** What a person must know before trusting the numbers. */
  readonly note: string | null;
}

type Chs = readonly [cylinders: number, heads: number, sectorsPerTrack: number, bytesPerSector: number];
interface Particulars {
  readonly sizeBytes?: number;
  readonly media?: number;
  readonly fat?: readonly [sectorsPerCluster: number, rootEntries: number, sectorsPerFat: number];
  readonly extensions?: readonly string[];
  readonly zones?: readonly Zone[];
  readonly note?: string;
}

const usbAndController = ['usb', 'controller'] as const;
const controller = ['controller'] as const;
const flux = ['flux'] as const;

function format(
  name: string,
  system: FormatSystem,
  [cylinders, heads, sectorsPerTrack, bytesPerSector]: Chs,
  hardware: readonly FloppyHardware[],
  more: Particulars = {},
): FloppyFormat {
  const { fat } = more;
  return {
    name,
    system,
    sizeBytes: more.sizeBytes ?? cylinders * heads * sectorsPerTrack * bytesPerSector,
    cylinders,
    heads,
    sectorsPerTrack,
    bytesPerSector,
    mediaId: more.media ?? null,
    fat: fat ? { sectorsPerCluster: fat[0], rootEntries: fat[1], sectorsPerFat: fat[2] } : null,
    hardware,
    extensions: more.extensions ?? [],
    zones: more.zones ?? null,
    note: more.note ?? null,
  };
}

const pcFormats = [
  format('160K', 'pc', [40, 1, 8, 512], controller, { media: 0xfe, fat: [1, 64, 1] }),
  format('180K', 'pc', [40, 1, 9, 512], controller, { media: 0xfc, fat: [1, 64, 2] }),
  format('320K', 'pc', [40, 2, 8, 512], controller, { media: 0xff, fat: [2, 112, 1] }),
  format('320K 80 tracks', 'pc', [80, 1, 8, 512], controller, { media: 0xfa, fat: [2, 112, 1] }),
  format('360K', 'pc', [40, 2, 9, 512], controller, { media: 0xfd, fat: [2, 112, 2] }),
  format('640K', 'pc', [80, 2, 8, 512], usbAndController, { media: 0xfb, fat: [2, 112, 2] }),
  format('720K', 'pc', [80, 2, 9, 512], usbAndController, { media: 0xf9, fat: [2, 112, 3] }),
  format('1.2M', 'pc', [80, 2, 15, 512], usbAndController, { media: 0xf9, fat: [1, 224, 7] }),
  format('1.44M', 'pc', [80, 2, 18, 512], usbAndController, { media: 0xf0, fat: [1, 224, 9] }),
  format('DMF 1.68M', 'pc', [80, 2, 21, 512], usbAndController, {
    media: 0xf0,
    fat: [4, 16, 3],
    extensions: ['dmf'],
    note: 'USB floppy drives show such a disk as 1.44M and leave out sectors 19 to 21 of every track.',
  }),
  format('FDFORMAT 820K', 'pc', [82, 2, 10, 512], controller, { media: 0xf9 }),
  format('FDFORMAT 1.39M', 'pc', [82, 2, 17, 512], controller, { media: 0xf9 }),
  format('FDFORMAT 1.72M', 'pc', [82, 2, 21, 512], controller, { media: 0xf0 }),
  format('FDFORMAT 1.74M', 'pc', [83, 2, 21, 512], controller, { media: 0xf0 }),
  format('XDF 1.84M', 'pc', [80, 2, 23, 512], ['raw-command'], {
    media: 0xf0,
    extensions: ['xdf'],
    note: 'Each track has sectors of 8192, 2048, 1024 and 512 bytes; 23 sectors of 512 bytes are their sum.',
  }),
  format('XDF 1.84M (short)', 'pc', [80, 2, 23, 512], ['raw-command'], {
    sizeBytes: 1_880_064,
    media: 0xf0,
    extensions: ['xdf'],
    note: 'The sectors that track 0 does not use are left out of the image.',
  }),
  format('2.88M', 'pc', [80, 2, 36, 512], controller, { media: 0xf0, fat: [2, 240, 9] }),
  format('PC-98 1.2M', 'pc-98', [77, 2, 8, 1024], usbAndController, {
    media: 0xfe,
    fat: [1, 192, 2],
    extensions: ['hdm'],
  }),
  format('X68000 1.2M', 'x68000', [77, 2, 8, 1024], usbAndController, {
    media: 0xfe,
    fat: [1, 192, 2],
    extensions: ['hdm', 'xdf'],
  }),
];

/** Formats the floppy driver of Linux tries or knows by name (drivers/block/floppy.c), beyond those of DOS. */
const linuxFormats = [
  format('Linux 410K', 'linux', [41, 2, 10, 512], controller),
  format('Linux 420K', 'linux', [42, 2, 10, 512], controller),
  format('Linux D800', 'linux', [80, 2, 10, 512], controller, { media: 0xf9 }),
  format('Linux H830', 'linux', [83, 2, 10, 512], controller),
  format('Linux H880', 'linux', [80, 2, 11, 512], controller),
  format('Linux D1040', 'linux', [80, 2, 13, 512], controller),
  format('Linux D1120', 'linux', [80, 2, 14, 512], controller),
  format('Linux H1476', 'linux', [82, 2, 18, 512], controller),
  format('Linux H1494', 'linux', [83, 2, 18, 512], controller),
  format('Linux H1600', 'linux', [80, 2, 20, 512], controller),
  format('Linux H1760', 'linux', [80, 2, 22, 512], controller),
  format('Linux H1840', 'linux', [80, 2, 23, 512], controller),
  format('Linux H1920', 'linux', [80, 2, 24, 512], controller),
  format('Linux E3120', 'linux', [80, 2, 39, 512], controller),
  format('Linux E3200', 'linux', [80, 2, 40, 512], controller),
  format('Linux E3520', 'linux', [80, 2, 44, 512], controller),
  format('Linux E3840', 'linux', [80, 2, 48, 512], controller),
];

const homeFormats = [
  format('MSX 360K', 'msx', [80, 1, 9, 512], usbAndController, { media: 0xf8, fat: [2, 112, 2] }),
  format('MSX 720K', 'msx', [80, 2, 9, 512], usbAndController, { media: 0xf9, fat: [2, 112, 3] }),
  format('Atari ST 360K', 'atari-st', [80, 1, 9, 512], usbAndController, { media: 0xf8, extensions: ['st'] }),
  format('Atari ST 400K', 'atari-st', [80, 1, 10, 512], controller, { media: 0xf8, extensions: ['st'] }),
  format('Atari ST 440K', 'atari-st', [80, 1, 11, 512], controller, { media: 0xf8, extensions: ['st'] }),
  format('Atari ST 720K', 'atari-st', [80, 2, 9, 512], usbAndController, { media: 0xf9, extensions: ['st'] }),
  format('Atari ST 800K', 'atari-st', [80, 2, 10, 512], controller, { media: 0xf9, extensions: ['st'] }),
  format('Atari ST 880K', 'atari-st', [80, 2, 11, 512], controller, { media: 0xf9, extensions: ['st'] }),
  format('Amiga DD', 'amiga', [80, 2, 11, 512], flux, { extensions: ['adf'] }),
  format('Amiga HD', 'amiga', [80, 2, 22, 512], flux, { extensions: ['adf'] }),
  format('Ensoniq 800K', 'ensoniq', [80, 2, 10, 512], controller, {
    extensions: ['ede', 'eda'],
    note: 'Sector ids begin at 0.',
  }),
];

const macZones = [12, 11, 10, 9, 8].map((sectorsPerTrack) => ({ tracks: 16, sectorsPerTrack }));
const macNote =
  'Tracks have 12, 11, 10, 9 and 8 sectors in five zones; the number given is of the outermost.';

const appleFormats = [
  format('Mac 400K', 'macintosh', [80, 1, 12, 512], flux, {
    sizeBytes: 409_600,
    zones: macZones,
    note: macNote,
  }),
  format('Mac 800K', 'macintosh', [80, 2, 12, 512], flux, {
    sizeBytes: 819_200,
    zones: macZones,
    note: macNote,
  }),
  format('Mac 1.44M', 'macintosh', [80, 2, 18, 512], usbAndController),
  format('Apple II 140K (DOS order)', 'apple-ii', [35, 1, 16, 256], flux, { extensions: ['do'] }),
  format('Apple II 140K (ProDOS order)', 'apple-ii', [35, 1, 16, 256], flux, { extensions: ['po'] }),
  format('Apple II 114K', 'apple-ii', [35, 1, 13, 256], flux, { extensions: ['d13'] }),
];

const fm = 'Single density (FM): only some PC controllers can read it.';
const idsFromZero = 'Sector ids begin at 0.';

const acornFormats = [
  format('Acorn DFS 100K', 'acorn', [40, 1, 10, 256], controller, { extensions: ['ssd'], note: fm }),
  format('Acorn DFS 200K', 'acorn', [80, 1, 10, 256], controller, { extensions: ['ssd'], note: fm }),
  format('Acorn DFS 200K double-sided', 'acorn', [40, 2, 10, 256], controller, {
    extensions: ['dsd'],
    note: fm,
  }),
  format('Acorn DFS 400K', 'acorn', [80, 2, 10, 256], controller, { extensions: ['dsd'], note: fm }),
  format('Acorn ADFS S', 'acorn', [40, 1, 16, 256], controller, {
    extensions: ['ads', 'adf'],
    note: idsFromZero,
  }),
  format('Acorn ADFS M', 'acorn', [80, 1, 16, 256], controller, {
    extensions: ['adm', 'adf'],
    note: idsFromZero,
  }),
  format('Acorn ADFS L', 'acorn', [80, 2, 16, 256], controller, { extensions: ['adl'], note: idsFromZero }),
  format('Acorn ADFS D/E', 'acorn', [80, 2, 5, 1024], controller, { extensions: ['adf'], note: idsFromZero }),
  format('Acorn ADFS F', 'acorn', [80, 2, 10, 1024], controller, { extensions: ['adf'], note: idsFromZero }),
  format('TR-DOS 640K', 'spectrum', [80, 2, 16, 256], controller, { extensions: ['trd'] }),
];

const commodoreZones = [
  { tracks: 17, sectorsPerTrack: 21 },
  { tracks: 7, sectorsPerTrack: 19 },
  { tracks: 6, sectorsPerTrack: 18 },
  { tracks: 5, sectorsPerTrack: 17 },
];
const commodoreNote =
  'Tracks have 21, 19, 18 and 17 sectors in four zones; the number given is of the outermost.';
const d64 = { extensions: ['d64'], zones: commodoreZones, note: commodoreNote };

const commodoreFormats = [
  format('Commodore 1541', 'commodore', [35, 1, 21, 256], flux, { ...d64, sizeBytes: 174_848 }),
  format('Commodore 1541 with error bytes', 'commodore', [35, 1, 21, 256], flux, {
    ...d64,
    sizeBytes: 175_531,
    note: `${commodoreNote} One byte per sector after the data says how it read.`,
  }),
  format('Commodore 1541, 40 tracks', 'commodore', [40, 1, 21, 256], flux, {
    ...d64,
    sizeBytes: 196_608,
    zones: [...commodoreZones.slice(0, 3), { tracks: 10, sectorsPerTrack: 17 }],
  }),
  format('Commodore 1571', 'commodore', [35, 2, 21, 256], flux, {
    ...d64,
    extensions: ['d71'],
    sizeBytes: 349_696,
  }),
  format('Commodore 1581', 'commodore', [80, 2, 10, 512], controller, {
    extensions: ['d81'],
    note: 'The sides are swapped.',
  }),
];

const otherFormats = [
  format('8-inch IBM 3740', 'cp/m', [77, 1, 26, 128], controller, { note: fm }),
  format('LS-120', 'pc', [963, 8, 32, 512], ['usb'], { media: 0xf0 }),
  format('LS-240', 'pc', [262, 32, 56, 512], ['usb'], { media: 0xf0 }),
  format('ZIP 100', 'pc', [96, 64, 32, 512], ['usb'], { media: 0xf8 }),
  format('ZIP 250', 'pc', [239, 64, 32, 512], ['usb'], {
    sizeBytes: 250_640_384,
    media: 0xf8,
    note: 'The last 60 sectors lie beyond the last whole cylinder.',
  }),
];

export const floppyFormats: readonly FloppyFormat[] = [
  ...pcFormats,
  ...appleFormats,
  ...homeFormats,
  ...acornFormats,
  ...commodoreFormats,
  ...linuxFormats,
  ...otherFormats,
];

/** Above it only an exact size of the table makes a medium a floppy. */
export const largestFloppyBytes = 4 * 1024 * 1024;

export function formatsOfSize(sizeBytes: number): FloppyFormat[] {
  return floppyFormats.filter((candidate) => candidate.sizeBytes === sizeBytes);
}

/**
 * Formats of disks of DOS 1 and 2, which have no parameter block, by the first byte of the FAT at offset 512. F9 is
 * taken for 720K as mtools does, though 1.2M disks have it too; F8 is the single-sided 3.5-inch disk.
 */
export const oldDosFormats: ReadonlyMap<number, FloppyFormat> = new Map(
  (
    [
      [0xfe, '160K'],
      [0xfc, '180K'],
      [0xff, '320K'],
      [0xfd, '360K'],
      [0xf9, '720K'],
      [0xfb, '640K'],
      [0xfa, '320K 80 tracks'],
      [0xf8, 'MSX 360K'],
    ] as const
  ).map(([mediaId, name]) => [mediaId, floppyFormats.find((candidate) => candidate.name === name)!]),
);
