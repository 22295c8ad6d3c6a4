/** Tables that people and spreadsheets wrote: whatever their encoding and delimiter, read or refused with the line. */
import { SpindleError } from '../../../shared/errors.ts';

export const csvDelimiters = [',', ';', '\t', '|'] as const;
export type CsvDelimiter = (typeof csvDelimiters)[number];

export interface CsvRecord {
  /** Line of the file it begins in, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

const mostRecords = 200_000;
const mostCells = 200;

/** The text of a table. UTF-8 where the bytes are that, else Windows-1252, which every byte is a character of. */
export function decodeTable(bytes: Uint8Array): { readonly text: string; readonly encoding: string } {
  const startsWith = (...mark: number[]) => mark.every((byte, index) => bytes[index] === byte);
  if (startsWith(0xff, 0xfe)) return { text: decoded('utf-16le', bytes.subarray(2)), encoding: 'UTF-16' };
  if (startsWith(0xfe, 0xff)) return { text: decoded('utf-16be', bytes.subarray(2)), encoding: 'UTF-16' };
  const body = startsWith(0xef, 0xbb, 0xbf) ? bytes.subarray(3) : bytes;
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
    return { text, encoding: 'UTF-8' };
  } catch {
    return { text: decoded('windows-1252', body), encoding: 'Windows-1252' };
  }
}

function decoded(label: string, bytes: Uint8Array): string {
  return new TextDecoder(label).decode(bytes);
}

/** The delimiter that cuts the first lines into the same number of cells, and into most; a comma where none does. */
export function detectDelimiter(text: string): CsvDelimiter {
  const ranked = csvDelimiters.map((delimiter) => {
    const widths: number[] = [];
    try {
      for (const { cells } of csvRecords(text.slice(0, 64 * 1024), delimiter, true)) {
        widths.push(cells.length);
        if (widths.length === 20) break;
      }
    } catch {
      return { delimiter, cells: 0 };
    }
    const [first = 1] = widths;
    const same = widths.filter((width) => width === first).length;
    return { delimiter, cells: first > 1 ? (same / widths.length) * first : 0 };
  });
  return ranked.reduce((best, one) => (one.cells > best.cells ? one : best)).delimiter;
}

/**
 * Records of RFC 4180, lenient where nothing is in doubt: any line ends, blank lines, blanks around quotes. A guard
 * apostrophe before a formula, as our own exports have it, is taken away again.
 *
 * @param isCut the text ends somewhere; its last record may be half and is left out
 * @throws SpindleError bad-request with the line
 */
export function* csvRecords(text: string, delimiter: CsvDelimiter, isCut = false): Generator<CsvRecord> {
  let position = 0;
  let line = 1;
  let count = 0;
  while (position < text.length) {
    const startLine = line;
    const cells: string[] = [];
    let ended = false;
    while (!ended) {
      if (text[position] === '"') {
        const quoted = readQuoted(text, position, delimiter, startLine, isCut);
        if (quoted === null) return;
        cells.push(unguarded(quoted.value));
        line += quoted.lines;
        position = quoted.next;
      } else {
        const start = position;
        while (position < text.length && !isEnd(text[position]!, delimiter)) position++;
        cells.push(unguarded(text.slice(start, position).trim()));
      }
      if (cells.length > mostCells) throw badTable(startLine, `it has more than ${mostCells} cells`);
      const end = text[position];
      position++;
      if (end === delimiter) continue;
      ended = true;
      if (end === '\r' && text[position] === '\n') position++;
      if (end === undefined && isCut) return;
      line++;
    }
    if (cells.every((cell) => cell === '')) continue;
    if (++count > mostRecords) throw badTable(startLine, `the table has more than ${mostRecords} lines`);
    yield { line: startLine, cells };
  }
}

function isEnd(character: string, delimiter: CsvDelimiter): boolean {
  return character === delimiter || character === '\n' || character === '\r';
}

function readQuoted(
  text: string,
  start: number,
  delimiter: CsvDelimiter,
  line: number,
  isCut: boolean,
): { readonly value: string; readonly next: number; readonly lines: number } | null {
  let value = '';
  let position = start + 1;
  for (;;) {
    const quote = text.indexOf('"', position);
    if (quote === -1) {
      if (isCut) return null;
      throw badTable(line, 'a quotation mark in it is never closed');
    }
    value += text.slice(position, quote);
    if (text[quote + 1] !== '"') {
      position = quote + 1;
      break;
    }
    value += '"';
    position = quote + 2;
  }
  while (text[position] === ' ') position++;
  const after = text[position];
  if (after !== undefined && !isEnd(after, delimiter))
    throw badTable(line, 'something follows a closing quotation mark');
  return { value, next: position, lines: value.split('\n').length - 1 };
}

function unguarded(cell: string): string {
  return /^'[=+\-@]/.test(cell) ? cell.slice(1) : cell;
}

/** What a spreadsheet would compute when the cell is opened again: numbers and words with a dash in front are not that. */
export function isFormula(cell: string): boolean {
  return /^[=@]/.test(cell) || /^[+-](?!\s)(?![\d.,\s]*$).*[(|!]/.test(cell);
}

function badTable(line: number, what: string): SpindleError {
  return new SpindleError(
    'bad-request',
    `Line ${line} of the table cannot be read: ${what}. Nothing was imported.`,
    {
      line,
      what,
    },
  );
}
