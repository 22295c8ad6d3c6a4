/** Shift-JIS as CD-TEXT's MS-JIS uses it: what every host of this layer can decode, turned round for encoding. */

const decoder = new TextDecoder('shift_jis');

export function decodeShiftJis(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

let pairsByCharacter: ReadonlyMap<string, number> | null = null;

/** JIS X 0208 proper comes first, so that its own code wins over the copies vendors made in rows of their own. */
const leadRanges = [
  [0x81, 0x84],
  [0x88, 0x9f],
  [0xe0, 0xea],
  [0x85, 0x87],
  [0xed, 0xfc],
] as const;

function buildPairs(): ReadonlyMap<string, number> {
  const pairs = new Map<string, number>();
  for (const [firstLead, lastLead] of leadRanges) {
    for (let lead = firstLead; lead <= lastLead; lead++) {
      for (let trail = 0x40; trail <= 0xfc; trail++) {
        const text = decoder.decode(Uint8Array.of(lead, trail));
        if ([...text].length === 1 && text !== '\ufffd' && !pairs.has(text))
          pairs.set(text, (lead << 8) | trail);
      }
    }
  }
  return pairs;
}

/** Both bytes of a character in one number; null for a character that has no two-byte code. */
export function shiftJisPair(character: string): number | null {
  pairsByCharacter ??= buildPairs();
  return pairsByCharacter.get(character) ?? null;
}

/** Latin letters, digits and signs as they stand among two-byte characters; others as they are. */
export function fullWidth(character: string): string {
  const code = character.charCodeAt(0);
  if (code === 0x20) return '\u3000';
  return code > 0x20 && code < 0x7f ? String.fromCharCode(code + 0xfee0) : character;
}
