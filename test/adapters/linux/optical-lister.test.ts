/** Optical drives as sysfs and udev show them. */
import { describe, expect, it } from 'vitest';
import { linuxDrives } from '../../../src/main/adapters/linux/drive-lister.ts';
import { opticalNodes } from '../../../src/main/adapters/linux/optical-nodes.ts';
import { FakeLinux } from '../../support/fake-linux.ts';

const sata = 'pci0000:00/0000:00:1f.2/ata2/host1/target1:0:0/1:0:0:0';
const usb = 'pci0000:00/0000:00:14.0/usb2/2-1';
const usbDevice = `${usb}/2-1:1.0/host6/target6:0:0/6:0:0:0`;

function plextor(size: string, disk: Record<string, string> = {}): FakeLinux {
  return new FakeLinux().disk('sr0', {
    number: '11:0',
    on: sata,
    disk: { size, removable: '1', ro: '0', 'queue/logical_block_size': '2048', ...disk },
    device: {
      type: '5',
      vendor: 'PLEXTOR ',
      model: 'DVDR   PX-716A  ',
      rev: '1.11',
      vpd_pg80: Buffer.from('05800007524947303030310a', 'hex').subarray(0, 11),
    },
  });
}

async function only(linux: FakeLinux) {
  const drives = await linuxDrives(linux.view).list();
  expect(drives).toHaveLength(1);
  return drives[0]!;
}

describe('an optical drive', () => {
  it('is known by what its device says of itself', async () => {
    expect(await only(plextor('1409240'))).toMatchObject({
      kind: 'optical',
      address: '/dev/sr0',
      label: 'PLEXTOR DVDR   PX-716A',
      identity: {
        vendor: 'PLEXTOR',
        product: 'DVDR   PX-716A',
        revision: '1.11',
        serial: 'RIG0001',
        bus: 'ata',
      },
      removable: true,
      writeProtected: null,
      sizeBytes: 1_409_240 * 512,
      sectorSize: 2048,
      systemDisk: null,
    });
  });

  it('on USB has the serial of its bridge where it has none itself', async () => {
    const linux = new FakeLinux()
      .disk('sr1', { number: '11:1', on: usbDevice, disk: { size: '0' }, device: { type: '5', model: 'BD' } })
      .file(`sys/devices/${usb}/idVendor`, '152d')
      .file(`sys/devices/${usb}/serial`, 'ABC123')
      .file(`sys/devices/${usb}/2-1:1.0/bInterfaceClass`, '08');
    expect((await only(linux)).identity).toMatchObject({ bus: 'usb', product: 'BD', serial: 'ABC123' });
  });

  it('that udev found empty is empty, whatever size is left of its last disc', async () => {
    const linux = plextor('1409240').file('run/udev/data/b11:0', 'S:cdrom\nE:ID_CDROM=1\nE:ID_CDROM_CD=1\n');
    expect((await only(linux)).sizeBytes).toBe(0);
  });

  it('with a disc that udev has seen has its size', async () => {
    const linux = plextor('1409240').file('run/udev/data/b11:0', 'E:ID_CDROM=1\nE:ID_CDROM_MEDIA=1\n');
    expect((await only(linux)).sizeBytes).toBe(1_409_240 * 512);
  });

  it.each([
    ['the guess of the driver', '2097151'],
    ['nothing', '0'],
    ['no number', 'x'],
  ])('of which sysfs says %s is one nobody has looked into', async (_, size) => {
    expect((await only(plextor(size))).sizeBytes).toBeNull();
  });

  it('keeps its id while it stays where it is, and shares it with no other', async () => {
    const linux = plextor('0').disk('sr1', {
      number: '11:1',
      on: sata.replaceAll('1:0:0', '2:0:0'),
      device: { type: '5' },
    });
    const [first, second] = await linuxDrives(linux.view).list();
    expect((await linuxDrives(linux.view).list())[0]!.id).toBe(first!.id);
    expect(second!.id).not.toBe(first!.id);
  });

  it('is none by its name alone', async () => {
    const linux = new FakeLinux().disk('sr0', { number: '11:0', on: sata, device: { type: '0' } });
    expect(await linuxDrives(linux.view).list()).toEqual([]);
  });
});

describe('the nodes of a drive', () => {
  const limits = { 'queue/max_sectors_kb': '1280', 'queue/max_segments': '128', 'queue/dma_alignment': '3' };

  it('lead to each other, with the limit of one command', () => {
    const { view } = plextor('0', limits).generic('sg2', '21:2', sata);
    const expected = {
      block: { name: 'sr0', number: '11:0' },
      generic: { name: 'sg2', number: '21:2' },
      // 127 pages: a buffer of 128 that does not start on a page would need 129 segments.
      maxTransferBytes: 127 * 4096,
      alignmentBytes: 4,
    };
    expect(opticalNodes(view, 'block', '11:0')).toEqual(expected);
    expect(opticalNodes(view, 'char', '21:2')).toEqual(expected);
  });

  it('may be one only, and say no limits', () => {
    expect(opticalNodes(plextor('0').view, 'block', '11:0')).toMatchObject({
      generic: null,
      maxTransferBytes: 65_536,
    });
    const alone = new FakeLinux().disk('sda', { number: '8:0', on: 'other', device: { type: '0' } });
    alone.file(`sys/devices/${sata}/type`, '5').generic('sg0', '21:0', sata);
    expect(opticalNodes(alone.view, 'char', '21:0')).toEqual({
      block: null,
      generic: { name: 'sg0', number: '21:0' },
      maxTransferBytes: 65_536,
      alignmentBytes: 512,
    });
  });

  it('are not those of a disk, by whichever node it is named', () => {
    const { view } = new FakeLinux()
      .disk('sda', { number: '8:0', on: sata, device: { type: '0' } })
      .generic('sg0', '21:0', sata);
    expect(opticalNodes(view, 'char', '21:0')).toBeNull();
    expect(opticalNodes(view, 'block', '8:0')).toBeNull();
    expect(opticalNodes(view, 'char', '8:0')).toBeNull();
    expect(opticalNodes(view, 'block', '99:9')).toBeNull();
  });
});
