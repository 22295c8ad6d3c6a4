import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crc32Key, romKey, sha1Key } from '../../../src/main/core/dats/content-key.ts';
import type { DatRom } from '../../../src/main/core/dats/dat.ts';
import { type CandidateGame, type DumpContent, matchDump } from '../../../src/main/core/dats/match.ts';
import { isCompanion, setName } from '../../../src/main/core/dats/set-files.ts';
import { hashesOf } from '../../support/dat-file.ts';

const dat = { id: 1, source: 'redump', name: 'Discs', version: '1', date: '' } as const;

function rom(name: string, content: string, change: Partial<DatRom> = {}): DatRom {
  const { sizeBytes, crc32, sha1 } = hashesOf(content);
  return { name, sizeBytes, crc32, sha1, status: 'good', ...change };
}

function track(name: string, content: string): DumpContent {
  const { sizeBytes, crc32, sha1 } = hashesOf(content);
  return { name, sizeBytes, crc32, sha1, isTrack: true };
}

const game = (name: string, ...roms: DatRom[]): CandidateGame => ({ dat, game: name, roms });

describe('a dump held against sets', () => {
  const threeTracks = game(
    'Racer (Europe)',
    rom('Racer.cue', 'sheet'),
    rom('Racer (Track 1).bin', 'one'),
    rom('Racer (Track 2).bin', 'two'),
    rom('Racer (Track 3).bin', 'three'),
  );
  const dump = [track('d (Track 01).bin', 'one'), track('d (Track 02).bin', 'two')];
  const whole = [...dump, track('d (Track 03).bin', 'three')];

  it('is full when every track is there, whatever its sheet says', () => {
    const report = matchDump(whole, [threeTracks]);
    expect(report.kind).toBe('full');
    expect(report.games[0]).toMatchObject({ game: 'Racer (Europe)', hit: 3, total: 3, missing: [] });
  });

  it('is partial when a track is missing, and names it', () => {
    const report = matchDump(dump, [threeTracks]);
    expect(report).toMatchObject({ kind: 'partial', games: [{ hit: 2, missing: ['Racer (Track 3).bin'] }] });
  });

  it('is partial when the dump has a track the set does not have', () => {
    const report = matchDump([...whole, track('d (Track 04).bin', 'four')], [threeTracks]);
    expect(report).toMatchObject({
      kind: 'partial',
      games: [{ missing: [], unlisted: ['d (Track 04).bin'] }],
    });
  });

  it('does not ask for lead-ins and hidden areas, which no list has', () => {
    expect(
      matchDump(
        [...whole, track('d (Track 00).bin', 'pre'), track('d (Track AA).bin', 'out')],
        [threeTracks],
      ),
    ).toMatchObject({ kind: 'full' });
  });

  it('tells regional variants apart though they share their first track', () => {
    const japan = game('Racer (Japan)', rom('J (Track 1).bin', 'one'), rom('J (Track 2).bin', 'zwei'));
    const report = matchDump(whole, [japan, threeTracks]);
    expect(report.kind).toBe('full');
    expect(report.games.map((match) => match.game)).toEqual(['Racer (Europe)']);
  });

  it('is multiple when several sets are the same bytes', () => {
    const again = { ...threeTracks, game: 'Racer (Australia)' };
    const report = matchDump(whole, [threeTracks, again]);
    expect(report.kind).toBe('multiple');
    expect(report.games.map((match) => match.game)).toEqual(['Racer (Australia)', 'Racer (Europe)']);
  });

  it('goes by CRC-32 and size only where the list has no SHA-1', () => {
    const old = game('Disk (1987)', rom('Disk.img', 'one', { sha1: null }));
    expect(matchDump(dump.slice(0, 1), [old]).kind).toBe('full');
    const wrongSha1 = game('Disk (1987)', rom('Disk.img', 'one', { sha1: '0'.repeat(40) }));
    expect(matchDump(dump.slice(0, 1), [wrongSha1]).kind).toBe('none');
    const wrongSize = game('Disk (1987)', rom('Disk.img', 'one', { sizeBytes: 4 }));
    expect(matchDump(dump.slice(0, 1), [wrongSize]).kind).toBe('none');
  });

  it('asks for nothing nobody has read, and says when the list calls its own copy bad', () => {
    const known = game(
      'Disk',
      rom('Disk.img', 'one', { status: 'baddump' }),
      rom('Other.img', 'x', { status: 'nodump' }),
    );
    expect(matchDump(dump.slice(0, 1), [known])).toMatchObject({
      kind: 'full',
      games: [{ isBadDump: true }],
    });
  });

  it('is full exactly when the tracks of dump and set are the same contents', () => {
    const contents = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { minLength: 1 });
    fc.assert(
      fc.property(contents, contents, (inDump, inSet) => {
        const report = matchDump(
          inDump.map((content, index) => track(`d (Track ${index + 1}).bin`, content)),
          [game('Set', ...inSet.map((content, index) => rom(`s (Track ${index + 1}).bin`, content)))],
        );
        const shared = inSet.filter((content) => inDump.includes(content)).length;
        const same = shared === inSet.length && shared === inDump.length;
        expect(report.kind).toBe(same ? 'full' : shared > 0 ? 'partial' : 'none');
      }),
      { numRuns: 200 },
    );
  });
});

describe('names of sets', () => {
  it.each([
    ['Saga (Japan) (Disc 2)', 'Saga (Japan)'],
    ['Saga (Disk 06 of 13)(Data)', 'Saga(Data)'],
    ['Saga (1990)(Maker)(Side B)', 'Saga (1990)(Maker)'],
    ['Saga (Disc 1 of 2 Side A)', 'Saga'],
    ['Saga (Europe)', null],
    ['Discworld (Europe)', null],
  ])('%j belongs to %j', (name, set) => {
    expect(setName(name)).toBe(set);
  });

  it('know sheets from media', () => {
    expect(['a.cue', 'A.CCD', 'a (Track 0).bin', 'a (Track 00.1).bin', 'a.sub'].every(isCompanion)).toBe(
      true,
    );
    expect(['a.bin', 'a (Track 1).bin', 'a (Track 10).bin', 'a.img', 'a.adf'].some(isCompanion)).toBe(false);
  });
});

describe('keys of contents', () => {
  const hex = (digits: number) =>
    fc
      .array(fc.constantFrom(...'0123456789abcdef'), { minLength: digits, maxLength: digits })
      .map((all) => all.join(''));

  it('are whole numbers an index can hold, and the two kinds never meet', () => {
    fc.assert(
      fc.property(hex(40), hex(8), fc.maxSafeNat(), (sha1, crc32, sizeBytes) => {
        expect(sha1Key(sha1)).toBeGreaterThanOrEqual(0);
        expect(Number.isSafeInteger(sha1Key(sha1))).toBe(true);
        expect(crc32Key(crc32, sizeBytes)).toBeLessThan(0);
        expect(Number.isSafeInteger(crc32Key(crc32, sizeBytes))).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('are none for what nobody has read', () => {
    expect(romKey(rom('x', 'x', { status: 'nodump' }))).toBeNull();
    expect(romKey(rom('x', 'x', { sha1: null, sizeBytes: null }))).toBeNull();
  });
});
