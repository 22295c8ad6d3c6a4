/** What the files screen makes of bytes: encodings, pictures, and stretches that were not read. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pictureKind } from '../../src/renderer/screens/files/picture-kind.ts';
import { stateOfByte, stretches } from '../../src/renderer/screens/files/piece-bytes.ts';
import { decodeText, guessEncoding, looksLikeText } from '../../src/renderer/screens/files/text-encodings.ts';
import { pngOf } from '../support/image-scenarios.ts';

const bytes = (...values: number[]) => Uint8Array.from(values);
const latin = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

describe('the encoding of a text', () => {
  it.each([
    ['UTF-8', new TextEncoder().encode('Grüße aus Köln'), 'FAT12', 'utf-8'],
    ['ASCII', latin('plain words'), 'HFS', 'utf-8'],
    ['a UTF-16 mark', bytes(0xff, 0xfe, 0x41, 0), 'FAT12', 'utf-16le'],
    // IBM code page 437: u with diaeresis 81h, sharp s E1h, o with diaeresis 94h.
    ['DOS letters', latin('viele Gr\x81\xe1e aus K\x94ln'), 'FAT12', 'cp437'],
    ['DOS frames', latin('\xc9\xcd\xcd\xcd\xbb\r\n\xba ok \xba\r\n\xc8\xcd\xcd\xcd\xbc'), 'FAT12', 'cp437'],
    // ISO 8859-1: FCh, DFh, F6h.
    ['Latin-1', latin('viele Gr\xfc\xdfe aus K\xf6ln'), 'FAT16', 'windows-1252'],
    // Mac OS Roman: e with acute 8Eh.
    ['a Macintosh disk', latin('r\x8esum\x8e'), 'HFS Plus', 'macintosh'],
    ['an Amiga disk', latin('Gr\xfc\xdfe'), 'Amiga OFS', 'windows-1252'],
    // JIS X 0208 in Shift-JIS: konnichiwa, sekai.
    [
      'Shift-JIS',
      bytes(0x82, 0xb1, 0x82, 0xf1, 0x82, 0xc9, 0x82, 0xbf, 0x82, 0xcd, 0x90, 0xa2, 0x8a, 0x45),
      'FAT12',
      'shift_jis',
    ],
  ] as const)('of %s is found', (_what, text, filesystem, encoding) => {
    expect(guessEncoding(text, filesystem).encoding).toBe(encoding);
  });

  it('gives the text it stands for', () => {
    expect(decodeText(latin('Gr\x81\xe1e'), 'cp437')).toBe('Grüße');
    expect(decodeText(latin('r\x8esum\x8e'), 'macintosh')).toBe('résumé');
  });

  it('never fails, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (any) => {
        decodeText(any, guessEncoding(any, 'FAT12').encoding);
        looksLikeText(any);
        pictureKind(any);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a picture', () => {
  it('is known by its first bytes, with its size', () => {
    expect(pictureKind(pngOf(24, 16))).toEqual({ mediaType: 'image/png', width: 24, height: 16 });
    // GIF89a, logical screen 3 by 2.
    const gif = latin(`GIF89a\x03\0\x02\0${'\0'.repeat(16)}`);
    expect(pictureKind(gif)).toEqual({ mediaType: 'image/gif', width: 3, height: 2 });
    // JFIF: SOI, APP0 of 16 bytes, SOF0 with 5 lines of 7 samples.
    const jpeg = [
      0xff,
      0xd8,
      0xff,
      0xe0,
      0,
      16,
      ...new Array(14).fill(0),
      0xff,
      0xc0,
      0,
      11,
      8,
      0,
      5,
      0,
      7,
      1,
      0,
    ];
    expect(pictureKind(bytes(...jpeg))).toEqual({ mediaType: 'image/jpeg', width: 7, height: 5 });
    // BITMAPINFOHEADER of 40 bytes; a negative height is a picture from top to bottom.
    const bmp = new Uint8Array(54);
    bmp.set(latin('BM'));
    const view = new DataView(bmp.buffer);
    view.setUint32(14, 40, true);
    view.setInt32(18, 9, true);
    view.setInt32(22, -4, true);
    expect(pictureKind(bmp)).toEqual({ mediaType: 'image/bmp', width: 9, height: 4 });
    expect(pictureKind(latin('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toBeNull();
  });
});

it('is a text or not: a byte 00h never is, a form feed now and then is', () => {
  expect(looksLikeText(latin(`${'words '.repeat(50)}\f`))).toBe(true);
  expect(looksLikeText(latin('words\0words'))).toBe(false);
  expect(looksLikeText(latin('\x01\x02\x03words'))).toBe(false);
});

it('cuts a piece where its state changes, losing no byte', () => {
  const range = fc.tuple(fc.nat(400), fc.integer({ min: 1, max: 60 }));
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 1, maxLength: 200 }),
      fc.nat(100),
      fc.array(range, { maxLength: 4 }),
      fc.array(range, { maxLength: 4 }),
      (content, offset, unread, doubtful) => {
        const piece = { offset, bytes: Uint8Array.from(content), unread, doubtful };
        const parts = stretches(piece);
        expect(parts.flatMap((part) => [...part.bytes])).toEqual([...content]);
        for (const part of parts)
          expect(part.bytes.every((_, index) => stateOfByte(piece, part.offset + index) === part.state)).toBe(
            true,
          );
      },
    ),
    { numRuns: 200 },
  );
});
