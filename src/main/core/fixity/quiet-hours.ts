import type { FixityPolicy } from '../../../shared/model/fixity.ts';

/** @param minuteOfDay local, 0 to 1439 */
export function isQuiet(minuteOfDay: number, quietHours: FixityPolicy['quietHours']): boolean {
  if (!quietHours) return false;
  const { fromMinute, toMinute } = quietHours;
  if (fromMinute <= toMinute) return minuteOfDay >= fromMinute && minuteOfDay < toMinute;
  return minuteOfDay >= fromMinute || minuteOfDay < toMinute;
}

/** `22:00`, as people write a time of day; null for anything else. */
export function parseMinuteOfDay(text: string): number | null {
  const match = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(text.trim());
  return match ? Number(match[1]) * 60 + Number(match[2]) : null;
}

export function minuteOfDayWords(minute: number): string {
  const two = (value: number) => String(Math.trunc(value)).padStart(2, '0');
  return `${two(minute / 60)}:${two(minute % 60)}`;
}
