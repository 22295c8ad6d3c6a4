/** Names as media give them, written so that what cannot be seen is seen: they must steer neither a terminal nor a line of text. */

/** C0, DEL, C1, and what changes the order of a line (Unicode bidirectional algorithm, UAX #9: embeddings, overrides, isolates). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are just what is looked for
const unseen = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** Whether there is any such character in it. */
export function hasUnseen(text: string): boolean {
  return visibleText(text) !== text;
}

/** @returns the text with each such character as `‹U+202E›`; for people, never for a path that is opened */
export function visibleText(text: string): string {
  return text.replace(unseen, numbered);
}

function numbered(character: string): string {
  return `\u2039U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}\u203a`;
}

const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const firstStrongIsolate = '\u2068';
const popDirectionalIsolate = '\u2069';

/**
 * The same for the middle of a sentence, which a name written from right to left must not turn round (UAX #9, FSI and PDI). What
 * is isolated already, as a sentence put into a sentence, is left so.
 */
export function visibleInSentence(text: string): string {
  const visible = isIsolated(text)
    ? text.replace(unseen, (character) => (isolates.test(character) ? character : numbered(character)))
    : visibleText(text);
  return rightToLeft.test(visible) ? `${firstStrongIsolate}${visible}${popDirectionalIsolate}` : visible;
}

const isolates = /[\u2066-\u2069]/;

/** Every isolate in it ends in it, so that nothing outside is touched. */
function isIsolated(text: string): boolean {
  let depth = 0;
  for (const character of text) {
    if (character === popDirectionalIsolate) depth--;
    else if (isolates.test(character)) depth++;
    if (depth < 0) return false;
  }
  return depth === 0;
}
