/** Signatures of consoles, players and standards of discs, each where its makers put it. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { practiceMedia } from '../../../src/main/core/block/practice-media.ts';
import { wholeMedium } from '../../../src/main/core/filesystem/open-filesystems.ts';
import { identify } from '../../../src/main/core/identify/identify.ts';
import {
  platformsOfDisc,
  platformsOfDisk,
} from '../../../src/main/core/identify/platforms/find-platforms.ts';
import { memoryReader } from '../../../src/main/core/identify/sector-reader.ts';
import { corpusImages, unpacked } from '../../support/corpus-images.ts';
import { madeDisc } from '../../support/made-disc.ts';
import { hasCorpus, hasProgram } from '../../support/needs.ts';

type Patch = readonly [at: number, what: string | readonly number[]];

function discWith(...patches: readonly Patch[]): Uint8Array {
  const bytes = new Uint8Array(40 * 2048);
  for (const [at, what] of patches)
    bytes.set(typeof what === 'string' ? Buffer.from(what, 'latin1') : what, at);
  return bytes;
}

function platformsOf(bytes: Uint8Array) {
  const reader = memoryReader(bytes, 2048);
  return platformsOfDisc(reader, [wholeMedium(reader)], null);
}

const bySector: readonly (readonly [platform: string, told: object, ...patches: readonly Patch[]])[] = [
  [
    'Sega Mega-CD',
    { title: 'SONIC', facts: { product: 'GM MK-4407 -00', region: 'JUE' } },
    [0, 'SEGADISCSYSTEM  '],
    [0x150, 'SONIC   '],
    [0x180, 'GM MK-4407 -00'],
    [0x1f0, 'JUE'],
  ],
  [
    'Sega Saturn',
    { title: 'NIGHTS', facts: { product: 'MK-81020', version: 'V1.000', disc: 'CD-1/1' } },
    [0, 'SEGA SEGASATURN '],
    [0x20, 'MK-81020  V1.000'],
    [0x38, 'CD-1/1  '],
    [0x60, 'NIGHTS'],
  ],
  [
    'Sega Dreamcast',
    { title: 'CRAZY', facts: { product: 'MK-51035', boot: '1ST_READ.BIN' } },
    [0, 'SEGA SEGAKATANA '],
    [0x40, 'MK-51035  V1.004'],
    [0x60, '1ST_READ.BIN    '],
    [0x80, 'CRAZY'],
  ],
  ['3DO', { title: 'CD-ROM' }, [0, [1, 0x5a, 0x5a, 0x5a, 0x5a, 0x5a, 1]], [0x28, 'CD-ROM']],
  ['PC Engine CD', {}, [0x820, 'PC Engine CD-ROM SYSTEM']],
  ['PC-FX', {}, [0, 'PC-FX:Hu_CD-ROM ']],
  ['FM Towns', {}, [0, 'IPL4']],
  [
    'Nintendo GameCube',
    { title: 'GAME', facts: { product: 'GALE01' } },
    [0, 'GALE01'],
    [0x1c, [0xc2, 0x33, 0x9f, 0x3d]],
    [0x20, 'GAME'],
  ],
  ['Nintendo Wii', {}, [0x18, [0x5d, 0x1c, 0x9e, 0xa3]]],
  ['PlayStation 3', {}, [0x800, 'PlayStation3']],
  [
    'PlayStation',
    { facts: { region: 'Europe' } },
    [4 * 2048, '          Licensed  by          Sony Computer Entertainment Euro pe   Europe'],
  ],
  ['CD-i', { title: 'MYST' }, [16 * 2048, '\u0001CD-I '], [16 * 2048 + 40, 'MYST ']],
  ['CD-ROM XA', {}, [16 * 2048, '\u0001CD001'], [16 * 2048 + 1024, 'CD-XA001']],
  ['PlayStation Portable', {}, [16 * 2048, '\u0001CD001'], [16 * 2048 + 8, 'PSP GAME']],
];

describe('a platform', () => {
  it.each(bySector)(
    '%s is known by its sectors, with what it says of itself',
    (platform, told, ...patches) => {
      const found = platformsOf(discWith(...(patches as readonly Patch[])));
      expect(found.map((one) => one.platform)).toEqual([platform]);
      expect(found[0]).toMatchObject(told as object);
      expect(found[0]!.evidence[0]).toMatchObject({ what: `signature of ${platform}` });
    },
  );

  it('is none of what holds nothing, of noise, and of a diskette', () => {
    expect(platformsOf(new Uint8Array(40 * 2048))).toEqual([]);
    expect(platformsOf(Uint8Array.from({ length: 40 * 2048 }, (_, at) => (at * 7919) >> 3))).toEqual([]);
    for (const { build } of practiceMedia) expect(platformsOfDisk(memoryReader(build()))).toEqual([]);
  });

  it('of an Atari diskette that starts is told by the sum of its boot sector', () => {
    const disk = new Uint8Array(737_280);
    disk.set([0x60, 0x38]);
    disk.set([((0x1234 - 0x6038 + 0x1_0000) >> 8) & 0xff, (0x1234 - 0x6038) & 0xff], 510);
    expect(platformsOfDisk(memoryReader(disk)).map(({ platform }) => platform)).toEqual([
      'Atari ST (starts from this disk)',
    ]);
  });

  it('is told by the file systems of consoles too', () => {
    const types = (bytes: Uint8Array) => identify(memoryReader(bytes, 2048)).map(({ type }) => type);
    expect(types(discWith([0, [1, 0x5a, 0x5a, 0x5a, 0x5a, 0x5a, 1]]))).toEqual(['Opera']);
    expect(types(discWith([16 * 2048, '\u0001CD-I ']))).toEqual(['CD-i']);
    const xbox = discWith([0x1_0000, 'MICROSOFT*XBOX*MEDIA'], [0x1_07ec, 'MICROSOFT*XBOX*MEDIA']);
    expect(types(xbox)).toEqual(['XDVDFS']);
    expect(types(discWith([0, 'FATX']))).toEqual(['FATX']);
  });
});

describe('a platform that hides in audio', () => {
  const made = () =>
    madeDisc([
      { mode: 'AUDIO', lengthSectors: 200 },
      { mode: 'AUDIO', lengthSectors: 20, opensSession: true },
    ]);
  const of = (image: ReturnType<typeof made>['image']) =>
    platformsOfDisc(memoryReader(new Uint8Array(0), 2048), [], image).map(({ platform }) => platform);

  it('Jaguar is told by the header in its second session, with each pair of bytes swapped', () => {
    const { image } = made();
    const header = Buffer.from('ATARI APPROVED DATA HEADER ATRI ').swap16();
    const second = image.tracks[1]!.startLba;
    const readSector: typeof image.readSector = (lba, into) => {
      const origin = image.readSector(lba, into);
      if (lba === second + 1) into.set(header, 64);
      return origin;
    };
    expect(of({ ...image, readSector })).toEqual(['Atari Jaguar CD']);
    expect(of(image)).toEqual([]);
  });

  it('CD+G is told by graphics packs in R to W, not by P and Q', () => {
    const { image } = made();
    const withChannels = (fill: (channels: Uint8Array) => void): typeof image => ({
      ...image,
      readSubchannel: (_, into) => {
        into.fill(0);
        into.fill(0xff, 0, 24);
        fill(into);
        return true;
      },
    });
    // 001001b in R to W: T and W of the first symbol.
    const graphics = (channels: Uint8Array) => {
      channels[4 * 12] = 0x80;
      channels[7 * 12] = 0x80;
    };
    expect(of(withChannels(graphics))).toEqual(['CD+G']);
    expect(of(withChannels(() => {}))).toEqual([]);
  });

  it('CD-i Ready is told by the disc label in the pause before track 1', () => {
    const { image, bytes } = madeDisc([
      { mode: 'AUDIO', lengthSectors: 40, gapSectors: 60, gapMode: 'MODE2' },
    ]);
    bytes.set(Buffer.from('\u0001CD-I '), 16 * 2352 + 24);
    const readSector: typeof image.readSector = (lba, into) => {
      into.set(bytes.subarray(lba * 2352, (lba + 1) * 2352));
      return 'stored';
    };
    expect(of({ ...image, readSector })).toEqual(['CD-i Ready']);
  });
});

describe.skipIf(!hasProgram('genisoimage', 'genisoimage'))('a platform known by its files', () => {
  const cases: readonly (readonly [string, object, string, string | Uint8Array])[] = [
    [
      'PlayStation',
      { facts: { product: 'SCES-00001', boot: 'SCES_000.01' } },
      'SYSTEM.CNF',
      'BOOT = cdrom:\\SCES_000.01;1\r\nTCB = 4\r\n',
    ],
    [
      'PlayStation 2',
      { facts: { product: 'SLUS-12345' } },
      'SYSTEM.CNF',
      'BOOT2 = cdrom0:\\SLUS_123.45;1\r\nVER = 1.00\r\n',
    ],
    [
      'Super Video CD 1.0',
      { title: 'ALBUM' },
      'SVCD/INFO.SVD',
      Buffer.concat([Buffer.from('SUPERVCD\u0001\u0000ALBUM           '), Buffer.alloc(100)]),
    ],
    ['Photo CD', {}, 'PHOTO_CD/INFO.PCD', 'PHOTO_CD'],
    ['DVD-Video', {}, 'VIDEO_TS/VIDEO_TS.IFO', 'DVDVIDEO-VMG'],
    ['Neo Geo CD', {}, 'IPL.TXT', 'LOGO.FIX,0,0\r\nGAME.PRG,0,0\r\n'],
    ['Amiga CD32', {}, 'CD32.TM', 'x'],
    ['Commodore CDTV', {}, 'CDTV.TM', 'x'],
  ];
  it.each(cases)('%s', (platform, told, path, content) => {
    const folder = mkdtempSync(join(tmpdir(), 'spindle-platform-'));
    try {
      mkdirSync(dirname(join(folder, 'files', path)), { recursive: true });
      writeFileSync(join(folder, 'files', path), content);
      spawnSync('genisoimage', ['-quiet', '-sysid', '', '-o', 'disc.iso', 'files'], { cwd: folder });
      const found = platformsOf(readFileSync(join(folder, 'disc.iso')));
      expect(found.map((one) => one.platform)).toEqual([platform]);
      expect(found[0]).toMatchObject(told);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe.skipIf(!hasCorpus())('discs of the corpus', () => {
  it('are taken for no platform they are not of', () => {
    const images = corpusImages('iso').filter(({ path }) => !path.endsWith('.xz'));
    expect(images.flatMap((image) => platformsOf(unpacked(image)))).toEqual([]);
  });
});
