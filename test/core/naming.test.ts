import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  expandTemplate,
  type NamingFacts,
  namingTokens,
} from '../../src/main/core/naming/naming-template.ts';
import { nameProblem } from '../../src/shared/model/output.ts';

const facts: NamingFacts = {
  ...{ code: 'AR-0413', item: 'Größe: Band 2', seq: 3, seqTotal: 12, title: 'Briefe / Letters', label: null },
  ...{ volume: 'LETTERS', kind: 'cd-r', at: new Date(2026, 10, 20, 20, 13, 5), operator: 'ada', drive: 'B' },
  ...{
    attempt: 2,
    discId: null,
    sha1: 'da39a3ee5e6b4b0d3255bfef95601890afd80709',
    collection: 'LIT',
    location: null,
  },
};
const plain = { transliterate: false };
const name = (template: string, rules = plain) => expandTemplate(template, facts, rules);

describe('a naming template', () => {
  it.each([
    ['{code}', 'AR-0413'],
    ['{collection}_{code}_{title}', 'LIT_AR-0413_Briefe _ Letters'],
    ['{item} {seq} of {seq_total}', 'Größe_ Band 2 03 of 12'],
    ['{date:yyyyMMdd}-{time}-{sha1:8}', '20261120-201305-da39a3ee'],
    ['{code}__{label}__{volume}', 'AR-0413_LETTERS'],
    ['{label}', 'AR-0413'],
  ])('%s gives %s', (template, expected) => {
    expect(name(template)).toBe(expected);
  });

  it('writes without marks where that is wanted', () => {
    expect(name('{item}', { transliterate: true })).toBe('Groesse_ Band 2');
  });

  it.each([['{cod}'], ['{code'], ['code}'], ['{}']])('is refused where it means nothing: %s', (template) => {
    expect(() => name(template)).toThrow(/cannot be used/);
  });

  it('never gives a name that a system refuses, or that is too long, whatever carriers are called', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 300 });
    fc.assert(
      fc.property(text, text, text, fc.boolean(), (code, title, volume, transliterate) => {
        const made = expandTemplate(
          '{title}{code}{volume}',
          { ...facts, code: code || 'x', title, volume },
          { transliterate },
        );
        expect(nameProblem(made)).toBeNull();
      }),
    );
  });

  it('knows every token', () => {
    for (const token of namingTokens) expect(() => name(`{${token}}x`)).not.toThrow();
  });
});
