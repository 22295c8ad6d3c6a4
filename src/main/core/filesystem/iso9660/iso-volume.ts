/** One session's volumes, and from where their block numbers count. */
import type { SectorReader } from '../../identify/sector-reader.ts';
import type { OpenOptions } from '../filesystem.ts';
import { type DirectoryRecord, parseRecord } from './directory-record.ts';
import { type DescriptorSet, readDescriptors, sectorBytes, type Volume } from './volume-descriptors.ts';

export interface IsoVolumes {
  readonly set: DescriptorSet;
  /** Of block 0. */
  readonly baseBytes: number;
  readonly warnings: readonly string[];
}

export function rootRecordOf(volume: Volume): DirectoryRecord | null {
  const record = parseRecord(volume.rootRecord, 0, volume.kind === 'high-sierra');
  return typeof record === 'string' ? null : record;
}

/** The record a directory has of itself at its start; null where there is none. */
export function selfRecord(
  reader: SectorReader,
  offsetBytes: number,
  isHighSierra: boolean,
): DirectoryRecord | null {
  const sector = reader.readAt(offsetBytes, sectorBytes);
  const record = sector && parseRecord(sector, 0, isHighSierra);
  return record && typeof record !== 'string' && record.name.length === 1 && record.name[0] === 0
    ? record
    : null;
}

/**
 * Addresses on a disc of several sessions count from its start; an image of one track burnt behind others counts from
 * its own. The root directory stands where the right one leads.
 */
function baseOf(reader: SectorReader, volume: Volume, sessionStartBytes: number): number {
  const root = rootRecordOf(volume);
  if (!root || sessionStartBytes === 0) return 0;
  const isHighSierra = volume.kind === 'high-sierra';
  const candidates = [0, sessionStartBytes].filter((base) => {
    const self = selfRecord(reader, base + root.locationBlock * volume.blockBytes, isHighSierra);
    return self?.locationBlock === root.locationBlock;
  });
  return candidates[0] ?? 0;
}

export function isoVolumes(reader: SectorReader, options: OpenOptions): IsoVolumes | null {
  const sessionStartBytes = options.sessionStartBytes ?? 0;
  const set = readDescriptors(reader, sessionStartBytes);
  const any = set.primary ?? set.joliet ?? set.highSierra;
  if (!any) return null;
  const baseBytes = baseOf(reader, any, sessionStartBytes);
  const volumeBytes = any.volumeBlocks * any.blockBytes;
  const hereBytes = reader.sizeBytes - Math.max(baseBytes, sessionStartBytes);
  const warnings = [...set.warnings];
  if (volumeBytes > hereBytes && baseBytes + volumeBytes > reader.sizeBytes)
    warnings.push(
      `The volume has ${any.volumeBlocks} blocks of ${any.blockBytes} bytes, but only ${Math.max(0, hereBytes)} bytes are here.`,
    );
  return { set, baseBytes, warnings };
}
