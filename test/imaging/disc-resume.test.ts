/** Rescues stopped anywhere and gone on with come to what an uninterrupted one comes to. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isReadState, type SectorState, sectorStateRank } from '../../src/shared/model/sector-state.ts';
import { differing, driveOf, type Rescued, rescueDisc } from '../support/disc-rescue.ts';
import { ownFolder } from '../support/folders.ts';
import { type MadeDisc, type MadeTrack, madeDisc } from '../support/made-disc.ts';

const track = fc.record({
  mode: fc.constantFrom<MadeTrack['mode']>('AUDIO', 'AUDIO', 'MODE1', 'MODE2'),
  lengthSectors: fc.integer({ min: 12, max: 160 }),
  gapSectors: fc.constantFrom(0, 0, 7, 30),
});
const discs = fc.array(track, { minLength: 1, maxLength: 4 });

const places = (maxLength: number) =>
  fc.array(
    fc.tuple(fc.nat(500), fc.nat(maxLength)).map(([from, more]): [number, number] => [from, from + more]),
    {
      maxLength: 3,
    },
  );

const stops = fc.array(
  fc.record({ stopAfterReads: fc.integer({ min: 1, max: 40 }), isKilled: fc.boolean() }),
  {
    maxLength: 5,
  },
);

/** Reads of one drive that goes on as it is, in as many runs as there are stops, and one more. */
function* runs(
  disc: MadeDisc,
  behaviour: object,
  breaks: readonly object[],
  options: object = {},
): Generator<Rescued> {
  const folder = ownFolder();
  const drive = driveOf(disc.image, behaviour);
  for (const [at, stop] of [...breaks, {}].entries()) {
    const rescued = rescueDisc(folder, drive, { ...options, ...stop, goesOn: at > 0 });
    yield rescued;
    const { counts, parked } = rescued;
    if (!parked || counts.bad + counts.pending === 0) break;
  }
  rmSync(join(folder, 'disc.spindle'), { recursive: true });
}

const lastOf = <T>(values: Iterable<T>): T => [...values].at(-1)!;

describe('a rescue that is stopped', () => {
  it('comes to the same bytes, states and subchannel as one that is not', () => {
    fc.assert(
      fc.property(discs, places(25), stops, (tracks, damage, breaks) => {
        const disc = madeDisc(tracks);
        const behaviour = { fail: damage.map((lba) => ({ lba })) };
        const whole = lastOf(runs(disc, behaviour, []));
        const pieced = lastOf(runs(disc, behaviour, breaks));
        expect(pieced.states).toEqual(whole.states);
        expect(differing(pieced.bytes, whole.bytes)).toEqual([]);
        expect(differing(pieced.subchannel, whole.subchannel, 96)).toEqual([]);
      }),
      { numRuns: 14 },
    );
  });
});

describe('whatever a disc does', () => {
  const damage = fc.record({
    fail: fc.array(fc.record({ lba: fc.nat(500), first: fc.integer({ min: 1, max: 9 }) }), { maxLength: 4 }),
    always: places(10),
    chance: places(40),
    flagged: places(20),
    cache: fc.constantFrom(0, 0, 300),
    seed: fc.nat(1000),
  });

  it('what is shown as read is the disc, never falls and never changes', () => {
    fc.assert(
      fc.property(discs, damage, stops, (tracks, { fail, always, chance, flagged, cache, seed }, breaks) => {
        const disc = madeDisc(tracks);
        const behaviour = {
          fail: [...fail, ...always.map((lba) => ({ lba })), ...chance.map((lba) => ({ lba, prob: 0.3 }))],
          c2_errors: flagged.map((lba) => ({ lba, prob: 0.6, bytes: 40 })),
          cache_sectors: cache,
          seed,
        };
        let before: Rescued | null = null;
        for (const rescued of runs(disc, behaviour, breaks, { retries: 2 })) {
          // Where no eight sectors can be read together, nobody knows whether the drive has C2.
          fc.pre(!rescued.source.notes.some((note) => note.startsWith('No place')));
          const wrong = new Set(differing(rescued.bytes, disc.bytes));
          for (let lba = 0; lba < disc.totalSectors; lba++)
            if (wrong.has(lba)) expect(isReadState(rescued.stateAt(lba))).toBe(false);
          // What a killed run had concluded of sectors nobody could read is found out again.
          for (let lba = 0; before && lba < disc.totalSectors; lba++) {
            const rank = sectorStateRank(before.stateAt(lba));
            if (rank >= sectorStateRank('suspect'))
              expect(sectorStateRank(rescued.stateAt(lba))).toBeGreaterThanOrEqual(rank);
          }
          before = rescued;
        }
        const certain = (lba: number) =>
          ![...always, ...chance, ...flagged, ...fail.map(({ lba: at }) => [at, at] as const)].some(
            ([from, to]) => lba >= from && lba <= to,
          );
        const isDoubted = (state: SectorState) => !isReadState(state);
        for (let lba = 0; lba < disc.totalSectors; lba++)
          if (certain(lba)) expect(isDoubted(before!.stateAt(lba))).toBe(false);
        for (let lba = 0; lba < disc.totalSectors; lba++)
          if (always.some(([from, to]) => lba >= from && lba <= to))
            expect(isDoubted(before!.stateAt(lba))).toBe(true);
      }),
      { numRuns: 14 },
    );
  });
});
