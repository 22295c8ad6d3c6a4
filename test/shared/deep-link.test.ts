/** Links from outside: anything may be written in one, and none does more than show something. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDeepLink } from '../../src/shared/deep-link.ts';

test.each([
  ['spindle://carrier/AR-0001', { screen: 'carrier', code: 'AR-0001' }],
  ['SPINDLE://carrier/AR%2F0001', { screen: 'carrier', code: 'AR/0001' }],
  ['spindle://carrier/%E9%9B%BB%E8%84%B3/', { screen: 'carrier', code: '電脳' }],
  ['spindle://dump/17', { screen: 'dump', dumpId: '17' }],
  ['spindle://job/5f0c1e86', { screen: 'job', jobId: '5f0c1e86' }],
  ['spindle://batch/b1', { screen: 'batch', batchId: 'b1' }],
  ['spindle://search/Lode%20Runner', { screen: 'catalogue', query: 'Lode Runner' }],
  ['spindle://bench', { screen: 'bench' }],
  ['spindle://catalogue/', { screen: 'catalogue', query: '' }],
  ['spindle://checks', { screen: 'checks', page: 'fixity' }],
])('%s shows %o', (link, shown) => expect(parseDeepLink(link)).toEqual(shown));

describe('what is no link of ours is passed over', () => {
  test.each([
    '',
    'https://example.org/carrier/AR-0001',
    'spindle:carrier/AR-0001',
    'spindle://',
    'spindle://app/',
    'spindle://carrier',
    'spindle://carrier/',
    'spindle://bench/now',
    'spindle://user@carrier/AR-0001',
    'spindle://carrier:80/AR-0001',
    'spindle://carrier/AR-0001?start=1',
    'spindle://carrier/AR-0001#/bench',
    'spindle://carrier/a/b',
    'spindle://carrier/%zz',
    'spindle://carrier/%00',
    'spindle://carrier/a%0Ab',
    'spindle://carrier/%E2%80%AEgpj.exe',
    `spindle://carrier/${'x'.repeat(300)}`,
    `spindle://carrier/${'x'.repeat(3000)}`,
    'spindle://start/A',
    'spindle://eject/A',
    'spindle://batches?new=all',
    ' spindle://bench',
    'spindle://bench\n',
  ])('%j', (text) => expect(parseDeepLink(text)).toBeNull());
});

test('any carrier that can be written on a label comes through as it is', () => {
  const code = fc.string({ minLength: 1, maxLength: 60 }).filter((text) => {
    const isSpeakable = !/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u.test(text);
    return isSpeakable && text.trim() === text && text !== '';
  });
  fc.assert(
    fc.property(code, (text) => {
      const link = `spindle://carrier/${encodeURIComponent(text)}`;
      expect(parseDeepLink(link)).toEqual({ screen: 'carrier', code: text });
    }),
  );
});

test('any text is answered, and shown only as one of the screens', () => {
  const screens = ['bench', 'images', 'queue', 'batches', 'settings', 'catalogue', 'checks'];
  const things = ['carrier', 'dump', 'job', 'batch'];
  const anyLink = fc.tuple(fc.constantFrom('spindle://', 'spindle:', ''), fc.string(), fc.string());
  fc.assert(
    fc.property(anyLink, ([scheme, screen, rest]) => {
      const link = parseDeepLink(`${scheme}${screen}/${rest}`);
      if (link) expect([...screens, ...things]).toContain(link.screen);
    }),
  );
});
