import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SectorVotes } from '../../../src/main/core/optical/sector-votes.ts';

const clean = () => false;
const bytes = (...values: number[]) => Uint8Array.from(values);

describe('votes on a sector', () => {
  it('settle nothing from one reading, however clean', () => {
    const votes = new SectorVotes(4);
    votes.add(bytes(1, 2, 3, 4), clean);
    expect(votes.settled()).toBeNull();
  });

  it('settle by two clean readings that agree', () => {
    const votes = new SectorVotes(4);
    votes.add(bytes(1, 2, 9, 4), (index) => index === 2);
    votes.add(bytes(1, 2, 3, 4), clean);
    expect(votes.settled()).toBeNull();
    expect(votes.openBytes).toBe(1);
    votes.add(bytes(1, 2, 3, 4), clean);
    expect(votes.settled()).toEqual(bytes(1, 2, 3, 4));
  });

  it('never take a flagged value, however often it came', () => {
    const votes = new SectorVotes(1);
    for (let reading = 0; reading < 9; reading++) votes.add(bytes(7), () => true);
    expect(votes.settled()).toBeNull();
  });

  it('make a sector no single reading had', () => {
    const votes = new SectorVotes(3);
    votes.add(bytes(1, 0, 3), (index) => index === 1);
    votes.add(bytes(1, 2, 0), (index) => index === 2);
    votes.add(bytes(0, 2, 3), (index) => index === 0);
    expect(votes.settled()).toEqual(bytes(1, 2, 3));
  });

  it('want three for each clean reading that differs', () => {
    const votes = new SectorVotes(1);
    votes.add(bytes(5), clean);
    votes.add(bytes(6), clean);
    votes.add(bytes(6), clean);
    expect(votes.settled()).toBeNull();
    votes.add(bytes(6), clean);
    expect(votes.settled()).toEqual(bytes(6));
  });

  it('never settle on a byte that is not the majority of its clean readings', () => {
    const reading = fc.array(fc.record({ value: fc.integer({ min: 0, max: 3 }), flagged: fc.boolean() }), {
      minLength: 3,
      maxLength: 3,
    });
    fc.assert(
      fc.property(fc.array(reading, { minLength: 1, maxLength: 12 }), (readings) => {
        const votes = new SectorVotes(3);
        for (const one of readings)
          votes.add(
            Uint8Array.from(one, (byte) => byte.value),
            (index) => one[index]!.flagged,
          );
        const settled = votes.settled();
        if (settled === null) return;
        for (const [index, value] of settled.entries()) {
          const seen = readings.map((one) => one[index]!);
          const agreeing = seen.filter((byte) => byte.value === value && !byte.flagged).length;
          const differing = seen.filter((byte) => byte.value !== value && !byte.flagged).length;
          expect(agreeing).toBeGreaterThanOrEqual(2);
          expect(agreeing).toBeGreaterThan(differing);
        }
      }),
    );
  });
});
