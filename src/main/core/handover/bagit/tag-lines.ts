/** `Label: value` lines as in `bag-info.txt` (RFC 8493, 2.2.2); labels may come several times, and order counts. */
export interface TagLine {
  readonly label: string;
  readonly value: string;
}

/** @returns the lines, and the numbers of those that are none */
export function parseTagLines(text: string): { readonly lines: TagLine[]; readonly oddLines: number[] } {
  const lines: { label: string; parts: string[] }[] = [];
  const oddLines: number[] = [];
  splitLines(text).forEach((line, index) => {
    if (line.trim() === '') return;
    const last = lines.at(-1);
    const colon = line.indexOf(':');
    if (/^[ \t]/.test(line) && last) last.parts.push(line.trim());
    else if (colon > 0)
      lines.push({ label: line.slice(0, colon).trim(), parts: [line.slice(colon + 1).trim()] });
    else oddLines.push(index + 1);
  });
  return { lines: lines.map(({ label, parts }) => ({ label, value: parts.join(' ') })), oddLines };
}

/** A line end of any system. */
export function splitLines(text: string): string[] {
  return text.split(/\r\n|\n|\r/);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are just what is replaced
const controlCharacters = /[\u0000-\u001f\u007f]+/g;

/** Values stay on one line: other programs fold and unfold them differently. */
export function tagLinesText(lines: readonly TagLine[]): string {
  const oneLine = (value: string) => value.toWellFormed().replace(controlCharacters, ' ').trim();
  return lines.map(({ label, value }) => `${label}: ${oneLine(value)}\n`).join('');
}
