/** Structures of winioctl.h, and what its errors mean. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { windowsOpenError, windowsReadFault } from '../../../src/main/adapters/windows/errors.ts';
import {
  isFloppyMedia,
  isRemovableMedia,
  parseDiskExtents,
  parseGeometry,
  parseLength,
} from '../../../src/main/adapters/windows/storage-structures.ts';

function words(...values: readonly number[]): Uint8Array {
  return new Uint8Array(Uint32Array.from(values).buffer);
}

describe('DISK_GEOMETRY', () => {
  it('of a 1.44M diskette', () => {
    const geometry = parseGeometry(words(80, 0, 2, 2, 18, 512))!;
    expect(geometry).toEqual({ cylinders: 80, heads: 2, sectorsPerTrack: 18, sectorSize: 512, mediaType: 2 });
    expect([isFloppyMedia(geometry), isRemovableMedia(geometry)]).toEqual([true, true]);
  });

  it.each([
    [11, false, true],
    [12, false, false],
    [0, false, true],
  ])('of media type %i: floppy %s, removable %s', (mediaType, floppy, removable) => {
    const geometry = parseGeometry(words(1, 0, mediaType, 255, 63, 512))!;
    expect([isFloppyMedia(geometry), isRemovableMedia(geometry)]).toEqual([floppy, removable]);
  });

  it('without a sector size one can read by is none', () => {
    expect(parseGeometry(words(80, 0, 2, 2, 18, 0))).toBeNull();
    expect(parseGeometry(words(80, 0, 2, 2, 18, 1 << 20))).toBeNull();
    expect(parseGeometry(words(0, 0xffff_ffff, 2, 2, 18, 512))).toBeNull();
    expect(parseGeometry(new Uint8Array(23))).toBeNull();
  });
});

describe('VOLUME_DISK_EXTENTS', () => {
  it('names the disks of a volume', () => {
    expect(parseDiskExtents(words(2, 0, 3, 0, 0, 0, 0, 0, 7, 0, 0, 0, 0, 0))).toEqual([3, 7]);
  });

  it('that promises more than the buffer has gives what is there', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 128 }), (bytes) => {
        expect(parseDiskExtents(bytes).length * 24).toBeLessThanOrEqual(bytes.length);
      }),
      { numRuns: 200 },
    );
    expect(parseDiskExtents(words(0xffff_ffff, 0, 1, 0, 0, 0, 0, 0))).toEqual([1]);
  });
});

describe('GET_LENGTH_INFORMATION', () => {
  it('is bytes, or unknown where it cannot be', () => {
    expect(parseLength(words(1_474_560, 0))).toBe(1_474_560);
    expect(parseLength(words(0, 0xffff_ffff))).toBeNull();
    expect(parseLength(new Uint8Array(4))).toBeNull();
  });
});

describe('a Windows error', () => {
  it.each([
    [23, 'medium'],
    [1117, 'medium'],
    [21, 'no-medium'],
    [1110, 'changed'],
    [1167, 'gone'],
    [5, 'permission'],
    [9999, 'unforeseen'],
  ])('%i while reading is %s', (error, kind) => {
    expect(windowsReadFault(error).kind).toBe(kind);
  });

  it.each([
    [2, 'not-found'],
    [5, 'permission-denied'],
    [21, 'no-medium'],
    [32, 'device-busy'],
    [9999, 'not-a-source'],
  ])('%i while opening is %s, with words that name the drive', (error, code) => {
    const refusal = windowsOpenError(error, '\\\\.\\A:');
    expect(refusal.code).toBe(code);
    expect(refusal.message).toContain('\\\\.\\A:');
  });
});
