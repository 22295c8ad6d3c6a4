import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCdText } from '../../../src/main/core/optical/cd-text.ts';
import { crc16 } from '../../../src/main/core/optical/crc16.ts';
import { encodeCdText } from '../../../src/main/core/optical/encode-cd-text.ts';
import { type CdText, type CdTextBlock, cdTextFields, cdTextSchema } from '../../../src/shared/model/disc.ts';
import { corpus, hasCorpus } from '../../support/needs.ts';

const packBytes = 18;
const sizeInfoType = 0x8f;

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text.match(/[0-9a-f]{2}/gi) ?? [], (byte) => Number.parseInt(byte, 16));
}

function packAt(packs: Uint8Array, index: number): Uint8Array {
  return packs.subarray(index * packBytes, (index + 1) * packBytes);
}

function joined(packs: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(packs.flatMap((pack) => [...pack]));
}

function list(packs: Uint8Array): Uint8Array[] {
  return Array.from({ length: packs.length / packBytes }, (_, index) => packAt(packs, index).slice());
}

/** A pack with a right checksum, for what an encoder would never write. */
function pack(
  type: number,
  track: number,
  sequence: number,
  position: number,
  text: readonly number[] | string,
) {
  const bytes = new Uint8Array(packBytes);
  bytes.set([type, track, sequence, position]);
  bytes.set(typeof text === 'string' ? [...text].map((character) => character.charCodeAt(0)) : text, 4);
  const crc = crc16(bytes, 0, 16);
  bytes.set([crc >> 8, crc & 0xff], 16);
  return bytes;
}

const album: CdText = {
  english: {
    album: {
      title: 'A rather long title of an album',
      performer: 'Somebody',
      genre: 'Jazz',
      code: '1234567890123',
    },
    tracks: [
      { number: 1, title: 'One', performer: 'Somebody' },
      { number: 2, title: 'Two, which goes on for a while', performer: 'Someone else' },
      { number: 3, title: 'Three', code: 'XYBLG1100006' },
    ],
  },
};

describe('the CRC of a pack', () => {
  // RevEng catalogue, CRC-16/GSM; the pack is one of a real disc that wrote Unicode.
  it('has its published check value', () => {
    expect(crc16(new TextEncoder().encode('123456789'), 0, 9)).toBe(0xce3c);
    expect(crc16(bytesOf('80 00 00 80 B0 65 57 30 44 30 BF 30 A4 30 C8 30'), 0, 16)).toBe(0x0657);
  });
});

describe.runIf(hasCorpus() && existsSync(join(corpus, 'cdtext')))('the CD-TEXT of libcdio', () => {
  const packs = () => new Uint8Array(readFileSync(join(corpus, 'cdtext/cdtext.cdt')));

  /** What cdtext.expected.txt has under the names libcdio gives the fields. */
  function expected(): Record<string, Record<number, Record<string, string>>> {
    const names: Record<string, string> = { DISC_ID: 'discId', UPC_EAN: 'code', ISRC: 'code' };
    const languages: Record<string, Record<number, Record<string, string>>> = {};
    let language: Record<number, Record<string, string>> = {};
    let texts: Record<string, string> = {};
    for (const line of readFileSync(join(corpus, 'cdtext/cdtext.expected.txt'), 'utf8').split('\n')) {
      const head = /^Language \d '(.*)':/.exec(line)?.[1];
      const track = /^CD-TEXT for (?:Track +(\d+)|Disc):/.exec(line);
      const field = /^\s+(\w+): (.*)$/.exec(line);
      if (head) language = languages[head.toLowerCase()] = {};
      else if (track) texts = language[Number(track[1] ?? 0)] = {};
      else if (field && field[1] !== 'GENRE_CODE')
        texts[names[field[1]!] ?? field[1]!.toLowerCase()] = field[2]!;
    }
    return languages;
  }

  it('reads as libcdio reads it, in both languages, without a warning', () => {
    const reading = parseCdText(packs());
    expect(reading.warnings).toEqual([]);
    const shown = Object.fromEntries(
      Object.entries(reading.cdText!).map(([name, block]) => [
        name,
        Object.fromEntries([
          [0, block.album],
          ...block.tracks.map(({ number, ...texts }) => [number, texts]),
        ]),
      ]),
    );
    expect(shown).toEqual(expected());
  });

  it('comes out the same with the header of READ TOC before it', () => {
    const body = packs().subarray(0, 96 * packBytes);
    const answer = Uint8Array.from([(body.length + 2) >> 8, (body.length + 2) & 0xff, 0, 0, ...body]);
    expect(parseCdText(answer)).toEqual(parseCdText(packs()));
  });

  it('survives being encoded again', () => {
    const { cdText } = parseCdText(packs());
    const encoded = encodeCdText(cdText!);
    expect(encoded.lost).toEqual([]);
    expect(parseCdText(encoded.packs)).toEqual({ cdText, warnings: [] });
  });
});

describe('encoded CD-TEXT', () => {
  // The first packs of the same titles as libcdio's cdtext.cdt has them.
  it('has the bytes other writers give it', () => {
    const { packs } = encodeCdText({
      english: {
        album: { title: 'Joyful Nights', performer: 'United Cat Orchestra' },
        tracks: [
          { number: 1, title: 'Song of Joy', performer: '' },
          { number: 2, title: 'Humpty Dumpty' },
          { number: 3, title: 'Mee Owwww' },
        ],
      },
    });
    const expected = [
      '800000004a6f7966756c204e69676874f0f7',
      '8000010c7300536f6e67206f66204a6f431c',
      '8001020a790048756d7074792044756d43f9',
      '8002030a707479004d6565204f7777772472',
      '800304087700000000000000000000006eaf',
      '81000500556e6974656420436174204f302c',
    ];
    expect(list(packs).slice(0, 6)).toEqual(expected.map(bytesOf));
  });

  const latinText = fc.string({
    unit: fc
      .integer({ min: 0x20, max: 0xff })
      .filter((code) => code !== 0x7f)
      .map((code) => String.fromCharCode(code)),
    minLength: 1,
    maxLength: 40,
  });
  const japaneseText = fc.string({
    unit: fc.constantFrom(...'新しいタイトルー音楽東京＋ＡＢ０　、。〜'.replace('〜', '')),
    minLength: 1,
    maxLength: 40,
  });
  const identifiers = ['discId', 'genre', 'code'] as const;

  function blockOf(text: fc.Arbitrary<string>): fc.Arbitrary<CdTextBlock> {
    const keys = (names: readonly string[]) =>
      fc.record(
        Object.fromEntries(
          names.map((name) => [name, identifiers.some((of) => of === name) ? latinText : text]),
        ),
        { requiredKeys: [] },
      );
    const trackFields = cdTextFields.filter((field) => field !== 'discId' && field !== 'genre');
    return fc
      .record({
        album: keys(cdTextFields),
        tracks: fc.uniqueArray(
          fc
            .tuple(fc.integer({ min: 1, max: 20 }), keys(trackFields))
            .map(([number, texts]) => ({ number, ...texts })),
          { selector: ({ number }) => number, maxLength: 5 },
        ),
      })
      .map(({ album: texts, tracks }) => ({
        album: texts,
        tracks: tracks.filter((track) => Object.keys(track).length > 1).sort((a, b) => a.number - b.number),
      })) as fc.Arbitrary<CdTextBlock>;
  }

  it('comes back: all languages, tracks and fields', () => {
    const cdText = fc
      .record(
        {
          english: blockOf(latinText),
          german: blockOf(latinText),
          'unknown-2f': blockOf(latinText),
          japanese: blockOf(japaneseText),
        },
        { requiredKeys: [] },
      )
      .map((blocks) =>
        Object.fromEntries(
          Object.entries(blocks).filter(
            ([, { album: texts, tracks }]) => tracks.length > 0 || Object.keys(texts).length > 0,
          ),
        ),
      );
    fc.assert(
      fc.property(cdText, (text) => {
        const encoded = encodeCdText(text as CdText);
        expect(encoded.lost).toEqual([]);
        expect(parseCdText(encoded.packs)).toEqual({
          cdText: Object.keys(text).length > 0 ? text : null,
          warnings: [],
        });
      }),
      { numRuns: 60 },
    );
  });

  it('says what packs cannot carry', () => {
    const { packs, lost } = encodeCdText({
      klingon: {
        album: { title: 'caf\u00e9 \u20ac\ttab', message: 'm'.repeat(4000) },
        tracks: [{ number: 1, genre: 'Jazz' }],
      },
    });
    expect(lost).toEqual([
      'Characters of klingon outside ISO 8859-1 became question marks.',
      'The message of klingon does not fit CD-TEXT.',
      'CD-TEXT has the genre of the album only, none of tracks.',
      'CD-TEXT has no code for the language klingon.',
    ]);
    expect(parseCdText(packs).cdText).toEqual({
      'unknown-00': { album: { title: 'caf\u00e9 ??tab' }, tracks: [] },
    });
  });

  it('stands full-width letters beside Japanese ones', () => {
    const { packs, lost } = encodeCdText({ japanese: { album: { title: 'A 音' }, tracks: [] } });
    expect(lost).toHaveLength(1);
    expect(parseCdText(packs).cdText?.japanese?.album.title).toBe('Ａ　音');
  });

  it('keeps tracks without texts in the count', () => {
    const { packs } = encodeCdText(
      { english: { album: { title: 'X' }, tracks: [{ number: 4, title: 'Y' }] } },
      [4, 5, 6],
    );
    const info = list(packs).find((bytes) => bytes[0] === sizeInfoType)!;
    expect([...info.subarray(5, 7)]).toEqual([4, 6]);
  });
});

describe('CD-TEXT that is odd', () => {
  const packs = () => list(encodeCdText(album).packs);

  it('repeats the previous track at a tab, in one byte or two', () => {
    const single = joined([pack(0x81, 0, 0, 0, 'Al\0Someone J'), pack(0x81, 1, 1, 9, '\0\t\0\t\0')]);
    expect(parseCdText(single).cdText?.['unknown-00']?.tracks.map((track) => track.performer)).toEqual([
      'Someone J',
      'Someone J',
      'Someone J',
    ]);
    const double = joined([pack(0x81, 0, 0, 0x80, [0x89, 0xb9, 0, 0, 0x8a, 0x79, 0, 0, 9, 9, 0, 0])]);
    expect(parseCdText(double).cdText?.['unknown-00']?.tracks).toEqual([
      { number: 1, performer: '楽' },
      { number: 2, performer: '楽' },
    ]);
  });

  it('of a drive that zeroes the last checksum is whole', () => {
    const all = packs();
    all.at(-1)!.fill(0, 16);
    const reading = parseCdText(joined(all));
    expect(reading.cdText).toEqual(album);
    expect(reading.warnings).toEqual(['1 CD-TEXT pack has no checksum.']);
  });

  it('without one right checksum is taken with a warning', () => {
    const all = packs();
    for (const bytes of all) bytes.set([0x12, 0x34], 16);
    const reading = parseCdText(joined(all));
    expect(reading.cdText).toEqual(album);
    expect(reading.warnings).toHaveLength(1);
  });

  it('without size information has no language, and says so', () => {
    const reading = parseCdText(joined(packs().filter((bytes) => bytes[0] !== sizeInfoType)));
    expect(reading.cdText).toEqual({ 'unknown-00': album.english });
    expect(reading.warnings).toEqual(['CD-TEXT block 0 does not say its language and character set.']);
  });

  it('with sequence numbers that mean nothing is taken in the order it came', () => {
    const reading = parseCdText(
      joined(packs().map((bytes) => pack(bytes[0]!, bytes[1]!, 0, bytes[3]!, [...bytes.subarray(4, 16)]))),
    );
    expect(reading.cdText).toEqual(album);
    expect(reading.warnings).toHaveLength(1);
  });

  it('that comes in any order and more than once is put in sequence', () => {
    const all = packs();
    const turned = [...all.slice(5), ...all.slice(0, 8), ...all];
    expect(parseCdText(joined(turned))).toEqual({ cdText: album, warnings: [] });
  });

  it('never shows a text with a piece missing as a whole one', () => {
    const whole = new Set([
      'One',
      'Three',
      'A rather long title of an album',
      'Two, which goes on for a while',
    ]);
    const all = packs();
    for (let lost = 0; lost < all.length; lost++) {
      for (const damage of ['absent', 'wrong'] as const) {
        const left = all.map((bytes) => bytes.slice());
        if (damage === 'absent') left.splice(lost, 1);
        else left[lost]![6]! ^= 0x55;
        const { cdText, warnings } = parseCdText(joined(left));
        for (const block of Object.values(cdText ?? {})) {
          for (const { title } of [block.album, ...block.tracks])
            if (title !== undefined) expect(whole).toContain(title);
        }
        expect(warnings.length).toBeGreaterThan(0);
      }
    }
  });

  it('of an unknown type or character set is told about and does not stop the rest', () => {
    const all = packs();
    const info = all.findIndex((bytes) => bytes[0] === sizeInfoType);
    all[info] = pack(sizeInfoType, 0, all[info]![2]!, 0, [0x42, ...all[info]!.subarray(5, 16)]);
    const reading = parseCdText(joined([...all, pack(0x8a, 0, 200, 0, 'x')]));
    expect(reading.cdText).toEqual(album);
    expect(reading.warnings).toEqual([
      '1 CD-TEXT pack is of an unknown type.',
      'CD-TEXT block 0 has the unknown character set 42h; read as ISO 8859-1.',
    ]);
  });

  it('names two blocks of one language apart', () => {
    const { packs: bytes } = encodeCdText({ english: album.english!, 'english-2': album.english! });
    expect(Object.keys(parseCdText(bytes).cdText!)).toEqual(['english', 'english-2']);
  });

  it('is never more than a warning, whatever the bytes', () => {
    const anyPack = fc
      .tuple(
        fc.constantFrom(0x80, 0x81, 0x86, 0x87, 0x8e, 0x8f, 0x8b),
        fc.uint8Array({ minLength: 17, maxLength: 17 }),
        fc.boolean(),
      )
      .map(([type, rest, isRight]) => {
        const bytes = Uint8Array.of(type, ...rest);
        return isRight ? pack(type, rest[0]!, rest[1]!, rest[2]!, [...rest.subarray(3, 15)]) : bytes;
      });
    fc.assert(
      fc.property(
        fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.array(anyPack, { maxLength: 30 }).map(joined)),
        (bytes) => {
          const { cdText } = parseCdText(bytes);
          if (cdText !== null) cdTextSchema.parse(cdText);
        },
      ),
      { numRuns: 300 },
    );
    expect(parseCdText(new Uint8Array(0))).toEqual({ cdText: null, warnings: [] });
  });
});
