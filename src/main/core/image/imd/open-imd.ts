/** ImageDisk (Dave Dunfield): a comment, then tracks, each sector with what is known of its reading. */
import { SpindleError } from '../../../../shared/errors.ts';
import { hasBytes, u8 } from '../../byte-fields.ts';
import { type BlockImage, bytesOfSource, sourceOfBytes } from '../block-image.ts';
import type { ByteSource } from '../byte-source.ts';
import { flattenTracks, type SectorTrack, type TrackSector } from '../sector-tracks.ts';

export const endOfComment = 0x1a;
const cylinderMapFlag = 0x80;
const headMapFlag = 0x40;
const trackHeaderBytes = 5;
const mostSizeCode = 6;
const highestMode = 5;

/** Records 1 to 8; even ones are one byte for the whole sector. */
const record = { isFill: (kind: number) => kind % 2 === 0 } as const;
const deletedKinds = [3, 4, 7, 8];
const badKinds = [5, 6, 7, 8];

export interface ImdImage extends BlockImage {
  /** Of each track in the file, in its order: data rate and encoding, 0 to 5. */
  readonly modes: readonly number[];
}

interface Reading {
  readonly track: SectorTrack;
  readonly mode: number;
  readonly nextAt: number;
}

/** @returns null when what stands there is no whole track */
function readTrack(file: Uint8Array, at: number): Reading | null {
  if (at + trackHeaderBytes > file.length) return null;
  const [mode, cylinder, headByte, count, sizeCode] = file.subarray(at, at + trackHeaderBytes) as unknown as [
    ...[number, number, number, number, number],
  ];
  const head = headByte & 0x3f;
  if (mode > highestMode || head > 1 || sizeCode > mostSizeCode) return null;
  const lengthBytes = 128 << sizeCode;
  const idsAt = at + trackHeaderBytes;
  let position = idsAt + count;
  if (headByte & cylinderMapFlag) position += count;
  if (headByte & headMapFlag) position += count;
  if (position > file.length) return null;
  const sectors: TrackSector[] = [];
  for (let index = 0; index < count; index++) {
    const id = u8(file, idsAt + index);
    if (position >= file.length) return null;
    const kind = u8(file, position++);
    if (kind > 8) return null;
    const flags = { id, lengthBytes, isBad: badKinds.includes(kind), isDeleted: deletedKinds.includes(kind) };
    if (kind === 0) {
      sectors.push({ ...flags, data: null });
      continue;
    }
    const storedBytes = record.isFill(kind) ? 1 : lengthBytes;
    if (position + storedBytes > file.length) return null;
    const stored = file.subarray(position, position + storedBytes);
    sectors.push({
      ...flags,
      data: storedBytes === 1 ? new Uint8Array(lengthBytes).fill(stored[0]!) : stored,
    });
    position += storedBytes;
  }
  return { track: { cylinder, head, sectors }, mode, nextAt: position };
}

/** @throws SpindleError bad-image when the header is none or no track can be read */
export function openImd(source: ByteSource): ImdImage {
  const file = bytesOfSource(source, 'ImageDisk');
  const commentEnd = file.indexOf(endOfComment);
  if (!hasBytes(file, 0, 'IMD ') || commentEnd < 0)
    throw new SpindleError('bad-image', 'This is no ImageDisk file: its header is missing.', {
      sizeBytes: file.length,
    });
  const tracks = new Map<string, SectorTrack>();
  const modes: number[] = [];
  const warnings: string[] = [];
  let at = commentEnd + 1;
  let repeated = 0;
  while (at < file.length) {
    const reading = readTrack(file, at);
    if (!reading) {
      warnings.push(
        `The track at byte ${at} of the file is damaged or cut short; from there on nothing can be read.`,
      );
      break;
    }
    const { track, mode, nextAt } = reading;
    const place = `${track.cylinder}/${track.head}`;
    if (tracks.has(place)) repeated++;
    else tracks.set(place, track);
    modes.push(mode);
    at = nextAt;
  }
  if (repeated > 0) warnings.push(`${repeated} tracks stand twice in the file; the first one counts.`);
  const flat = flattenTracks([...tracks.values()]);
  if (!flat)
    throw new SpindleError('bad-image', 'The ImageDisk file has not one sector that can be read.', {
      sizeBytes: file.length,
    });
  return {
    format: 'ImageDisk',
    sectorSize: flat.sectorSize,
    geometry: flat.geometry,
    flaws: flat.flaws,
    comment: new TextDecoder('latin1').decode(file.subarray(0, commentEnd)).trim(),
    warnings: [...warnings, ...flat.warnings],
    modes,
    ...sourceOfBytes(flat.bytes),
  };
}
