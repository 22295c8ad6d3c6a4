/** What the kernel shows of devices, as the guard of write-back sees it. */
import { describe, expect, it } from 'vitest';
import { targetFacts } from '../../../src/main/adapters/linux/write-target.ts';
import { guardTarget } from '../../../src/main/core/writeback/guard-target.ts';
import { SpindleError } from '../../../src/shared/errors.ts';
import { FakeLinux } from '../../support/fake-linux.ts';

function machine(): FakeLinux {
  return new FakeLinux()
    .disk('sda', {
      number: '8:0',
      on: 'pci0/ata1',
      disk: { size: '1000000', removable: '0' },
      partitions: { sda1: '8:1' },
    })
    .disk('sdb', {
      number: '8:16',
      on: 'pci0/usb1/1-1/host6',
      disk: { size: '2880', removable: '1' },
      device: { vendor: 'TEAC', model: 'FD-05PUB' },
      partitions: { sdb1: '8:17' },
    })
    .disk('fd0', { number: '2:0', on: 'platform/floppy.0', disk: { size: '8', removable: '1' } })
    .mounts(['8:1', '/', 'ext4', '/dev/sda1']);
}

function refusal(linux: FakeLinux, device: string, own: readonly string[] = []): string {
  try {
    guardTarget(targetFacts(device, own, linux.view), null);
    return 'allowed';
  } catch (error) {
    return error instanceof SpindleError ? error.code : String(error);
  }
}

describe('a device as a target', () => {
  it('is what sysfs says of it, without opening it', () => {
    expect(targetFacts('/dev/fd0', [], machine().view)).toMatchObject({
      isFloppyDrive: true,
      removable: true,
      sizeBytes: null,
      guardReason: null,
      mountPoints: [],
    });
    expect(targetFacts('/dev/sda1', [], machine().view)).toMatchObject({
      isPartition: true,
      guardReason: 'holds / of this system',
      mountPoints: ['/'],
    });
  });

  it('may be a floppy drive, never the disk of the system nor a part of it', () => {
    expect(refusal(machine(), '/dev/fd0')).toBe('allowed');
    expect(refusal(machine(), '/dev/sda')).toBe('system-disk');
    expect(refusal(machine(), '/dev/sda1')).toBe('system-disk');
  });

  it('is known to be mounted, itself or a partition of it', () => {
    const linux = machine().mounts(
      ['8:1', '/', 'ext4', '/dev/sda1'],
      ['2:0', '/media/floppy', 'vfat', '/dev/fd0'],
    );
    expect(targetFacts('/dev/fd0', [], linux.view).mountPoints).toEqual(['/media/floppy']);
  });

  it('that does not exist is said not to', () => {
    expect(refusal(machine(), '/dev/sdz')).toBe('not-a-source');
  });
});
