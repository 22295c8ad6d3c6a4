/** Times as they are written into files: local time with its offset, so that both the moment and the place survive. */

const two = (value: number) => String(Math.trunc(Math.abs(value))).padStart(2, '0');

/** ISO 8601 with milliseconds and offset, e.g. `2026-11-20T20:13:05.120+01:00`. */
export function timestamp(at: Date): string {
  const offsetMinutes = -at.getTimezoneOffset();
  const local = new Date(at.getTime() + offsetMinutes * 60_000).toISOString().slice(0, -1);
  return `${local}${offsetMinutes < 0 ? '-' : '+'}${two(offsetMinutes / 60)}:${two(offsetMinutes % 60)}`;
}

/** `YYYY-MM-DD HH:MM:SS`, local, as ddrescue writes it. */
export function mapfileTime(at: Date): string {
  return timestamp(at).slice(0, 19).replace('T', ' ');
}
