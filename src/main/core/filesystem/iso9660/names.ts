/** Names of files as the trees of a disc spell them. */

const utf8 = new TextDecoder('utf-8', { fatal: true });
const latin = new TextDecoder('latin1');
const ucs2 = new TextDecoder('utf-16be');

/** The standard allows few characters, writers allowed all: UTF-8 where it is that, else Latin-1. */
export function decodeName(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) {
    if (byte >= 0x80) return decodeHighBytes(bytes);
    text += String.fromCharCode(byte);
  }
  return text;
}

function decodeHighBytes(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return latin.decode(bytes);
  }
}

export function decodeJolietName(bytes: Uint8Array): string {
  return ucs2.decode(bytes.subarray(0, bytes.length & ~1));
}

/** `README.TXT;1` as `README.TXT`, `README.;1` as `README`. Later versions keep their number: they are other files. */
export function withoutVersion(name: string): string {
  const bare = name.endsWith(';1') ? name.slice(0, -2) : name;
  return bare.endsWith('.') && bare.length > 1 ? bare.slice(0, -1) : bare;
}
