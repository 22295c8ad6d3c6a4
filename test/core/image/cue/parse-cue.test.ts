import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCue } from '../../../../src/main/core/image/cue/parse-cue.ts';
import { SpindleError } from '../../../../src/shared/errors.ts';
import { bytesOf } from '../../../support/image-files.ts';

function parse(...lines: readonly string[]) {
  return parseCue(bytesOf(lines.join('\n')));
}

function refusal(...lines: readonly string[]): SpindleError {
  try {
    parse(...lines);
  } catch (error) {
    if (error instanceof SpindleError) return error;
    throw error;
  }
  throw new Error('the sheet was accepted');
}

const oneTrack = ['FILE "a.bin" BINARY', '  TRACK 01 AUDIO', '    INDEX 01 00:00:00'];

describe('a cue sheet', () => {
  it('is read whole', () => {
    const sheet = parse(
      'REM GENRE Rock',
      'CATALOG 0724385356926',
      'CDTEXTFILE "a b.cdt"',
      'TITLE "The "Best" of"',
      'PERFORMER Nobody in particular',
      'FILE name with spaces.bin BINARY',
      '  TRACK 01 MODE1/2048',
      '    FLAGS DCP',
      '    INDEX 01 00:00:00',
      '  TRACK 02 AUDIO',
      '    TITLE "Two"',
      '    ISRC US-EM3-96-00078',
      '    FLAGS 4CH PRE',
      '    PREGAP 00:02:00',
      '    INDEX 01 00:10:00',
      '    INDEX 02 00:11:00',
      '    POSTGAP 00:00:10',
    );
    expect(sheet.warnings).toEqual([]);
    expect(sheet.mcn).toBe('0724385356926');
    expect(sheet.cdTextFile).toBe('a b.cdt');
    expect(sheet.texts).toEqual({ title: 'The "Best" of', performer: 'Nobody in particular' });
    expect(sheet.remarks).toEqual([{ line: 1, text: 'GENRE Rock' }]);
    expect(sheet.files).toEqual([{ name: 'name with spaces.bin', type: 'BINARY', line: 6 }]);
    expect(sheet.tracks[1]).toMatchObject({
      number: 2,
      mode: 'AUDIO',
      flags: ['4CH', 'PRE'],
      isrc: 'USEM39600078',
      pregapSectors: 150,
      postgapSectors: 10,
      texts: { title: 'Two' },
      indices: [
        { number: 1, timeSectors: 750 },
        { number: 2, timeSectors: 825 },
      ],
    });
  });

  it('is forgiven lower case, tabs, old Mac lines, byte order marks and a missing last newline', () => {
    const plain = parse(...oneTrack);
    const text = 'file "a.bin" binary\r\ttrack 1 audio\r\t\tindex 1 0:0:0';
    const utf16 = new Uint8Array([0xff, 0xfe, ...[...text].flatMap((letter) => [letter.charCodeAt(0), 0])]);
    for (const bytes of [bytesOf(text), bytesOf(`\ufeff${text}`), utf16]) {
      const { tracks, files, warnings } = parseCue(bytes);
      expect({ tracks, files, warnings }).toEqual({
        tracks: plain.tracks,
        files: plain.files,
        warnings: plain.warnings,
      });
    }
  });

  it('keeps sessions and what is said about the gap between them', () => {
    const sheet = parse(
      'REM SESSION 01',
      ...oneTrack,
      'REM LEAD-OUT 01:30:00',
      'REM SESSION 02',
      'REM LEAD-IN 01:00:00',
      'REM PREGAP 00:02:00',
      'FILE "b.bin" BINARY',
      'TRACK 02 MODE2/2352',
      'INDEX 01 00:00:00',
    );
    expect(sheet.tracks.map((track) => track.session)).toEqual([1, 2]);
    expect(sheet.tracks[1]?.gap).toEqual({ leadOutSectors: 6750, leadInSectors: 4500, pregapSectors: 150 });
    expect(sheet.remarks).toEqual([]);
  });

  it('is refused with line and reason when its layout cannot be understood', () => {
    const cases: readonly (readonly [readonly string[], number, RegExp])[] = [
      [[...oneTrack, 'TRACK 02 MODE3/2352'], 4, /mode/],
      [[...oneTrack, 'TRACK 100 AUDIO'], 4, /number/],
      [[...oneTrack, 'TRACK 01 AUDIO'], 4, /follows/],
      [[...oneTrack, 'INDEX 02 00:60:00'], 4, /time/],
      [[...oneTrack, 'INDEX 01 00:01:00'], 4, /twice/],
      [['INDEX 01 00:00:00'], 1, /before the first TRACK/],
      [['TRACK 01 AUDIO'], 1, /before the first FILE/],
      [[...oneTrack, 'TRACK 02 AUDIO', 'INDEX 02 00:01:00'], 4, /INDEX 01/],
      [['FILE "a" FROB'], 1, /type/],
    ];
    for (const [lines, line, reason] of cases) {
      const error = refusal(...lines);
      expect(error.code).toBe('bad-image');
      expect(error.details.line).toBe(line);
      expect(error.message).toMatch(reason);
    }
  });

  it('is no cue sheet when it has no track', () => {
    expect(refusal('hello').message).toMatch(/no TRACK/);
    expect(() => parseCue(new Uint8Array(1024 * 1024 + 1))).toThrow(/too large/);
  });

  it('does not drown its reader in warnings', () => {
    const { warnings } = parse(...Array(500).fill('FROB'), ...oneTrack);
    expect(warnings).toHaveLength(101);
    expect(warnings.at(-1)).toMatch(/400 more/);
  });

  it('ends in a sheet or a clear refusal, whatever the bytes', () => {
    const word = fc.constantFrom(
      ...[
        'FILE',
        'TRACK',
        'INDEX',
        'REM',
        'SESSION',
        'PREGAP',
        'POSTGAP',
        'FLAGS',
        'ISRC',
        'CATALOG',
        'TITLE',
      ],
      ...[
        '"',
        '"a.bin"',
        'BINARY',
        'WAVE',
        'AUDIO',
        'MODE1/2352',
        '01',
        '02',
        '99',
        '00:00:00',
        '99:59:74',
        '1:2:3',
      ],
      ...['\t', '\n', '\n', '\n', '\r\n', '\0', '\u001a', 'HIGH-DENSITY AREA'],
    );
    const text = fc.array(word, { maxLength: 60 }).map((words) => bytesOf(words.join(' ')));
    fc.assert(
      fc.property(fc.oneof(text, fc.uint8Array({ maxLength: 200 })), (bytes) => {
        try {
          const sheet = parseCue(bytes);
          expect(sheet.tracks.length).toBeGreaterThan(0);
          for (const track of sheet.tracks)
            expect(track.indices.some((index) => index.number === 1)).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(SpindleError);
          expect((error as SpindleError).code).toBe('bad-image');
        }
      }),
      { numRuns: 1000, seed: 7 },
    );
  });
});
