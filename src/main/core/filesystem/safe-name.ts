/** Names from a medium as names of files on any system: nothing in them leads elsewhere, is a device or hides a clash. */

/** Devices of DOS and Windows, whatever extension follows. */
const devices = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])( *)(\.|$)/i;
/** Room for what is put behind a name: `-2`, `.damaged-ranges.json`, `.part`. */
const longestBytes = 200;
const encoder = new TextEncoder();

function stemAndExtension(name: string): readonly [stem: string, extension: string] {
  const dot = name.lastIndexOf('.');
  return dot <= 0 || name.length - dot > 16 ? [name, ''] : [name.slice(0, dot), name.slice(dot)];
}

function shortened(name: string): string {
  if (encoder.encode(name).length <= longestBytes) return name;
  const [stem, extension] = stemAndExtension(name);
  const letters = [...stem];
  while (letters.length > 1 && encoder.encode(letters.join('') + extension).length > longestBytes)
    letters.pop();
  return letters.join('') + extension;
}

/**
 * The name itself where every system takes it, else one as near to it as can be. The same everywhere, so that an
 * extraction can be compared with another.
 */
export function safeFileName(name: string): string {
  const plain = name
    .toWellFormed()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are just what is replaced
    .replace(/[\u0000-\u001f\u007f/\\<>:"|?*]/g, '_')
    .replace(/[. ]+$/, (tail) => '_'.repeat(tail.length));
  const named = plain === '' ? '_' : plain;
  return shortened(devices.test(named) ? named.replace(/^[^.]+/, (stem) => `${stem}_`) : named);
}

/** `name.txt`, `name-2.txt`, `name-3.txt` ... */
export function* nameCandidates(name: string): Generator<string> {
  yield name;
  const [stem, extension] = stemAndExtension(name);
  for (let number = 2; ; number++) yield `${stem}-${number}${extension}`;
}

/** Equal for names that some system takes for one. */
export function foldedName(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

/**
 * Whether a link's target stays in the folder that is extracted to, wherever the links on its way lead: it is
 * relative, goes up at its beginning only, and never further up than the link is deep.
 * @param depth folders between the top and the link
 */
export function isSafeLinkTarget(target: string, depth: number): boolean {
  if (target === '' || target.includes('\0') || target.includes('\\') || /^([/~]|[a-z]:)/i.test(target))
    return false;
  const parts = target.split('/').filter((part) => part !== '' && part !== '.');
  const firstName = parts.findIndex((part) => part !== '..');
  const ups = firstName < 0 ? parts.length : firstName;
  return ups <= depth && !parts.slice(ups).includes('..');
}
