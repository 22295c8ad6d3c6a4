/** What counts as a mark of copy protection, and which unread sectors it may explain. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CachedReader } from '../../../src/main/core/identify/sector-reader.ts';
import { buildPracticeVolume } from '../../../src/main/core/optical/practice-volume.ts';
import { findProtection, type NamedPlace } from '../../../src/main/core/protection/find-protection.ts';
import { placesOfDisc } from '../../../src/main/core/protection/places-of-disc.ts';
import { protectionWarnings, protectionWords } from '../../../src/main/core/protection/protection-words.ts';
import { signatures } from '../../../src/main/core/protection/signatures.ts';
import type { SectorRun, SectorRuns } from '../../../src/shared/model/sector-runs.ts';

const file = (path: string, ranges: NamedPlace['ranges'] = []): NamedPlace => ({
  ...{ path, isDirectory: false, ranges },
});
const good: SectorRuns = [[300_000, 'good']];

/** Single unread sectors among good ones. */
function spoilt(firstLba: number, count: number, stepSectors: number): SectorRuns {
  const runs: SectorRun[] = [[firstLba, 'good']];
  for (let index = 0; index < count; index++) runs.push([1, 'bad'], [stepSectors - 1, 'good']);
  return [...runs, [100_000, 'good']];
}

const find = (places: readonly NamedPlace[], states: SectorRuns = good) =>
  findProtection({ places, states, inStructure: null });

describe('marks of copy protection', () => {
  it('are its files; what many programs install is too little alone', () => {
    expect(find([file('SETUP.EXE'), file('DATA/README.TXT')])).toEqual([]);
    expect(find([file('DRIVERS/SECDRV.SYS')])).toEqual([]);
    expect(find([file('SECDRV.SYS'), file('DRVMGT.DLL')])).toMatchObject([
      { system: 'safedisc', files: ['SECDRV.SYS', 'DRVMGT.DLL'], suspected: null },
    ]);
    expect(find([file('00000001.TMP')])).toMatchObject([{ system: 'safedisc', files: ['00000001.TMP'] }]);
    expect(find([file('CMS32_NT.DLL')])).toMatchObject([{ system: 'securom' }]);
    // A file of that name is no directory.
    expect(find([file('LASERLOK')])).toEqual([]);
  });

  it('are what the tables of the disc say', () => {
    const said = findProtection({ places: [], states: good, inStructure: 'css' });
    expect(said).toEqual([{ system: 'css', files: [], inStructure: true, suspected: null }]);
    // Whoever read the tables has told it.
    expect(protectionWarnings(said)).toEqual([]);
  });

  it('explain sectors spoilt one by one where the system spoils them, and no scratch', () => {
    const marks = [file('00000001.TMP'), file('CLCD32.DLL')];
    const [found] = find(marks, spoilt(800, 500, 18));
    expect(found?.suspected).toEqual({ lba: 800, lengthSectors: 499 * 18 + 1, unreadSectors: 500 });
    expect(protectionWords(found!)).toMatch(
      /^The disc has marks of the copy protection SafeDisc \(00000001.TMP and CLCD32.DLL\). 500 sectors between LBA 800 and 9782 .*only a person can confirm/,
    );
    expect(protectionWarnings([found!])).toMatchObject([{ code: 'protected-sectors' }]);
    const scratch: SectorRuns = [
      [2000, 'good'],
      [400, 'bad'],
      [9000, 'good'],
    ];
    expect(find(marks, scratch)[0]?.suspected).toBeNull();
    expect(find(marks, spoilt(60_000, 500, 18))[0]?.suspected).toBeNull();
    expect(find([file('SETUP.EXE')], spoilt(800, 500, 18))).toEqual([]);
  });

  it('explain sectors inside of the files of the system', () => {
    const folder = { path: 'LASERLOK', isDirectory: true, ranges: [{ lba: 25, lengthSectors: 1 }] };
    const hidden = file('LASERLOK/LASERLOK.IN', [{ lba: 5000, lengthSectors: 200 }]);
    const states: SectorRuns = [
      [5100, 'good'],
      [300, 'bad'],
      [1000, 'good'],
    ];
    expect(find([folder, hidden], states)).toMatchObject([
      { system: 'laserlok', suspected: { lba: 5100, lengthSectors: 100, unreadSectors: 100 } },
    ]);
  });

  it('never explain a sector that was read, or nothing at all', () => {
    const runs = fc.array(
      fc.tuple(fc.integer({ min: 1, max: 40 }), fc.constantFrom('good' as const, 'bad' as const)),
      { minLength: 1, maxLength: 60 },
    );
    const names = signatures.flatMap(({ sure, likely }) => [...sure, ...likely]);
    const place = fc.record({
      path: fc.constantFrom(...names, 'README.TXT').map((name) => name.replace('/', '')),
      isDirectory: fc.boolean(),
      ranges: fc.array(fc.record({ lba: fc.nat(1000), lengthSectors: fc.integer({ min: 1, max: 100 }) })),
    });
    fc.assert(
      fc.property(fc.array(place), runs, (places, states) => {
        const bad: boolean[] = states.flatMap(([length, state]) => Array(length).fill(state === 'bad'));
        for (const { files, suspected } of find(places, states)) {
          expect(files.length).toBeGreaterThan(0);
          if (suspected === null) continue;
          const { lba, lengthSectors, unreadSectors } = suspected;
          const inside = bad.slice(lba, lba + lengthSectors);
          expect([inside.length, inside[0], inside.at(-1)]).toEqual([lengthSectors, true, true]);
          expect(unreadSectors).toBeLessThanOrEqual(inside.filter(Boolean).length);
        }
      }),
    );
  });
});

it('finds the names on a disc, with where their data lie', () => {
  const content = new Uint8Array(5000);
  const volume = buildPracticeVolume('GAME', [
    { name: '00000001.TMP', content },
    { name: 'SETUP.EXE', content },
  ]);
  const source = {
    sizeBytes: volume.length,
    sectorSize: 2048,
    fetch: (lba: number, count: number) => ({
      bytes: volume.subarray(lba * 2048, (lba + count) * 2048),
      goodSectors: count,
    }),
  };
  const reader = new CachedReader(source, { reads: 100, failedReads: 1 });
  expect(placesOfDisc(reader, [{ startLba: 0, endLba: volume.length / 2048 }])).toEqual([
    { path: '00000001.TMP', isDirectory: false, ranges: [{ lba: 21, lengthSectors: 3 }] },
    { path: 'SETUP.EXE', isDirectory: false, ranges: [{ lba: 24, lengthSectors: 3 }] },
  ]);
});
