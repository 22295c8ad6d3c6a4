/** How text is made findable: folded to bare lower-case letters and digits, on both sides of every comparison. */

/**
 * Folds case, width and diacritics: `Straße`, `STRASSE` and `Ｓｔｒａｓｓｅ` become the same. Marks are dropped, so a
 * fold may equate more than a reader of that script would: a search shows too much rather than too little.
 */
export function foldText(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toUpperCase()
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replaceAll('ς', 'σ');
}

/** The distinct words of a text, folded, in order. Everything but letters and digits separates; nothing can raise. */
export function searchWords(text: string): string[] {
  return [...new Set(foldText(text).match(/[\p{L}\p{N}]+/gu) ?? [])];
}

/** At least this many hex digits are taken for the beginning of a hash or of a dump's id. */
const minHexDigits = 8;

/** The hex digits of a query that is nothing else (dashes and spaces are left out), or null. */
export function hexPrefix(query: string): string | null {
  const digits = query.replace(/[\s-]/g, '').toLowerCase();
  return digits.length >= minHexDigits && digits.length <= 64 && /^[0-9a-f]+$/.test(digits) ? digits : null;
}

/** The first digits of a UUID with the dashes a whole one has. */
export function dashedUuidPrefix(digits: string): string {
  const ends = [8, 12, 16, 20];
  let dashed = '';
  for (let index = 0; index < digits.length; index++) {
    if (ends.includes(index)) dashed += '-';
    dashed += digits[index];
  }
  return dashed;
}
