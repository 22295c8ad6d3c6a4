/** What the screens say of discs, without a browser. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSurelySeen } from '../../src/renderer/screens/start/seen-words.ts';
import {
  firstChoices,
  problemsOf,
  startRequest,
  withFormat,
} from '../../src/renderer/screens/start/start-choices.ts';
import { legendEntries } from '../../src/renderer/sector-map/legend-entries.ts';
import { edgePath, marksIn, withRoom } from '../../src/renderer/sector-map/marks.ts';
import { placesOf, trackAt, tracksBetween } from '../../src/renderer/sector-map/places.ts';
import { trackDamage } from '../../src/renderer/sector-map/track-damage.ts';
import {
  carrierNoun,
  kindWords,
  msfWords,
  otherTitleWords,
  titleWords,
  tracksWords,
} from '../../src/renderer/words/disc.ts';
import { discSummary } from '../../src/shared/model/disc-summary.ts';
import { startJobSchema } from '../../src/shared/model/job.ts';
import { coarsen, compactRuns, type SectorRuns } from '../../src/shared/model/sector-runs.ts';
import { sectorStates } from '../../src/shared/model/sector-state.ts';
import { makeTrack, mixedDisc } from '../support/disc-record.ts';
import {
  damagedRipRuns,
  discDrive,
  discInspection,
  extraDisc,
  extraRuns,
  seenDump,
} from '../support/disc-scenarios.ts';
import { countsOf, makeDrive, makeInspection, roots } from '../support/scenarios.ts';

const disc = mixedDisc();

describe('words for a disc', () => {
  it('name what kind of disc it is', () => {
    const audio = mixedDisc({ tracks: [makeTrack(1, 0, 100)] });
    const data = mixedDisc({ tracks: [makeTrack(1, 0, 100, { mode: 'MODE1' })] });
    const dvd = mixedDisc({ tracks: [], profile: 'DVD-ROM' });
    expect([disc, audio, data, extraDisc(), dvd].map(kindWords)).toEqual([
      ...['Mixed-mode CD', 'Audio CD', 'Data CD', 'CD-Extra', 'DVD-ROM'],
    ]);
    expect(tracksWords(discSummary(extraDisc()))).toBe('1 data track and 2 audio tracks, 2 sessions');
    expect(tracksWords(discSummary(dvd))).toBe('DVD-ROM');
  });

  it('say a title once', () => {
    const summary = discSummary(disc);
    expect(titleWords(summary)).toBe('The Reading Room \u2013 Shelf Marks');
    expect(otherTitleWords(summary, 'The Reading Room \u2013 Shelf Marks')).toBeNull();
    expect(otherTitleWords(summary, 'CD 7')).toBe('The Reading Room \u2013 Shelf Marks');
    expect(titleWords({ title: null, performer: null })).toBeNull();
  });

  it('call a carrier by what was found in the drive, and before that by the drive', () => {
    expect(carrierNoun(discDrive)).toBe('disc');
    expect(carrierNoun(makeDrive('fd0'))).toBe('disk');
    expect(carrierNoun(makeDrive('s', { kind: 'simulated', sectorSize: 2352 }))).toBe('disc');
    expect(carrierNoun(makeDrive('s', { kind: 'simulated' }))).toBe('disk');
    expect(carrierNoun(makeDrive('f', { kind: 'file' }), discInspection(disc))).toBe('disc');
  });

  it('never raise for an address no CD has', () => {
    fc.assert(
      fc.property(fc.oneof(fc.double(), fc.integer()), (lba) => {
        expect(msfWords(lba)).toMatch(/^(\d\d:\d\d:\d\d|\u2013)$/);
      }),
    );
    expect(msfWords(0)).toBe('00:02:00');
  });
});

describe('places on a disc', () => {
  it('belong to the track whose file they go into: a pause to the track behind it', () => {
    expect(trackAt(disc, 19_849)?.number).toBe(1);
    expect(trackAt(disc, 19_850)?.number).toBe(2);
    expect(trackAt(disc, 75_000)).toBeNull();
    expect(tracksBetween(disc, 19_000, 40_000)).toBe('1 to 3');
    expect(tracksBetween(extraDisc(), 36_000, 40_000)).toBe('');
  });

  it('are said as track and time, floppies as ever', () => {
    const { where, groupSectors, marks } = placesOf(undefined, disc);
    expect(where(20_150, 20_150)).toBe('track 2, 04:30:50');
    expect(where(20_150, 20_164)).toBe('track 2, 04:30:50 to 04:30:64');
    expect(where(19_000, 40_000)).toMatch(/^tracks 1 to 3, /);
    expect(groupSectors).toBe(0);
    expect(marks.map(({ lba, label }) => [lba, label])).toEqual([
      ...[[0, '1'] as const, [19_850, '2'] as const, [38_850, '3'] as const, [54_925, '4'] as const],
    ]);
    const floppy = placesOf(makeInspection().hypotheses[0], null);
    expect([floppy.where(18, 18), floppy.where(0, 17), floppy.groupSectors]).toEqual([
      ...['cylinder 0, head 1, sector 1', '', 18],
    ]);
  });
});

describe('marks on a map', () => {
  const layout = {
    ...{ sectorsPerCell: 10, cellCount: 100, columns: 10, groupColumns: 0 },
    ...{ cellWidth: 3, cellHeight: 3, gap: 0, groupGap: 0 },
  };
  const marks = [0, 150, 500, 505].map((lba, index) => ({ lba, label: String(index + 1) }));

  it('stand where their cell is, and the one before tells what the window begins in', () => {
    expect(marksIn(marks, { firstLba: 0, lengthSectors: 1000 }, layout)).toEqual([
      { label: '1', x: 0, y: 0, isBefore: false },
      { label: '2', x: 15, y: 3, isBefore: false },
      { label: '3', x: 0, y: 15, isBefore: false },
      { label: '4', x: 0, y: 15, isBefore: false },
    ]);
    expect(marksIn(marks, { firstLba: 200, lengthSectors: 100 }, layout)).toEqual([
      { label: '2', x: 0, y: 0, isBefore: true },
    ]);
  });

  it('have labels only where there is room, and edges between cells', () => {
    const placed = marksIn(marks, { firstLba: 0, lengthSectors: 1000 }, layout);
    expect(withRoom(placed, 12).map(({ label }) => label)).toEqual(['1', '3']);
    expect(edgePath(placed[1]!, layout)).toBe('M30 3H15V6H0');
    expect(edgePath(placed[2]!, layout)).toBe('M0 15H30');
  });
});

describe('the damage of tracks', () => {
  it('adds up to that of the disc, whatever the map', () => {
    const runs = fc
      .array(fc.tuple(fc.integer({ min: 1, max: 400 }), fc.constantFrom(...sectorStates)), {
        minLength: 1,
        maxLength: 40,
      })
      .map((drawn): SectorRuns => compactRuns(drawn));
    const cuts = fc.uniqueArray(fc.integer({ min: 1, max: 9_000 }), { maxLength: 8 });
    fc.assert(
      fc.property(runs, cuts, (drawn, starts) => {
        const edges = [0, ...starts.toSorted((a, b) => a - b), 20_000];
        const tracks = edges.slice(0, -1).map((lba, at) => makeTrack(at + 1, lba, edges[at + 1]! - lba));
        const damage = trackDamage({ sectorsPerUnit: 1, totalSectors: 20_000, runs: drawn }, tracks);
        const sum = (key: 'unreadable' | 'suspect' | 'pending') =>
          damage.reduce((all, one) => all + one[key], 0);
        const counts = countsOf(drawn);
        expect([sum('unreadable') + sum('suspect'), sum('suspect'), sum('pending')]).toEqual([
          ...[counts.bad, counts.suspect ?? 0, counts.pending],
        ]);
      }),
      { numRuns: 100 },
    );
  });

  it('is never told smaller than it is by a coarse map, and is told to be rough', () => {
    const tracks = [makeTrack(1, 0, 30_000), makeTrack(2, 30_000, 214_000)];
    const exact = trackDamage({ sectorsPerUnit: 1, totalSectors: 244_395, runs: damagedRipRuns }, tracks);
    const rough = trackDamage(coarsen(damagedRipRuns, 4), tracks);
    expect(exact.map(({ isRough, unreadable }) => [isRough, unreadable])).toEqual([
      [false, 3],
      [false, 6],
    ]);
    rough.forEach((track, index) => {
      expect(track.isRough).toBe(true);
      expect(track.unreadable).toBeGreaterThanOrEqual(exact[index]!.unreadable);
    });
  });

  it('has nothing missing between sessions', () => {
    const map = { sectorsPerUnit: 1, totalSectors: 55_000, runs: extraRuns };
    expect(trackDamage(map, extraDisc().tracks).map(({ suspect, pending }) => [suspect, pending])).toEqual([
      ...[
        [0, 0],
        [3, 0],
        [0, 0],
      ],
    ]);
    expect(legendEntries(map, countsOf(extraRuns))).toEqual([
      { state: 'good', count: 43_597 },
      { state: 'generated', count: 11_400 },
      { state: 'suspect', count: 3 },
      { state: 'bad', count: 0 },
    ]);
  });
});

it('a legend of a coarse map tells doubt from loss by the counts', () => {
  const entries = legendEntries(coarsen(damagedRipRuns, 4), countsOf(damagedRipRuns));
  expect(entries.find(({ state }) => state === 'suspect')?.count).toBe(19);
  expect(entries.find(({ state }) => state === 'bad')?.count).toBe(9);
});

describe('choices before a disc is imaged', () => {
  const choicesOf = (found = disc) => firstChoices(discDrive, discInspection(found), roots);

  it('propose the album as the name, and files that keep everything', () => {
    const choices = choicesOf();
    expect(choices).toMatchObject({
      name: 'The Reading Room \u2013 Shelf Marks',
      formats: ['bincue'],
      carrier: '',
    });
    expect(choices.offered).toEqual(['bincue', 'bincue-single', 'ccd', 'wav']);
    expect(choicesOf(mixedDisc({ cdText: null })).name).toBe('SHELFMARKS');
    const data = mixedDisc({ tracks: [makeTrack(1, 0, 100, { mode: 'MODE1' })] });
    expect(choicesOf(data).offered).toEqual(['bincue', 'bincue-single', 'ccd', 'iso']);
    expect(choicesOf(mixedDisc({ tracks: [], profile: 'DVD-ROM' }))).toMatchObject({
      ...{ offered: ['iso'], formats: ['iso'] },
      asks: { isDisc: true, isCd: false, hasAudio: false },
    });
  });

  it('never ask for two sheets of one name, nor for sound alone where there is data', () => {
    const choices = choicesOf();
    expect(withFormat(choices, 'bincue-single', true)).toEqual(['bincue-single']);
    expect(withFormat(choices, 'wav', true)).toEqual(['bincue', 'wav']);
    expect(problemsOf({ ...choices, formats: ['wav'] }).formats).toMatch(/Add BIN\/CUE/);
    const audio = { ...choicesOf(mixedDisc({ tracks: [makeTrack(1, 0, 100)] })), formats: ['wav'] as const };
    expect(problemsOf(audio).formats).toBeNull();
  });

  it('make a request the hub understands from whatever is typed, or none', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.integer({ min: -9999, max: 9999 }).map(String)), (readOffset) => {
        const choices = { ...choicesOf(), readOffset, speed: '16' };
        const request = startRequest('sr0', choices);
        if (request) expect(startJobSchema.safeParse(request).success).toBe(true);
        else expect(problemsOf(choices).readOffset).toMatch(/^Give samples/);
      }),
    );
    const sent = (readOffset: string) =>
      startRequest('sr0', { ...choicesOf(), readOffset })?.options.readOffset;
    expect([sent('+30'), sent('-12'), sent(' '), sent('5881'), sent('1.5')]).toEqual([
      30,
      -12,
      null,
      undefined,
      undefined,
    ]);
  });

  it('ask nothing of a disk that only discs know', () => {
    const choices = {
      ...firstChoices(makeDrive('fd0'), makeInspection(), roots),
      subchannel: true,
      speed: '16',
    };
    expect(startRequest('fd0', choices)?.options).toMatchObject({ subchannel: false, speed: null });
  });
});

describe('a disc seen before', () => {
  it('is surely the same only where its table tells something, or its volume does', () => {
    const single = mixedDisc({ tracks: [disc.tracks[0]!] });
    expect(isSurelySeen(discInspection(disc, { filesystems: [] }), seenDump)).toBe(true);
    expect(isSurelySeen(discInspection(single), seenDump)).toBe(true);
    expect(isSurelySeen(discInspection(single, { filesystems: [] }), seenDump)).toBe(false);
  });
});
