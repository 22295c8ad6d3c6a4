import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openNrg } from '../../../../src/main/core/image/nrg/open-nrg.ts';
import { discImageFormat } from '../../../../src/main/core/image/open-disc-image.ts';
import { parseCdText } from '../../../../src/main/core/optical/cd-text.ts';
import { SpindleError } from '../../../../src/shared/errors.ts';
import { bytesOf, memorySource } from '../../../support/image-files.ts';
import { corpus, hasCorpus } from '../../../support/needs.ts';

function chunk(id: string, data: readonly number[]): readonly number[] {
  const length = data.length;
  return [...bytesOf(id), 0, 0, length >> 8, length & 0xff, ...data];
}

function word(value: number): readonly number[] {
  return [(value >>> 24) & 0xff, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff];
}

interface Made {
  readonly sectorBytes: number;
  readonly mode: number;
  readonly sectors: number;
  readonly pregap: number;
}

/** Version 1, disk at once: 32-bit offsets, addresses as minutes, seconds and frames. */
function nrg1(tracks: readonly Made[]): Uint8Array {
  const body: number[] = [];
  const cues: number[] = [];
  const entries: number[] = [];
  const msf = (lba: number) => {
    const total = lba + 150;
    const bcd = (value: number) => (Math.floor(value / 10) << 4) | (value % 10);
    return [0, bcd(Math.floor(total / 4500)), bcd(Math.floor(total / 75) % 60), bcd(total % 75)];
  };
  let lba = -150;
  for (const [index, { sectorBytes, mode, sectors, pregap }] of tracks.entries()) {
    const start = body.length;
    const control = mode === 7 ? 0x01 : 0x41;
    cues.push(control, index + 1, 0, 0, ...msf(lba), control, index + 1, 1, 0, ...msf(lba + pregap));
    for (let at = 0; at < pregap + sectors; at++)
      body.push(...new Array<number>(sectorBytes).fill((lba + at) & 0xff));
    const one = start + pregap * sectorBytes;
    entries.push(...bytesOf('USABC2600001'), sectorBytes >> 8, sectorBytes & 0xff, mode, 0, 0, 1);
    entries.push(...word(start), ...word(one), ...word(body.length));
    lba += pregap + sectors;
  }
  cues.push(0x01, 0xaa, 1, 0, ...msf(lba));
  const header = [...word(0), ...bytesOf('0724385356926'), 0, 0, 0, 1, tracks.length].slice(0, 22);
  const chunks = [
    ...chunk('CUES', cues),
    ...chunk('DAOI', [...header, ...entries]),
    ...chunk('SINF', word(tracks.length)),
    ...chunk('END!', []),
  ];
  return Uint8Array.from([...body, ...chunks, ...bytesOf('NERO'), ...word(body.length)]);
}

const made = nrg1([
  { sectorBytes: 2048, mode: 0, sectors: 20, pregap: 150 },
  { sectorBytes: 2352, mode: 7, sectors: 10, pregap: 5 },
]);

describe('a Nero image', () => {
  it('of version 1 has its tracks where its cue sheet puts them, and its bytes where its layout does', () => {
    const image = openNrg(memorySource(made));
    expect(image.mcn).toBe('0724385356926');
    expect(image.tracks).toMatchObject([
      { number: 1, mode: 'MODE1', pregapLba: -150, startLba: 0, endLba: 20, isrc: 'USABC2600001' },
      { number: 2, mode: 'AUDIO', pregapLba: 20, startLba: 25, endLba: 35 },
    ]);
    expect(image.sessions).toEqual([{ number: 1, firstTrack: 1, lastTrack: 2, startLba: 0, leadOutLba: 35 }]);
    const sector = new Uint8Array(2352);
    expect(image.readSector(7, sector)).toBe('generated');
    expect(sector[16]).toBe(7);
    expect(image.readSector(22, sector)).toBe('stored');
    expect(sector.every((byte) => byte === 22)).toBe(true);
    expect(image.readSector(35, sector)).toBe('absent');
  });

  it.runIf(hasCorpus())('of the corpus is as cd-info has it', () => {
    const source = memorySource(readFileSync(join(corpus, 'cd/libcdio-p1-nrg/p1.nrg')));
    const image = openNrg(source);
    // facts/cd/libcdio-p1-nrg/p1.nrg.txt: T1 150 audio, T2 300 audio, lead-out 302, copying permitted.
    expect(image.tracks.map(({ startLba, mode, control }) => ({ startLba, mode, control }))).toEqual([
      { startLba: 150, mode: 'AUDIO', control: 2 },
      { startLba: 300, mode: 'AUDIO', control: 2 },
    ]);
    expect(image.sessions[0]!.leadOutLba).toBe(302);
    const { cdText } = parseCdText(image.cdTextPacks!);
    expect(cdText?.english?.album).toMatchObject({
      title: 'Join us now we have the software',
      performer: 'Richard Stallman',
    });
    expect(discImageFormat('p1.bin', source)).toBe('nrg');
    const sector = new Uint8Array(2352);
    for (let lba = -150; lba < 302; lba++) expect(image.readSector(lba, sector)).toBe('stored');
  });

  it('that is damaged is refused in words, or opened in bounds', () => {
    const change = fc.record({ fromEnd: fc.nat(330), value: fc.nat(255) });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 5 }), fc.nat(60), (changes, cut) => {
        const bytes = made.slice(cut < 30 ? cut * 997 : 0);
        for (const { fromEnd, value } of changes)
          if (fromEnd < bytes.length) bytes[bytes.length - 1 - fromEnd] = value;
        try {
          const image = openNrg(memorySource(bytes));
          const sector = new Uint8Array(2352);
          for (const { startLba, endLba } of image.tracks)
            for (const lba of [startLba, endLba - 1]) image.readSector(lba, sector);
        } catch (error) {
          expect(error).toBeInstanceOf(SpindleError);
        }
      }),
      { numRuns: 1000, seed: 20261121 },
    );
  });
});
