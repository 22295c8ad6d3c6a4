import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstChoices, problemsOf, startRequest } from '../../src/renderer/screens/start/start-choices.ts';
import { inPlace } from '../../src/renderer/state/hub-store.ts';
import { fragmentOf, viewOf } from '../../src/renderer/state/view.ts';
import { tokenInFragment } from '../../src/renderer/token.ts';
import { startJobSchema } from '../../src/shared/model/job.ts';
import { makeDrive, makeInspection, roots } from '../support/scenarios.ts';

const drive = makeDrive('fd0');

describe('choices before a job', () => {
  it('propose the volume label as the name, and never a carrier', () => {
    const choices = firstChoices(drive, makeInspection(), roots);
    expect(choices).toMatchObject({ name: 'LETTERS 93', carrier: '', resume: false, rootId: 'r1' });
    expect(firstChoices(drive, makeInspection({ filesystems: [] }), roots).name).toBe('Floppy drive');
  });

  it('make a request the hub understands from whatever a person types, or none', () => {
    const proposed = firstChoices(drive, makeInspection(), roots);
    const typed = fc.record({
      name: fc.string({ maxLength: 300 }),
      retries: fc.oneof(fc.string(), fc.integer().map(String)),
      fillByte: fc.oneof(fc.string(), fc.constantFrom('00', 'f6', 'FF', '100')),
      carrier: fc.string({ maxLength: 300 }),
    });
    fc.assert(
      fc.property(typed, (change) => {
        const choices = { ...proposed, ...change };
        const request = startRequest(drive.id, choices);
        if (request) expect(startJobSchema.safeParse(request).success).toBe(true);
        else expect(Object.values(problemsOf(choices)).some(Boolean)).toBe(true);
      }),
    );
  });

  it('ask for a format', () => {
    const choices = { ...firstChoices(drive, makeInspection(), roots), formats: [] };
    expect(startRequest(drive.id, choices)).toBeNull();
    expect(problemsOf(choices).formats).toMatch(/Choose/);
  });
});

describe('addresses', () => {
  it('lead back to the view they came from, whatever a carrier is called', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (text) => {
        expect(viewOf(fragmentOf({ screen: 'carrier', code: text }))).toEqual({
          screen: 'carrier',
          code: text,
        });
        expect(viewOf(fragmentOf({ screen: 'catalogue', query: text }))).toEqual({
          screen: 'catalogue',
          query: text,
        });
      }),
    );
    for (const screen of ['bench', 'queue', 'settings'] as const) {
      expect(viewOf(fragmentOf({ screen }))).toEqual({ screen });
    }
  });

  it('show the bench or a list for anything nobody knows', () => {
    fc.assert(fc.property(fc.string(), (text) => void viewOf(`#/${text}`)));
    expect(viewOf('#token=abc')).toEqual({ screen: 'bench' });
    expect(viewOf('#/jobs/')).toEqual({ screen: 'queue' });
    expect(viewOf('#/dumps/%E0%A4%A')).toEqual({ screen: 'catalogue', query: '' });
  });

  it('carry a token only in the form a station prints', () => {
    const token = 'A1b2C3d4E5f6G7h8_-A1b2C3d4E5f6G7h8_-abcdefg';
    expect(tokenInFragment(`#token=${token}`)).toBe(token);
    expect(tokenInFragment('#token=short')).toBeNull();
    expect(tokenInFragment(`#token=${token},extra`)).toBeNull();
    expect(tokenInFragment('')).toBeNull();
  });
});

it('a drive keeps its place on the bench, whatever order the hub lists', () => {
  const [a, b, c] = [makeDrive('a'), makeDrive('b'), makeDrive('c')];
  expect(inPlace([a, b], [c, b, a]).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  expect(inPlace([a, b, c], [c, a]).map(({ id }) => id)).toEqual(['a', 'c']);
  expect(inPlace([a], [{ ...a, sizeBytes: 7 }])[0]?.sizeBytes).toBe(7);
});
