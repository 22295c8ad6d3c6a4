/** Seconds since 1904: local time on HFS (Inside Macintosh: Files), UTC on HFS Plus (TN1150, HFS Plus Dates). */

const secondsFrom1904To1970 = 2_082_844_800;

/** @returns ISO 8601, without a zone when the time is local; null for 0, which says that there is none */
export function macintoshTime(seconds: number, zone: 'local' | 'utc'): string | null {
  if (seconds === 0) return null;
  const text = new Date((seconds - secondsFrom1904To1970) * 1000).toISOString().slice(0, 19);
  return zone === 'utc' ? `${text}Z` : text;
}
