/** Pictures a browser shows by itself, by what they begin with; and how large they are before anything decodes them. */

export interface PictureKind {
  readonly mediaType: 'image/png' | 'image/jpeg' | 'image/gif' | 'image/bmp';
  readonly width: number;
  readonly height: number;
}

function ascii(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}

/** SOF0 to SOF15 without DHT, JPG and DAC (ITU-T T.81, table B.1). */
function isFrameHeader(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

/** T.81, B.2.2: the first frame header has the size. */
function jpegSize(view: DataView): { width: number; height: number } | null {
  for (let at = 2; at + 9 <= view.byteLength; ) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (isFrameHeader(marker)) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    at += 2 + Math.max(2, view.getUint16(at + 2));
  }
  return null;
}

/** @param bytes the beginning of a file; null when it is no picture, or its size is not told there */
export function pictureKind(bytes: Uint8Array): PictureKind | null {
  if (bytes.length < 26) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // PNG, 5.2 and 11.2.2.
  if (ascii(bytes, 1, 3) === 'PNG' && bytes[0] === 0x89)
    return { mediaType: 'image/png', width: view.getUint32(16), height: view.getUint32(20) };
  if (/^GIF8[79]a$/.test(ascii(bytes, 0, 6)))
    return { mediaType: 'image/gif', width: view.getUint16(6, true), height: view.getUint16(8, true) };
  // The header's own length follows the file header; 40 and more are those of Windows.
  if (ascii(bytes, 0, 2) === 'BM' && view.getUint32(14, true) >= 40)
    return {
      mediaType: 'image/bmp',
      width: Math.abs(view.getInt32(18, true)),
      height: Math.abs(view.getInt32(22, true)),
    };
  if (bytes[0] === 0xff && bytes[1] === 0xd8) {
    const size = jpegSize(view);
    return size && { mediaType: 'image/jpeg', ...size };
  }
  return null;
}
