/**
 * Names as people ask for them: `*` and `?` within a name, `**` for any number of folders. A pattern without a slash is
 * looked for in every folder, one with a slash from the root. Case does not count: old media were not agreed on it.
 */
import { escapeLetter } from '../../../shared/path-pattern.ts';

type Token = 'any' | 'one' | { readonly letter: string };

export interface NamePattern {
  /** As it was given. */
  readonly text: string;
  /** @param names of the folders on the way from the root, the entry's own at the end */
  matches(names: readonly string[]): boolean;
}

const anyFolders = '**';

export function namePattern(text: string): NamePattern {
  const isAnchored = text.includes('/');
  const parts = text.split('/').filter((part) => part !== '' && part !== '.');
  const segments = (isAnchored ? parts : [anyFolders, ...parts]).map((part) =>
    part === anyFolders ? anyFolders : tokensOf(part),
  );
  return { text, matches: (names) => parts.length > 0 && matchSegments(segments, names) };
}

function tokensOf(part: string): readonly Token[] {
  const tokens: Token[] = [];
  let isEscaped = false;
  for (const letter of part.toLowerCase()) {
    if (isEscaped) tokens.push({ letter });
    else if (letter === '*') tokens.push('any');
    else if (letter === '?') tokens.push('one');
    else if (letter !== escapeLetter) tokens.push({ letter });
    isEscaped = !isEscaped && letter === escapeLetter;
  }
  return tokens;
}

/** Both walk with one place to come back to, so that no name and no pattern costs more than their lengths multiplied. */
function matchSegments(
  segments: readonly (typeof anyFolders | readonly Token[])[],
  names: readonly string[],
): boolean {
  return matchWithStars(
    segments,
    names,
    (segment) => segment === anyFolders,
    (segment, name) => matchName(segment as readonly Token[], name),
  );
}

function matchName(tokens: readonly Token[], name: string): boolean {
  return matchWithStars(
    tokens,
    [...name.toLowerCase()],
    (token) => token === 'any',
    (token, letter) => token === 'one' || (token as { letter: string }).letter === letter,
  );
}

function matchWithStars<P, I>(
  pattern: readonly P[],
  items: readonly I[],
  isStar: (part: P) => boolean,
  isMatch: (part: P, item: I) => boolean,
): boolean {
  let part = 0;
  let item = 0;
  let star = -1;
  let starItem = 0;
  while (item < items.length) {
    const here = pattern[part];
    if (here !== undefined && isStar(here)) {
      star = part++;
      starItem = item;
    } else if (here !== undefined && isMatch(here, items[item]!)) {
      part++;
      item++;
    } else if (star >= 0) {
      part = star + 1;
      item = ++starItem;
    } else return false;
  }
  while (part < pattern.length && isStar(pattern[part]!)) part++;
  return part === pattern.length;
}
