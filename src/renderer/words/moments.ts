/** Dates and times of day. */

import { localeTag } from '../messages/language.ts';

/** Making one is dear; a table asks for hundreds. */
const made = new Map<string, Intl.DateTimeFormat>();

function formatted(at: number, options: Intl.DateTimeFormatOptions): string {
  const key = `${localeTag()} ${JSON.stringify(options)}`;
  let format = made.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(localeTag(), options);
    made.set(key, format);
  }
  return format.format(at);
}

const dateTime: Intl.DateTimeFormatOptions = {
  year: 'numeric',
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
};
const timeOfDay: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', second: '2-digit' };

/** `20 Nov 2026, 20:13`; the text itself when it is no time. */
export function momentWords(iso: string): string {
  const at = Date.parse(iso);
  return Number.isNaN(at) ? iso : formatted(at, dateTime);
}

/** `20:13:05`. */
export function clockWords(iso: string): string {
  const at = Date.parse(iso);
  return Number.isNaN(at) ? iso : formatted(at, timeOfDay);
}
