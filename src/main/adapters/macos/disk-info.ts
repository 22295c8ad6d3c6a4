/**
 * Untested: written to the documented interface; not yet run on this system.
 * What `diskutil` prints of disks, as drives of ours.
 */
import { createHash } from 'node:crypto';
import type { Drive } from '../../../shared/model/drive.ts';
import { type Plist, parsePlist } from './plist.ts';

type Dictionary = { readonly [key: string]: Plist };

/** Names of the whole disks in `diskutil list -plist physical`: `disk0`, `disk4`. */
export function parseWholeDisks(text: string): string[] {
  const disks = dictionary(parsePlist(text))?.WholeDisks;
  return Array.isArray(disks) ? disks.filter((name): name is string => typeof name === 'string') : [];
}

/** The whole disks the start volume lies on, from `diskutil info -plist /`: APFS names its physical stores. */
export function parseSystemDisks(text: string): string[] {
  const info = dictionary(parsePlist(text));
  const stores = Array.isArray(info?.APFSPhysicalStores) ? info.APFSPhysicalStores : [];
  const names = [
    ...stores.map((store) => dictionary(store)?.APFSPhysicalStore),
    info?.ParentWholeDisk,
    info?.DeviceIdentifier,
  ];
  return [...new Set(names.flatMap((name) => (typeof name === 'string' ? (wholeDiskName(name) ?? []) : [])))];
}

/** `disk3` of `disk3s1s1`, `/dev/disk3` and `/dev/rdisk3s2`. */
export function wholeDiskName(name: string): string | null {
  return /^(?:\/dev\/)?r?(disk\d{1,6})(?:s\d+)*$/.exec(name)?.[1] ?? null;
}

/** @returns null when this is no description of a disk */
export function parseDrive(text: string, systemDisks: readonly string[]): Drive | null {
  const info = dictionary(parsePlist(text));
  const name = info && textOf(info, 'DeviceIdentifier');
  if (!info || !name) return null;
  const isRemovable = info.RemovableMedia === true || info.Internal === false;
  const bus = textOf(info, 'BusProtocol').toLowerCase();
  const label = textOf(info, 'MediaName') || textOf(info, 'IORegistryEntryName');
  const place = textOf(info, 'DeviceTreePath') || textOf(info, 'DiskUUID');
  return {
    id: createHash('sha256')
      .update(JSON.stringify([name, place, label]))
      .digest('hex')
      .slice(0, 16),
    kind: 'disk',
    address: `/dev/r${name}`,
    label: label || name,
    identity: { vendor: '', product: label, revision: '', serial: '', bus },
    removable: isRemovable,
    writeProtected: typeof info.WritableMedia === 'boolean' ? !info.WritableMedia : null,
    sizeBytes: numberOf(info, 'TotalSize') ?? numberOf(info, 'Size'),
    sectorSize: numberOf(info, 'DeviceBlockSize'),
    systemDisk: systemDisks.includes(name)
      ? 'holds macOS'
      : info.Internal === true && info.RemovableMedia !== true
        ? 'is built into this computer'
        : null,
  };
}

function dictionary(value: Plist | null | undefined): Dictionary | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Dictionary) : null;
}

function textOf(info: Dictionary, key: string): string {
  const value = info[key];
  return typeof value === 'string' ? value.trim() : '';
}

function numberOf(info: Dictionary, key: string): number | null {
  const value = info[key];
  return typeof value === 'number' && value >= 0 ? value : null;
}
