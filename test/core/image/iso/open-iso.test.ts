import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openIso } from '../../../../src/main/core/image/iso/open-iso.ts';
import { probeIso } from '../../../../src/main/core/image/iso/probe-iso.ts';
import { crc16 } from '../../../../src/main/core/optical/crc16.ts';
import { generateMode1, generateMode2Form1 } from '../../../../src/main/core/optical/generate-sector.ts';
import { SpindleError } from '../../../../src/shared/errors.ts';
import { blankSource, bytesOf, memorySource } from '../../../support/image-files.ts';
import { corpus, hasCorpus } from '../../../support/needs.ts';

const sectors = 20;

function volume(): Uint8Array {
  const bytes = new Uint8Array(sectors * 2048).map((_, at) => (at * 31) & 0xff);
  bytes.set([1, ...bytesOf('CD001')], 16 * 2048);
  new DataView(bytes.buffer).setUint32(16 * 2048 + 80, sectors, true);
  return bytes;
}

function rawSector(lba: number, mode: 1 | 2): Uint8Array {
  const sector = new Uint8Array(2352);
  sector.set(volume().subarray(lba * 2048, (lba + 1) * 2048), mode === 1 ? 16 : 24);
  if (mode === 1) generateMode1(sector, lba);
  else generateMode2Form1(sector, lba);
  return sector;
}

function subchannel(lba: number): Uint8Array {
  const channels = new Uint8Array(96);
  channels.set([0x41, 1, 1, 0, 0, lba, 0, 0, 2, lba], 12);
  const crc = crc16(channels.subarray(12), 0, 10);
  channels.set([crc >> 8, crc & 0xff], 22);
  return channels;
}

function symbolsOf(channels: Uint8Array): Uint8Array {
  return Uint8Array.from({ length: 96 }, (_, at) => {
    let symbol = 0;
    for (let channel = 0; channel < 8; channel++) {
      const bit = (channels[channel * 12 + (at >> 3)]! >> (7 - (at & 7))) & 1;
      symbol |= bit << (7 - channel);
    }
    return symbol;
  });
}

function joined(make: (lba: number) => readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(
    Array.from({ length: sectors }, (_, lba) => make(lba).flatMap((part) => [...part])).flat(),
  );
}

const forms = {
  '2048': volume(),
  '2336': joined((lba) => [rawSector(lba, 2).subarray(16)]),
  '2352, mode 1': joined((lba) => [rawSector(lba, 1)]),
  '2352, mode 2': joined((lba) => [rawSector(lba, 2)]),
  '2448, channels': joined((lba) => [rawSector(lba, 1), subchannel(lba)]),
  '2448, symbols': joined((lba) => [rawSector(lba, 1), symbolsOf(subchannel(lba))]),
};

describe('an image without a sheet', () => {
  it.each(Object.entries(forms))('is known by its content: %s', (name, bytes) => {
    const image = openIso(memorySource(bytes));
    const isMode2 = name === '2336' || name.endsWith('mode 2');
    expect(image.warnings).toEqual([]);
    expect(image.endLba).toBe(sectors);
    expect(image.tracks[0]).toMatchObject({
      mode: isMode2 ? 'MODE2' : 'MODE1',
      startLba: 0,
      pregapLba: -150,
      control: 4,
    });
    const into = new Uint8Array(2352);
    for (const lba of [0, 7, 19]) {
      expect(image.readSector(lba, into)).toBe(
        name.startsWith('2352') || name.startsWith('2448') ? 'stored' : 'generated',
      );
      expect(into).toEqual(rawSector(lba, isMode2 ? 2 : 1));
    }
    const sub = new Uint8Array(96);
    expect(image.readSubchannel(5, sub)).toBe(name.startsWith('2448'));
    if (name.startsWith('2448')) expect(sub).toEqual(subchannel(5));
  });

  it('says what is odd: cut short, not whole, unrecognised, from another place of a disc', () => {
    expect(openIso(memorySource(volume().subarray(0, 19 * 2048 - 5))).warnings).toEqual([
      expect.stringMatching(/not whole/),
      expect.stringMatching(/20 sectors, the image 19/),
    ]);
    expect(openIso(memorySource(new Uint8Array(5000))).warnings.join()).toMatch(/assumed.*not whole/);
    expect(
      openIso(memorySource(joined((lba) => [rawSector(lba, 1)]).subarray(2352))).warnings.join(),
    ).toMatch(/LBA 1;/);
    expect(() => openIso(memorySource(new Uint8Array(0)))).toThrow(SpindleError);
  });

  it('longer than any CD is read to its end, and says that addresses start again', () => {
    const image = openIso(blankSource(460_000 * 2048));
    expect(image.warnings.join()).toMatch(/longer than any CD/);
    const into = new Uint8Array(2352);
    expect(image.readSector(459_999, into)).toBe('generated');
    // 459999 + 150 - 450000 = 10149 frames
    expect([...into.subarray(12, 16)]).toEqual([0x02, 0x15, 0x24, 1]);
  });

  it('never reads outside, whatever the bytes', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.values(forms)),
        fc.nat(50_000),
        fc.uint8Array({ maxLength: 40 }),
        (base, cut, noise) => {
          const bytes = base.slice(0, Math.min(cut, base.length));
          bytes.set(noise.subarray(0, bytes.length), Math.max(0, bytes.length - noise.length));
          if (bytes.length === 0) return;
          try {
            const image = openIso(memorySource(bytes));
            const into = new Uint8Array(2352);
            for (const lba of [-151, -1, 0, image.endLba - 1, image.endLba]) image.readSector(lba, into);
            image.readSubchannel(0, new Uint8Array(96));
          } catch (error) {
            expect(error).toBeInstanceOf(SpindleError);
          }
        },
      ),
      { numRuns: 100, seed: 5 },
    );
  });
});

describe.skipIf(!hasCorpus())('images of the corpus', () => {
  const folder = join(corpus, 'iso');
  const names = hasCorpus()
    ? readdirSync(folder, { recursive: true })
        .map(String)
        .filter((name) => name.endsWith('.iso'))
    : [];

  it.each(names)('%s has sectors of 2048 bytes', (name) => {
    const bytes = readFileSync(join(folder, name));
    const isIso9660 = !/^isolyzer\/hfs/.test(name);
    expect(probeIso(memorySource(bytes))?.strideBytes).toBe(isIso9660 ? 2048 : undefined);
    const image = openIso(memorySource(bytes));
    expect(image.endLba).toBe(Math.ceil(bytes.length / 2048));
  });

  it('raw images are told from their sync pattern', () => {
    const open = (name: string) => openIso(memorySource(readFileSync(join(corpus, 'cd', name))));
    expect(open('libcdio-isofs-m1/isofs-m1.bin')).toMatchObject({ endLba: 302, warnings: [] });
    const vcd = open('vcdimager-vcd20/videocd.bin');
    expect(vcd.tracks[0]?.mode).toBe('MODE2');
  });
});
