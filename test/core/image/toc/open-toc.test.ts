import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { DiscImage } from '../../../../src/main/core/image/disc-image.ts';
import { openToc } from '../../../../src/main/core/image/toc/open-toc.ts';
import { parseCdText } from '../../../../src/main/core/optical/cd-text.ts';
import { SpindleError } from '../../../../src/shared/errors.ts';
import { formatDuration } from '../../../../src/shared/msf.ts';
import { blankSource, bytesOf, siblingsIn, siblingsOf } from '../../../support/image-files.ts';
import { corpus, hasCorpus, hasProgram } from '../../../support/needs.ts';

const sectorBytes = 2352;

function open(text: string, files: Parameters<typeof siblingsOf>[0] = {}): DiscImage {
  return openToc(bytesOf(text), siblingsOf(files));
}

function layout(image: DiscImage): readonly (string | number)[] {
  return [
    ...image.tracks.map(({ mode, pregapLba, startLba }) => `${mode} ${pregapLba} ${startLba}`),
    image.endLba,
  ];
}

describe('a toc file', () => {
  it('is read whole', () => {
    const image = open(
      `CD_DA // a comment "with a quote
       CATALOG "0724385356926"
       CD_TEXT { LANGUAGE_MAP { 0 : EN, 1 : 105 }
         LANGUAGE 0 { TITLE "Alb\\"um" SIZE_INFO { 0, 1, 2 } } LANGUAGE 1 { TITLE "J" } }
       TRACK AUDIO
       COPY PRE_EMPHASIS FOUR_CHANNEL_AUDIO
       CD_TEXT { LANGUAGE 0 { TITLE "Caf\\351" } }
       SILENCE 0:0:10
       FILE "a.bin" 0 0:0:2
       START 0:0:5
       TRACK AUDIO NO COPY ISRC "USEM39600078"
       PREGAP 0:0:3
       AUDIOFILE "A.BIN" SWAP #2352 0:0:1
       INDEX 0:0:1
       TRACK MODE1
       DATAFILE "d.bin" #1 2048
       ZERO MODE1 0:0:4`,
      {
        'a.bin': Uint8Array.from({ length: 4 * sectorBytes }, (_, at) =>
          at & 1 ? Math.floor(at / sectorBytes) : 99,
        ),
        'd.bin': new Uint8Array(2049).fill(7),
      },
    );
    expect(image.warnings).toEqual([]);
    expect(image.mcn).toBe('0724385356926');
    expect(layout(image)).toEqual(['AUDIO -150 5', 'AUDIO 12 15', 'MODE1 17 17', 22]);
    expect(image.tracks.map(({ control, isrc, indices }) => [control, isrc, indices])).toEqual([
      [1 | 2 | 8, null, []],
      [0, 'USEM39600078', [{ number: 2, lba: 16 }]],
      [4, null, []],
    ]);
    const { cdText } = parseCdText(image.cdTextPacks!);
    expect(cdText?.english).toMatchObject({
      album: { title: 'Alb"um' },
      tracks: [{ number: 1, title: 'Café' }],
    });
    expect(Object.keys(cdText ?? {})).toEqual(['english', 'japanese']);
    const into = new Uint8Array(sectorBytes);
    // Raw audio is big-endian in a toc file; SWAP says it is not. The second file begins one sector in, twice.
    const seen = [9, 11, 15].map((lba) => [image.readSector(lba, into), into[0], into[1]]);
    expect(seen).toEqual([
      ['generated', 0, 0],
      ['stored', 1, 99],
      ['stored', 99, 2],
    ]);
    expect(image.readSector(17, into)).toBe('generated');
    expect([into[15], into[16], into[2063]]).toEqual([1, 7, 7]);
  });

  it('keeps subchannel apart, whatever its kind', () => {
    const stored = new Uint8Array(3 * 2448).fill(5);
    const image = open('TRACK AUDIO RW\nDATAFILE "a.bin"', { 'a.bin': stored });
    expect(image.endLba).toBe(3);
    expect(image.readSubchannel(0, new Uint8Array(96))).toBe(false);
  });

  it('is refused where it makes no disc', () => {
    const cases: readonly (readonly [string, RegExp])[] = [
      ['', /no TRACK/],
      ['TRACK AUDIO', /consists of nothing/],
      ['TRACK AUDIO SILENCE 0:0:5 START 0:0:5', /nothing behind its START/],
      ['TRACK AUDIO SILENCE 0:0:5 START 0:0:1 START 0:0:2', /more than one START/],
      ['TRACK AUDIO SILENCE 0:0:5 INDEX 0:0:6', /INDEX/],
      ['TRACK AUDIO SILENCE 0:0:5 INDEX 0:0:2 INDEX 0:0:1', /INDEX/],
      ['TRACK AUDIO SILENCE 999:0:0', /no CD/],
      ['TRACK AUDIO SILENCE "a"', /time/],
      ['TRACK AUDIO ~', /no word/],
      ['CD_TEXT { LANGUAGE 0 { TITLE', /ends where|quotes/],
      ['TRACK AUDIO FILE "none.bin" 0', /not in its folder/],
      ['TRACK AUDIO SILENCE 5 SILENCE 588', /inside a sector/],
    ];
    for (const [text, reason] of cases) expect(() => open(text)).toThrow(reason);
  });

  it('ends in an image or a clear refusal, whatever the bytes', () => {
    const word = fc.constantFrom(
      ...[
        'TRACK',
        'AUDIO',
        'MODE1',
        'MODE2_FORM_MIX',
        'RW_RAW',
        'FILE',
        'DATAFILE',
        '"a.bin"',
        'SILENCE',
        'ZERO',
        'START',
      ],
      ...[
        'INDEX',
        'PREGAP',
        'END',
        'NO',
        'COPY',
        'CD_TEXT',
        '{',
        '}',
        'LANGUAGE',
        '0',
        'TITLE',
        '0:0:5',
        '99:0:0',
        '#7',
      ],
      ...['"', '\\', '// x\n', '\n', '12345678901234567890', 'CATALOG'],
    );
    const text = fc.array(word, { maxLength: 50 }).map((words) => bytesOf(words.join(' ')));
    fc.assert(
      fc.property(fc.oneof(text, fc.uint8Array()), (bytes) => {
        try {
          const image = openToc(bytes, siblingsOf({ 'a.bin': blankSource(100_001) }));
          const into = new Uint8Array(sectorBytes);
          for (const lba of [-1, 0, image.endLba - 1]) image.readSector(lba, into);
        } catch (error) {
          expect(error).toBeInstanceOf(SpindleError);
        }
      }),
      { numRuns: 1000, seed: 9 },
    );
  });
});

/** INDEX.md: what cdrdao 1.2.4 says of each; `data.wav` of the audio sheets was silence there. */
const accepted: Readonly<Record<string, readonly (string | number)[]>> = {
  'cd/libcdio-cdda/cdda.toc': ['AUDIO -150 0', 25],
  'toc/cdrdao/data3.toc': ['AUDIO -150 0', 'MODE1 4500 4650', 9150],
  'toc/cdrdao/mode1_rw.toc': ['MODE1 -150 0', 45_000],
  'toc/cdrdao/pregap1.toc': ['AUDIO -150 0', 'AUDIO 750 900', 1500],
  'toc/libcdio/t1.toc': ['AUDIO -150 0', 74],
};
const startsOf: Readonly<Record<string, readonly number[]>> = {
  'audio-sheets/whipper/cure.toc': [
    ...[
      0, 28_324, 46_110, 66_767, 78_047, 88_735, 109_991, 130_209, 147_045, 162_154, 180_653, 198_027,
      218_771,
    ],
  ],
  'audio-sheets/whipper/gentlemen.fast.toc': [
    ...[0, 13_937, 31_465, 47_735, 66_827, 92_932, 112_530, 128_330, 154_280, 173_052, 194_942],
  ],
  'audio-sheets/whipper/surferrosa.toc': [
    ...[
      32, 13_767, 23_187, 31_267, 38_025, 55_645, 67_035, 84_540, 94_795, 103_215, 111_257, 134_195, 141_852,
    ],
    ...[150_920, 165_495, 178_522, 186_122, 197_372, 207_460, 217_750, 231_307],
  ],
};
const refused: Readonly<Record<string, RegExp>> = {
  'cd/libcdio-isofs-m1/isofs-m1.toc': /Line 4 .*audio tracks only/,
  'toc/libcdio/bad-cat1.toc': /Line 6 .*catalogue number/,
  'toc/libcdio/bad-file.toc': /Line 8 .*audio tracks only/,
  'toc/libcdio/bad-mode1.toc': /Line 4 .*MODE1_FORM45/,
  'toc/libcdio/bad-msf-1.toc': /Line 6 .*0:0:75/,
  'toc/libcdio/data1.toc': /Line 7 .*SILENCE/,
  'toc/libcdio/data5.toc': /Line 8 .*audio tracks only/,
  'toc/libcdio/t3.toc': /Line 5 .*begins at byte 1905120000/,
  'toc/libcdio/t9.toc': /Line 8 .*begins at byte 1764000/,
};
/** cdrdao misses `../data/cdda.bin`; here names are looked for beside the sheet, where there is one. */
const differently = ['toc/libcdio/vcd2.toc'];

function openCorpus(name: string): DiscImage {
  const beside = siblingsIn(dirname(join(corpus, name)));
  const silence = blankSource(400_000 * sectorBytes);
  return openToc(readFileSync(join(corpus, name)), (wanted) =>
    wanted === 'data.wav' ? silence : beside(wanted),
  );
}

describe.skipIf(!hasCorpus())('toc files of the corpus', () => {
  it('are all judged here', () => {
    const found = ['toc', 'cd', 'audio-sheets'].flatMap((folder) =>
      readdirSync(join(corpus, folder), { recursive: true }).map((name) => `${folder}/${name}`),
    );
    const judged = [accepted, startsOf, refused].flatMap((table) => Object.keys(table));
    expect([...judged, ...differently].sort()).toEqual(found.filter((name) => name.endsWith('.toc')).sort());
  });

  it.each(Object.entries(accepted))('accepts %s', (name, expected) => {
    expect(layout(openCorpus(name))).toEqual(expected);
  });

  it.each(Object.entries(startsOf))('starts tracks of %s where cdrdao does', (name, expected) => {
    expect(openCorpus(name).tracks.map(({ startLba }) => startLba)).toEqual(expected);
  });

  it.each(Object.entries(refused))('refuses %s', (name, why) => {
    expect(() => openCorpus(name)).toThrow(why);
  });

  it('finds a file of another folder beside the sheet', () => {
    expect(openCorpus('toc/libcdio/vcd2.toc').tracks.map(({ mode }) => mode)).toEqual([
      'MODE2',
      'MODE2',
      'MODE2',
    ]);
  });
});

const folder = mkdtempSync(join(tmpdir(), 'spindle-toc-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(!hasProgram('cdrdao', 'cdrdao'))('beside cdrdao', () => {
  it('tracks begin and end at the same addresses', () => {
    writeFileSync(join(folder, 'a.bin'), new Uint8Array(900 * sectorBytes));
    const track = fc.record({
      mode: fc.constantFrom('AUDIO', 'AUDIO', 'MODE1', 'MODE2_FORM1'),
      pregap: fc.option(fc.integer({ min: 1, max: 400 }), { nil: null }),
      parts: fc.array(fc.record({ isFile: fc.boolean(), length: fc.integer({ min: 300, max: 800 }) }), {
        minLength: 1,
        maxLength: 3,
      }),
    });
    const discs = fc.sample(fc.array(track, { minLength: 1, maxLength: 5 }), { numRuns: 12, seed: 6 });
    for (const [at, tracks] of discs.entries()) {
      const lines = tracks.flatMap(({ mode, pregap, parts }) => [
        `TRACK ${mode}`,
        ...(pregap === null ? [] : [`PREGAP ${formatDuration(pregap)}`]),
        ...parts.map(({ isFile, length }) => {
          const time = formatDuration(length);
          if (!isFile) return `${mode === 'AUDIO' ? 'SILENCE' : 'ZERO'} ${time}`;
          return mode === 'AUDIO' ? `FILE "a.bin" 0 ${time}` : `DATAFILE "a.bin" ${time}`;
        }),
      ]);
      const text = `CD_ROM\n${lines.join('\n')}\n`;
      const path = join(folder, `${at}.toc`);
      writeFileSync(path, text);
      const run = spawnSync('cdrdao', ['show-toc', path], { encoding: 'utf8', cwd: folder });
      expect(run.status, run.stderr).toBe(0);
      // START  00:05:25(   400) / END   00:10:00(   750), the latter one past the track
      const theirs = [...run.stdout.matchAll(/^\s*(START|END\d*)\s+[\d:]+\(\s*(\d+)\)/gm)].map((match) =>
        Number(match[2]),
      );
      const image = openToc(bytesOf(text), siblingsIn(folder));
      expect(
        image.tracks.flatMap(({ startLba, endLba }) => [startLba, endLba]),
        run.stdout,
      ).toEqual(theirs);
    }
  });
});
