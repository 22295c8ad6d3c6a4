/** D88 of Japanese computers (PC-88, PC-98, X1): a table of tracks, each a list of sectors with ID field and status. */
import { SpindleError } from '../../../../shared/errors.ts';
import { u8, u16le, u32le } from '../../byte-fields.ts';
import { decodeShiftJis } from '../../optical/shift-jis.ts';
import { type BlockImage, bytesOfSource, sourceOfBytes } from '../block-image.ts';
import type { ByteSource } from '../byte-source.ts';
import { flattenTracks, type SectorTrack, type TrackSector } from '../sector-tracks.ts';

const tableAt = 0x20;
const mostTracks = 164;
const headerBytes = tableAt + mostTracks * 4;
/** Older files have 160 tracks, and their first track begins where the table of newer ones goes on. */
const shortestHeaderBytes = tableAt + 4;
const sectorHeaderBytes = 16;
const mostSizeCode = 7;
const deletedMark = 0x10;
const mediaTypes = [0x00, 0x10, 0x20, 0x30, 0x40];

/** A file can hold several disks, one behind the other. */
export interface D88Disks {
  readonly disks: readonly BlockImage[];
  readonly warnings: readonly string[];
}

function readTrack(disk: Uint8Array, at: number, index: number): { track: SectorTrack; isWhole: boolean } {
  const sectors: TrackSector[] = [];
  let position = at;
  let announced = 1;
  let isWhole = true;
  for (let number = 0; number < announced; number++) {
    if (position + sectorHeaderBytes > disk.length) return { track: trackOf(index, sectors), isWhole: false };
    if (number === 0) announced = u16le(disk, position + 4);
    const sizeCode = u8(disk, position + 3);
    const status = u8(disk, position + 8);
    const storedBytes = u16le(disk, position + 14);
    const dataAt = position + sectorHeaderBytes;
    if (announced === 0 || sizeCode > mostSizeCode) break;
    const lengthBytes = storedBytes > 0 ? storedBytes : 128 << sizeCode;
    const isThere = storedBytes > 0 && dataAt + storedBytes <= disk.length;
    if (storedBytes > 0 && !isThere) isWhole = false;
    sectors.push({
      id: u8(disk, position + 2),
      data: isThere ? disk.subarray(dataAt, dataAt + storedBytes) : null,
      lengthBytes,
      isBad: status !== 0 && status !== deletedMark,
      isDeleted: u8(disk, position + 7) === deletedMark,
    });
    position = dataAt + storedBytes;
  }
  return { track: trackOf(index, sectors), isWhole };
}

/** Tracks count heads first; ID fields may say otherwise, for protection, and do not count. */
function trackOf(index: number, sectors: readonly TrackSector[]): SectorTrack {
  return { cylinder: index >> 1, head: index & 1, sectors };
}

function nameOf(disk: Uint8Array): string {
  const field = disk.subarray(0, 17);
  const end = field.indexOf(0);
  return decodeShiftJis(end < 0 ? field : field.subarray(0, end)).trim();
}

function openDisk(disk: Uint8Array): BlockImage | null {
  const tracks: SectorTrack[] = [];
  const warnings: string[] = [];
  const starts = Array.from({ length: mostTracks }, (_, index) => tableAt + index * 4);
  let firstTrackAt = headerBytes;
  let cutShort = 0;
  for (const [index, at] of starts.entries()) {
    if (at + 4 > Math.min(firstTrackAt, disk.length)) break;
    const start = u32le(disk, at);
    if (start === 0) continue;
    if (start < shortestHeaderBytes || start >= disk.length) {
      cutShort++;
      continue;
    }
    firstTrackAt = Math.min(firstTrackAt, start);
    const { track, isWhole } = readTrack(disk, start, index);
    if (!isWhole) cutShort++;
    if (track.sectors.length > 0) tracks.push(track);
  }
  if (cutShort > 0) warnings.push(`${cutShort} tracks are cut short or outside of the file.`);
  const flat = flattenTracks(tracks);
  if (!flat) return null;
  return {
    format: 'D88',
    sectorSize: flat.sectorSize,
    geometry: flat.geometry,
    flaws: flat.flaws,
    comment: nameOf(disk),
    warnings: [...warnings, ...flat.warnings],
    ...sourceOfBytes(flat.bytes),
  };
}

/** @throws SpindleError bad-image when there is not one disk with a sector */
export function openD88(source: ByteSource): D88Disks {
  const file = bytesOfSource(source, 'D88');
  const disks: BlockImage[] = [];
  const warnings: string[] = [];
  for (let at = 0; at + headerBytes <= file.length; ) {
    const sizeBytes = u32le(file, at + 0x1c);
    const isDisk = sizeBytes >= shortestHeaderBytes && mediaTypes.includes(u8(file, at + 0x1b));
    if (!isDisk) break;
    const disk = openDisk(file.subarray(at, at + sizeBytes));
    if (disk) disks.push(disk);
    else warnings.push(`The disk at byte ${at} of the file is empty: it was never formatted.`);
    at += sizeBytes;
  }
  if (disks.length === 0)
    throw new SpindleError('bad-image', 'This is no D88 file with a formatted disk in it.', {
      sizeBytes: file.length,
    });
  return { disks, warnings };
}
