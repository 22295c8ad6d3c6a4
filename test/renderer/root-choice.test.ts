import { expect, it } from 'vitest';
import { rootAmong } from '../../src/renderer/state/root-choice.ts';

const root = (id: string) => ({ id, label: id, path: `/${id}`, freeBytes: null });

it('a folder is the one that was wanted, else the first, else none', () => {
  const roots = [root('dumps'), root('bags')];
  expect(rootAmong(roots, 'bags')?.id).toBe('bags');
  expect(rootAmong(roots, null)?.id).toBe('dumps');
  expect(rootAmong(roots, 'taken away')?.id).toBe('dumps');
  expect(rootAmong([], 'bags')).toBeNull();
});
