/** Photos by their first bytes: what other programs wrote is known, what is none is refused, and nothing throws. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPictureHeader } from '../../../src/main/core/catalogue/picture-header.ts';
import {
  jpegBaseline,
  jpegProgressive,
  png,
  webpExtended,
  webpLossless,
  webpLossy,
} from '../../support/photos.ts';

const known = [
  ['PNG', png, 'image/png', 1, 1],
  ['baseline JPEG', jpegBaseline, 'image/jpeg', 20, 10],
  ['progressive JPEG', jpegProgressive, 'image/jpeg', 20, 10],
  ['lossy WebP', webpLossy, 'image/webp', 1, 1],
  ['lossless WebP', webpLossless, 'image/webp', 1, 1],
  ['extended WebP', webpExtended, 'image/webp', 1, 1],
] as const;

describe('the header of a picture', () => {
  it.each(known)('of a %s is read', (_, bytes, mediaType, width, height) => {
    expect(readPictureHeader(bytes)).toEqual({ mediaType, width, height });
  });

  it('is read behind the large segments cameras write, and at any place of a buffer', () => {
    const segment = Buffer.concat([Buffer.from([0xff, 0xe1, 0xff, 0xff]), Buffer.alloc(0xffff - 2, 0xff)]);
    const camera = Buffer.concat([jpegBaseline.subarray(0, 2), segment, segment, jpegBaseline.subarray(2)]);
    const moved = Buffer.concat([Buffer.alloc(7), camera]).subarray(7);
    expect(readPictureHeader(moved)).toEqual({ mediaType: 'image/jpeg', width: 20, height: 10 });
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['a text', Buffer.from('Not a photo at all, whatever its name ends with.')],
    ['a page with a picture in its name', Buffer.from('<svg onload="alert(1)"/>'.padEnd(64))],
    ['a GIF', Buffer.from('GIF89a\u0001\u0000\u0001\u0000\u0000\u0000\u0000'.padEnd(64), 'latin1')],
    ['a RIFF that is sound', Buffer.from('RIFF....WAVEfmt '.padEnd(64))],
    ['a JPEG that ends before its size', jpegBaseline.subarray(0, 20)],
    ['a JPEG whose segment has no length', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0, 0, 0, 0, 0, 0, 0])],
    ['a PNG without extent', Buffer.concat([png.subarray(0, 16), Buffer.alloc(8), png.subarray(24)])],
    ['a PNG no memory holds', Buffer.concat([png.subarray(0, 16), Buffer.alloc(8, 0xff), png.subarray(24)])],
  ])('is not found in %s', (_, bytes) => {
    expect(readPictureHeader(bytes)).toBeNull();
  });

  it('never throws and never says what cannot be, whatever the bytes are', () => {
    const altered = fc
      .tuple(
        fc.constantFrom(...known.map(([, bytes]) => bytes)),
        fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 8 }),
        fc.nat(),
      )
      .map(([bytes, changes, length]) => {
        const made = Uint8Array.from(bytes);
        for (const [at, value] of changes) made[at % made.length] = value;
        return made.subarray(0, length % (made.length + 1));
      });
    fc.assert(
      fc.property(fc.oneof(altered, fc.uint8Array({ maxLength: 200 })), (bytes) => {
        const found = readPictureHeader(bytes);
        if (!found) return;
        for (const edge of [found.width, found.height]) {
          expect(edge).toBeGreaterThanOrEqual(1);
          expect(edge).toBeLessThanOrEqual(65_535);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
