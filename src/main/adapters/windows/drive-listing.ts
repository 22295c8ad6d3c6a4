/**
 * Untested: written to the documented interface; not yet run on this system.
 * What PowerShell says of disks, floppy drives and optical drives, as drives of ours.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { SpindleError } from '../../../shared/errors.ts';
import type { Drive } from '../../../shared/model/drive.ts';

/** Names of drives and properties of disks only: nothing here spins a drive up. */
export const listingScript = [
  '[Console]::OutputEncoding = [Text.Encoding]::UTF8',
  '$disks = @(Get-Disk | Select-Object Number,FriendlyName,Manufacturer,Model,FirmwareVersion,SerialNumber,@{n="Bus";e={"$($_.BusType)"}},Size,LogicalSectorSize,IsBoot,IsSystem,IsReadOnly,UniqueId)',
  '$letters = @([IO.DriveInfo]::GetDrives() | Where-Object { $_.DriveType -eq "Removable" } | ForEach-Object { $_.Name })',
  '$optical = @([IO.DriveInfo]::GetDrives() | Where-Object { $_.DriveType -eq "CDRom" } | ForEach-Object { $_.Name })',
  'ConvertTo-Json -Compress -Depth 3 @{ disks = $disks; removable = $letters; optical = $optical }',
].join('; ');

const text = z
  .string()
  .nullish()
  .transform((value) => (value ?? '').trim());
const diskSchema = z.object({
  Number: z.int().min(0),
  FriendlyName: text,
  Manufacturer: text,
  Model: text,
  FirmwareVersion: text,
  SerialNumber: text,
  Bus: text,
  Size: z.number().nullish(),
  LogicalSectorSize: z.number().nullish(),
  IsBoot: z.boolean().nullish(),
  IsSystem: z.boolean().nullish(),
  IsReadOnly: z.boolean().nullish(),
  UniqueId: text,
});
const listingSchema = z.object({
  disks: z.array(diskSchema),
  removable: z.array(z.string()),
  optical: z.array(z.string()),
});

/** @throws SpindleError unsupported when this is no listing */
export function parseListing(output: string): Drive[] {
  let value: unknown;
  try {
    value = JSON.parse(output);
  } catch (error) {
    throw unreadable(String(error));
  }
  const parsed = listingSchema.safeParse(value);
  if (!parsed.success) throw unreadable(z.prettifyError(parsed.error));
  const floppies = parsed.data.removable.flatMap((name) => floppyDrive(name) ?? []);
  const optical = parsed.data.optical.flatMap((name) => opticalDrive(name) ?? []);
  return [...optical, ...floppies, ...parsed.data.disks.sort((a, b) => a.Number - b.Number).map(diskDrive)];
}

function unreadable(why: string): SpindleError {
  return new SpindleError('unsupported', 'Windows gave no readable list of drives.', { why });
}

/** A: and B: are floppy drives, by USB or not; they have no PhysicalDrive. */
function floppyDrive(name: string): Drive | null {
  const letter = /^([AB]):/i.exec(name)?.[1]?.toUpperCase();
  return letter ? letterDrive('floppy', letter, 'Floppy drive', null) : null;
}

function opticalDrive(name: string): Drive | null {
  const letter = /^([A-Z]):/i.exec(name)?.[1]?.toUpperCase();
  return letter ? letterDrive('optical', letter, 'Optical drive', 2048) : null;
}

/** What is in it is not asked: the system would spin it up. */
function letterDrive(
  kind: 'floppy' | 'optical',
  letter: string,
  words: string,
  sectorSize: number | null,
): Drive {
  return {
    id: idOf([kind, letter]),
    kind,
    address: `\\\\.\\${letter}:`,
    label: `${words} ${letter}:`,
    identity: { vendor: '', product: '', revision: '', serial: '', bus: '' },
    removable: true,
    writeProtected: null,
    sizeBytes: null,
    sectorSize,
    systemDisk: null,
  };
}

function diskDrive(disk: z.infer<typeof diskSchema>): Drive {
  const bus = disk.Bus.toLowerCase();
  return {
    id: idOf(['disk', disk.UniqueId, disk.SerialNumber, String(disk.Number)]),
    kind: 'disk',
    address: `\\\\.\\PhysicalDrive${disk.Number}`,
    label: disk.FriendlyName || disk.Model || `Disk ${disk.Number}`,
    identity: {
      vendor: disk.Manufacturer,
      product: disk.Model,
      revision: disk.FirmwareVersion,
      serial: disk.SerialNumber,
      bus,
    },
    removable: ['usb', 'sd', 'mmc', '7', '12', '13'].includes(bus),
    writeProtected: disk.IsReadOnly ?? null,
    sizeBytes: disk.Size ?? null,
    sectorSize: disk.LogicalSectorSize ?? null,
    systemDisk: disk.IsBoot ? 'holds Windows' : disk.IsSystem ? 'holds the boot loader of Windows' : null,
  };
}

function idOf(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}
