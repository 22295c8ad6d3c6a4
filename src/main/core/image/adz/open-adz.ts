/** ADZ: an Amiga disk image in gzip, which other headerless images come in too. */
import { SpindleError } from '../../../../shared/errors.ts';
import { hasBytes } from '../../byte-fields.ts';
import { type BlockImage, bytesOfSource, largestFloppyBytes, sourceOfBytes } from '../block-image.ts';
import type { ByteSource } from '../byte-source.ts';
import type { Inflate } from '../inflate.ts';

const sectorBytes = 512;
const gzipMagic = [0x1f, 0x8b, 8];
const amigaSizes: ReadonlyMap<number, number> = new Map([
  [901_120, 11],
  [1_802_240, 22],
]);

/** @throws SpindleError bad-image when it is no gzip file or damaged */
export function openAdz(source: ByteSource, { gzip }: Inflate): BlockImage {
  const file = bytesOfSource(source, 'ADZ');
  if (!hasBytes(file, 0, gzipMagic))
    throw new SpindleError('bad-image', 'This is no ADZ image: it is not packed with gzip.', {
      sizeBytes: file.length,
    });
  const bytes = unpack(file, gzip);
  const sectorsPerTrack = amigaSizes.get(bytes.length);
  const rest = bytes.length % sectorBytes;
  return {
    format: 'ADZ',
    sectorSize: sectorBytes,
    geometry: sectorsPerTrack ? { cylinders: 80, heads: 2, sectorsPerTrack } : null,
    flaws: [],
    comment: '',
    warnings: rest === 0 ? [] : [`The image ends in ${rest} bytes that make no whole sector.`],
    ...sourceOfBytes(bytes),
  };
}

function unpack(file: Uint8Array, gzip: Inflate['gzip']): Uint8Array {
  try {
    return gzip(file, largestFloppyBytes);
  } catch {
    throw new SpindleError(
      'bad-image',
      'The packed image is damaged, cut short, or no floppy: it cannot be unpacked.',
      {
        sizeBytes: file.length,
      },
    );
  }
}
