import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openCcd } from '../../../../src/main/core/image/ccd/open-ccd.ts';
import { parseCcd } from '../../../../src/main/core/image/ccd/parse-ccd.ts';
import { parseCdText } from '../../../../src/main/core/optical/cd-text.ts';
import { encodeCdText } from '../../../../src/main/core/optical/encode-cd-text.ts';
import { generateMode2Form1 } from '../../../../src/main/core/optical/generate-sector.ts';
import { SpindleError } from '../../../../src/shared/errors.ts';
import { blankSource, bytesOf, memorySource } from '../../../support/image-files.ts';
import { corpus, hasCorpus } from '../../../support/needs.ts';

interface Point {
  readonly session: number;
  readonly point: number;
  readonly control: number;
  readonly lba: number;
}

function ccd(
  points: readonly Point[],
  more: readonly string[] = [],
  disc: readonly string[] = [],
): Uint8Array {
  const entries = points.flatMap(({ session, point, control, lba }, at) => [
    ...[`[Entry ${at}]`, `Session=${session}`, `Point=0x${point.toString(16)}`, 'ADR=0x01'],
    ...[`Control=0x0${control}`, 'TrackNo=0', 'AMin=0', 'ASec=0', 'AFrame=0', 'ALBA=-150', 'Zero=0'],
    `PLBA=${lba}`,
  ]);
  return bytesOf(['[CloneCD]', 'Version=3', '[Disc]', ...disc, ...entries, ...more].join('\r\n'));
}

const audio: readonly Point[] = [
  { session: 1, point: 1, control: 0, lba: 0 },
  { session: 1, point: 2, control: 1, lba: 10 },
  { session: 1, point: 0xa2, control: 0, lba: 20 },
];
const sectorBytes = 2352;

describe('a CloneCD image', () => {
  it('keeps tracks, gaps, indices, identifiers, CD-TEXT and subchannel', () => {
    const { packs } = encodeCdText({ english: { album: { title: 'Album' }, tracks: [] } }, [1, 2]);
    const entries = Array.from({ length: packs.length / 18 }, (_, at) => {
      const hex = [...packs.subarray(at * 18, at * 18 + 16)].map((byte) =>
        byte.toString(16).padStart(2, '0'),
      );
      return `Entry ${at}=${hex.join(' ')}`;
    });
    const sheet = ccd(
      audio,
      [
        ...['[TRACK 1]', 'MODE=0', 'INDEX 1=0'],
        ...['[TRACK 2]', 'MODE=0', 'ISRC=usem39600078', 'INDEX 0=7', 'INDEX 1=10', 'INDEX 2=15'],
        ...['[CDText]', `Entries=${entries.length}`, ...entries],
      ],
      ['TocEntries=3', 'CATALOG=0724385356926'],
    );
    const sectors = Uint8Array.from(
      { length: 20 * sectorBytes },
      (_, at) => Math.floor(at / sectorBytes) + 1,
    );
    const subchannel = Uint8Array.from({ length: 20 * 96 }, (_, at) => Math.floor(at / 96) + 101);
    const image = openCcd(sheet, { sectors: memorySource(sectors), subchannel: memorySource(subchannel) });
    expect(image).toMatchObject({ mcn: '0724385356926', endLba: 20, warnings: [] });
    expect(image.tracks).toMatchObject([
      { number: 1, pregapLba: -150, startLba: 0, endLba: 7, control: 0 },
      {
        pregapLba: 7,
        startLba: 10,
        endLba: 20,
        control: 1,
        isrc: 'USEM39600078',
        indices: [{ number: 2, lba: 15 }],
      },
    ]);
    expect(parseCdText(image.cdTextPacks!).cdText?.english?.album).toEqual({ title: 'Album' });
    const into = new Uint8Array(sectorBytes);
    expect(image.readSector(8, into)).toBe('stored');
    expect(into).toEqual(new Uint8Array(sectorBytes).fill(9));
    const sub = new Uint8Array(96);
    expect(image.readSubchannel(19, sub)).toBe(true);
    expect(sub).toEqual(new Uint8Array(96).fill(120));
    expect(image.readSubchannel(20, sub)).toBe(false);
    expect(image.readSector(-3, into)).toBe('generated');
  });

  it('of two sessions is understood whatever it keeps of the gap between them', () => {
    const start = 20 + 11_400;
    const sheet = ccd(
      [
        ...audio,
        { session: 2, point: 3, control: 4, lba: start },
        { session: 2, point: 0xa2, control: 4, lba: start + 5 },
      ],
      ['[TRACK 3]', 'MODE=2', `INDEX 1=${start}`],
    );
    const data = (lba: number) => {
      const sector = new Uint8Array(sectorBytes).fill(lba & 0xff);
      generateMode2Form1(sector, lba);
      return sector;
    };
    for (const before of [20, 20 + 150, start]) {
      const sectors = new Uint8Array((before + 5) * sectorBytes);
      for (let sector = 0; sector < 5; sector++)
        sectors.set(data(start + sector), (before + sector) * sectorBytes);
      const image = openCcd(sheet, { sectors: memorySource(sectors), subchannel: null });
      const into = new Uint8Array(sectorBytes);
      expect(image.warnings).toEqual([]);
      expect(image.readSector(start + 3, into)).toBe('stored');
      expect(into).toEqual(data(start + 3));
      expect(image.readSector(start - 1, into)).toBe(
        before === 20 || before === start ? 'generated' : 'stored',
      );
      expect(image.readSector(start - 151, into)).toBe('absent');
    }
  });

  it('cut short says so; what is missing is absent', () => {
    const image = openCcd(ccd(audio), { sectors: blankSource(12 * sectorBytes + 5), subchannel: null });
    expect(image.warnings.join()).toMatch(/20 sectors, the image 12/);
    const into = new Uint8Array(sectorBytes);
    expect([11, 12, 13].map((lba) => image.readSector(lba, into))).toEqual(['stored', 'generated', 'absent']);
  });

  it('is refused when its TOC is no disc', () => {
    const cases: readonly (readonly [Uint8Array, RegExp])[] = [
      [bytesOf('FILE a BINARY'), /no section \[CloneCD\]/],
      [bytesOf('[CloneCD]'), /no TOC/],
      [ccd(audio.slice(0, 2)), /no lead-out/],
      [ccd([{ ...audio[0]!, lba: 30 }, ...audio.slice(1)]), /before track/],
      [
        ccd([
          ...audio,
          { session: 2, point: 3, control: 4, lba: 25 },
          { session: 2, point: 0xa2, control: 4, lba: 30 },
        ]),
        /inside the session/,
      ],
      [ccd([{ ...audio[0]!, lba: 99_999_999 }]), /PLBA/],
    ];
    for (const [bytes, reason] of cases) {
      expect(() => openCcd(bytes, { sectors: blankSource(1), subchannel: null })).toThrow(reason);
    }
    const scrambled = ccd(
      [{ session: 1, point: 1, control: 4, lba: 0 }, audio[2]!],
      [],
      ['DataTracksScrambled=1'],
    );
    expect(() => openCcd(scrambled, { sectors: blankSource(1), subchannel: null })).toThrow(/scrambled/);
  });

  it('ends in an image or a clear refusal, whatever the bytes', () => {
    const line = fc.constantFrom(
      ...[
        '[CloneCD]',
        '[Disc]',
        '[Entry 0]',
        '[Entry 1]',
        '[TRACK 1]',
        '[CDText]',
        'Session=1',
        'Point=0x01',
      ],
      ...[
        'Point=0xa2',
        'PLBA=0',
        'PLBA=100',
        'PLBA=-1',
        'INDEX 1=0',
        'INDEX 0=-5',
        'MODE=9',
        'Entry 0=00',
        '=',
        'x',
      ],
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(line, { maxLength: 30 }).map((lines) => bytesOf(lines.join('\n'))),
          fc.uint8Array(),
        ),
        (bytes) => {
          try {
            const image = openCcd(bytes, { sectors: blankSource(5000), subchannel: blankSource(100) });
            image.readSector(image.endLba - 1, new Uint8Array(sectorBytes));
          } catch (error) {
            expect(error).toBeInstanceOf(SpindleError);
          }
        },
      ),
      { numRuns: 500, seed: 3 },
    );
  });
});

describe.skipIf(!hasCorpus())('gnu.ccd of the corpus', () => {
  it('is one data track of 357134 sectors', () => {
    const bytes = readFileSync(join(corpus, 'ccd/gnu/gnu.ccd'));
    expect(parseCcd(bytes).warnings).toEqual([]);
    const image = openCcd(bytes, { sectors: blankSource(357_134 * sectorBytes), subchannel: null });
    expect(image.warnings).toEqual([]);
    expect(image.tracks).toMatchObject([
      { number: 1, mode: 'MODE1', control: 4, startLba: 0, endLba: 357_134 },
    ]);
    expect(image.sessions).toEqual([
      { number: 1, firstTrack: 1, lastTrack: 1, startLba: 0, leadOutLba: 357_134 },
    ]);
  });
});
