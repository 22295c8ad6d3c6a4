import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LayoutTrack } from '../../../src/main/core/optical/disc-layout.ts';
import { findAreas } from '../../../src/main/core/optical/find-areas.ts';

type Kind = 'audio' | 'data';

function track(number: number, startLba: number, kind: Kind, session = 1): LayoutTrack {
  const isData = kind === 'data';
  return {
    number,
    session,
    control: isData ? 4 : 0,
    isData,
    expectedMode: isData ? 'MODE1' : 'AUDIO',
    startLba,
    lengthSectors: 0,
  };
}

const oneSession = (leadOutLba: number) => [{ number: 1, startLba: 0, leadOutLba }];

describe('areas of a disc', () => {
  it('end where the kind of the sectors changes, wherever in the gap that is', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<Kind>('audio', 'data'),
        fc.integer({ min: 0, max: 400 }),
        fc.uniqueArray(fc.nat(1500), { maxLength: 6 }),
        (first, gapSectors, unreadable) => {
          const second: Kind = first === 'audio' ? 'data' : 'audio';
          const edge = 1000 - gapSectors;
          const tries: number[] = [];
          const areas = findAreas({
            tracks: [track(1, 0, first), track(2, 1000, second)],
            sessions: oneSession(1500),
            kindAt(lba) {
              tries.push(lba);
              if (unreadable.includes(lba)) return null;
              return lba < edge ? first : second;
            },
          });
          expect(tries.length).toBeLessThan(100);
          expect(areas.map(({ kind }) => kind)).toEqual([first, second]);
          expect(areas[1]!.endLba).toBe(1500);
          expect(areas[0]!.endLba).toBe(areas[1]!.startLba);
          // An unreadable sector may stand on either side of the edge.
          let known = edge;
          while (unreadable.includes(known)) known++;
          expect(areas[1]!.startLba).toBeGreaterThanOrEqual(edge);
          expect(areas[1]!.startLba).toBeLessThanOrEqual(known);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('hold what is hidden before the first track', () => {
    const tracks = [track(1, 3000, 'audio'), track(2, 4000, 'audio')];
    const areasWith = (kindAt: (lba: number) => Kind | null) =>
      findAreas({ tracks, sessions: oneSession(5000), kindAt });
    const whole = [{ startLba: 0, endLba: 5000, session: 1, kind: 'audio' }];
    expect(areasWith(() => 'audio')).toEqual(whole);
    expect(areasWith(() => null)).toEqual(whole);
    // CD-i Ready
    expect(areasWith((lba) => (lba < 2850 ? 'data' : 'audio'))).toEqual([
      { startLba: 0, endLba: 2850, session: 1, kind: 'data' },
      { startLba: 2850, endLba: 5000, session: 1, kind: 'audio' },
    ]);
  });

  it('begin anew with each session', () => {
    const areas = findAreas({
      tracks: [track(1, 0, 'audio'), track(2, 12_400, 'data', 2)],
      sessions: [
        { number: 1, startLba: 0, leadOutLba: 1000 },
        { number: 2, startLba: 12_400, leadOutLba: 13_000 },
      ],
      kindAt: () => null,
    });
    expect(areas.map(({ startLba, endLba }) => [startLba, endLba])).toEqual([
      [0, 1000],
      [12_400, 13_000],
    ]);
  });
});
