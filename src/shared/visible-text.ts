/** Names as media give them, written so that what cannot be seen is seen: they must steer neither a terminal nor a line of text. */

/** C0, DEL, C1, and what changes the order of a line (Unicode bidirectional algorithm, UAX #9: embeddings, overrides, isolates). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are just what is looked for
const unseen = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** @returns the text with each such character as `‹U+202E›`; for people, never for a path that is opened */
export function visibleText(text: string): string {
  return text.replace(unseen, (character) => {
    const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    return `\u2039U+${code}\u203a`;
  });
}

const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const firstStrongIsolate = '\u2068';
const popDirectionalIsolate = '\u2069';

/** The same for the middle of a sentence, which a name written from right to left must not turn round (UAX #9, FSI and PDI). */
export function visibleInSentence(text: string): string {
  const visible = visibleText(text);
  return rightToLeft.test(visible) ? `${firstStrongIsolate}${visible}${popDirectionalIsolate}` : visible;
}
