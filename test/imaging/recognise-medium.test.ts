/** Another medium never joins a dump, however alike it is. */
import { expect, it } from 'vitest';
import type { DumpStore } from '../../src/main/adapters/files/dump-store.ts';
import { practiceMedia } from '../../src/main/core/block/practice-media.ts';
import { volumeSerial } from '../../src/main/core/block/volume-serial.ts';
import type { BlockSource } from '../../src/main/core/ports.ts';
import { RescueMap } from '../../src/main/core/rescue/rescue-map.ts';
import { recogniseMedium, sampleLbas } from '../../src/main/imaging/recognise-medium.ts';
import { numberedImage } from '../support/sim-medium.ts';

const sectors = 2880;

/** A FAT12 boot sector's fields that matter here (FAT specification 3.1), before numbered sectors. */
function volume(serial: number): Uint8Array {
  const image = new Uint8Array(numberedImage(sectors));
  image.set([0xeb, 0x3c, 0x90], 0);
  image.set([9, 0], 22);
  image[38] = 0x29;
  new DataView(image.buffer).setUint32(39, serial, true);
  image.set([0x55, 0xaa], 510);
  return image;
}

function resume(begun: Uint8Array, now: Uint8Array, readSectors: number): void {
  const map = RescueMap.untried(sectors);
  map.raise(0, readSectors, 'good');
  const store = {
    read: (offset: number, into: Uint8Array) => into.set(begun.subarray(offset, offset + into.length)),
  } as unknown as DumpStore;
  const source = {
    address: '/dev/fd0',
    medium: { sectorSize: 512 },
    read: (lba: number, count: number, into: Uint8Array) => {
      into.set(now.subarray(lba * 512, (lba + count) * 512));
      return { goodSectors: count, fault: null };
    },
  } as unknown as BlockSource;
  recogniseMedium(source, store, map);
}

it('the same medium goes on', () => {
  expect(() => resume(volume(7), volume(7), 300)).not.toThrow();
});

it('goes on after Windows wrote its own name into the boot sector', () => {
  const visited = volume(7);
  visited.set(Buffer.from('|=6+NIHC'), 3);
  expect(() => resume(volume(7), visited, 300)).not.toThrow();
});

it('one that is alike in every sector but has another volume number is refused, with both numbers', () => {
  expect(() => resume(volume(7), volume(0x1a2b3c4d), 300)).toThrow(/0000-0007, this one as 1A2B-3C4D/);
});

it('one that differs anywhere in the little that was read is seen', () => {
  const other = volume(7);
  other.fill(0, 150 * 512, 200 * 512);
  expect(() => resume(volume(7), other, 340)).toThrow(/sector \d+ differs/);
});

it('samples are spread over what was read, wherever it lies', () => {
  const map = RescueMap.untried(sectors);
  map.raise(0, 160, 'good');
  map.raise(2000, 160, 'good');
  const lbas = sampleLbas(map);
  expect(lbas).toHaveLength(16);
  expect(lbas.filter((lba) => lba < 160)).toHaveLength(8);
  expect(lbas.every((lba) => lba < 160 || (lba >= 2000 && lba < 2160))).toBe(true);
});

it('no two practice diskettes have the same volume number', () => {
  expect(practiceMedia.length).toBeGreaterThan(1);
  const serials = practiceMedia.map(({ build }) => volumeSerial(build()));
  expect(new Set(serials).size).toBe(serials.length);
  expect(serials).not.toContain(null);
});
