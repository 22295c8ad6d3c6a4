import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { discOfToc, type TocAnswers } from '../../../src/main/core/optical/disc-layout.ts';
import { parseFullToc } from '../../../src/main/core/optical/full-toc.ts';
import { parseSessionInfo, parseToc } from '../../../src/main/core/optical/toc.ts';
import { discSessionSchema } from '../../../src/shared/model/disc.ts';
import { msfOfLba, toBcd } from '../../../src/shared/msf.ts';

const leadOut = 0xaa;
type Start = readonly [track: number, control: number, lba: number];

function withLength(body: readonly number[], first: number, last: number): Uint8Array {
  const length = body.length + 2;
  return Uint8Array.of(length >> 8, length & 0xff, first, last, ...body);
}

/** READ TOC format 0 as MMC-6 lays it out. */
function plainToc(starts: readonly Start[], first = starts[0]?.[0] ?? 1, last = starts.at(-2)?.[0] ?? 1) {
  const body = starts.flatMap(([track, control, lba]) => {
    const address = new Uint8Array(4);
    new DataView(address.buffer).setInt32(0, lba);
    return [0, 0x10 | control, track, 0, ...address];
  });
  return withLength(body, first, last);
}

type FullEntry = readonly [
  session: number,
  adr: number,
  control: number,
  point: number,
  msf: readonly number[],
  pmsf: readonly number[],
];

function fullToc(entries: readonly FullEntry[]): Uint8Array {
  const body = entries.flatMap(([session, adr, control, point, msf, pmsf]) => [
    session,
    (adr << 4) | control,
    0,
    point,
    ...msf,
    0,
    ...pmsf,
  ]);
  return withLength(body, 1, entries.at(-1)?.[0] ?? 1);
}

const none = [0, 0, 0];

function times(lba: number): number[] {
  const { minute, second, frame } = msfOfLba(lba);
  return [minute, second, frame];
}

/** The entries of one session as a lead-in has them. */
function session(
  number: number,
  type: number,
  starts: readonly Start[],
  leadOutLba: number,
  next?: number,
): FullEntry[] {
  const control = starts[0]![1];
  return [
    [number, 1, control, 0xa0, none, [starts[0]![0], type, 0]],
    [number, 1, control, 0xa1, none, [starts.at(-1)![0], 0, 0]],
    [number, 1, control, 0xa2, none, times(leadOutLba)],
    ...starts.map(([track, of, lba]): FullEntry => [number, 1, of, track, none, times(lba)]),
    ...(next === undefined ? [] : [[number, 5, control, 0xb0, times(next), [79, 59, 74]] as FullEntry]),
  ];
}

function inBcd(entries: readonly FullEntry[]): FullEntry[] {
  return entries.map(([number, adr, control, point, msf, pmsf]) => [
    number,
    adr,
    control,
    point < 0xa0 ? toBcd(point) : point,
    msf.map(toBcd),
    point === 0xa0 ? [toBcd(pmsf[0]!), pmsf[1]!, pmsf[2]!] : pmsf.map(toBcd),
  ]);
}

// The disc of the MusicBrainz documentation: 1 6 95462 150 15363 32314 46592 63414 80489.
const audioStarts: readonly Start[] = [
  [1, 0, 0],
  [2, 0, 15_213],
  [3, 0, 32_164],
  [4, 0, 46_442],
  [5, 0, 63_264],
  [6, 0, 80_339],
];
const audioPlain = parseToc(plainToc([...audioStarts, [leadOut, 0, 95_312]]))!;
const audioFull = parseFullToc(fullToc(session(1, 0, audioStarts, 95_312)))!;

// A CD-Extra: audio in session 1, data in session 2, 11,400 sectors between lead-out and INDEX 01.
const extraStarts: readonly Start[] = [
  [1, 0, 0],
  [2, 2, 20_000],
];
const extraPlain = parseToc(plainToc([...extraStarts, [3, 4, 51_400], [leadOut, 4, 60_000]]))!;
const extraFull = parseFullToc(
  fullToc([...session(1, 0, extraStarts, 40_000, 51_250), ...session(2, 0x20, [[3, 4, 51_400]], 60_000)]),
)!;

const nothing: TocAnswers = { plain: null, full: null, session: null, capacitySectors: null };

function discOf(answers: Partial<TocAnswers>) {
  const layout = discOfToc({ ...nothing, ...answers });
  if (layout.kind !== 'disc') throw new Error(layout.reason);
  return layout;
}

describe('the plain TOC', () => {
  it('tells tracks and lead-out', () => {
    expect(audioPlain).toMatchObject({ firstTrack: 1, lastTrack: 6, leadOutLba: 95_312, warnings: [] });
    expect(audioPlain.tracks).toEqual(
      audioStarts.map(([number, control, startLba]) => ({ number, control, startLba })),
    );
  });

  it('takes the last of double entries and leaves out tracks no disc can have', () => {
    const toc = parseToc(
      plainToc(
        [
          [0, 0, 7],
          [1, 0, 0],
          [1, 4, 16],
          [100, 0, 9],
          [leadOut, 0, 90],
          [leadOut, 0, 100],
        ],
        1,
        1,
      ),
    )!;
    expect(toc.tracks).toEqual([{ number: 1, control: 4, startLba: 16 }]);
    expect(toc.leadOutLba).toBe(100);
    expect(toc.warnings).toHaveLength(4);
  });

  it('is believed no further than it came', () => {
    const answer = plainToc([...audioStarts, [leadOut, 0, 95_312]]);
    expect(parseToc(answer.subarray(0, 4 + 8 + 5))?.tracks).toHaveLength(1);
    expect(parseToc(Uint8Array.of(0, 10, ...answer.subarray(2)))?.tracks).toHaveLength(1);
    expect(parseToc(answer.subarray(0, 4))).toBe(null);
    expect(parseToc(new Uint8Array(0))).toBe(null);
  });

  it('says where the last session starts', () => {
    const answer = Uint8Array.of(0, 10, 1, 2, 0, 0x14, 3, 0, 0, 0, 0xc8, 0xc8);
    expect(parseSessionInfo(answer)).toEqual({
      firstSession: 1,
      lastSession: 2,
      firstTrack: 3,
      control: 4,
      startLba: 51_400,
    });
    expect(parseSessionInfo(answer.subarray(0, 11))).toBe(null);
  });
});

describe('the full TOC', () => {
  it('tells sessions, their types, lead-outs and where the next may begin', () => {
    expect(extraFull.warnings).toEqual([]);
    expect(extraFull.sessions).toMatchObject([
      {
        number: 1,
        type: 'audio-or-mode1',
        firstTrack: 1,
        lastTrack: 2,
        leadOutLba: 40_000,
        nextSessionLba: 51_250,
      },
      { number: 2, type: 'cd-xa', firstTrack: 3, lastTrack: 3, leadOutLba: 60_000, nextSessionLba: null },
    ]);
  });

  it('does not take the skip intervals and recording data of ADR 5 for tracks', () => {
    const toc = parseFullToc(
      fullToc([
        ...session(1, 0, audioStarts, 95_312),
        [1, 5, 0, 0x01, [1, 2, 3], [0, 5, 0]],
        [1, 5, 0, 0xb1, none, [1, 0, 0]],
        [1, 5, 0, 0xb0, [0xff, 0xff, 0xff], [79, 59, 74]],
        [1, 5, 0, 0xc0, [0x95, 0, 0], [97, 34, 0]],
      ]),
    )!;
    expect(toc.warnings).toEqual([]);
    expect(toc.sessions).toEqual(audioFull.sessions);
  });

  it('leaves out what cannot be, with a warning each', () => {
    const toc = parseFullToc(
      fullToc([
        ...session(1, 0, audioStarts, 95_312),
        [1, 1, 0, 7, none, [10, 60, 0]],
        [1, 1, 0, 0, none, [10, 0, 0]],
        [1, 1, 0, 0xa2, none, [10, 0, 75]],
        [0, 1, 0, 1, none, [0, 2, 0]],
        [1, 1, 0, 0xa7, none, [0, 2, 0]],
        [1, 4, 0, 6, none, times(80_339)],
      ]),
    )!;
    expect(toc.sessions).toEqual(audioFull.sessions);
    expect(toc.warnings).toHaveLength(6);
  });

  it('takes the last of double entries', () => {
    const toc = parseFullToc(
      fullToc([...session(1, 0, audioStarts, 95_312), [1, 1, 4, 6, none, times(80_400)]]),
    )!;
    expect(toc.sessions[0]?.tracks.at(-1)).toEqual({ number: 6, control: 4, startLba: 80_400 });
    expect(toc.warnings).toEqual(['Session 1 has track 6 twice; the last entry counts.']);
  });

  it('is read as binary for every disc that drives give in binary, and as BCD otherwise', () => {
    const discs = fc
      .array(fc.integer({ min: 300, max: 20_000 }), { minLength: 1, maxLength: 20 })
      .map((lengths) => {
        let lba = 0;
        const starts = lengths.map((length, index): Start => {
          const start: Start = [index + 1, 0, lba];
          lba += length;
          return start;
        });
        return { starts, end: lba };
      });
    fc.assert(
      fc.property(discs, ({ starts, end }) => {
        const plain = parseToc(plainToc([...starts, [leadOut, 0, end]]));
        const entries = session(1, 0, starts, end);
        const binary = parseFullToc(fullToc(entries), plain)!;
        expect(binary.isBcd).toBe(false);
        expect(binary.sessions[0]?.tracks).toEqual(plain?.tracks);
        expect(parseFullToc(fullToc(inBcd(entries)), plain)?.sessions).toEqual(binary.sessions);
      }),
    );
  });

  it('in BCD is known without the plain TOC by its impossible times', () => {
    const toc = parseFullToc(fullToc(inBcd(session(1, 0, audioStarts, 95_312))))!;
    expect(toc.isBcd).toBe(true);
    expect(toc.sessions).toEqual(audioFull.sessions);
    expect(audioFull.isBcd).toBe(false);
  });

  it('is null without an entry', () => {
    expect(parseFullToc(new Uint8Array(3))).toBe(null);
    expect(parseFullToc(fullToc([]))).toBe(null);
  });
});

describe('the layout of a disc', () => {
  it('of one session follows the plain TOC', () => {
    const layout = discOf({ plain: audioPlain, full: audioFull, capacitySectors: 95_312 });
    expect(layout).toMatchObject({ source: 'plain-toc', warnings: [] });
    expect(layout.sessions).toEqual([
      { number: 1, firstTrack: 1, lastTrack: 6, startLba: 0, leadOutLba: 95_312 },
    ]);
    expect(layout.tracks.map((track) => track.lengthSectors)).toEqual([
      15_213, 16_951, 14_278, 16_822, 17_075, 14_973,
    ]);
    expect(layout.tracks.every((track) => track.expectedMode === 'AUDIO' && !track.isData)).toBe(true);
  });

  it('of several sessions follows the full TOC', () => {
    const layout = discOf({ plain: extraPlain, full: extraFull });
    expect(layout).toMatchObject({ source: 'full-toc', warnings: [] });
    expect(layout.sessions).toEqual([
      { number: 1, firstTrack: 1, lastTrack: 2, startLba: 0, leadOutLba: 40_000 },
      { number: 2, firstTrack: 3, lastTrack: 3, startLba: 51_400, leadOutLba: 60_000 },
    ]);
    expect(layout.tracks).toMatchObject([
      { number: 1, session: 1, lengthSectors: 20_000, expectedMode: 'AUDIO' },
      { number: 2, session: 1, lengthSectors: 20_000, expectedMode: 'AUDIO', control: 2 },
      { number: 3, session: 2, lengthSectors: 8600, expectedMode: 'MODE2', isData: true },
    ]);
  });

  it('expects what control and session type say', () => {
    const modes = [0x00, 0x10, 0x20, 0x42].map((type) => {
      const full = parseFullToc(fullToc(session(1, type, [[1, 4, 0]], 1000)))!;
      return discOf({ full }).tracks[0]?.expectedMode;
    });
    expect(modes).toEqual(['MODE1', 'CDI', 'MODE2', 'MODE1']);
  });

  it('splits the plain TOC of a CD-Extra at the usual gap when the full one is missing', () => {
    const sessionInfo = { firstSession: 1, lastSession: 2, firstTrack: 3, control: 4, startLba: 51_400 };
    const layout = discOf({ plain: extraPlain, session: sessionInfo });
    expect(layout.sessions).toEqual(discOf({ plain: extraPlain, full: extraFull }).sessions);
    expect(layout.warnings).toHaveLength(1);
  });

  it('does not follow a full TOC that has lost a track', () => {
    const full = parseFullToc(
      fullToc([
        ...session(1, 0, extraStarts.slice(0, 1), 40_000),
        ...session(2, 0, [[3, 4, 51_400]], 60_000),
      ]),
    )!;
    const layout = discOf({ plain: extraPlain, full });
    expect(layout.source).toBe('plain-toc');
    expect(layout.tracks.map((track) => track.number)).toEqual([1, 2, 3]);
    expect(layout.warnings).toContain('Track 2 is in the plain TOC only.');
  });

  it('tells where the TOCs contradict each other', () => {
    const full = parseFullToc(fullToc(session(1, 0, [...audioStarts.slice(0, 5), [6, 4, 80_339]], 95_312)))!;
    const moved = parseFullToc(fullToc(session(1, 0, [...audioStarts.slice(0, 5), [6, 0, 80_340]], 95_312)))!;
    expect(discOf({ plain: audioPlain, full }).warnings).toEqual([
      'Track 6 has control 0 in the plain TOC and 4 in the full one.',
    ]);
    expect(discOf({ plain: audioPlain, full: moved }).warnings).toEqual([
      'Track 6 starts at 80339 in the plain TOC and at 80340 in the full one.',
    ]);
  });

  it('of a disc that starts with track 4 or has 99 tracks is nothing strange', () => {
    const starts = Array.from({ length: 96 }, (_, index): Start => [index + 4, 0, index * 1000]);
    const layout = discOf({ plain: parseToc(plainToc([...starts, [leadOut, 0, 96_000]])) });
    expect(layout.warnings).toEqual([]);
    expect(layout.sessions).toMatchObject([{ firstTrack: 4, lastTrack: 99 }]);
  });

  it('looks for another lead-out when the one of the TOC lies before the last track', () => {
    const plain = parseToc(plainToc([...audioStarts, [leadOut, 0, 2250]]))!;
    const layout = discOf({ plain, capacitySectors: 95_312 });
    expect(layout.sessions[0]?.leadOutLba).toBe(95_312);
    expect(layout.warnings).toEqual([
      'Session 1 has its lead-out at 2250, before its last track; 95312 was taken instead.',
    ]);
    expect(discOfToc({ ...nothing, plain })).toMatchObject({ kind: 'unusable', reason: 'no-lead-out' });
  });

  it('tells overlaps, holes and a capacity that differs', () => {
    const plain = parseToc(
      plainToc([
        [1, 0, 0],
        [2, 0, 5000],
        [4, 0, 5000],
        [5, 0, 3000],
        [leadOut, 0, 9000],
      ]),
    )!;
    const layout = discOf({ plain, capacitySectors: 20_000 });
    expect(layout.warnings).toEqual([
      'Track 4 does not start behind track 2.',
      'There is no track between 2 and 4.',
      'Track 5 does not start behind track 4.',
      'The TOC ends at 9000, the drive counts 20000 sectors.',
    ]);
    expect(layout.tracks.map((track) => track.lengthSectors)).toEqual([3000, 0, 4000, 2000]);
  });

  it('says so when there is nothing to go by', () => {
    expect(discOfToc(nothing)).toEqual({ kind: 'unusable', reason: 'no-toc', warnings: [] });
    const empty = parseToc(plainToc([[leadOut, 0, 100]], 1, 1));
    expect(discOfToc({ ...nothing, plain: empty })).toMatchObject({ kind: 'unusable', reason: 'no-tracks' });
    const noTracks = parseFullToc(fullToc([[1, 1, 0, 0xa2, none, [10, 0, 0]]]));
    expect(discOfToc({ ...nothing, full: noTracks })).toMatchObject({
      kind: 'unusable',
      reason: 'no-tracks',
    });
  });

  it('covers every sector between the first track and the lead-out, whatever drives answer', () => {
    const entry = fc.tuple(
      fc.constantFrom(1, 1, 2, 3, 0),
      fc.constantFrom(0x10, 0x14, 0x50, 0x20),
      fc.constant(0),
      fc.oneof(fc.integer({ min: 0, max: 12 }), fc.constantFrom(0xa0, 0xa1, 0xa2, 0xb0, 0xc0, 0x99, 0xff)),
      ...(Array.from({ length: 7 }, () => fc.integer({ min: 0, max: 80 })) as fc.Arbitrary<number>[]),
    );
    const answers = fc.record({
      plain: fc.uint8Array({ maxLength: 120 }),
      full: fc.array(entry, { maxLength: 30 }).map((entries) => withLength(entries.flat(), 1, 3)),
      session: fc.uint8Array({ maxLength: 14 }),
      capacitySectors: fc.option(fc.integer({ min: 0, max: 400_000 })),
    });
    fc.assert(
      fc.property(answers, ({ plain, full, session: info, capacitySectors }) => {
        if (plain.length > 2) plain.fill(0, 0, 1);
        const toc = parseToc(plain);
        const layout = discOfToc({
          plain: toc,
          full: parseFullToc(full, toc),
          session: parseSessionInfo(info),
          capacitySectors,
        });
        if (layout.kind === 'unusable') return;
        for (const of of layout.sessions) {
          discSessionSchema.parse(of);
          const tracks = layout.tracks.filter((track) => track.session === of.number);
          const length = tracks.reduce((sum, track) => sum + track.lengthSectors, 0);
          expect(length).toBe(of.leadOutLba - of.startLba);
        }
      }),
      { numRuns: 500 },
    );
  });
});
