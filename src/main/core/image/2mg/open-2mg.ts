/** 2IMG of Apple II emulators: a header, a disk in DOS or ProDOS order, and a comment. */
import { SpindleError } from '../../../../shared/errors.ts';
import { hasBytes, u16le, u32le } from '../../byte-fields.ts';
import { type BlockImage, partOfSource } from '../block-image.ts';
import type { ByteSource } from '../byte-source.ts';

const headerBytes = 64;
const blockBytes = 512;
const orders = ['DOS 3.3 order', 'ProDOS order'] as const;
const largestCommentBytes = 64 * 1024;

/** @throws SpindleError bad-image for a header that is none, unsupported for images of nibbles */
export function open2mg(source: ByteSource): BlockImage {
  const header = new Uint8Array(headerBytes);
  if (source.sizeBytes >= headerBytes) source.read(0, header);
  if (!hasBytes(header, 0, '2IMG'))
    throw new SpindleError('bad-image', 'This is no 2IMG file: its header is missing.', {
      sizeBytes: source.sizeBytes,
    });
  const order = orders[u32le(header, 12)];
  if (!order)
    throw new SpindleError(
      'unsupported',
      'This 2IMG file holds the nibbles of a disk, which have no sectors here.',
      {
        imageFormat: u32le(header, 12),
      },
    );
  const startBytes = u32le(header, 24) || u16le(header, 8);
  // Some programs leave the length out and count blocks only.
  const announced = u32le(header, 28) || u32le(header, 20) * blockBytes;
  const present = Math.min(announced, source.sizeBytes - startBytes);
  if (present <= 0)
    throw new SpindleError('bad-image', 'The 2IMG file ends before its disk begins.', {
      startBytes,
      sizeBytes: source.sizeBytes,
    });
  const warnings =
    present < announced ? [`The disk has ${announced} bytes, the file only ${present} of them.`] : [];
  return {
    format: `2IMG (${order})`,
    sectorSize: blockBytes,
    geometry: null,
    flaws: [],
    comment: commentOf(source, u32le(header, 32), u32le(header, 36)),
    warnings,
    ...partOfSource(source, startBytes, present),
  };
}

function commentOf(source: ByteSource, startBytes: number, lengthBytes: number): string {
  if (startBytes === 0 || lengthBytes > largestCommentBytes || startBytes + lengthBytes > source.sizeBytes)
    return '';
  const bytes = new Uint8Array(lengthBytes);
  source.read(startBytes, bytes);
  return new TextDecoder('latin1').decode(bytes);
}
