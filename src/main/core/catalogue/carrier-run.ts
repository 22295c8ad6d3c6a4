/** Numbered runs of codes as people write them: `AR-0001..0500`. */
import { SpindleError } from '../../../shared/errors.ts';

/** More at once is a slip of the finger. */
export const mostInRun = 20_000;

/**
 * The codes of a run, first to last; numbers are padded to the width of the first.
 *
 * @param text `PREFIX` number `..` number, where the second may repeat the prefix, or one code alone
 * @throws SpindleError bad-request
 */
export function expandRun(text: string): string[] {
  const [from = '', to, ...rest] = text.trim().split('..');
  if (rest.length > 0) throw notARun(text);
  if (to === undefined) return [from];
  const first = /^(.*?)(\d+)$/su.exec(from);
  const second = /^(.*?)(\d+)$/su.exec(to);
  if (!first || !second) throw notARun(text);
  const [, prefix = '', firstDigits = ''] = first;
  const [, secondPrefix = '', lastDigits = ''] = second;
  if (secondPrefix !== '' && secondPrefix !== prefix) {
    throw new SpindleError(
      'bad-request',
      `The run ${text} begins with "${prefix}" and ends with "${secondPrefix}": both numbers of a run belong to the same series.`,
      { run: text },
    );
  }
  const start = Number(firstDigits);
  const end = Number(lastDigits);
  if (!Number.isSafeInteger(start) || !Number.isSafeInteger(end)) throw notARun(text);
  if (end < start) {
    throw new SpindleError('bad-request', `The run ${text} ends before it begins.`, { run: text });
  }
  const count = end - start + 1;
  if (count > mostInRun) {
    throw new SpindleError(
      'bad-request',
      `The run ${text} has ${count} carriers; at most ${mostInRun} are made at once.`,
      { run: text, count },
    );
  }
  return Array.from(
    { length: count },
    (_, index) => prefix + String(start + index).padStart(firstDigits.length, '0'),
  );
}

function notARun(text: string): SpindleError {
  return new SpindleError(
    'bad-request',
    `"${text}" is no run of carriers: write the first code, two dots and the last number, as in AR-0001..0500.`,
    { run: text },
  );
}
