/** What a photo says of itself in its first bytes: that it is one, and how large. A name or an ending proves nothing. */

export type PictureType = 'image/jpeg' | 'image/png' | 'image/webp';

/** No camera makes a larger photo; one is read whole. */
export const largestPhotoBytes = 64 * 1024 * 1024;

export interface PictureHeader {
  readonly mediaType: PictureType;
  readonly width: number;
  readonly height: number;
}

export const pictureEndings: Readonly<Record<PictureType, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
};

/** Where a picture lies in the folder of assets: by what it is. @param sha256 lower-case hex */
export function picturePath(sha256: string, mediaType: PictureType): string {
  return `${sha256.slice(0, 2)}/${sha256}.${pictureEndings[mediaType]}`;
}

const pathOfPicture = /^([0-9a-f]{2})\/(\1[0-9a-f]{62})\.(?:jpg|png|webp)$/;

/** Whether it is one that `picturePath` gives: others never lead anywhere. */
export function isPicturePath(path: string): boolean {
  return pathOfPicture.test(path);
}

/** The hash of the picture that lies there. @param path one of `picturePath` */
export function hashInPicturePath(path: string): string {
  return pathOfPicture.exec(path)![2]!;
}

/** Enough for the segments cameras put before the size. */
export const pictureHeadBytes = 512 * 1024;

/** A picture larger than this is none a camera made; it would only fill memory when it is shown. */
const largestEdge = 65_535;

/** @param head the first bytes of the file @returns null where it is no JPEG, PNG or WebP */
export function readPictureHeader(head: Uint8Array): PictureHeader | null {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const found = readPng(view) ?? readJpeg(view) ?? readWebp(view);
  if (!found || found.width < 1 || found.height < 1) return null;
  return found.width <= largestEdge && found.height <= largestEdge ? found : null;
}

function hasText(view: DataView, at: number, text: string): boolean {
  return (
    at + text.length <= view.byteLength &&
    [...text].every((letter, index) => view.getUint8(at + index) === letter.charCodeAt(0))
  );
}

/** PNG (ISO/IEC 15948) 5.2 and 11.2.2: the signature, then IHDR. */
function readPng(view: DataView): PictureHeader | null {
  if (view.byteLength < 24 || !hasText(view, 0, '\u0089PNG\r\n\u001a\n') || !hasText(view, 12, 'IHDR'))
    return null;
  return { mediaType: 'image/png', width: view.getUint32(16), height: view.getUint32(20) };
}

/** ITU-T T.81 B.1.1 and B.2.2: markers with lengths, up to the first frame header. */
function readJpeg(view: DataView): PictureHeader | null {
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return null;
  for (let at = 2; at + 9 <= view.byteLength; ) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at++;
      continue;
    }
    // SOF0 to SOF15, without DHT, JPG and DAC.
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame)
      return { mediaType: 'image/jpeg', width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    const lengthBytes = view.getUint16(at + 2);
    if (lengthBytes < 2) return null;
    at += 2 + lengthBytes;
  }
  return null;
}

/** RFC 9649: a RIFF file of the form WEBP whose first chunk has the size. */
function readWebp(view: DataView): PictureHeader | null {
  if (view.byteLength < 30 || !hasText(view, 0, 'RIFF') || !hasText(view, 8, 'WEBP')) return null;
  const size = webpSize(view);
  return size && { mediaType: 'image/webp', ...size };
}

function webpSize(view: DataView): { width: number; height: number } | null {
  const uint24 = (at: number) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
  if (hasText(view, 12, 'VP8X')) return { width: uint24(24) + 1, height: uint24(27) + 1 };
  if (hasText(view, 12, 'VP8L')) {
    if (view.getUint8(20) !== 0x2f) return null;
    const bits = view.getUint32(21, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  if (!hasText(view, 12, 'VP8 ')) return null;
  if (uint24(23) !== 0x2a_01_9d) return null;
  return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
}
