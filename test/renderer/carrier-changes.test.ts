/** What would change of a carrier, as it is read before it is done. */
import { expect, test } from 'vitest';
import { changeWords } from '../../src/renderer/words/carrier-changes.ts';

test('codes are said in words, texts as they are', () => {
  expect(changeWords({ field: 'kind', from: null, to: 'fd-3.5-hd' })).toBe(
    'Kind: nothing \u2192 3.5" disk, HD',
  );
  expect(changeWords({ field: 'label', from: 'council 93', to: 'council 94' })).toBe(
    'On the label: council 93 \u2192 council 94',
  );
});

test('what nobody has words for stays as it is', () => {
  expect(changeWords({ field: 'write_protect', from: '0', to: '1' })).toBe('write_protect: 0 \u2192 1');
  expect(changeWords({ field: 'condition', from: 'singed', to: null })).toBe(
    'Condition: singed \u2192 nothing',
  );
});
