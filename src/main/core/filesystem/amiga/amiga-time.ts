/** Three words: days since 1978, minutes of the day, fiftieths of a second of the minute; local time. */
import { u32be } from '../../byte-fields.ts';

const daysFrom1970 = 2922;
const minutesPerDay = 1440;
const ticksPerMinute = 3000;
/** Year 9999: what lies behind is no date. */
const mostDays = 2_929_000;

export function amigaTime(block: Uint8Array, at: number): string | null {
  const [days, minutes, ticks] = [u32be(block, at), u32be(block, at + 4), u32be(block, at + 8)];
  const isTime = days <= mostDays && minutes < minutesPerDay && ticks < ticksPerMinute;
  if (!isTime || (days === 0 && minutes === 0 && ticks === 0)) return null;
  const seconds = ((daysFrom1970 + days) * minutesPerDay + minutes) * 60 + Math.floor(ticks / 50);
  return new Date(seconds * 1000).toISOString().slice(0, 19);
}
