import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCarrierTable } from '../../../src/main/core/csv/carrier-rows.ts';
import {
  type csvDelimiters,
  csvRecords,
  decodeTable,
  detectDelimiter,
} from '../../../src/main/core/csv/read-csv.ts';
import { csvRow } from '../../../src/main/core/handover/csv.ts';
import { SpindleError } from '../../../src/shared/errors.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const read = (text: string | Uint8Array, mapping = {}) =>
  readCarrierTable(typeof text === 'string' ? utf8(text) : text, { delimiter: null, mapping });
const cellsOf = (text: string, delimiter: (typeof csvDelimiters)[number] = ',') =>
  [...csvRecords(text, delimiter)].map(({ cells }) => cells);

describe('a table', () => {
  it('that we wrote is read back as it was, guards against formulas included', () => {
    const cell = fc.string({ unit: 'binary' }).map((text) => text.replace(/\r\n?/g, '\n').trim());
    // A cell with an apostrophe before a formula cannot be told from a guarded one.
    const plain = cell.filter((text) => !/^'[=+\-@]/.test(text));
    const row = fc
      .array(plain, { minLength: 1, maxLength: 6 })
      .filter((cells) => cells.some((one) => one !== ''));
    fc.assert(
      fc.property(fc.array(row, { maxLength: 8 }), (rows) => {
        expect(cellsOf(rows.map(csvRow).join(''))).toEqual(
          rows.map((cells) => cells.map((one) => one.toWellFormed())),
        );
      }),
    );
  });

  it('of any bytes is read or refused with one sentence', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        try {
          read(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(SpindleError);
          expect((error as SpindleError).code).toBe('bad-request');
        }
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    [',', 'code,title\nA-1,"Letters, 1994"\n'],
    [';', 'code;title\nA-1;"Letters; 1994"\n'],
    ['\t', 'code\ttitle\nA-1\tLetters, 1994\n'],
    ['|', 'code|title\nA-1|Letters, 1994\n'],
  ])('is cut where its delimiter is: %j', (delimiter, text) => {
    expect(detectDelimiter(text)).toBe(delimiter);
    expect(read(text).rows).toMatchObject([
      { code: 'A-1', patch: { title: expect.stringMatching(/^Letters/) } },
    ]);
  });

  it.each([
    ['UTF-8', utf8('code,title\nA-1,Größe\n')],
    ['UTF-8', utf8('\uFEFFcode,title\nA-1,Größe\n')],
    ['UTF-16', Uint8Array.from(Buffer.from('\uFEFFcode,title\nA-1,Größe\n', 'utf16le'))],
    ['UTF-16', Uint8Array.from(Buffer.from('\uFEFFcode,title\nA-1,Größe\n', 'utf16le').swap16())],
    ['Windows-1252', Uint8Array.from(Buffer.from('code,title\nA-1,Größe\n', 'latin1'))],
  ])('is of the encoding its bytes say: %s', (encoding, bytes) => {
    expect(decodeTable(bytes).encoding).toBe(encoding);
    expect(read(bytes).rows).toMatchObject([{ code: 'A-1', patch: { title: 'Größe' } }]);
  });

  it('says which column is what, and takes a mapping', () => {
    const table = read('Media ID;Media type;What;Shelf;Keywords\nAR-1;CD-ROM;Letters;R1;wet, box 2\n', {
      What: 'title',
    });
    expect(table.columns.map(({ field }) => field)).toEqual(['code', 'kind', 'title', 'location', 'tags']);
    expect(table.rows[0]).toMatchObject({
      ...{ line: 2, code: 'AR-1', location: 'R1' },
      patch: { kind: 'cd-rom', title: 'Letters', addTags: ['wet', 'box 2'] },
    });
  });

  it.each([
    ['', /it is empty/],
    ['title\nLetters\n', /no column has the codes/],
    ['code,code\nA,B\n', /no column|two columns|is "code"/],
    ['code,title\nA,"Letters\n', /Line 2 .* never closed/],
    ['code,title\nA,"Letters" 2\n', /Line 2 .* follows a closing quotation mark/],
    ['code\u0000', /not a text/],
  ])('is refused as a whole where it cannot be read: %j', (text, told) => {
    if (text === 'code,code\nA,B\n') return expect(read(text).columns[1]?.field).toBe('ignore');
    return expect(() => read(text)).toThrow(told);
  });

  it.each([
    ['A-1\nA-1', /A-1 stands in line 2 already/],
    ['A-1\na-1', /a-1 stands in line 2 already/],
    ['=HYPERLINK("http://x")', /is a formula/],
    ['"+cmd|\' /C calc\'!A0"', /is a formula/],
    ['A-1,extra', /2 cells/],
    ['" A\nB"', /one line/],
  ])('has its bad lines told one by one: %j', (line, told) => {
    const { rows, refused } = read(`code\n${line}\nB-9\n`);
    expect(refused).toEqual([{ line: expect.any(Number), why: expect.stringMatching(told) }]);
    expect(rows.at(-1)?.code).toBe('B-9');
  });

  it.each([
    ['kind', 'wax cylinder', /is no kind/],
    ['sequence', 'two', /no whole number/],
    ['write protected', 'perhaps', /neither yes nor no/],
  ])('has no words the vocabularies do not know: %s', (column, value, told) => {
    expect(read(`code,${column}\nA-1,${value}\n`).refused[0]?.why).toMatch(told);
  });
});
