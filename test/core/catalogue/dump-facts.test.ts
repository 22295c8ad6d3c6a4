import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dumpFacts, errorRanges } from '../../../src/main/core/catalogue/dump-facts.ts';
import { formatMoment, parseMoment } from '../../../src/main/core/catalogue/moment.ts';
import { isReadState } from '../../../src/shared/model/sector-state.ts';
import type { Sidecar } from '../../../src/shared/model/sidecar.ts';
import { plainSidecar, sidecarArbitrary, timestampArbitrary } from '../../support/sidecar-arbitrary.ts';

describe('the facts of a dump', () => {
  it('follow from any sidecar, and are the same for the same one', () => {
    fc.assert(
      fc.property(sidecarArbitrary(), (sidecar) => {
        const facts = dumpFacts(sidecar);
        const { suspect: _, ...counts } = sidecar.counts;
        expect(facts.rows.counts).toEqual(counts);
        expect(dumpFacts(JSON.parse(facts.sidecarJson) as Sidecar)).toEqual(facts);
      }),
    );
  });

  it('list every sector that was not read and believed, and no other but those rebuilt or of no session', () => {
    fc.assert(
      fc.property(sidecarArbitrary(), ({ states }) => {
        const listed = errorRanges(states).reduce((sum, range) => sum + range.lengthSectors, 0);
        const doubtful = states.reduce(
          (sum, [length, state]) =>
            sum + (isReadState(state) || state === 'rebuilt' || state === 'generated' ? 0 : length),
          0,
        );
        expect(listed).toBe(doubtful);
      }),
    );
  });

  it('tell doubt from what was never read', () => {
    const states = [
      [10, 'good'],
      [2, 'bad'],
      [1, 'untried'],
      [3, 'suspect'],
      [4, 'good-after-retry'],
    ] as const;
    expect(errorRanges(states)).toEqual([
      { lba: 10, lengthSectors: 3, kind: 'unread' },
      { lba: 13, lengthSectors: 3, kind: 'suspicious' },
    ]);
  });

  it('name a drive that says nothing of itself by its address', () => {
    const silent = { vendor: '', product: ' ', revision: '', serial: '', bus: 'platform' };
    expect(dumpFacts(plainSidecar({ drives: [silent] })).rows.driveLabel).toBe('/dev/fd0');
  });

  const contradictions: readonly (readonly [string, Partial<Sidecar>])[] = [
    [
      'more sectors counted than mapped',
      { counts: { total: 2881, good: 2881, goodAfterRetry: 0, bad: 0, pending: 0 } },
    ],
    [
      'bad sectors counted as good',
      {
        states: [
          [2879, 'good'],
          [1, 'bad'],
        ],
      },
    ],
    [
      'complete without all sectors',
      {
        states: [
          [2879, 'good'],
          [1, 'bad'],
        ],
        counts: { total: 2880, good: 2879, goodAfterRetry: 0, bad: 1, pending: 0 },
      },
    ],
    ['a drive that is not there', { extents: [{ lba: 0, lengthSectors: 1, drive: 1 }] }],
    ['half a sector', { filesystems: [{ type: 'FAT12', label: '', startLba: 0.5, evidence: [] }] }],
  ];
  it.each(contradictions)('are refused to a sidecar that contradicts itself: %s', (_, change) => {
    expect(() => dumpFacts(plainSidecar(change))).toThrow(expect.objectContaining({ code: 'bad-sidecar' }));
  });
});

describe('moments', () => {
  it('keep both the moment and the clock of the place', () => {
    fc.assert(
      fc.property(timestampArbitrary, (text) => {
        const moment = parseMoment(text)!;
        expect(moment.utcMs).toBe(Date.parse(text));
        expect(parseMoment(formatMoment(moment))).toEqual(moment);
        expect(formatMoment(moment)).toBe(text.replace(/[+-]00:00$/, 'Z'));
      }),
    );
  });

  it('are not made from anything else', () => {
    for (const text of ['', 'yesterday', '2026-11-20', '2026-13-01T00:00:00Z', '2026-11-20T20:00:00']) {
      expect(parseMoment(text)).toBeNull();
    }
  });
});
