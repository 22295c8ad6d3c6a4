import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyOutcome } from '../../../src/main/core/rescue/booking.ts';
import { rescue } from '../../../src/main/core/rescue/rescue.ts';
import type { StateDocument } from '../../../src/main/core/store/documents.ts';
import { Ledger } from '../../../src/main/core/store/ledger.ts';
import {
  decodeOutcomes,
  encodeOutcome,
  type OutcomeRecord,
  outcomeRecordBytes,
} from '../../../src/main/core/store/outcome-log.ts';
import { passNames } from '../../../src/shared/model/job.ts';
import { badSectors, faultRuns } from '../../support/faulty-medium.ts';

const total = 2880;
const drive = { vendor: 'V', product: 'P', revision: '1', serial: 'S', bus: 'usb' };

const records: fc.Arbitrary<OutcomeRecord> = fc
  .record({
    name: fc.constantFrom(...passNames),
    number: fc.integer({ min: 1, max: 1000 }),
    backward: fc.boolean(),
    sweep: fc.boolean(),
    lba: fc.nat(total - 1),
    count: fc.integer({ min: 1, max: 512 }),
    good: fc.nat(512),
    durationMs: fc.nat(100_000),
  })
  .map(({ name, number, backward, sweep, lba, count, good, durationMs }) => {
    const cut = Math.min(count, total - lba);
    return {
      request: {
        lba,
        count: cut,
        sweep,
        pass: { name, number, direction: backward ? 'backward' : 'forward' },
      },
      outcome: { goodSectors: Math.min(good, cut) },
      durationMs,
    };
  });

function encoded(list: readonly OutcomeRecord[]): Uint8Array {
  const bytes = new Uint8Array(list.length * outcomeRecordBytes);
  for (const [index, record] of list.entries()) {
    encodeOutcome(record, new DataView(bytes.buffer, index * outcomeRecordBytes, outcomeRecordBytes));
  }
  return bytes;
}

describe('the outcome log', () => {
  it('gives back what was logged', () => {
    fc.assert(
      fc.property(fc.array(records, { maxLength: 20 }), (list) => {
        expect(decodeOutcomes(encoded(list), total)).toEqual(list);
      }),
    );
  });

  it('ends at the first record that is torn or altered, and keeps all before it', () => {
    fc.assert(
      fc.property(
        fc.array(records, { minLength: 1, maxLength: 8 }),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (list, at, flip) => {
          const bytes = encoded(list);
          const place = at % bytes.length;
          bytes[place]! ^= flip;
          const intact = Math.floor(place / outcomeRecordBytes);
          expect(decodeOutcomes(bytes, total)).toEqual(list.slice(0, intact));
          const whole = encoded(list);
          expect(decodeOutcomes(whole.subarray(0, place), total)).toEqual(list.slice(0, intact));
        },
      ),
    );
  });

  it('believes no record beyond the medium', () => {
    const record: OutcomeRecord = {
      request: {
        lba: total - 1,
        count: 2,
        sweep: false,
        pass: { name: 'copy', number: 1, direction: 'forward' },
      },
      outcome: { goodSectors: 2 },
      durationMs: 1,
    };
    expect(decodeOutcomes(encoded([record]), total)).toEqual([]);
  });
});

describe('the account of a dump', () => {
  it('is the same whether reads were booked as they came or replayed from the log', () => {
    fc.assert(
      fc.property(faultRuns(total, 5, 40), fc.nat(900), (runs, stopAfter) => {
        const bad = badSectors(total, runs);
        const plan = {
          clusterSectors: 16,
          sweepSectors: 64,
          initialSkipSectors: 16,
          maxSkipSectors: 64,
          retries: 1,
        };
        const live = Ledger.begin(total, drive);
        const log: OutcomeRecord[] = [];
        const pass = rescue(live.map, plan, null);
        for (let step = pass.next(); !step.done && log.length < stopAfter; ) {
          const request = step.value;
          const goodSectors = bad.subarray(request.lba, request.lba + request.count).includes(1)
            ? 0
            : request.count;
          log.push({ request, outcome: { goodSectors }, durationMs: 2 });
          live.note(request, goodSectors, 2);
          // What the pass does when it is told; a kill may come before it is.
          applyOutcome(live.map, request, { goodSectors });
          step = pass.next({ goodSectors });
        }
        const again = Ledger.begin(total, drive);
        for (const record of log) again.replay(record);
        expect(again.passes).toEqual(live.passes);
        expect(again.extents()).toEqual(live.extents());
        expect(again.map.counts().good).toBe(live.map.counts().good);
        expect(again.map.counts().bad).toBe(live.map.counts().bad);
      }),
      { numRuns: 40 },
    );
  });

  it('survives being written down and read back', () => {
    const ledger = Ledger.begin(100, drive);
    const copy = { name: 'copy', number: 1, direction: 'forward' } as const;
    ledger.replay({
      request: { lba: 0, count: 40, sweep: false, pass: copy },
      outcome: { goodSectors: 40 },
      durationMs: 5,
    });
    ledger.takeDrive({ ...drive, serial: 'another' });
    ledger.replay({
      request: { lba: 40, count: 10, sweep: false, pass: copy },
      outcome: { goodSectors: 0 },
      durationMs: 900,
    });
    ledger.replay({
      request: { lba: 50, count: 50, sweep: false, pass: copy },
      outcome: { goodSectors: 50 },
      durationMs: 5,
    });
    const state = JSON.parse(JSON.stringify(ledger.state())) as StateDocument;
    const again = Ledger.restore(100, state);
    expect(again.state()).toEqual(ledger.state());
    expect(again.extents()).toEqual([
      { lba: 0, lengthSectors: 40, drive: 0 },
      { lba: 50, lengthSectors: 50, drive: 1 },
    ]);
    expect(again.map.triesAt(45)).toBe(1);
  });

  it('takes the same drive only once', () => {
    const ledger = Ledger.begin(10, drive);
    ledger.takeDrive({ ...drive });
    expect(ledger.drives).toHaveLength(1);
  });
});
