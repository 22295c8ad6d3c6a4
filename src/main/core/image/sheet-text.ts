/** The text of sheets (cue, toc, ccd), which say nowhere in which encoding they are written. */
import { SpindleError } from '../../../shared/errors.ts';

export type SheetEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'latin-1';

export interface SheetText {
  readonly text: string;
  readonly encoding: SheetEncoding;
}

/** The longest honest sheets (99 tracks, 99 indices each, texts in eight languages) stay far below. */
export const largestSheetBytes = 1024 * 1024;

function startsWith(bytes: Uint8Array, ...mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}

function latin1(bytes: Uint8Array): string {
  const chunk = 8192;
  let text = '';
  for (let at = 0; at < bytes.length; at += chunk) {
    text += String.fromCharCode(...bytes.subarray(at, at + chunk));
  }
  return text;
}

function withoutMark(text: string): string {
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}

/**
 * A byte order mark decides; without one UTF-8 if the bytes are valid UTF-8, else ISO 8859-1, which keeps every byte
 * apart, so that a person can still decode what was meant.
 * @throws SpindleError bad-image when the file is too large to be a sheet
 */
export function decodeSheet(bytes: Uint8Array): SheetText {
  if (bytes.length > largestSheetBytes) {
    throw new SpindleError(
      'bad-image',
      'This file is too large to be a sheet. Open the sheet, not the data file.',
      {
        sizeBytes: bytes.length,
        largestBytes: largestSheetBytes,
      },
    );
  }
  for (const encoding of ['utf-16le', 'utf-16be'] as const) {
    const mark = encoding === 'utf-16le' ? [0xff, 0xfe] : [0xfe, 0xff];
    if (startsWith(bytes, ...mark)) {
      return { text: withoutMark(new TextDecoder(encoding).decode(bytes)), encoding };
    }
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return { text: withoutMark(text), encoding: 'utf-8' };
  } catch {
    return { text: latin1(bytes), encoding: 'latin-1' };
  }
}

/** Lines by LF, CR LF or CR; an end-of-file mark of DOS (1A) ends the text. */
export function sheetLines(text: string): readonly string[] {
  const end = text.indexOf('\u001a');
  return (end < 0 ? text : text.slice(0, end)).split(/\r\n|\r|\n/);
}

/** Warnings of one sheet: a file that is no sheet at all must not drown the reader. */
export interface SheetWarnings {
  add(line: number | null, what: string): void;
  all(): readonly string[];
}

const mostWarnings = 100;

export function sheetWarnings(): SheetWarnings {
  const kept: string[] = [];
  let dropped = 0;
  return {
    add(line, what) {
      if (kept.length === mostWarnings) dropped++;
      else kept.push(line === null ? what : `Line ${line}: ${what}`);
    },
    all: () => (dropped === 0 ? kept : [...kept, `${dropped} more warnings were left out.`]),
  };
}

/** `mm:ss:ff` in sectors; null when it is no time. Minutes may have three digits, as cdrdao allows. */
export function parseDuration(text: string): number | null {
  const match = /^(\d{1,3}):(\d{1,2}):(\d{1,2})$/.exec(text);
  if (!match) return null;
  const [minute, second, frame] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return second < 60 && frame < 75 ? (minute * 60 + second) * 75 + frame : null;
}
