/** The help: every term once, in one group, with words of its own in each language. */
import { expect, test } from 'vitest';
import { groupsInOrder, termGroups } from '../../src/renderer/help/terms.ts';
import { help as german } from '../../src/renderer/messages/de/help.ts';
import { help as english } from '../../src/renderer/messages/en/help.ts';

const terms = groupsInOrder.flatMap((group) => [...termGroups[group]]);

test('a term stands once', () => {
  expect(new Set(terms).size).toBe(terms.length);
});

test.each([
  ['English', english],
  ['German', german],
])('every term is explained in %s, in a sentence of its own', (_language, words) => {
  for (const term of terms) {
    expect(words[term].length).toBeGreaterThan(0);
    expect(words[`${term}Is`]).toMatch(/^[^\s].{20,240}\.$/s);
  }
  expect(new Set(terms.map((term) => words[`${term}Is`])).size).toBe(terms.length);
});

test('no explanation is left without a term', () => {
  const explained = Object.keys(english).flatMap((key) =>
    key.endsWith('Is') && key !== 'whatIs' ? [key.slice(0, -2)] : [],
  );
  expect(explained.sort()).toEqual([...terms].sort());
});
