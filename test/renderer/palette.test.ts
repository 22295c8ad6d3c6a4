/** What the palette makes of what the catalogue found. */
import { describe, expect, it } from 'vitest';
import { catalogueEntries } from '../../src/renderer/palette/catalogue-entries.ts';
import type { FoundGroup } from '../../src/shared/model/search.ts';

const carrier: FoundGroup = {
  kind: 'carrier',
  id: 'AR-0001',
  title: 'Letters',
  state: 'imaged',
  mediumKind: null,
  collection: null,
  location: null,
  tags: [],
  dump: { dumpId: 'd1', name: 'letters-1', outcome: 'complete', endedAt: '2026-01-01', badSectors: 0 },
  dumps: 1,
  hits: [],
  files: [],
  fileCount: { count: 0, isExact: true },
};
const shown = (group: FoundGroup) =>
  catalogueEntries([group]).map(({ title, note, matched }) => [title, note, matched?.text ?? null]);

describe('what the catalogue finds, in the palette', () => {
  it('is a carrier with what of it matched', () => {
    const hits: FoundGroup['hits'] = [
      { kind: 'carrier', id: 'AR-0001', title: 'AR-0001', matched: 'annual report 1997', ranges: [[0, 6]] },
    ];
    expect(shown({ ...carrier, hits })).toEqual([['AR-0001 · Letters', 'Carrier', 'annual report 1997']]);
  });

  it('does not say again what the title says', () => {
    const hits: FoundGroup['hits'] = [
      { kind: 'carrier', id: 'AR-0001', title: 'AR-0001', matched: 'Letters', ranges: [[0, 7]] },
    ];
    expect(shown({ ...carrier, hits })).toEqual([['AR-0001 · Letters', 'Carrier', null]]);
  });

  it('names image files by the hash that fits, and files inside images by their places', () => {
    const entries = catalogueEntries([
      {
        ...carrier,
        hits: [
          {
            ...{ kind: 'file', id: 'd1', title: 'letters-1.img', path: '/images/letters-1.img' },
            ...{ matched: 'SHA-1 0123456789abcdef', ranges: [[6, 4]] },
          },
        ],
        files: [
          {
            ...{ dumpId: 'd1', path: 'docs/report.doc', name: 'report.doc', kind: 'file', sizeBytes: 1 },
            ...{ modified: null, lba: null, state: 'intact', sha256: null, ranges: [[0, 3]] },
          },
        ],
      },
    ]);
    expect(entries.map(({ title, note, matched }) => [title, note, matched])).toEqual([
      ['AR-0001 · Letters', 'Carrier', undefined],
      ['letters-1.img', 'File', { text: 'SHA-1 0123456789abcdef', ranges: [[6, 4]] }],
      ['report.doc', 'File on AR-0001', { text: 'docs/report.doc', ranges: [[5, 3]] }],
    ]);
    expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
  });

  it('shows a dump of no carrier by its name', () => {
    expect(shown({ ...carrier, kind: 'dump', id: 'd1', title: 'VOLUME' })).toEqual([
      ['letters-1 · VOLUME', 'Dump', null],
    ]);
  });
});
