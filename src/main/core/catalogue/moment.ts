/** A moment and the place's clock: UTC milliseconds to sort by, the offset to show what people there saw. */

export interface Moment {
  readonly utcMs: number;
  readonly offsetMinutes: number;
}

/** @param text ISO 8601 with `Z` or an offset, as sidecars have it; null for anything else */
export function parseMoment(text: string): Moment | null {
  const utcMs = Date.parse(text);
  if (Number.isNaN(utcMs)) return null;
  const offset = /([+-])(\d\d):?(\d\d)$/.exec(text);
  if (!offset) return text.endsWith('Z') ? { utcMs, offsetMinutes: 0 } : null;
  const minutes = Number(offset[2]) * 60 + Number(offset[3]);
  return { utcMs, offsetMinutes: offset[1] === '-' && minutes > 0 ? -minutes : minutes };
}

/** ISO 8601 with milliseconds and offset, e.g. `2026-11-20T20:13:05.120+01:00`; `Z` at offset 0. */
export function formatMoment({ utcMs, offsetMinutes }: Moment): string {
  const local = new Date(utcMs + offsetMinutes * 60_000).toISOString();
  if (offsetMinutes === 0) return local;
  const size = Math.abs(offsetMinutes);
  const two = (value: number) => String(Math.trunc(value)).padStart(2, '0');
  return `${local.slice(0, -1)}${offsetMinutes < 0 ? '-' : '+'}${two(size / 60)}:${two(size % 60)}`;
}
