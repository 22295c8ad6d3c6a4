/** The guard of the disks a system runs from, on machines made of files. */
import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { outputOnSource, systemDiskReason } from '../../../src/main/adapters/linux/system-disk.ts';
import { FakeLinux } from '../../support/fake-linux.ts';

/** `/` on the second partition of sda, a stick with one partition as sdb. */
function plainMachine(): FakeLinux {
  return new FakeLinux()
    .disk('sda', { number: '8:0', on: 'pci0/ata1', partitions: { sda1: '8:1', sda2: '8:2' } })
    .disk('sdb', { number: '8:16', on: 'pci0/usb1', partitions: { sdb1: '8:17' } })
    .mounts(['8:2', '/', 'ext4', '/dev/sda2']);
}

function reason(linux: FakeLinux, device: string, ...own: string[]): string | null {
  return systemDiskReason(device, own, linux.view);
}

describe('the disk the system runs from', () => {
  it('is guarded as a whole and in each part; another is not', () => {
    const linux = plainMachine();
    for (const device of ['/dev/sda', '/dev/sda1', '/dev/sda2'])
      expect(reason(linux, device)).toBe('holds / of this system');
    expect(reason(linux, '/dev/sdb')).toBeNull();
    expect(reason(linux, '/dev/sdb1')).toBeNull();
  });

  it('is guarded when it is a removable one', () => {
    const linux = new FakeLinux()
      .disk('sdb', {
        number: '8:16',
        on: 'pci0/usb1',
        disk: { removable: '1' },
        partitions: { sdb1: '8:17' },
      })
      .mounts(['8:17', '/', 'ext4', '/dev/sdb1']);
    expect(reason(linux, '/dev/sdb')).toBe('holds / of this system');
  });

  it('is guarded below LVM, on each disk of the volume', () => {
    const linux = new FakeLinux()
      .disk('nvme0n1', { number: '259:0', on: 'pci0/nvme0', partitions: { nvme0n1p3: '259:3' } })
      .disk('sda', { number: '8:0', on: 'pci0/ata1' })
      .disk('sdc', { number: '8:32', on: 'pci0/ata3' })
      .disk('dm-0', { number: '253:0', slaves: ['nvme0n1p3', 'sda'], disk: { 'dm/name': 'vg-root' } })
      .mounts(['253:0', '/', 'xfs', '/dev/mapper/vg-root']);
    for (const device of ['/dev/nvme0n1', '/dev/nvme0n1p3', '/dev/sda', '/dev/dm-0'])
      expect(reason(linux, device), device).toBe('holds / of this system');
    expect(reason(linux, '/dev/sdc')).toBeNull();
  });

  it('is guarded below LUKS on LVM, through every layer', () => {
    const linux = new FakeLinux()
      .disk('sda', { number: '8:0', on: 'pci0/ata1', partitions: { sda2: '8:2' } })
      .disk('dm-0', { number: '253:0', slaves: ['sda2'] })
      .disk('dm-1', { number: '253:1', slaves: ['dm-0'] })
      .mounts(['253:1', '/', 'ext4', '/dev/mapper/crypt']);
    expect(reason(linux, '/dev/sda')).toBe('holds / of this system');
  });

  it('is guarded on each disk of a btrfs, whose device number is none of theirs', () => {
    const linux = new FakeLinux()
      .disk('sda', { number: '8:0', on: 'pci0/ata1', partitions: { sda1: '8:1' } })
      .disk('sdb', { number: '8:16', on: 'pci0/ata2', partitions: { sdb1: '8:17' } })
      .file('sys/fs/btrfs/0f3c/devices/sda1', '')
      .file('sys/fs/btrfs/0f3c/devices/sdb1', '')
      .mounts(['0:27', '/', 'btrfs', '/dev/sda1', 'rw,subvol=/@']);
    expect(reason(linux, '/dev/sda')).toBe('holds / of this system');
    expect(reason(linux, '/dev/sdb')).toBe('holds / of this system');
  });

  it('is guarded below the overlay and the image of a live system', () => {
    const linux = new FakeLinux()
      .disk('sdb', { number: '8:16', on: 'pci0/usb1', partitions: { sdb1: '8:17' } })
      .disk('loop0', { number: '7:0', disk: { 'loop/backing_file': '/run/live/medium/live/fs.squashfs' } })
      .disk('sda', { number: '8:0', on: 'pci0/ata1' })
      .mounts(
        ['8:17', '/run/live/medium', 'vfat', '/dev/sdb1'],
        ['7:0', '/run/live/rootfs', 'squashfs', '/dev/loop0'],
        ['0:30', '/', 'overlay', 'overlay', 'rw,lowerdir=/run/live/rootfs,upperdir=/run/cow,workdir=/run/w'],
      );
    expect(reason(linux, '/dev/sdb')).toBe('holds / of this system');
    expect(reason(linux, '/dev/loop0')).toBe('holds / of this system');
    expect(reason(linux, '/dev/sda')).toBeNull();
  });

  it('cannot be told: then everything in use is guarded', () => {
    const linux = plainMachine().mounts(
      ['0:1', '/', 'rootfs', 'none'],
      ['8:17', '/media/some stick'.replace(' ', '\\040'), 'vfat', '/dev/sdb1'],
    );
    expect(reason(linux, '/dev/sdb')).toBe('is in use at /media/some stick');
    expect(reason(linux, '/dev/sda')).toBeNull();
  });
});

describe('other disks that must not be taken for a carrier', () => {
  it('hold swap space, on a partition or in a file', () => {
    const partition = plainMachine().swaps('/dev/sdb1');
    expect(reason(partition, '/dev/sdb')).toBe('holds swap space of this system');
    const folder = tmpdir();
    const file = plainMachine()
      .mounts(['8:2', '/', 'ext4', '/dev/sda2'], ['8:17', folder, 'ext4', '/dev/sdb1'])
      .swaps(`${folder}/swap\\040file`);
    expect(reason(file, '/dev/sdb')).toBe('holds swap space of this system');
  });

  it('are members of a mapping in use; the mapping itself may be imaged', () => {
    const linux = plainMachine().disk('dm-3', {
      number: '253:3',
      slaves: ['sdb1'],
      disk: { 'dm/name': 'vg-archive' },
    });
    expect(reason(linux, '/dev/sdb')).toBe('is in use as a part of vg-archive (dm-3)');
    expect(reason(linux, '/dev/sdb1')).toBe('is in use as a part of vg-archive (dm-3)');
    expect(reason(linux, '/dev/dm-3')).toBeNull();
  });

  it('are members of a ZFS pool while ZFS runs', () => {
    const linux = plainMachine().file('run/udev/data/b8:17', 'E:ID_FS_TYPE=zfs_member\n');
    expect(reason(linux, '/dev/sdb')).toBeNull();
    linux.file('sys/module/zfs/version', '2.2.2');
    expect(reason(linux, '/dev/sdb')).toBe('is in use as a part of a ZFS pool');
  });

  it('hold a folder of our own', () => {
    const folder = tmpdir();
    const linux = plainMachine().mounts(
      ['8:2', '/', 'ext4', '/dev/sda2'],
      ['8:17', folder, 'ext4', '/dev/sdb1'],
    );
    expect(reason(linux, '/dev/sdb')).toBeNull();
    expect(reason(linux, '/dev/sdb', `${folder}/yet/to be/made`)).toBe(`holds ${folder}/yet/to be/made`);
  });
});

describe('a disk that may be imaged', () => {
  it('is one that is mounted, but not as a part of the system', () => {
    const linux = plainMachine().mounts(
      ['8:2', '/', 'ext4', '/dev/sda2'],
      ['8:17', '/media/stick', 'vfat', '/dev/sdb1'],
    );
    expect(reason(linux, '/dev/sdb')).toBeNull();
  });

  it('is an image file attached as a loop device, although it lies on the disk of the system', () => {
    const linux = plainMachine().disk('loop3', {
      number: '7:3',
      disk: { 'loop/backing_file': '/home/me/floppy.img' },
    });
    expect(reason(linux, '/dev/loop3')).toBeNull();
  });

  it('is none this system knows', () => {
    expect(reason(plainMachine(), '/dev/sdz')).toBeNull();
    expect(reason(plainMachine(), '/etc/passwd')).toBeNull();
  });
});

describe('output on the source', () => {
  const folder = tmpdir();

  it('is seen by the mount it lies on, made or yet to be made, from the disk and from its part', () => {
    const { view } = plainMachine().mounts(
      ['8:2', '/', 'ext4', '/dev/sda2'],
      ['8:17', folder, 'ext4', '/dev/sdb1'],
    );
    for (const device of ['/dev/sdb', '/dev/sdb1']) {
      expect(outputOnSource(folder, device, view)).toBe(true);
      expect(outputOnSource(`${folder}/not/there/yet`, device, view)).toBe(true);
    }
    expect(outputOnSource(folder, '/dev/sda', view)).toBe(false);
    expect(outputOnSource('/', '/dev/sda', view)).toBe(true);
  });

  it('is seen by what stat says where the mount table names another device', () => {
    const { view } = plainMachine().holds(folder, '8:17');
    expect(outputOnSource(folder, '/dev/sdb', view)).toBe(true);
  });

  it('is seen through a loop device whose file lies on the source', () => {
    const { view } = plainMachine()
      .disk('loop0', { number: '7:0', disk: { 'loop/backing_file': '/mnt/usb/store.img' } })
      .mounts(
        ['8:2', '/', 'ext4', '/dev/sda2'],
        ['8:17', '/mnt/usb', 'ext4', '/dev/sdb1'],
        ['7:0', folder, 'ext4', '/dev/loop0'],
      );
    expect(outputOnSource(folder, '/dev/sdb', view)).toBe(true);
  });
});
