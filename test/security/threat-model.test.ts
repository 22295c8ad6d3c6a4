/** docs/security.md: no line without a test, no test of an attack without a line. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const page = readFileSync(resolve(root, 'docs/security.md'), 'utf8');
const lines = page.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| threat '));

test('every threat names a test that is there', () => {
  expect(lines.length).toBeGreaterThan(30);
  const without = lines.filter((line) => {
    const path = /`(test\/[^`]+\.test\.ts)` \|$/.exec(line)?.[1];
    return path === undefined || !existsSync(resolve(root, path));
  });
  expect(without).toEqual([]);
});

test('every attack that is tried stands in the page', () => {
  const tried = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.exploit.test.ts'));
  expect(tried.filter((name) => !page.includes(`\`test/security/${name}\``))).toEqual([]);
});
