/** Tag files in the encoding `bagit.txt` names. */

const unmarked: Readonly<Record<string, string>> = { 'us-ascii': 'utf-8', ascii: 'utf-8', utf8: 'utf-8' };

/** @returns null when there is no such encoding, or the bytes are not of it */
export function decodeTagFile(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(labelFor(bytes, encoding.trim().toLowerCase()), { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** UTF-16 without more says its order with a mark (RFC 2781, 4.3); without one it is big-endian. */
function labelFor(bytes: Uint8Array, encoding: string): string {
  if (encoding !== 'utf-16' && encoding !== 'utf16') return unmarked[encoding] ?? encoding;
  return bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-16be';
}
