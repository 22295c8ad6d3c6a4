import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { element, serialize } from '../../../src/main/core/handover/xml.ts';
import { parseXml } from '../../support/handed-over.ts';

/** XML 1.0, production 2. */
const xmlCharacters = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;

describe('XML', () => {
  it('holds any text as text, and no character XML cannot have', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (text, attribute) => {
        const xml = serialize(element('a', text, { b: attribute }));
        expect(xml).toMatch(xmlCharacters);
        const read = parseXml(xml.trimEnd());
        if (xmlCharacters.test(text)) expect(read.text).toBe(text);
        if (xmlCharacters.test(attribute)) expect(read.attributes.b).toBe(attribute);
      }),
      { numRuns: 100 },
    );
  });

  it('replaces what it cannot have by something that is seen', () => {
    expect(serialize(element('a', 'x\u0000y\ud800z'))).toBe('<a>x\ufffdy\ufffdz</a>\n');
  });

  it('leaves out what there is none of', () => {
    expect(serialize(element('a', [null, element('b', [])], { c: null }))).toBe('<a>\n  <b/>\n</a>\n');
  });
});
