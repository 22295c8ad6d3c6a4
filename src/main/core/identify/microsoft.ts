/** exFAT, NTFS and HPFS: the volumes whose boot sector looks like a FAT's. */
import { hasBytes, u8, u16le, u32le, u64le } from '../byte-fields.ts';
import { dosLabel, utf16Label } from '../volume-label.ts';
import { chainedClusters } from './cluster-chain.ts';
import { type Finding, proof } from './finding.ts';
import type { SectorReader } from './sector-reader.ts';

/** Microsoft exFAT specification 3.1 and 7.3 (the label is a directory entry of type 83h). */
export function findExfat(reader: SectorReader): Finding | null {
  const boot = reader.readAt(0, 512);
  if (!boot || !hasBytes(boot, 3, 'EXFAT   ')) return null;
  const evidence = [proof('exFAT name', 3, boot.subarray(3, 11))];
  return { type: 'exFAT', label: exfatLabel(reader, boot), evidence };
}

function exfatLabel(reader: SectorReader, boot: Uint8Array): string {
  const sectorShift = u8(boot, 108);
  const clusterShift = u8(boot, 109);
  if (sectorShift < 9 || sectorShift > 12 || clusterShift > 25 - sectorShift) return '';
  const sectorBytes = 2 ** sectorShift;
  const heap = {
    fatBytes: u32le(boot, 80) * sectorBytes,
    heapBytes: u32le(boot, 88) * sectorBytes,
    clusterBytes: sectorBytes * 2 ** clusterShift,
  };
  for (const { bytes } of chainedClusters(reader, heap, u32le(boot, 96))) {
    for (let at = 0; at + 32 <= bytes.length; at += 32) {
      if (u8(bytes, at) === 0) return '';
      if (u8(bytes, at) !== 0x83) continue;
      const characters = Math.min(u8(bytes, at + 1), 11);
      return utf16Label(bytes.subarray(at + 2, at + 2 + characters * 2), 'le');
    }
  }
  return '';
}

export function findNtfs(reader: SectorReader): Finding | null {
  const boot = reader.readAt(0, 512);
  if (!boot || !hasBytes(boot, 3, 'NTFS    ')) return null;
  return {
    type: 'NTFS',
    label: ntfsLabel(reader, boot),
    evidence: [proof('NTFS name', 3, boot.subarray(3, 11))],
  };
}

const volumeNameAttribute = 0x60;

/** Record 3 of the master file table is $Volume; its attribute 60h is the label, always resident. */
function ntfsLabel(reader: SectorReader, boot: Uint8Array): string {
  const bytesPerCluster = u16le(boot, 11) * u8(boot, 13);
  const clustersPerRecord = (u8(boot, 64) << 24) >> 24;
  const recordBytes = clustersPerRecord > 0 ? clustersPerRecord * bytesPerCluster : 2 ** -clustersPerRecord;
  if (bytesPerCluster === 0 || recordBytes < 512 || recordBytes > 4096) return '';
  const record = reader.readAt(u64le(boot, 48) * bytesPerCluster + 3 * recordBytes, recordBytes);
  if (!record || !hasBytes(record, 0, 'FILE')) return '';
  for (let at = u16le(record, 20); at + 24 <= record.length; ) {
    const length = u32le(record, at + 4);
    const valueAt = at + u16le(record, at + 20);
    if (u32le(record, at) === volumeNameAttribute)
      return utf16Label(record.subarray(valueAt, valueAt + u32le(record, at + 16)), 'le');
    if (length < 24) return '';
    at += length;
  }
  return '';
}

/** OS/2: the super block at sector 16; the label stands in the boot sector as a FAT's does. */
export function findHpfs(reader: SectorReader): Finding | null {
  const magic = reader.readAt(0x2000, 8);
  if (!magic || !hasBytes(magic, 0, [0x49, 0xe8, 0x95, 0xf9, 0xc5, 0xe9, 0x53, 0xfa])) return null;
  const boot = reader.readAt(0, 512);
  return {
    type: 'HPFS',
    label: boot ? dosLabel(boot.subarray(0x2b, 0x36)) : '',
    evidence: [proof('HPFS super block', 0x2000, magic)],
  };
}
