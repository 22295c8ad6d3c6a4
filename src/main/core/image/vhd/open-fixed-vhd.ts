/** Fixed VHD: a raw disk with a footer of 512 bytes behind it (Virtual Hard Disk Image Format Specification, 2006). */
import { SpindleError } from '../../../../shared/errors.ts';
import { hasBytes, u8, u16be, u32be } from '../../byte-fields.ts';
import { type BlockImage, partOfSource } from '../block-image.ts';
import type { ByteSource } from '../byte-source.ts';

const footerBytes = 512;
const sectorBytes = 512;
const fixedDisk = 2;

/** The complement of the sum of all bytes but those of the checksum. */
function checksum(footer: Uint8Array): number {
  let sum = 0;
  for (const [at, byte] of footer.entries()) if (at < 64 || at >= 68) sum += byte;
  return ~sum >>> 0;
}

/** @throws SpindleError bad-image without a footer, unsupported for disks that grow */
export function openFixedVhd(source: ByteSource): BlockImage {
  const footer = new Uint8Array(footerBytes);
  if (source.sizeBytes >= footerBytes) source.read(source.sizeBytes - footerBytes, footer);
  if (!hasBytes(footer, 0, 'conectix'))
    throw new SpindleError('bad-image', 'This is no VHD file: its footer is missing.', {
      sizeBytes: source.sizeBytes,
    });
  if (u32be(footer, 60) !== fixedDisk)
    throw new SpindleError(
      'unsupported',
      'This VHD file keeps only what was written. Convert it to a fixed one first.',
      {
        diskType: u32be(footer, 60),
      },
    );
  const announced = u32be(footer, 48) * 0x1_0000_0000 + u32be(footer, 52);
  const present = source.sizeBytes - footerBytes;
  const warnings: string[] = [];
  if (checksum(footer) !== u32be(footer, 64)) warnings.push('The checksum of the footer is wrong.');
  if (announced !== present)
    warnings.push(`The footer announces ${announced} bytes, the file has ${present}; the file counts.`);
  const [cylinders, heads, sectorsPerTrack] = [u16be(footer, 56), u8(footer, 58), u8(footer, 59)];
  return {
    format: 'VHD (fixed)',
    sectorSize: sectorBytes,
    geometry:
      cylinders > 0 && heads > 0 && sectorsPerTrack > 0 ? { cylinders, heads, sectorsPerTrack } : null,
    flaws: [],
    comment: '',
    warnings,
    ...partOfSource(source, 0, present),
  };
}
