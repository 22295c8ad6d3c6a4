/** How a batch is counted, what its keys mean, and what is asked of the hub for a new one. */
import { describe, expect, it } from 'vitest';
import { batchFigures, finishMs } from '../../src/renderer/screens/batch/batch-figures.ts';
import { decisionOfKey } from '../../src/renderer/screens/batch/decisions.ts';
import {
  batchRequest,
  firstForm,
  offeredFormats,
  typedCodes,
} from '../../src/renderer/screens/batch/new-batch-form.ts';
import { fragmentOf, type View, viewOf } from '../../src/renderer/state/view.ts';
import { newBatchSchema } from '../../src/shared/model/batch.ts';
import { batchId, makeEntry } from '../support/batch-scenarios.ts';
import { makeDrive } from '../support/scenarios.ts';

describe('the figures of a batch', () => {
  it('count every entry once, wherever it stands', () => {
    const entries = [
      makeEntry(1, { state: 'done' }),
      makeEntry(2, { state: 'exception', exception: 'damaged' }),
      makeEntry(3, { state: 'exception', exception: 'over-time' }),
      makeEntry(4, { state: 'exception', exception: 'blank' }),
      makeEntry(5, { state: 'skipped' }),
      makeEntry(6, { state: 'reading' }),
      makeEntry(7, { state: 'next' }),
      makeEntry(8),
    ];
    const { done, partial, parked, other, skipped, left, total } = batchFigures(entries);
    expect({ done, partial, parked, other, skipped, left }).toEqual({
      ...{ done: 1, partial: 1, parked: 1, other: 1, skipped: 1, left: 3 },
    });
    expect(done + partial + parked + other + skipped + left).toBe(total);
  });

  it('tell the pace by the last ones, so that a night between them is forgotten', () => {
    const at = (hour: number, minute: number) => new Date(Date.UTC(2026, 10, 26, hour, minute)).toISOString();
    const slow = makeEntry(1, { state: 'done', startedAt: at(0, 0), endedAt: at(0, 5) });
    const quick = Array.from({ length: 10 }, (_, index) =>
      makeEntry(2 + index, { state: 'done', startedAt: at(9, index * 3), endedAt: at(9, index * 3 + 3) }),
    );
    const figures = batchFigures([slow, ...quick, ...[12, 13].map((position) => makeEntry(position))]);
    expect(figures.perHour).toBeCloseTo(20);
    expect(finishMs(figures, 0)).toBeCloseTo(6 * 60_000);
  });

  it('forecast nothing from one medium, nor when none is left', () => {
    const one = batchFigures([makeEntry(1, { state: 'done' }), makeEntry(2)]);
    expect(one.perHour).toBeNull();
    expect(finishMs(one, 0)).toBeNull();
    expect(
      finishMs(batchFigures([makeEntry(1, { state: 'done' }), makeEntry(2, { state: 'done' })]), 0),
    ).toBeNull();
  });
});

describe('the keys of an exception', () => {
  const press = (key: string, ctrlKey = false) => ({ key, ctrlKey, altKey: false, metaKey: false });

  it('decide, in capitals too, and only alone', () => {
    expect(decisionOfKey(press('r'))).toEqual({ action: 'retry', disposition: null });
    expect(decisionOfKey(press('A'))).toEqual({ action: 'accept', disposition: null });
    expect(decisionOfKey(press('7'))).toEqual({ action: 'dispose', disposition: 'blank' });
    expect(decisionOfKey(press('r', true))).toBeNull();
    expect(decisionOfKey(press('0'))).toBeNull();
  });
});

describe('a new batch', () => {
  const drives = [makeDrive('fd0'), makeDrive('sda', { systemDisk: 'holds / of this system' })];
  const form = { ...firstForm(null, drives, undefined), name: ' Box 7 ', timeBox: '2,5' };

  it('takes the only drive that can take part, and never the disk of the system', () => {
    expect(form.drives).toEqual(['fd0']);
  });

  it('is a request the contract takes', () => {
    const request = batchRequest(form, typedCodes('AR-1..3\n\nAR-9; AR-10'), 'r1');
    expect(newBatchSchema.parse(request)).toMatchObject({
      ...{ name: 'Box 7', carriers: ['AR-1..3', 'AR-9', 'AR-10'], template: null },
      settings: { drives: ['fd0'], timeBox: 2.5, start: 'insertion' },
    });
  });

  it('is not asked for while something is missing or no number', () => {
    const codes = ['AR-1'];
    expect(batchRequest(form, [], 'r1')).toBeNull();
    expect(batchRequest({ ...form, name: ' ' }, codes, 'r1')).toBeNull();
    expect(batchRequest({ ...form, timeBox: 'long' }, codes, 'r1')).toBeNull();
    expect(batchRequest({ ...form, drives: [] }, codes, 'r1')).toBeNull();
    expect(batchRequest({ ...form, retries: '-1' }, codes, 'r1')).toBeNull();
  });

  it('offers no format that a drive of the batch could not write', () => {
    const disc = makeDrive('sr0', { kind: 'optical' });
    expect(offeredFormats([drives[0]!])).toEqual(['img', 'ima', 'imz']);
    expect(offeredFormats([disc])).toEqual(['bincue', 'bincue-single', 'ccd']);
    expect(offeredFormats([disc, drives[0]!])).toEqual([]);
  });
});

it('batches have addresses that lead back to them', () => {
  const views: View[] = [
    { screen: 'batches' },
    { screen: 'batches', query: 'state:expected box 7' },
    { screen: 'batch', batchId },
    { screen: 'quality', batchId },
    { screen: 'quality', batchId: null },
  ];
  for (const view of views) expect(viewOf(fragmentOf(view))).toEqual(view);
});
