/** What is written for a disc is read back as that disc, by us and by others. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { openCcd } from '../../../src/main/core/image/ccd/open-ccd.ts';
import { writeCcd } from '../../../src/main/core/image/ccd/write-ccd.ts';
import { openCue } from '../../../src/main/core/image/cue/open-cue.ts';
import { type CueFiles, writeCue } from '../../../src/main/core/image/cue/write-cue.ts';
import { discOfImage } from '../../../src/main/core/image/disc-of-image.ts';
import { encodeCdText } from '../../../src/main/core/optical/encode-cd-text.ts';
import type { Disc } from '../../../src/shared/model/disc.ts';
import { discArbitrary } from '../../support/disc-arbitrary.ts';
import { blankSource, siblingsOf } from '../../support/image-files.ts';
import { hasProgram } from '../../support/needs.ts';

const noHash = () => new Uint8Array(20);

function filesOf(
  disc: Disc,
  form: CueFiles['form'],
  dataSectorBytes: 2048 | 2352,
  hasSessionPregaps: boolean,
): CueFiles {
  const stored = (at: number) => {
    const track = disc.tracks[at]!;
    if (at === 0) return 0;
    const opensSession = disc.tracks[at - 1]!.session !== track.session;
    return track.startLba - (opensSession && !hasSessionPregaps ? 0 : track.pregapSectors!);
  };
  const sizes = disc.tracks.map((track, at) => {
    const after = disc.tracks[at + 1];
    const end =
      after?.session === track.session ? stored(at + 1) : disc.sessions[track.session - 1]!.leadOutLba;
    return (end - stored(at)) * (track.mode === 'AUDIO' ? 2352 : dataSectorBytes);
  });
  const sum = sizes.reduce((total, size) => total + size, 0);
  const names = form === 'single' ? ['Disc.bin'] : sizes.map((_, at) => `Disc (Track ${at + 1}).bin`);
  const files = names.map((name, at) => ({ name, sizeBytes: form === 'single' ? sum : sizes[at]! }));
  return { form, files, dataSectorBytes, hasSessionPregaps };
}

function sourcesOf({ files }: CueFiles) {
  return Object.fromEntries(files.map(({ name, sizeBytes }) => [name, blankSource(sizeBytes)]));
}

const formArbitrary = fc.record({
  form: fc.constantFrom('per-track' as const, 'single' as const),
  dataSectorBytes: fc.constantFrom(2048 as const, 2352 as const),
  hasSessionPregaps: fc.boolean(),
});

describe('a cue sheet written for a disc', () => {
  it('is read back as that disc', () => {
    fc.assert(
      fc.property(discArbitrary, formArbitrary, (disc, { form, dataSectorBytes, hasSessionPregaps }) => {
        const files = filesOf(disc, form, dataSectorBytes, hasSessionPregaps);
        const { bytes, lost } = writeCue(disc, files);
        const image = openCue(bytes, siblingsOf(sourcesOf(files)));
        expect(lost).toEqual([]);
        expect(image.warnings).toEqual([]);
        expect({ ...discOfImage(image, noHash).disc, ids: null }).toEqual(disc);
      }),
      { numRuns: 150, seed: 8 },
    );
  });

  // The two examples of Redump's conventions: mixed mode with a gap, and an enhanced CD.
  it('has the form Redump asks for', () => {
    const track = {
      session: 1,
      indices: [],
      isrc: null,
      preEmphasis: false,
      copyPermitted: false,
      fourChannel: false,
    };
    const disc: Disc = {
      profile: 'CD-ROM',
      sessions: [
        { number: 1, firstTrack: 1, lastTrack: 2, startLba: 0, leadOutLba: 600 },
        { number: 2, firstTrack: 3, lastTrack: 3, startLba: 12_000, leadOutLba: 12_010 },
      ],
      tracks: [
        { ...track, number: 1, mode: 'MODE1', startLba: 0, lengthSectors: 300, pregapSectors: 0 },
        {
          ...track,
          number: 2,
          mode: 'AUDIO',
          startLba: 450,
          lengthSectors: 150,
          pregapSectors: 150,
          copyPermitted: true,
        },
        {
          ...track,
          number: 3,
          session: 2,
          mode: 'MODE2',
          startLba: 12_000,
          lengthSectors: 10,
          pregapSectors: 150,
        },
      ],
      mcn: '0724385356926',
      cdText: {
        english: { album: { title: 'Game' }, tracks: [{ number: 2, performer: 'A "B"' }] },
        german: { album: {}, tracks: [] },
      },
      ids: null,
    };
    const { bytes, lost } = writeCue(disc, filesOf(disc, 'per-track', 2352, false));
    expect(new TextDecoder().decode(bytes).split('\r\n')).toEqual([
      'CATALOG 0724385356926',
      'TITLE "Game"',
      'REM SESSION 01',
      'FILE "Disc (Track 1).bin" BINARY',
      '  TRACK 01 MODE1/2352',
      '    INDEX 01 00:00:00',
      'FILE "Disc (Track 2).bin" BINARY',
      '  TRACK 02 AUDIO',
      '    PERFORMER "A \'B\'"',
      '    FLAGS DCP',
      '    INDEX 00 00:00:00',
      '    INDEX 01 00:02:00',
      'REM LEAD-OUT 01:30:00',
      'REM SESSION 02',
      'REM LEAD-IN 01:00:00',
      'REM PREGAP 00:02:00',
      'FILE "Disc (Track 3).bin" BINARY',
      '  TRACK 03 MODE2/2352',
      '    INDEX 01 00:00:00',
      '',
    ]);
    expect(lost.join()).toMatch(/one language.*Quotation marks/);
  });

  it('gives a session the pregap every session has, when nobody has told of it', () => {
    const sample = fc
      .sample(discArbitrary, { numRuns: 60, seed: 2 })
      .filter(({ sessions }) => sessions.length > 1);
    expect(sample.length).toBeGreaterThan(5);
    for (const disc of sample) {
      const known = new TextDecoder().decode(writeCue(disc, filesOf(disc, 'single', 2352, false)).bytes);
      const tracks = disc.tracks.map((track, at) =>
        at > 0 && disc.tracks[at - 1]!.session !== track.session ? { ...track, pregapSectors: 0 } : track,
      );
      const untold = new TextDecoder().decode(
        writeCue({ ...disc, tracks }, filesOf(disc, 'single', 2352, false)).bytes,
      );
      expect(untold).toBe(known);
    }
  });

  it('is not written over files that are not the disc', () => {
    const disc = fc.sample(discArbitrary, { numRuns: 1, seed: 1 })[0]!;
    const files = filesOf(disc, 'single', 2352, false);
    const wrong = {
      ...files,
      files: files.files.map((file) => ({ ...file, sizeBytes: file.sizeBytes - 1 })),
    };
    expect(() => writeCue(disc, wrong)).toThrow(/was not written/);
    expect(() => writeCue(disc, { ...files, files: [] })).toThrow(/files were expected/);
  });
});

describe('a CloneCD file written for a disc', () => {
  it('is read back as that disc', () => {
    fc.assert(
      fc.property(discArbitrary, (disc) => {
        const packs =
          disc.cdText &&
          encodeCdText(
            disc.cdText,
            disc.tracks.map(({ number }) => number),
          ).packs;
        const { bytes } = writeCcd(disc, packs);
        const sectors = disc.sessions.reduce(
          (sum, { startLba, leadOutLba }, at) => sum + leadOutLba - (at === 0 ? 0 : startLba),
          0,
        );
        const image = openCcd(bytes, { sectors: blankSource(sectors * 2352), subchannel: null });
        expect(image.warnings).toEqual([]);
        expect({ ...discOfImage(image, noHash).disc, ids: null }).toEqual(disc);
      }),
      { numRuns: 100, seed: 8 },
    );
  });
});

const folder = mkdtempSync(join(tmpdir(), 'spindle-sheets-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(!hasProgram('cueprint', 'cuetools'))('beside cueprint', () => {
  it('the same tracks, texts and codes are in a sheet', () => {
    const discs = fc.sample(discArbitrary, { numRuns: 20, seed: 4 });
    for (const [at, disc] of discs.entries()) {
      const path = join(folder, `${at}.cue`);
      writeFileSync(path, writeCue(disc, filesOf(disc, 'single', 2352, true)).bytes);
      const run = spawnSync('cueprint', ['-d', '%N|%T\\n', '-t', '%n|%i|%t\\n', path], {
        encoding: 'utf8',
      });
      const texts = disc.cdText?.english;
      const title = (number: number) => texts?.tracks.find((track) => track.number === number)?.title ?? '';
      expect(run.stdout.trimEnd().split('\n'), run.stderr).toEqual([
        `${disc.tracks.length}|${texts?.album.title ?? ''}`,
        ...disc.tracks.map(({ number, isrc }) => `${number}|${isrc ?? ''}|${title(number)}`),
      ]);
    }
  });
});

describe.skipIf(!hasProgram('cd-info', 'libcdio-utils'))('beside cd-info', () => {
  it('tracks stand at the same addresses', () => {
    const singleSession = fc
      .sample(discArbitrary, { numRuns: 60, seed: 5 })
      .filter(({ sessions }) => sessions.length === 1);
    for (const [at, disc] of singleSession.slice(0, 8).entries()) {
      const files = filesOf(disc, 'single', 2352, false);
      // libcdio takes the data file that is called like the sheet
      const named = { ...files, files: [{ ...files.files[0]!, name: `d${at}.bin` }] };
      writeFileSync(join(folder, `d${at}.cue`), writeCue(disc, named).bytes);
      writeFileSync(join(folder, `d${at}.bin`), '');
      truncateSync(join(folder, `d${at}.bin`), files.files[0]!.sizeBytes);
      const run = spawnSync('cd-info', ['--no-header', '--no-cddb', '--no-analyze', `${folder}/d${at}.cue`], {
        encoding: 'utf8',
      });
      const listed = [...run.stdout.matchAll(/^\s*(\d+): \d\d:\d\d:\d\d\s+(\d+)\s+(\w+)/gm)];
      const kind = (mode: string) => (mode === 'AUDIO' ? 'audio' : mode === 'MODE2' ? 'XA' : 'data');
      expect(
        listed.map(([, number, lsn, what]) => [Number(number), Number(lsn), what]),
        run.stdout,
      ).toEqual([
        ...disc.tracks.map(({ number, startLba, mode }) => [number, startLba, kind(mode)]),
        [170, disc.sessions[0]!.leadOutLba, 'leadout'],
      ]);
    }
  });
});
