/** Disks and floppy drives as sysfs shows them. */
import { describe, expect, it } from 'vitest';
import { linuxDrives } from '../../../src/main/adapters/linux/drive-lister.ts';
import { FakeLinux } from '../../support/fake-linux.ts';

const usb = 'pci0000:00/0000:00:14.0/usb1/1-4';

function machine(): FakeLinux {
  return new FakeLinux()
    .disk('sda', {
      number: '8:0',
      on: 'pci0000:00/0000:00:17.0/ata1/host0/target0:0:0/0:0:0:0',
      disk: { size: '1000215216', removable: '0', ro: '0', 'queue/logical_block_size': '512' },
      device: { type: '0', vendor: 'ATA     ', model: 'Samsung SSD 860 ', rev: '4B6Q' },
      partitions: { sda1: '8:1' },
    })
    .disk('sdc', {
      number: '8:32',
      on: `${usb}/1-4:1.0/host4/target4:0:0/4:0:0:0`,
      disk: { size: '2880', removable: '1', ro: '1', 'queue/logical_block_size': '512' },
      device: { type: '0', vendor: 'TEAC    ', model: 'FD-05PUB        ', rev: '3000' },
    })
    .file(`sys/devices/${usb}/idVendor`, '0644')
    .file(`sys/devices/${usb}/serial`, 'F00D')
    .file(`sys/devices/${usb}/1-4:1.0/bInterfaceClass`, '08')
    .file(`sys/devices/${usb}/1-4:1.0/bInterfaceSubClass`, '04')
    .disk('fd0', {
      number: '2:0',
      on: 'platform/floppy.0',
      disk: { size: '8', removable: '1', ro: '0', 'queue/logical_block_size': '512' },
      device: { cmos: '4' },
    })
    .disk('loop2', { number: '7:2', disk: { size: '2880', 'loop/backing_file': '/home/me/disk 1.img' } })
    .disk('loop10', { number: '7:10', disk: { size: '10', 'loop/backing_file': '/home/me/b.img' } })
    .disk('loop3', { number: '7:3', disk: { size: '0' } })
    .disk('dm-0', { number: '253:0', disk: { size: '100' } })
    .disk('zram0', { number: '252:0', disk: { size: '100' } })
    .disk('nvme0c0n1', { number: '259:9', on: 'nvme', disk: { size: '1' } })
    .disk('nvme0n1', { number: '259:0', on: 'pci0/nvme/nvme0', disk: { size: '100', hidden: '1' } })
    .mounts(['8:1', '/', 'ext4', '/dev/sda1']);
}

async function listed(linux = machine()) {
  return linuxDrives(linux.view).list();
}

describe('the list of drives', () => {
  it('has whole disks that are there, in their order, and nothing else', async () => {
    expect((await listed()).map(({ address, kind, label }) => [address, kind, label])).toEqual([
      ['/dev/fd0', 'floppy', '1.44M 3.5" floppy drive'],
      ['/dev/loop2', 'loop', 'disk 1.img'],
      ['/dev/loop10', 'loop', 'b.img'],
      ['/dev/sda', 'disk', 'ATA Samsung SSD 860'],
      ['/dev/sdc', 'floppy', 'TEAC FD-05PUB'],
    ]);
  });

  it('says why the disk of the system is not imaged', async () => {
    const drives = await listed();
    expect(drives.filter(({ systemDisk }) => systemDisk !== null)).toMatchObject([
      {
        address: '/dev/sda',
        systemDisk: 'holds / of this system',
        identity: { bus: 'ata' },
        removable: false,
      },
    ]);
  });

  it('claims nothing of a PC floppy drive, which would have to be opened', async () => {
    expect((await listed())[0]).toMatchObject({
      sizeBytes: null,
      sectorSize: null,
      writeProtected: null,
      removable: true,
      identity: { bus: 'floppy' },
    });
  });

  it('knows a floppy drive on USB, its medium and its tab', async () => {
    expect((await listed()).at(-1)).toMatchObject({
      sizeBytes: 1_474_560,
      sectorSize: 512,
      writeProtected: true,
      removable: true,
      identity: { bus: 'usb', vendor: 'TEAC', product: 'FD-05PUB', revision: '3000', serial: 'F00D' },
    });
  });

  it('gives each its own id, the same every time', async () => {
    const ids = (await listed()).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const linux = machine();
    expect((await listed(linux)).map(({ id }) => id)).toEqual((await listed(linux)).map(({ id }) => id));
  });

  it('is empty where sysfs is', async () => {
    expect(await listed(new FakeLinux())).toEqual([]);
  });
});
