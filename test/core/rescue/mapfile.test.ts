import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cursorOfMapfile,
  formatMapfile,
  parseMapfile,
  sectorsOfMapfile,
} from '../../../src/main/core/rescue/mapfile.ts';
import { SpindleError } from '../../../src/shared/errors.ts';
import { compactRuns, type SectorRun, totalSectors } from '../../../src/shared/model/sector-runs.ts';
import { mapfileMark, stateOfMark } from '../../../src/shared/model/sector-state.ts';

const corpus = resolve(import.meta.dirname, '../../../../shared/corpus/ddrescue');
const header = {
  tool: 'spindle',
  version: '0',
  commandLine: 'spindle image /dev/fd0',
  startTime: '2026-11-20 20:00:00',
  currentTime: '2026-11-20 20:01:00',
};
const runsArbitrary = fc
  .array(
    fc.tuple(
      fc.integer({ min: 1, max: 5000 }),
      fc.constantFrom('untried', 'skipped', 'unscraped', 'bad', 'good'),
    ),
    {
      minLength: 1,
      maxLength: 50,
    },
  )
  .map((runs) => compactRuns(runs as SectorRun[]));

function refusal(text: string): SpindleError {
  try {
    parseMapfile(text);
  } catch (error) {
    if (error instanceof SpindleError) return error;
    throw error;
  }
  throw new Error('it was accepted');
}

describe('a mapfile', () => {
  it('comes back as it was written, in any sector size', () => {
    fc.assert(
      fc.property(runsArbitrary, fc.constantFrom(128, 512, 1024, 2048), (runs, sectorSize) => {
        const map = parseMapfile(formatMapfile(header, runs, sectorSize, null))!;
        expect(sectorsOfMapfile(map, totalSectors(runs), sectorSize)).toEqual(runs);
      }),
    );
  });

  it('tells ddrescueview the sector size in its command line and nothing of ours forges a line', () => {
    const text = formatMapfile(
      { ...header, commandLine: 'spindle image /tmp/a\n0x0 0x200 +' },
      [[1, 'bad']],
      512,
      null,
    );
    expect(text.split('\n')[1]).toBe('# Command line: spindle image /tmp/a 0x0 0x200 + -b512');
    expect(sectorsOfMapfile(parseMapfile(text)!, 1, 512)).toEqual([[1, 'bad']]);
  });

  it('takes decimal, octal and hexadecimal numbers, comments anywhere, tabs and CRLF', () => {
    const map = parseMapfile('# a\r\n\r\n512 ? 2 # here\r\n0 01000 +\r\n\t0x200\t1024\t- junk\r\n')!;
    expect(map).toEqual({
      positionBytes: 512,
      status: '?',
      pass: 2,
      blocks: [
        { offsetBytes: 0, lengthBytes: 512, mark: '+' },
        { offsetBytes: 512, lengthBytes: 1024, mark: '-' },
      ],
    });
    expect(cursorOfMapfile(map, 512)).toEqual({
      pass: { name: 'copy', number: 2, direction: 'backward' },
      positionLba: 1,
    });
  });

  it('is no map when it is empty or only comments', () => {
    expect(parseMapfile('')).toBeNull();
    expect(parseMapfile('# nothing\n\n')).toBeNull();
  });

  it('holds a sector to its least processed part when its own grain is finer', () => {
    const map = parseMapfile('0 + 1\n0 700 +\n700 200 /\n900 1148 +\n')!;
    expect(sectorsOfMapfile(map, 4, 512)).toEqual([
      [1, 'good'],
      [1, 'unscraped'],
      [2, 'good'],
    ]);
  });

  it('holds what it does not speak of for untried', () => {
    const map = parseMapfile('0 + 1\n512 512 +\n')!;
    expect(sectorsOfMapfile(map, 4, 512)).toEqual([
      [1, 'untried'],
      [1, 'good'],
      [2, 'untried'],
    ]);
  });

  it('reads the open end ddrescue writes for an input of unknown length', () => {
    const map = parseMapfile('0 ? 1\n0 1024 +\n1024 0x7FFFFFFFFFFFFBFF ?\n')!;
    expect(sectorsOfMapfile(map, 4, 512)).toEqual([
      [2, 'good'],
      [2, 'untried'],
    ]);
  });

  it.each([
    ['x ? 1', 1],
    ['0 ! 1', 1],
    ['0 ? 0', 1],
    ['0 ? 1\n0 512 x', 2],
    ['0 ? 1\n0 512 +\n1024 512 +', 3],
    ['0 ? 1\n0 512 +\n256 512 +', 3],
    ['0 ? 1\n0 512 +\n512 0 +', 3],
    ['0 ? 1\n0 09 +', 2],
    ['0 ? 1\n0 -5 +', 2],
    ['0 ? 1\n0 0x7FFFFFFFFFFFFFFF +\n0x7FFFFFFFFFFFFFFF 5 +', 3],
  ])('refuses %j naming line %i', (text, line) => {
    const error = refusal(text);
    expect(error.code).toBe('bad-map');
    expect(error.details.line).toBe(line);
  });

  it('refuses to claim data beyond the medium', () => {
    const map = parseMapfile('0 + 1\n0 4096 +\n')!;
    expect(() => sectorsOfMapfile(map, 4, 512)).toThrow(/another medium/);
  });

  it('answers any text with a map, with none, or with a typed refusal', () => {
    const junk = fc.oneof(
      fc.string({ maxLength: 300 }),
      fc
        .array(
          fc.constantFrom(
            '0',
            '512',
            '0x200',
            '+',
            '-',
            '?',
            '*',
            '/',
            '#',
            '\n',
            ' ',
            '\t',
            '99999999999999999999',
          ),
          { maxLength: 80 },
        )
        .map((parts) => parts.join(' ')),
    );
    fc.assert(
      fc.property(junk, (text) => {
        try {
          const map = parseMapfile(text);
          if (map) sectorsOfMapfile(map, 100, 512);
        } catch (error) {
          expect(error).toBeInstanceOf(SpindleError);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('marks and states go into each other', () => {
    for (const mark of ['?', '*', '/', '-', '+'] as const) expect(mapfileMark(stateOfMark(mark))).toBe(mark);
    expect(mapfileMark('suspect')).toBe('-');
  });

  const real = [
    'gnu-testsuite/mapfile1',
    'gnu-testsuite/mapfile2',
    'gnu-testsuite/mapfile3',
    'kddrescueview/Seagate1.mapfile',
    'nist-damage/damage_sample.img.mapfile',
  ];
  if (!existsSync(corpus)) console.warn('skipped: real mapfiles need the corpus beside the checkout');
  it.skipIf(!existsSync(corpus)).each(real)('reads the real map %s and writes the same blocks', (name) => {
    const map = parseMapfile(readFileSync(resolve(corpus, name), 'latin1'))!;
    const last = map.blocks.at(-1)!;
    const first = map.blocks[0]!;
    const size = last.offsetBytes + last.lengthBytes;
    const again = parseMapfile(formatMapfile(header, sectorsOfMapfile(map, size, 1), 1, null))!;
    const expected =
      first.offsetBytes > 0 && first.mark !== '?'
        ? [{ offsetBytes: 0, lengthBytes: first.offsetBytes, mark: '?' }, ...map.blocks]
        : map.blocks;
    expect(again.blocks).toEqual(expected);
  });
});
