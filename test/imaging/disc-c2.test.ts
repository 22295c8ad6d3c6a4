/** What C2 said of each sector is kept: where a disc wears out, even where every sector was whole in the end. */
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readC2 } from '../../src/main/adapters/files/dump-store.ts';
import { driveOf, type RescueOptions, rescueDisc } from '../support/disc-rescue.ts';
import { ownFolder } from '../support/folders.ts';
import { madeDisc } from '../support/made-disc.ts';

const disc = madeDisc([
  { mode: 'MODE1', lengthSectors: 300 },
  { mode: 'AUDIO', lengthSectors: 300, gapSectors: 30 },
]);
const drive = (behaviour: object) => driveOf(disc.image, behaviour);
const rescue = (behaviour: object, options: RescueOptions = {}) =>
  rescueDisc(ownFolder(), drive(behaviour), options);

describe('a disc read with C2', () => {
  it('without an error has none, and that is known of every sector', () => {
    expect(rescue({}).c2).toEqual({
      knownSectors: disc.totalSectors,
      first: { sectors: 0, bytes: 0, worst: null },
      kept: { sectors: 0, bytes: 0, worst: null },
      stretches: [[0, disc.totalSectors, disc.totalSectors, 0, 0, 0, 0]],
    });
  });

  it('tells where it is worn although all was read in the end', () => {
    const { c2, outcome } = rescue(
      {
        c2_errors: [
          { lba: [410, 415], first: 1, bytes: 40 },
          { lba: 120, first: 1, bytes: 500 },
        ],
      },
      { retries: 2 },
    );
    expect(outcome).toBe('complete-after-retries');
    expect(c2).toMatchObject({
      knownSectors: disc.totalSectors,
      first: { sectors: 7, worst: { lba: 120 } },
      kept: { sectors: 0, bytes: 0, worst: null },
    });
    // Places are drawn by lot, some of them twice.
    expect(c2!.first.worst!.bytes).toBeGreaterThan(400);
    expect(c2!.first.bytes).toBeLessThanOrEqual(6 * 40 + 500);
    const flagged = c2!.stretches.filter(([, , , sectors]) => sectors > 0);
    expect(
      flagged.every(([lba, length]) => [120, 410].some((at) => lba <= at + 5 && at < lba + length)),
    ).toBe(true);
  });

  it('counts what stays flagged in the bytes that are kept', () => {
    const { c2 } = rescue({ c2_errors: [{ lba: [410, 415], bytes: 40 }] }, { retries: 0 });
    expect(c2!.kept).toEqual(c2!.first);
    expect(c2!.kept).toMatchObject({ sectors: 6 });
  });

  it('has it written down for each sector', () => {
    const folder = ownFolder();
    const store = join(folder, 'disc.spindle');
    const worn = { c2_errors: [{ lba: 410, first: 1, bytes: 40 }], fail: [500] };
    rescueDisc(folder, drive(worn), { retries: 0, stopAfterReads: 1 });
    expect(readC2(store, 410)).toBeNull();
    rescueDisc(folder, drive(worn), { retries: 2, goesOn: true });
    expect(readC2(store, 410)).toEqual({ first: expect.closeTo(40, -1), kept: 0 });
    expect(readC2(store, 411)).toEqual({ first: 0, kept: 0 });
    expect(readC2(store, 500)).toBeNull();
  });

  it('of a sector that failed at first tells what its first reading said, not the readings that settled it', () => {
    const { c2, stateAt } = rescue({ fail: [{ lba: 410, first: 3 }], c2_errors: [{ lba: 410, bytes: 40 }] });
    expect(stateAt(410)).toBe('good-after-retry');
    expect(c2).toMatchObject({
      knownSectors: disc.totalSectors,
      first: { sectors: 1, worst: { lba: 410 } },
      kept: { sectors: 0 },
    });
  });

  it('counts the bytes of a sector where the read offset puts them', () => {
    const shifted = { read_offset: 30, overread_leadin: true, overread_leadout: true };
    const { c2 } = rescue(
      { ...shifted, c2_errors: [{ lba: 410, bytes: 600 }] },
      { retries: 0, readOffset: 30 },
    );
    // A drive sector lies in two of the disc's, 120 bytes of it in the one before.
    expect(c2!.first.sectors).toBe(2);
    expect(c2!.first.worst!.lba).toBe(410);
  });

  it('knows nothing of sectors that need samples no drive brought', () => {
    const { c2 } = rescue({ read_offset: 30 }, { readOffset: 30 });
    expect(c2!.knownSectors).toBe(disc.totalSectors - 1);
    expect(c2!.first.sectors).toBe(0);
  });

  it('knows nothing of sectors that did not come', () => {
    expect(rescue({ fail: [{ lba: [400, 404] }] }).c2).toMatchObject({
      knownSectors: disc.totalSectors - 5,
      first: { sectors: 0 },
    });
  });
});

describe('a disc read without C2', () => {
  it('has no record of it', () => {
    expect(rescue({ c2: false }).c2).toBeNull();
  });

  it('begins one where another drive goes on', () => {
    const folder = ownFolder();
    const damage = { fail: [{ lba: [400, 404] }] };
    const { parked } = rescueDisc(folder, drive({ c2: false, ...damage }), { stopAfterReads: 4 });
    expect(parked).not.toBeNull();
    const { c2, states } = rescueDisc(folder, drive({}), { goesOn: true });
    expect(states).toEqual([[disc.totalSectors, 'good']]);
    expect(c2!.knownSectors).toBeGreaterThan(0);
    expect(c2!.knownSectors).toBeLessThan(disc.totalSectors);
    expect(c2!.first.sectors).toBe(0);
  });
});

it('a rescue that is killed and goes on keeps the first reading of every sector, once', () => {
  const stops = fc.array(
    fc.record({ stopAfterReads: fc.integer({ min: 1, max: 40 }), isKilled: fc.boolean() }),
    { maxLength: 4 },
  );
  // Flagged but once: what is read again after a kill comes clean.
  const behaviour = {
    c2_errors: [
      { lba: [80, 95], first: 1, bytes: 300 },
      { lba: [402, 431], first: 1, bytes: 30 },
    ],
  };
  const whole = rescue(behaviour, { retries: 2 }).c2;
  expect(whole!.first.sectors).toBe(46);
  fc.assert(
    fc.property(stops, (breaks) => {
      const folder = ownFolder();
      const same = drive(behaviour);
      let last = null;
      for (const [at, stop] of [...breaks, {}].entries()) {
        last = rescueDisc(folder, same, { retries: 2, ...stop, goesOn: at > 0 });
        if (last.counts.bad + last.counts.pending === 0) break;
      }
      expect(last!.c2).toEqual(whole);
    }),
    { numRuns: 20 },
  );
});
