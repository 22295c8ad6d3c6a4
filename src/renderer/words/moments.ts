/** Dates and times of day. */

const dateTime = new Intl.DateTimeFormat('en-GB', {
  year: 'numeric',
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});
const timeOfDay = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** `20 Nov 2026, 20:13`; the text itself when it is no time. */
export function momentWords(iso: string): string {
  const at = Date.parse(iso);
  return Number.isNaN(at) ? iso : dateTime.format(at);
}

/** `20:13:05`. */
export function clockWords(iso: string): string {
  const at = Date.parse(iso);
  return Number.isNaN(at) ? iso : timeOfDay.format(at);
}
