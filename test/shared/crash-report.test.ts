/** What a report says, and what it must not. */
import { expect, test } from 'vitest';
import { crashReport, withoutHomes, wordsOfError } from '../../src/shared/crash-report.ts';

const facts = {
  where: 'page',
  screen: 'carrier',
  version: '1.2.3',
  system: 'linux x64',
  at: new Date('2026-03-04T05:06:07Z'),
} as const;

test('names version, time, system, screen and the error with its stack', () => {
  const report = crashReport({ ...facts, what: wordsOfError(new TypeError('x is not a function')) });
  expect(report).toContain('Spindle 1.2.3, report of a failure in a screen');
  expect(report).toContain('Time: 2026-03-04T05:06:07.000Z');
  expect(report).toContain('Screen: carrier');
  expect(report).toContain('TypeError: x is not a function');
  expect(report).toContain('crash-report.test.ts');
  expect(report).toContain('Nothing has been sent anywhere.');
});

/** Where an administrator's things lie on Unix. */
const administratorsHome = '/root';

test.each([
  ['at open (/home/erika/archive/disk.img:1:2)', 'at open (~/archive/disk.img:1:2)'],
  ["ENOENT, open '/Users/erika/Spindle'", "ENOENT, open '~/Spindle'"],
  ['C:\\Users\\Erika\\AppData\\Local', '~\\AppData\\Local'],
  [`${administratorsHome}/.config`, '~/.config'],
  ['spindle://app/assets/main.js:1:2', 'spindle://app/assets/main.js:1:2'],
])('names no person: %s', (said, written) => expect(withoutHomes(said)).toBe(written));

test('an error without its message in the stack, and what is no error, are told all the same', () => {
  const bare = Object.assign(new Error('lost'), { stack: 'at a' });
  expect(wordsOfError(bare)).toBe('Error: lost\nat a');
  expect(wordsOfError('just a word')).toBe('just a word');
});

test('a stack without end is cut', () => {
  expect(crashReport({ ...facts, what: 'x'.repeat(1e6) }).length).toBeLessThan(20_000);
});
