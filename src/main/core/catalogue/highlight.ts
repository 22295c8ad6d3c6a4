/** Where in a text its words were found, for eyes. */
import type { TextRange } from '../../../shared/model/search.ts';
import { foldText } from './search-words.ts';

/**
 * @param fold as the search folds; applied to each character of the text by itself
 * @param foldedWords as the search folds them
 * @returns stretches in UTF-16 units, in order and apart from each other
 */
export function highlightRanges(
  text: string,
  foldedWords: readonly string[],
  fold: (text: string) => string = foldText,
): TextRange[] {
  let folded = '';
  /** By the position in `folded`, where the character that made it stands. */
  const starts: number[] = [];
  let at = 0;
  for (const character of text) {
    const part = fold(character);
    for (let unit = 0; unit < part.length; unit++) starts.push(at);
    folded += part;
    at += character.length;
  }
  starts.push(at);
  const found: [start: number, end: number][] = [];
  for (const word of foldedWords) {
    if (word === '') continue;
    for (let from = folded.indexOf(word); from >= 0; from = folded.indexOf(word, from + word.length))
      found.push([starts[from]!, endOf(starts, from + word.length - 1)]);
  }
  return joined(found).map(([start, end]) => [start, end - start]);
}

/** Behind the character a position belongs to. */
function endOf(starts: readonly number[], position: number): number {
  const start = starts[position]!;
  let next = position + 1;
  while (next < starts.length - 1 && starts[next] === start) next++;
  return starts[next]!;
}

function joined(ranges: [number, number][]): [number, number][] {
  const result: [number, number][] = [];
  for (const [start, end] of ranges.sort((a, b) => a[0] - b[0])) {
    const last = result.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else result.push([start, end]);
  }
  return result;
}
