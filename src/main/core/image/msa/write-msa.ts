/** MSA as the archiver writes it: a track is packed where that makes it shorter. */
import { SpindleError } from '../../../../shared/errors.ts';
import type { BlockGeometry } from '../block-image.ts';
import {
  headerBytes,
  mostCylinders,
  mostSectorsPerTrack,
  msaMagic,
  runMarker,
  sectorBytes,
} from './open-msa.ts';

/** A run costs four bytes, and the marker itself can only be told by one. */
const shortestRun = 5;

function pack(track: Uint8Array): Uint8Array {
  const packed: number[] = [];
  for (let at = 0; at < track.length; ) {
    const byte = track[at]!;
    let end = at + 1;
    while (end < track.length && track[end] === byte) end++;
    const count = end - at;
    if (count >= shortestRun || byte === runMarker) packed.push(runMarker, byte, count >> 8, count & 0xff);
    else for (let copy = 0; copy < count; copy++) packed.push(byte);
    at = end;
  }
  return Uint8Array.from(packed);
}

/** @throws SpindleError unsupported for a disk MSA cannot hold */
export function writeMsa(
  image: Uint8Array,
  { cylinders, heads, sectorsPerTrack }: BlockGeometry,
): Uint8Array {
  const trackBytes = sectorsPerTrack * sectorBytes;
  const fits =
    cylinders >= 1 &&
    cylinders <= mostCylinders &&
    (heads === 1 || heads === 2) &&
    sectorsPerTrack >= 1 &&
    sectorsPerTrack <= mostSectorsPerTrack &&
    image.length === cylinders * heads * trackBytes;
  if (!fits)
    throw new SpindleError('unsupported', 'MSA holds disks of whole tracks of 512-byte sectors only.', {
      sizeBytes: image.length,
    });
  const parts: Uint8Array[] = [];
  for (let at = 0; at < image.length; at += trackBytes) {
    const track = image.subarray(at, at + trackBytes);
    const packed = pack(track);
    parts.push(packed.length < trackBytes ? packed : track);
  }
  const file = new Uint8Array(parts.reduce((sum, part) => sum + 2 + part.length, headerBytes));
  const view = new DataView(file.buffer);
  [msaMagic, sectorsPerTrack, heads - 1, 0, cylinders - 1].forEach((word, index) => {
    view.setUint16(index * 2, word);
  });
  let at = headerBytes;
  for (const part of parts) {
    view.setUint16(at, part.length);
    file.set(part, at + 2);
    at += 2 + part.length;
  }
  return file;
}
