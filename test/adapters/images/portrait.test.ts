/** What an image is and why, as the screens tell it: of practice media, of partitions, and of what a map says. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { portraitOf } from '../../../src/main/adapters/images/portrait.ts';
import { openImage } from '../../../src/main/adapters/open-image.ts';
import { practiceMedia } from '../../../src/main/core/block/practice-media.ts';
import { imagePortraitSchema } from '../../../src/shared/model/image-portrait.ts';
import { totalSectors } from '../../../src/shared/model/sector-runs.ts';

describe('the portrait of an image', () => {
  let folder: string;
  const floppy = practiceMedia[0]!.build();
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'spindle-portrait-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function portrait(name: string, files: Readonly<Record<string, string | Uint8Array>>) {
    for (const [file, content] of Object.entries(files)) writeFileSync(join(folder, file), content);
    const image = await openImage(join(folder, name));
    try {
      return imagePortraitSchema.parse(portraitOf(image));
    } finally {
      image.close();
    }
  }

  it('of a floppy names layout and filesystem with their proofs, and claims nothing of its sectors', async () => {
    const told = await portrait('clean.img', { 'clean.img': floppy });
    expect(told).toMatchObject({
      kind: 'block',
      format: 'raw',
      sectorSize: 512,
      map: null,
      damageFrom: null,
    });
    expect(told.files).toEqual([{ name: 'clean.img', sizeBytes: floppy.length }]);
    expect(told.hypotheses[0]).toMatchObject({ name: '1.44M', cylinders: 80, heads: 2 });
    expect(told.hypotheses[0]!.evidence.length).toBeGreaterThan(0);
    expect(told.filesystems.map(({ type }) => type)).toContain('FAT12');
  });

  it('has a picture of its sectors where a map lies beside it', async () => {
    const map = [
      '# Mapfile. Created by GNU ddrescue',
      '0x00000000  +  1',
      '0x00000000  0x00010000  +',
      '0x00010000  0x00000400  -',
      '0x00010400  0x00157C00  +',
      '',
    ].join('\n');
    const told = await portrait('worn.img', { 'worn.img': floppy, 'worn.map': map });
    expect(told.damageFrom).toBe('worn.map');
    expect(told.map!.runs).toEqual([
      [128, 'good'],
      [2, 'bad'],
      [2750, 'good'],
    ]);
    expect(totalSectors(told.map!.runs)).toBe(floppy.length / 512);
  });

  it('of a divided disk lists its partitions with what they hold', async () => {
    const disk = new Uint8Array(63 * 512 + floppy.length);
    disk.set(floppy, 63 * 512);
    disk.set([0x80, 1, 1, 0, 0x01, 1, 18, 79, 63, 0, 0, 0, 0x40, 0x0b, 0, 0], 446);
    disk.set([0x55, 0xaa], 510);
    const told = await portrait('disk.img', { 'disk.img': disk });
    expect(told.partitions).toMatchObject([
      { scheme: 'MBR', startBytes: 63 * 512, sizeBytes: floppy.length, holds: ['FAT12'] },
    ]);
  });

  it('of a disc has its tracks, its identifiers and every file of the sheet', async () => {
    const sheet = [
      'FILE "disc.bin" BINARY',
      '  TRACK 01 AUDIO',
      '    INDEX 01 00:00:00',
      '  TRACK 02 AUDIO',
      '    INDEX 01 00:05:00',
      '',
    ].join('\n');
    const told = await portrait('disc.cue', { 'disc.cue': sheet, 'disc.bin': new Uint8Array(2352 * 750) });
    expect(told).toMatchObject({ kind: 'optical', format: 'cue' });
    expect(told.disc!.tracks.map(({ mode }) => mode)).toEqual(['AUDIO', 'AUDIO']);
    expect(told.disc!.ids!.cddb).toMatch(/^[0-9a-f]{8}$/);
    expect(told.files.map(({ name }) => name)).toEqual(['disc.cue', 'disc.bin']);
  });
});
