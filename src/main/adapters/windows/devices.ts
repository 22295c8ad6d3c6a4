/**
 * Untested: written to the documented interface; not yet run on this system.
 * Device names of Windows and the guard of the disk it runs from: compared by the disks a volume lies on, because a
 * floppy drive and the first disk may carry the same device number.
 */
import { parse, resolve } from 'node:path';
import { openBlockDevice } from './block-device.ts';
import { kernel32 } from './kernel32.ts';
import { extentsBytes, ioctl, parseDiskExtents } from './storage-structures.ts';

const deviceName = /^\\\\\.\\(?:([A-Za-z]):|PhysicalDrive(\d{1,4}))$/i;

export const windowsDevices = {
  openBlockDevice,
  isDeviceName: (address: string) => deviceName.test(address),
  systemDiskReason(address: string): string | null {
    const systemDisks = disksOfPath(process.env.SystemRoot ?? 'C:\\Windows');
    return disksOfDevice(address).some((disk) => systemDisks.includes(disk)) ? 'holds Windows' : null;
  },
  outputOnSource(directory: string, address: string): boolean {
    if (volumeOf(directory)?.toLowerCase() === address.toLowerCase()) return true;
    const source = disksOfDevice(address);
    return disksOfPath(directory).some((disk) => source.includes(disk));
  },
};

function disksOfDevice(address: string): readonly number[] {
  const number = deviceName.exec(address)?.[2];
  return number === undefined ? disksOfVolume(address) : [Number(number)];
}

function disksOfPath(path: string): readonly number[] {
  const volume = volumeOf(path);
  return volume ? disksOfVolume(volume) : [];
}

/** `C:\x` lies on `\\.\C:`; a network path on no volume of this machine. */
function volumeOf(path: string): string | null {
  const letter = /^([A-Za-z]):/.exec(parse(resolve(path)).root)?.[1];
  return letter ? `\\\\.\\${letter}:` : null;
}

/** Opened for metadata only, which needs no rights. A floppy drive has no extents: it lies on no disk. */
function disksOfVolume(volume: string): readonly number[] {
  const { open, control, close } = kernel32();
  const opened = open(volume, 'metadata');
  if ('error' in opened) return [];
  try {
    const bytes = new Uint8Array(extentsBytes);
    return 'bytes' in control(opened.handle, ioctl.volumeGetDiskExtents, bytes)
      ? parseDiskExtents(bytes)
      : [];
  } finally {
    close(opened.handle);
  }
}
