/** The sheet of keys and the commands: neither has what the other lacks. */
import { expect, test, vi } from 'vitest';
import { chordsOf, commands } from '../../src/renderer/keys/commands.ts';
import { keyGroups } from '../../src/renderer/keys/key-groups.ts';

const cursorKeys = [
  '\u2190',
  '\u2191',
  '\u2192',
  '\u2193',
  'Home',
  'End',
  'PageUp',
  'PageDown',
  'Enter',
  'Escape',
];
/** Between the first drive and the last one the sheet shows an ellipsis of sense, not of keys. */
const between = ['drive2', 'drive3', 'drive4', 'drive5', 'drive6', 'drive7'];

const shownAt = (protocol: string) => {
  vi.stubGlobal('location', { protocol });
  const chords = keyGroups().flatMap(({ lines }) => lines.flatMap((line) => line.chords));
  vi.unstubAllGlobals();
  return chords;
};

test.each(['http:', 'spindle:'])('every command has its line, at %s', (protocol) => {
  const shown = shownAt(protocol);
  const hidden = commands.filter((command) => !chordsOf[command].some((chord) => shown.includes(chord)));
  expect(hidden).toEqual(between);
});

test('every key of the sheet is a command or a key of the cursor', () => {
  const known = new Set<string>([...cursorKeys, ...commands.flatMap((command) => chordsOf[command])]);
  expect(shownAt('spindle:').filter((chord) => !known.has(chord))).toEqual([]);
});

test('a browser is not promised what it keeps for itself', () => {
  expect(shownAt('http:')).not.toContain('Ctrl+N');
  expect(shownAt('spindle:')).toContain('Ctrl+N');
});
