import { expect, it } from 'vitest';
import { usableName } from '../../../src/main/core/filesystem/usable-name.ts';

it('a name that is none, leads elsewhere or holds a separator becomes one that can stand in a path', () => {
  const names = ['', '.', '..', 'a/b', 'a\u0000', 'plain'];
  expect(names.map(usableName)).toEqual(['[no name]', '[.]', '[..]', 'a_b', 'a_', 'plain']);
});
