/** Disks as mformat and mkfs.fat format them, and the disk that a USB drive shows less of than there is. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildFat12Floppy } from '../../../src/main/core/block/fat12-floppy.ts';
import { inspectBlock, inspectImage, sectorsPerTrackOf } from '../../../src/main/core/block/inspect.ts';
import { memoryReader } from '../../../src/main/core/identify/sector-reader.ts';
import type { BlockSource } from '../../../src/main/core/ports.ts';
import { ownFolder } from '../../support/folders.ts';
import { hasProgram } from '../../support/needs.ts';

const canFormat = hasProgram('mformat', 'mtools');
const canMake = hasProgram('mkfs.fat', 'dosfstools');

function run(program: string, ...args: string[]): void {
  const { status, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  expect(status, stderr).toBe(0);
}

function inspectBytes(bytes: Uint8Array) {
  return inspectImage(memoryReader(bytes), 'disk.img');
}

describe.skipIf(!canFormat)('a disk formatted by mformat', () => {
  it.each([
    ['160K', '160', 8],
    ['180K', '180', 9],
    ['320K', '320', 8],
    ['360K', '360', 9],
    ['720K', '720', 9],
    ['1.2M', '1200', 15],
    ['1.44M', '1440', 18],
    ['2.88M', '2880', 36],
  ])('of %s is that and nothing else', (name, kilobytes, sectorsPerTrack) => {
    const path = join(ownFolder(), 'disk.img');
    run('mformat', '-C', '-f', kilobytes, '-v', 'ARCHIVE', '-i', path, '::');
    const inspection = inspectBytes(readFileSync(path));
    expect(inspection.filesystems).toMatchObject([{ type: 'FAT12', label: 'ARCHIVE', startLba: 0 }]);
    expect(inspection.hypotheses[0]).toMatchObject({ name, sectorsPerTrack });
    expect(inspection.hypotheses[0]!.confidence).toBeGreaterThan(0.9);
    expect(inspection.hypotheses[1]?.confidence ?? 0).toBeLessThan(0.3);
    expect(inspection.warnings).toEqual([]);
    expect(sectorsPerTrackOf(inspection)).toBe(sectorsPerTrack);
  });

  it.each([
    ['DMF 1.68M', 80, 21],
    ['FDFORMAT 820K', 82, 10],
    ['FDFORMAT 1.72M', 82, 21],
    ['FDFORMAT 1.74M', 83, 21],
  ])('as %s is recognised', (name, tracks, sectorsPerTrack) => {
    const path = join(ownFolder(), 'disk.img');
    run('mformat', '-C', '-t', `${tracks}`, '-h', '2', '-s', `${sectorsPerTrack}`, '-i', path, '::');
    const { hypotheses, warnings } = inspectBytes(readFileSync(path));
    expect(hypotheses[0]).toMatchObject({ name, cylinders: tracks, heads: 2, sectorsPerTrack });
    expect(warnings).toEqual([]);
  });
});

describe.skipIf(!canMake)('a disk formatted by mkfs.fat', () => {
  it.each([
    ['360K', '360'],
    ['720K', '720'],
    ['1.2M', '1200'],
    ['1.44M', '1440'],
    ['2.88M', '2880'],
    // mkfs.fat knows no geometry for these and writes 16 sectors per track, which comes to no floppy.
    ['160K', '160'],
    ['180K', '180'],
    ['320K', '320'],
    ['DMF 1.68M', '1680'],
  ])('of the size of %s is taken for it first', (name, kilobytes) => {
    const path = join(ownFolder(), 'disk.img');
    run('mkfs.fat', '-C', path, kilobytes, '-n', 'ARCHIVE');
    const { filesystems, hypotheses } = inspectBytes(readFileSync(path));
    expect(filesystems).toMatchObject([{ type: 'FAT12', label: 'ARCHIVE' }]);
    expect(hypotheses[0]).toMatchObject({ name });
  });
});

/** A disk of 80 cylinders, two sides and 21 sectors per track, as Microsoft's distribution disks were. */
const distributionDisk = buildFat12Floppy(
  {
    sectorsPerTrack: 21,
    totalSectors: 3360,
    mediaId: 0xf0,
    fat: { sectorsPerCluster: 4, rootEntries: 16, sectorsPerFat: 3 },
  },
  'DISK 1',
  0x1234_5678,
  [{ name: 'SETUP.CAB', content: new Uint8Array(1_500_000).fill(0x43) }],
);

/** What a drive of 18 sectors per track makes of it: each track ends early, and no error is ever reported. */
function throughUsbDrive(disk: Uint8Array): Uint8Array {
  const tracks: Uint8Array[] = [];
  for (let track = 0; track < 160; track++)
    tracks.push(disk.subarray(track * 21 * 512, track * 21 * 512 + 18 * 512));
  return Buffer.concat(tracks);
}

function sourceOf(image: Uint8Array, deviceGeometry: BlockSource['deviceGeometry']): BlockSource {
  const totalSectors = image.length / 512;
  return {
    address: '/dev/sdb',
    medium: {
      sizeBytes: image.length,
      sectorSize: 512,
      totalSectors,
      writeProtected: null,
      removable: true,
      diskSequence: null,
    },
    identity: { vendor: '', product: '', revision: '', serial: '', bus: 'usb' },
    deviceGeometry,
    alignmentBytes: 512,
    read: (lba, count, into) => {
      into.set(image.subarray(lba * 512, (lba + count) * 512));
      return { goodSectors: count, fault: null };
    },
    close: () => {},
  };
}

describe('a DMF disk in a USB drive', () => {
  const shown = throughUsbDrive(distributionDisk);

  it('gives an image of the size of 1.44 MB without a read error, and is found out by what it says of itself', () => {
    expect(shown).toHaveLength(1_474_560);
    const { warnings, hypotheses } = inspectBytes(shown);
    expect(warnings[0]).toMatchObject({ code: 'sectors-missing' });
    expect(warnings[0]!.message).toMatch(/21 sectors per track .* 18: sectors are missing/);
    expect(hypotheses[0]).toMatchObject({ name: 'DMF 1.68M' });
    expect(hypotheses[0]!.against.join()).toMatch(/are missing/);
  });

  it('is found out at the drive as well, before anything is imaged', () => {
    const drive = { cylinders: 80, heads: 2, sectorsPerTrack: 18 };
    const { warnings } = inspectBlock(sourceOf(shown, drive), (bytes) => new Uint8Array(bytes));
    expect(warnings.map(({ code }) => code)).toContain('sectors-missing');
  });

  it('read in full is no reason to warn', () => {
    const { warnings, hypotheses } = inspectBytes(distributionDisk);
    expect(warnings).toEqual([]);
    expect(hypotheses[0]).toMatchObject({ name: 'DMF 1.68M', sectorsPerTrack: 21 });
  });
});
