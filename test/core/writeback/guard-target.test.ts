import { describe, expect, it } from 'vitest';
import { checkFit } from '../../../src/main/core/writeback/check-fit.ts';
import { guardTarget, type TargetFacts } from '../../../src/main/core/writeback/guard-target.ts';
import { SpindleError } from '../../../src/shared/errors.ts';

const floppy: TargetFacts = {
  address: '/dev/fd0',
  isFloppyDrive: true,
  isPartition: false,
  bus: 'floppy',
  removable: true,
  sizeBytes: null,
  model: '1.44M 3.5" floppy drive',
  guardReason: null,
  mountPoints: [],
};
const stick: TargetFacts = {
  ...floppy,
  address: '/dev/sdb',
  isFloppyDrive: false,
  bus: 'usb',
  sizeBytes: 128 * 1024 * 1024,
  model: 'Kingston DataTraveler',
};

function codeOf(work: () => void): string {
  try {
    work();
    return 'allowed';
  } catch (error) {
    return error instanceof SpindleError ? error.code : String(error);
  }
}
const guarded = (target: TargetFacts, model: string | null = null) =>
  codeOf(() => guardTarget(target, model));

describe('what may be written to', () => {
  it('is a floppy drive, and a removable disk no larger than a floppy', () => {
    expect(guarded(floppy)).toBe('allowed');
    expect(guarded({ ...floppy, bus: 'usb', sizeBytes: 1_474_560 })).toBe('allowed');
    expect(guarded({ ...stick, sizeBytes: 1_474_560 })).toBe('allowed');
  });

  it('is a larger removable disk only by its model, to the letter', () => {
    expect(guarded(stick)).toBe('bad-usage');
    expect(guarded(stick, 'Kingston datatraveler')).toBe('bad-usage');
    expect(guarded(stick, 'Kingston DataTraveler')).toBe('allowed');
    expect(guarded({ ...stick, model: '' }, '')).toBe('unsupported');
    expect(guarded({ ...stick, sizeBytes: null })).toBe('bad-usage');
  });

  it('is no other disk, even by its model', () => {
    for (const bus of ['ata', 'nvme', 'scsi', 'virtio', 'loop', 'mmc', 'virtual'])
      expect(guarded({ ...stick, bus }, stick.model), bus).toBe('unsupported');
    expect(guarded({ ...stick, removable: false }, stick.model)).toBe('unsupported');
    expect(guarded({ ...stick, isPartition: true }, stick.model)).toBe('unsupported');
  });

  it('is never what the system needs, whatever else is true of it', () => {
    const guardReason = 'holds / of this system';
    expect(guarded({ ...floppy, guardReason })).toBe('system-disk');
    expect(guarded({ ...stick, guardReason }, stick.model)).toBe('system-disk');
  });

  it('is nothing that is empty', () => {
    expect(guarded({ ...stick, sizeBytes: 0 }, stick.model)).toBe('no-medium');
  });
});

describe('an image fits a medium', () => {
  const geometry = { cylinders: 80, heads: 2, sectorsPerTrack: 18 };
  const medium = {
    sizeBytes: 1_474_560,
    sectorSize: 512,
    totalSectors: 2880,
    writeProtected: false,
    removable: true,
    diskSequence: 1,
  };
  const image = { sizeBytes: 1_474_560, sectorSize: 512, flaws: [] };
  const fit = { image, imageGeometry: geometry, medium, deviceGeometry: geometry };
  const fits = (change: Partial<typeof fit>) => codeOf(() => checkFit('/dev/fd0', { ...fit, ...change }));

  it('of the same size and geometry that may be written', () => {
    expect(fits({})).toBe('allowed');
  });

  it('and not a protected, smaller, larger or differently formatted one', () => {
    expect(fits({ medium: { ...medium, writeProtected: true } })).toBe('wrong-medium');
    expect(fits({ image: { ...image, sizeBytes: 737_280 } })).toBe('wrong-medium');
    expect(fits({ image: { ...image, sizeBytes: 2_949_120 } })).toBe('wrong-medium');
    const other = { cylinders: 40, heads: 2, sectorsPerTrack: 36 };
    expect(fits({ deviceGeometry: other })).toBe('wrong-medium');
  });
});
