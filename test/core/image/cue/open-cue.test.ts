import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openCue } from '../../../../src/main/core/image/cue/open-cue.ts';
import type { DiscImage } from '../../../../src/main/core/image/disc-image.ts';
import { parseCdText } from '../../../../src/main/core/optical/cd-text.ts';
import { verifyEcc } from '../../../../src/main/core/optical/ecc.ts';
import { encodeCdText } from '../../../../src/main/core/optical/encode-cd-text.ts';
import { bytesOf, siblingsIn, siblingsOf } from '../../../support/image-files.ts';
import { corpus, hasCorpus } from '../../../support/needs.ts';

const sectorBytes = 2352;

function sector(image: DiscImage, lba: number) {
  const bytes = new Uint8Array(sectorBytes).fill(0xee);
  const origin = image.readSector(lba, bytes);
  return { origin, bytes };
}

function pattern(lengthBytes: number, seed: number): Uint8Array {
  return Uint8Array.from({ length: lengthBytes }, (_, at) => (at * 7 + (at >> 8) + seed) & 0xff);
}

function wave(samples: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(44 + samples.length);
  const view = new DataView(bytes.buffer);
  bytes.set(bytesOf('RIFF'));
  view.setUint32(4, 36 + samples.length, true);
  bytes.set(bytesOf('WAVEfmt '), 8);
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 2, true);
  view.setUint32(24, 44_100, true);
  view.setUint32(28, 176_400, true);
  view.setUint16(32, 4, true);
  view.setUint16(34, 16, true);
  bytes.set(bytesOf('data'), 36);
  view.setUint32(40, samples.length, true);
  bytes.set(samples, 44);
  return bytes;
}

function open(lines: readonly string[], files: Readonly<Record<string, Uint8Array>>): DiscImage {
  return openCue(bytesOf(lines.join('\n')), siblingsOf(files));
}

describe('sectors of a cue sheet', () => {
  it('come from the file as they are, and little-endian from MOTOROLA and WAVE', () => {
    const samples = pattern(2 * sectorBytes, 3);
    const swapped = samples.map((_, at) => samples[at ^ 1]!);
    const lines = (type: string) => [`FILE "A.BIN" ${type}`, 'TRACK 01 AUDIO', 'INDEX 01 00:00:00'];
    for (const [type, file] of [
      ['BINARY', samples],
      ['MOTOROLA', swapped],
      ['WAVE', wave(samples)],
    ] as const) {
      const image = open(lines(type), { 'a.bin': file });
      expect(image.endLba).toBe(2);
      expect(image.warnings).toEqual([]);
      expect(sector(image, 1)).toEqual({ origin: 'stored', bytes: samples.slice(sectorBytes) });
      expect(sector(image, -1)).toEqual({ origin: 'generated', bytes: new Uint8Array(sectorBytes) });
      expect(sector(image, 2).origin).toBe('absent');
    }
  });

  it('are completed to whole sectors that prove themselves', () => {
    const sizes = { 'MODE1/2048': 2048, 'MODE2/2048': 2048, 'MODE2/2324': 2324 };
    for (const [mode, size] of Object.entries(sizes)) {
      const data = pattern(size * 3, 9);
      const image = open(['FILE a.bin BINARY', `TRACK 01 ${mode}`, 'INDEX 01 00:00:00'], { 'a.bin': data });
      const { origin, bytes } = sector(image, 2);
      expect(origin).toBe('generated');
      const at = mode === 'MODE1/2048' ? 16 : 24;
      expect(bytes.subarray(at, at + size)).toEqual(data.subarray(2 * size));
      expect([...bytes.subarray(12, 16)]).toEqual([0, 2, 2, mode === 'MODE1/2048' ? 1 : 2]);
      if (size === 2048) expect(verifyEcc(bytes, mode === 'MODE1/2048' ? 'covered' : 'as-zero')).toBe(true);
    }
  });

  it('keep subheader, EDC and ECC of 2336 bytes and get their header', () => {
    const data = pattern(2336, 1);
    const image = open(['FILE a.bin BINARY', 'TRACK 01 CDI/2336', 'INDEX 01 00:00:00'], { 'a.bin': data });
    const { origin, bytes } = sector(image, 0);
    expect(origin).toBe('generated');
    expect(bytes.subarray(16)).toEqual(data);
    expect([...bytes.subarray(0, 16)]).toEqual([0, ...Array(10).fill(255), 0, 0, 2, 0, 2]);
    expect(image.tracks[0]).toMatchObject({ mode: 'CDI', control: 4 });
  });

  it('are absent where the file ends too early or no session is', () => {
    const lines = [
      ...['FILE a.bin BINARY', 'TRACK 01 AUDIO', 'INDEX 01 00:00:00', 'TRACK 02 AUDIO', 'INDEX 01 00:00:10'],
      ...['REM SESSION 2', 'FILE b.bin BINARY', 'TRACK 03 MODE1/2352', 'INDEX 01 00:00:00'],
    ];
    const image = open(lines, { 'a.bin': pattern(4 * sectorBytes, 1), 'b.bin': pattern(sectorBytes, 2) });
    expect(image.warnings.join()).toMatch(/a\.bin ends before this index/);
    expect([3, 4, 9, 10, 11_259].map((lba) => sector(image, lba).origin)).toEqual([
      'stored',
      ...['absent', 'absent', 'absent', 'absent'],
    ]);
    expect(image.sessions[1]).toMatchObject({ number: 2, startLba: 10 + 11_250 + 150 });
    expect(sector(image, 10 + 11_250).origin).toBe('generated');
    expect(verifyEcc(sector(image, 10 + 11_250).bytes)).toBe(true);
    expect(sector(image, 11_410).origin).toBe('stored');
  });

  it('begin the high density area of a GD-ROM at LBA 45000', () => {
    const lines = [
      ...['REM SINGLE-DENSITY AREA', 'FILE 1.bin BINARY', 'TRACK 01 MODE1/2352', 'INDEX 01 00:00:00'],
      ...['REM HIGH-DENSITY AREA', 'FILE 3.bin BINARY', 'TRACK 02 MODE1/2352', 'INDEX 01 00:00:00'],
    ];
    const image = open(lines, { '1.bin': pattern(sectorBytes, 1), '3.bin': pattern(sectorBytes, 2) });
    expect(image.sessions.map(({ startLba, leadOutLba }) => [startLba, leadOutLba])).toEqual([
      [0, 1],
      [45_000, 45_001],
    ]);
    expect(sector(image, 45_000)).toEqual({ origin: 'stored', bytes: pattern(sectorBytes, 2) });
  });

  it('are refused when a file is missing, elsewhere, or sound of another kind', () => {
    const lines = ['FILE "..\\..\\secret.bin" BINARY', 'TRACK 01 AUDIO', 'INDEX 01 00:00:00'];
    expect(() => open(lines, {})).toThrow(/not in its folder/);
    expect(open(lines, { 'secret.bin': pattern(sectorBytes, 1) }).endLba).toBe(1);
    const flac = ['FILE a.flac WAVE', 'TRACK 01 AUDIO', 'INDEX 01 00:00:00'];
    expect(() => open(flac, { 'a.flac': bytesOf('fLaC and so on') })).toThrow(/not a WAVE file/);
    expect(() =>
      open(['FILE a.wav WAVE', 'TRACK 01 MODE1/2352', 'INDEX 01 00:00:00'], { 'a.wav': wave(pattern(9, 1)) }),
    ).toThrow(/sound file/);
  });
});

describe('CD-TEXT of a cue sheet', () => {
  const lines = [
    ...[
      'TITLE Album',
      'PERFORMER Somebody',
      'FILE a.bin BINARY',
      'TRACK 01 AUDIO',
      'TITLE One',
      'INDEX 01 00:00:00',
    ],
    ...['TRACK 02 AUDIO', 'TITLE Two', 'INDEX 01 00:00:02'],
  ];

  it('is made of its texts', () => {
    const image = open(lines, { 'a.bin': pattern(4 * sectorBytes, 1) });
    expect(parseCdText(image.cdTextPacks!).cdText?.english).toMatchObject({
      album: { title: 'Album', performer: 'Somebody' },
      tracks: [
        { number: 1, title: 'One' },
        { number: 2, title: 'Two' },
      ],
    });
  });

  it('comes from its file, with or without the header of READ TOC', () => {
    const packs = encodeCdText({ english: { album: { title: 'Packed' }, tracks: [] } }, [1, 2]).packs;
    for (const file of [
      packs,
      Uint8Array.from([0, packs.length + 2, 0, 0, ...packs]),
      Uint8Array.from([...packs, 0]),
    ]) {
      const image = open(['CDTEXTFILE "x.cdt"', ...lines], {
        'a.bin': pattern(4 * sectorBytes, 1),
        'X.CDT': file,
      });
      expect(image.cdTextPacks).toEqual(packs);
    }
    expect(
      open(['CDTEXTFILE "x.cdt"', ...lines], { 'a.bin': pattern(4 * sectorBytes, 1) }).warnings.join(),
    ).toMatch(/not there/);
  });
});

describe.skipIf(!hasCorpus())('discs of the corpus', () => {
  function openCorpus(folder: string, name: string): DiscImage {
    const at = join(corpus, 'cd', folder);
    return openCue(readFileSync(join(at, name)), siblingsIn(at));
  }

  it('agree with cd-info', () => {
    const layout = (image: DiscImage) => [
      ...image.tracks.map(({ mode, startLba }) => `${mode} ${startLba}`),
      image.endLba,
    ];
    expect(layout(openCorpus('libcdio-cdda', 'cdda.cue'))).toEqual(['AUDIO 0', 302]);
    expect(layout(openCorpus('libcdio-isofs-m1', 'isofs-m1.cue'))).toEqual(['MODE1 0', 302]);
    expect(layout(openCorpus('paranoia-mixed-mode', 'mixed-mode-cd.cue'))).toEqual([
      'MODE1 0',
      'AUDIO 150',
      302,
    ]);
    expect(layout(openCorpus('vcdimager-vcd20', 'videocd.cue'))).toEqual(['MODE2 0', 'MODE2 450', 750]);
  });

  it("give bchunk's ISO", () => {
    const image = openCorpus('libcdio-isofs-m1', 'isofs-m1.cue');
    const hash = createHash('sha256');
    for (let lba = 0; lba < image.endLba; lba++) hash.update(sector(image, lba).bytes.subarray(16, 2064));
    // vectors/conversions.json: bchunk and iat
    expect(hash.digest('hex')).toBe('03043ff0b8a634bd4bc709cfdfc5ccfa7e0af72403ecf0484fe456cbfa4299bf');
  });
});
