/** Magic Shadow Archiver, the Atari ST's image format: tracks, each as it is or with its runs shortened. */
import { SpindleError } from '../../../../shared/errors.ts';
import { u8, u16be } from '../../byte-fields.ts';
import { addFlaw, type BlockImage, bytesOfSource, type Flaw, sourceOfBytes } from '../block-image.ts';
import type { ByteSource } from '../byte-source.ts';

export const msaMagic = 0x0e0f;
export const runMarker = 0xe5;
export const headerBytes = 10;
export const sectorBytes = 512;
/** As far as the heads of any 3.5 inch drive reach, and the densest track there is. */
export const mostCylinders = 86;
export const mostSectorsPerTrack = 48;

/** @returns how many bytes of the track were made */
function expand(packed: Uint8Array, track: Uint8Array): number {
  let made = 0;
  for (let at = 0; at < packed.length && made < track.length; ) {
    const byte = u8(packed, at);
    if (byte !== runMarker) {
      track[made++] = byte;
      at++;
      continue;
    }
    if (at + 4 > packed.length) break;
    const count = Math.min(u16be(packed, at + 2), track.length - made);
    track.fill(u8(packed, at + 1), made, made + count);
    made += count;
    at += 4;
  }
  return made;
}

/** @throws SpindleError bad-image when the header is none */
export function openMsa(source: ByteSource): BlockImage {
  const file = bytesOfSource(source, 'MSA');
  const isHeader = file.length >= headerBytes && u16be(file, 0) === msaMagic;
  const [sectorsPerTrack, sides, first, last] = isHeader ? [2, 4, 6, 8].map((at) => u16be(file, at)) : [];
  if (
    sectorsPerTrack === undefined ||
    sectorsPerTrack < 1 ||
    sectorsPerTrack > mostSectorsPerTrack ||
    sides! > 1 ||
    first! > last! ||
    last! >= mostCylinders
  )
    throw new SpindleError('bad-image', 'This is no MSA image: its header is none of the format.', {
      sizeBytes: file.length,
    });
  const heads = sides! + 1;
  const trackBytes = sectorsPerTrack * sectorBytes;
  const bytes = new Uint8Array((last! + 1) * heads * trackBytes);
  const flaws: Flaw[] = [];
  const warnings: string[] = [];
  if (first! > 0) {
    warnings.push(`The image begins at cylinder ${first}; what stands before it is missing.`);
    addFlaw(flaws, { state: 'missing', offsetBytes: 0, lengthBytes: first! * heads * trackBytes });
  }
  let at = headerBytes;
  for (let offset = first! * heads * trackBytes; offset < bytes.length; offset += trackBytes) {
    const track = bytes.subarray(offset, offset + trackBytes);
    const stored = at + 2 <= file.length ? u16be(file, at) : 0;
    const packed = file.subarray(at + 2, at + 2 + stored);
    at += 2 + stored;
    const isPlain = stored === trackBytes;
    if (isPlain) track.set(packed);
    const made = isPlain ? packed.length : expand(packed, track);
    if (made < trackBytes)
      addFlaw(flaws, { state: 'missing', offsetBytes: offset + made, lengthBytes: trackBytes - made });
  }
  if (flaws.length > (first! > 0 ? 1 : 0))
    warnings.push('Some tracks are cut short; what is missing cannot be read.');
  return {
    format: 'MSA',
    sectorSize: sectorBytes,
    geometry: { cylinders: last! + 1, heads, sectorsPerTrack },
    flaws,
    comment: '',
    warnings,
    ...sourceOfBytes(bytes),
  };
}
