/** Numbers, sizes and times as people read them; the same on screens, in logs and on the terminal. */

/** U+202F: groups thousands without ever breaking a line inside a number. */
export const thinSpace = '\u202f';

/** `1 file`, `2 880 files`. @param noun one that takes an s */
export function counted(count: number, noun: string): string {
  return `${countWords(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** `2880` as `2 880`. */
export function countWords(value: number): string {
  const [whole = '0', fraction] = String(Math.abs(value)).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, thinSpace);
  return `${value < 0 ? '\u2212' : ''}${grouped}${fraction === undefined ? '' : `.${fraction}`}`;
}

/** `1 sector`, `2 880 sectors`. */
export function sectorsWords(count: number): string {
  return counted(count, 'sector');
}

/**
 * A share in percent, to the nearest tenth: nothing short of everything is ever `100 %`, and nothing is ever rounded
 * away.
 */
export function shareWords(part: number, whole: number): string {
  if (whole <= 0 || part <= 0) return `0${thinSpace}%`;
  if (part >= whole) return `100${thinSpace}%`;
  const exact = (part * 1000) / whole;
  if (exact < 1) return `<${thinSpace}0.1${thinSpace}%`;
  return `${(Math.min(999, Math.round(exact)) / 10).toFixed(1)}${thinSpace}%`;
}

const sizeUnits = ['kB', 'MB', 'GB', 'TB', 'PB'] as const;

/** `1 474 560` bytes as `1.47 MB`: decimal units, three significant figures. */
export function bytesWords(bytes: number): string {
  if (bytes < 1000) return `${Math.round(bytes)}${thinSpace}B`;
  let value = bytes / 1000;
  let unit = 0;
  while (value >= 999.5 && unit < sizeUnits.length - 1) {
    value /= 1000;
    unit++;
  }
  const digits = value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
  return `${value.toFixed(digits)}${thinSpace}${sizeUnits[unit]}`;
}

/** `62.5 kB/s`. */
export function rateWords(bytesPerSecond: number): string {
  return `${bytesWords(bytesPerSecond)}/s`;
}

/** `3 min 20 s`, `2 h 5 min`, `4 d 6 h`: the two largest units, as a person says it. */
export function durationWords(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole}${thinSpace}s`;
  const units = [
    ['d', 86_400],
    ['h', 3_600],
    ['min', 60],
    ['s', 1],
  ] as const;
  const first = units.findIndex(([, size]) => whole >= size);
  const words: string[] = [];
  let left = whole;
  for (const [name, size] of units.slice(first, first + 2)) {
    const count = Math.floor(left / size);
    left -= count * size;
    if (count > 0) words.push(`${count}${thinSpace}${name}`);
  }
  return words.join(' ');
}

/** `A`, `A and B`, `A, B and C`. */
export function listWords(items: readonly string[]): string {
  if (items.length <= 1) return items[0] ?? '';
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** A byte as two hexadecimal digits: `00`, `F6`. */
export function hexByte(value: number): string {
  return value.toString(16).toUpperCase().padStart(2, '0');
}
