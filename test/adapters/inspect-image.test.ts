/** Image files of every format, looked at and listed as one: what info and ls say must not depend on the wrapping. */
import { execFileSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { inspectImageFile } from '../../src/main/adapters/inspect-image.ts';
import { type OpenedImage, openImage } from '../../src/main/adapters/open-image.ts';
import { practiceMedia } from '../../src/main/core/block/practice-media.ts';
import { damageOfEntry } from '../../src/main/core/filesystem/damage.ts';
import { walk } from '../../src/main/core/filesystem/walk.ts';
import { writeDiskCopy } from '../../src/main/core/image/dc42/disk-copy.ts';
import { writeImd } from '../../src/main/core/image/imd/write-imd.ts';
import { writeMsa } from '../../src/main/core/image/msa/write-msa.ts';
import { treeOf } from '../support/filesystem-tree.ts';
import { ownFolder } from '../support/folders.ts';
import { madeDisc } from '../support/made-disc.ts';
import { hasProgram } from '../support/needs.ts';

const floppy = practiceMedia[0]!.build();
const geometry = { cylinders: 80, heads: 2, sectorsPerTrack: 18 };
const imdDisk = { ...geometry, sectorSize: 512, mode: 3, comment: '', written: '01/01/1990 00:00:00' };
/** Where the first file's first cluster lies on a 1.44 MB disk of one sector a cluster. */
const heapBytes = 33 * 512;

function statesOf({ filesystems, damage, reader }: OpenedImage): Record<string, string> {
  const { filesystem, startBytes } = filesystems[0]!;
  return Object.fromEntries(
    [...walk(filesystem)].map(({ path, entry }) => [
      path,
      damageOfEntry(entry, damage, startBytes, reader.sizeBytes).state,
    ]),
  );
}

async function opened<T>(path: string, look: (image: OpenedImage) => T): Promise<T> {
  const image = await openImage(path);
  try {
    return look(image);
  } finally {
    image.close();
  }
}

const containers: readonly (readonly [string, string, Uint8Array])[] = [
  ['disk.img', 'raw', floppy],
  ['disk.adf.gz', 'ADZ', gzipSync(floppy)],
  ['disk.image', 'Disk Copy 4.2', writeDiskCopy(floppy, new Uint8Array(0), 'disk')],
  ['disk.imd', 'ImageDisk', writeImd(floppy, [], imdDisk)],
  ['disk.msa', 'MSA', writeMsa(floppy, geometry)],
];

describe('a floppy in a container', () => {
  it.each(containers)('%s (%s) is looked at and listed like its sectors', async (name, format, bytes) => {
    const path = join(ownFolder(), name);
    writeFileSync(path, bytes);
    const plain = join(ownFolder(), 'plain.img');
    writeFileSync(plain, floppy);
    const expected = await inspectImageFile(plain);
    const inspection = await inspectImageFile(path);
    expect(inspection.format).toBe(format);
    expect(inspection.filesystems).toEqual(expected.filesystems);
    expect(inspection.medium.sizeBytes).toBe(floppy.length);
    expect(inspection.hypotheses[0]).toMatchObject({ name: '1.44M' });
    const tree = await opened(path, ({ filesystems }) => treeOf(filesystems[0]!.filesystem));
    expect(tree).toEqual(await opened(plain, ({ filesystems }) => treeOf(filesystems[0]!.filesystem)));
  });

  it('keeps its bad sectors: the file over them is damaged, those beside it are not', async () => {
    const path = join(ownFolder(), 'disk.imd');
    const flaw = { offsetBytes: heapBytes, lengthBytes: 512 };
    for (const state of ['bad', 'missing'] as const) {
      writeFileSync(path, writeImd(floppy, [{ ...flaw, state }], imdDisk));
      const { states, from, isShown } = await opened(path, (image) => ({
        states: statesOf(image),
        from: image.damageFrom,
        isShown: image.reader.readAt(heapBytes, 512) !== null,
      }));
      expect(Object.values(states).filter((each) => each !== 'intact')).toHaveLength(1);
      expect(from).toBe('ImageDisk');
      // What was read with an error is there to be looked at; what was not read is not made up.
      expect(isShown).toBe(state === 'bad');
    }
  });

  it('that cannot be read is refused once, in words, and leaves no file open', async () => {
    const path = join(ownFolder(), 'disk.vhd');
    const grows = new Uint8Array(2048);
    grows.set(new TextEncoder().encode('conectix'), 1536);
    grows[1536 + 63] = 3;
    writeFileSync(path, grows);
    const before = readdirSync('/proc/self/fd').length;
    await expect(inspectImageFile(path)).rejects.toMatchObject({ code: 'unsupported' });
    writeFileSync(join(ownFolder(), 'x.cue'), '');
    await expect(openImage(path)).rejects.toMatchObject({ code: 'unsupported' });
    expect(readdirSync('/proc/self/fd').length).toBe(before);
  });
});

describe('a disc image', () => {
  const { bytes } = madeDisc([
    { mode: 'MODE1', lengthSectors: 40 },
    { mode: 'AUDIO', lengthSectors: 30, gapSectors: 10 },
  ]);
  const sheet = [
    'CATALOG 4006381333931',
    'TITLE "Two halves"',
    'FILE "disc.bin" BINARY',
    '  TRACK 01 MODE1/2352',
    '    INDEX 01 00:00:00',
    '  TRACK 02 AUDIO',
    '    TITLE "Second"',
    '    INDEX 00 00:00:40',
    '    INDEX 01 00:00:50',
  ].join('\n');

  it('tells its tracks, gaps, number and texts', async () => {
    const folder = ownFolder();
    writeFileSync(join(folder, 'disc.bin'), bytes);
    writeFileSync(join(folder, 'disc.cue'), sheet);
    const { format, medium, disc } = await inspectImageFile(join(folder, 'disc.cue'));
    expect(format).toBe('cue');
    expect(medium).toMatchObject({ sectorSize: 2352, totalSectors: 80, sizeBytes: 80 * 2352 });
    expect(disc!.tracks).toMatchObject([
      { number: 1, mode: 'MODE1', startLba: 0, lengthSectors: 40 },
      { number: 2, mode: 'AUDIO', startLba: 50, lengthSectors: 30, pregapSectors: 10 },
    ]);
    expect(disc!.mcn).toBe('4006381333931');
    expect(disc!.cdText!.english!.tracks).toContainEqual({ number: 2, title: 'Second' });
    expect(disc!.ids!.musicbrainz).toMatch(/^[\w.-]{28}$/);
  });

  it.skipIf(!hasProgram('chdman', 'mame-tools'))('in a CHD tells the same', async () => {
    const folder = ownFolder();
    writeFileSync(join(folder, 'disc.bin'), bytes);
    writeFileSync(join(folder, 'disc.cue'), sheet);
    const chd = join(folder, 'disc.chd');
    execFileSync('chdman', ['createcd', '-c', 'none', '-i', join(folder, 'disc.cue'), '-o', chd]);
    const { format, disc } = await inspectImageFile(chd);
    expect(format).toBe('chd');
    expect(disc!.tracks.map(({ mode }) => mode)).toEqual(['MODE1', 'AUDIO']);
  });

  it('of user data alone is a disc of its size', async () => {
    const path = join(ownFolder(), 'disc.iso');
    writeFileSync(path, new Uint8Array(2048 * 300));
    const { medium, disc } = await inspectImageFile(path);
    expect(medium).toMatchObject({ sectorSize: 2048, totalSectors: 300 });
    expect(disc).toMatchObject({ profile: 'CD-ROM', tracks: [{ number: 1, lengthSectors: 300 }] });
  });
});
