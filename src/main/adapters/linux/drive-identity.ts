/** What sysfs tells of a disk's make: each bus keeps it in places of its own. */
import { join } from 'node:path';
import type { DriveIdentity } from '../../../shared/model/drive.ts';
import { ancestorWith, attribute, attributeBytes, kernelName, type LinuxView, resolved } from './sysfs.ts';

/** `CMOS` types of PC floppy drives as the floppy driver shows them (floppy.c, default_drive_params). */
const floppyDriveTypes: Readonly<Record<string, string>> = {
  '1': '360K 5.25" floppy drive',
  '2': '1.2M 5.25" floppy drive',
  '3': '720K 3.5" floppy drive',
  '4': '1.44M 3.5" floppy drive',
  '5': '2.88M 3.5" floppy drive',
  '6': '2.88M 3.5" floppy drive',
};

/** @param directory of the whole disk in sysfs */
export function driveIdentity(view: LinuxView, directory: string): DriveIdentity {
  const device = resolved(join(directory, 'device'));
  const bus = busOf(view, directory, device);
  const own = (name: string) => (device && attribute(device, name)) ?? '';
  if (bus === 'floppy') {
    return identity({ bus, product: floppyDriveTypes[own('cmos')] ?? 'floppy drive' });
  }
  const usb = bus === 'usb' && device ? ancestorWith(view, device, 'idVendor') : null;
  return identity({
    bus,
    vendor: own('vendor').startsWith('0x') ? '' : own('vendor'),
    product: own('model') || own('name'),
    revision: own('rev') || own('firmware_rev') || own('fwrev'),
    serial:
      own('serial') ||
      (attribute(directory, 'serial') ?? '') ||
      (device && unitSerial(device)) ||
      (usb && attribute(usb, 'serial')) ||
      '',
  });
}

export type Bus =
  | 'floppy'
  | 'usb'
  | 'ata'
  | 'scsi'
  | 'nvme'
  | 'mmc'
  | 'virtio'
  | 'loop'
  | 'virtual'
  | 'other';

function busOf(view: LinuxView, directory: string, device: string | null): Bus {
  const name = kernelName(directory);
  if (/^fd\d+$/.test(name)) return 'floppy';
  if (name.startsWith('loop')) return 'loop';
  if (!device) return 'virtual';
  if (name.startsWith('nvme')) return 'nvme';
  if (name.startsWith('mmcblk')) return 'mmc';
  if (name.startsWith('vd')) return 'virtio';
  if (ancestorWith(view, device, 'bInterfaceClass')) return 'usb';
  if (/\/ata\d+\//.test(device)) return 'ata';
  return /^s[dr]/.test(name) ? 'scsi' : 'other';
}

/** A USB floppy drive is mass storage (08) that speaks the floppy command set (04, UFI). */
export function isUsbFloppy(view: LinuxView, directory: string): boolean {
  const device = resolved(join(directory, 'device'));
  const usb = device ? ancestorWith(view, device, 'bInterfaceSubClass') : null;
  return (
    usb !== null &&
    attribute(usb, 'bInterfaceClass') === '08' &&
    attribute(usb, 'bInterfaceSubClass') === '04'
  );
}

/** SCSI's unit serial number page (SPC, VPD page 80h): four bytes of header, then ASCII. */
function unitSerial(device: string): string | null {
  const page = attributeBytes(device, 'vpd_pg80');
  if (!page || page.length < 4 || page[1] !== 0x80) return null;
  const text = page.subarray(4, 4 + page.readUInt16BE(2)).toString('latin1');
  return text.replace(/[^\x21-\x7e]+/g, ' ').trim();
}

function identity(known: Partial<DriveIdentity>): DriveIdentity {
  return { vendor: '', product: '', revision: '', serial: '', bus: '', ...known };
}
