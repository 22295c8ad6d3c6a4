/** The words of a cdrdao toc file (cdrdao(1), "TOC-FILE FORMAT"). */
import { SpindleError } from '../../../../shared/errors.ts';

export interface TocToken {
  readonly kind: 'word' | 'string' | 'time' | 'number' | 'offset' | 'sign';
  /** Strings without quotes and escapes, offsets without their #. */
  readonly text: string;
  readonly line: number;
}

const shownCharacters = 60;
const blank = /(?:\s+|\/\/[^\n\r]*)+/y;
const plain: readonly (readonly [TocToken['kind'], RegExp])[] = [
  ['time', /\d{1,3}:\d{1,2}:\d{1,2}(?![\w:])/y],
  ['number', /\d+(?![\w:])/y],
  ['offset', /#\d+(?!\w)/y],
  ['word', /[A-Za-z_][A-Za-z0-9_]*/y],
  ['sign', /[{}:,]/y],
];
const quoted = /"([^"\\]*(?:\\[\s\S][^"\\]*)*)"/y;

export function refuseToc(line: number, why: string): SpindleError {
  return new SpindleError('bad-image', `Line ${line} of the toc file cannot be used: ${why}.`, { line });
}

/** Quotes and backslashes are escaped, other bytes may be octal. */
function unescaped(text: string): string {
  return text.replace(/\\([0-7]{3}|[\s\S])/g, (_, escaped: string) =>
    escaped.length === 3 ? String.fromCharCode(Number.parseInt(escaped, 8) & 0xff) : escaped,
  );
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function lineBreaks(text: string): number {
  return text.split(/\r\n|\r|\n/).length - 1;
}

/** @throws SpindleError bad-image at the first sign that begins no token */
export function tocTokens(text: string): readonly TocToken[] {
  const tokens: TocToken[] = [];
  let at = 0;
  let line = 1;
  const advance = (match: RegExpExecArray): void => {
    at += match[0].length;
    line += lineBreaks(match[0]);
  };
  while (at < text.length) {
    const space = matchAt(blank, text, at);
    if (space) {
      advance(space);
      continue;
    }
    const string = matchAt(quoted, text, at);
    if (string) {
      tokens.push({ kind: 'string', text: unescaped(string[1]!), line });
      advance(string);
      continue;
    }
    const token = plain.reduce<TocToken | null>((found, [kind, pattern]) => {
      const match = found ? null : matchAt(pattern, text, at);
      return match ? { kind, text: match[0], line } : found;
    }, null);
    if (token === null)
      throw refuseToc(line, `"${text.slice(at, at + shownCharacters).split('\n')[0]}" is no word of it`);
    tokens.push(token.kind === 'offset' ? { ...token, text: token.text.slice(1) } : token);
    at += token.text.length;
  }
  return tokens;
}
