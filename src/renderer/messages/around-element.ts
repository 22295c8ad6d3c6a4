/** Stands in a sentence where an element of the page, such as a link, will be: U+FFFC, OBJECT REPLACEMENT CHARACTER. */
export const elementHere = '\ufffc';

/** @returns what a sentence says before the element and after it */
export function aroundElement(sentence: string): readonly [before: string, after: string] {
  const [before = '', after = ''] = sentence.split(elementHere);
  return [before, after];
}
