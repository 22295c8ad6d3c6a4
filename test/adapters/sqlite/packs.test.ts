/** Packs of facts: taken in whole or not at all, looked up, given out as they came. */
import { appendFileSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { datLibrary } from '../../../src/main/adapters/sqlite/dats/dat-client.ts';
import {
  accurateRipFileName,
  accurateRipId,
  formatAccurateRipId,
} from '../../../src/main/core/identify/accuraterip-id.ts';
import { discPositions } from '../../../src/main/core/identify/disc-positions.ts';
import { packHeaderLine, parsePackFact, parsePackHeader } from '../../../src/main/core/packs/pack-file.ts';
import { SpindleError } from '../../../src/shared/errors.ts';
import type { DiscRecord } from '../../../src/shared/model/sidecar.ts';
import { mixedDisc, mixedDiscRecord } from '../../support/disc-record.ts';
import { ownFolder } from '../../support/folders.ts';
import { numberedSidecar } from './numbered-sidecar.ts';
import { failsWith, withCatalogue } from './support.ts';

// Each test opens catalogues again and again, with threads and syncs of their own.
vi.setConfig({ testTimeout: 60_000 });

let folder = '';
beforeEach(() => {
  folder = ownFolder();
});

function library() {
  const dats = datLibrary(join(folder, 'catalogue.db'));
  onTestFinished(() => dats.close());
  return dats.packs;
}

const plain = mixedDisc();
const ripId = accurateRipId(discPositions(plain)!)!;
const ids = { ...plain.ids!, accurateRip: formatAccurateRipId(ripId), cddb: ripId.cddb };
const { tracks } = plain;
const firstAudio = tracks.find(({ mode }) => mode === 'AUDIO')!.number;
const record: DiscRecord = {
  ...mixedDiscRecord({ ...plain, ids }),
  tracks: [
    {
      ...{ number: firstAudio, sizeBytes: 2352, crc32: '', md5: '', sha1: '', sha256: '' },
      ...{ accurateRipV1: 'd9a8bf11', accurateRipV2: '0a1b2c3d', accurateRipConfidence: null },
    },
  ],
};
const header = { name: 'Our CDs', date: '2026-11-01', source: 'musicbrainz.org', licence: 'CC0' };
const titles = tracks.map(({ number }) => ({ title: `Song ${number}` }));
const facts = {
  musicbrainz: {
    kind: 'musicbrainz',
    discId: ids.musicbrainz,
    title: 'Shelf Marks',
    artist: 'Band',
    tracks: titles,
  },
  cddb: { kind: 'cddb', discId: ids.cddb, title: 'SHELF MARKS', artist: '', tracks: titles },
  /** The same 32 bits, another disc. */
  otherCddb: { kind: 'cddb', discId: ids.cddb, title: 'Collision', tracks: [{ title: 'Only one' }] },
};

function packFile(name: string, lines: readonly unknown[], head: object = header): string {
  const path = join(folder, name);
  const first = packHeaderLine({ ...header, ...head });
  writeFileSync(path, first + lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  return path;
}

/** An answer as the database gives it: one pressing whose first track has the sum of the record's. */
function answer(confidence: number): string {
  const id = ripId;
  const sum = 'd9a8bf11';
  const bytes = Buffer.alloc(13 + 9 * id.audioTracks);
  bytes[0] = id.audioTracks;
  bytes.writeUInt32LE(id.id1, 1);
  bytes.writeUInt32LE(id.id2, 5);
  bytes.writeUInt32LE(Number.parseInt(id.cddb, 16), 9);
  for (let track = 0; track < id.audioTracks; track++) {
    bytes[13 + 9 * track] = confidence;
    bytes.writeUInt32LE(track === 0 ? Number.parseInt(sum, 16) : 1, 14 + 9 * track);
  }
  const path = join(folder, accurateRipFileName(id));
  writeFileSync(path, bytes);
  utimesSync(path, new Date('2026-10-05T12:00:00Z'), new Date('2026-10-05T12:00:00Z'));
  return path;
}

describe('a pack', () => {
  it('is told with its date by what it says of a disc, and nothing is known without one', async () => {
    const packs = library();
    expect(await packs.lookUp(record)).toEqual({ descriptions: [], accurateRip: [] });
    expect(readdirSync(folder)).toEqual([]);
    const { pack, replaced } = await packs.import(packFile('a.jsonl', Object.values(facts)));
    expect({ pack, replaced }).toMatchObject({
      pack: { ...header, facts: 3, fileName: 'a.jsonl' },
      replaced: null,
    });
    const { descriptions } = await packs.lookUp(record);
    expect(descriptions.map(({ pack: { name, date }, kind, title }) => [name, date, kind, title])).toEqual([
      ['Our CDs', '2026-11-01', 'musicbrainz', 'Shelf Marks'],
      ['Our CDs', '2026-11-01', 'cddb', 'SHELF MARKS'],
    ]);
  });

  it('makes place for another edition, and is given out as it came', async () => {
    const packs = library();
    await packs.import(packFile('a.jsonl', Object.values(facts)));
    const newer = packFile('b.jsonl', [facts.cddb], { date: '2026-12-01' });
    const report = await packs.import(newer);
    expect(report).toMatchObject({ replaced: { date: '2026-11-01', facts: 3 }, unchanged: false });
    expect(await packs.list()).toMatchObject([{ date: '2026-12-01', facts: 1 }]);
    expect((await packs.import(newer)).unchanged).toBe(true);
    const id = (await packs.list())[0]!.id;
    const out = join(folder, 'out.jsonl');
    expect(await packs.export(id, out)).toBe(1);
    await expect(packs.export(id, out)).rejects.toEqual(failsWith('output-exists'));
    await packs.remove(id);
    expect((await packs.lookUp(record)).descriptions).toEqual([]);
    await packs.import(out);
    expect((await packs.lookUp(record)).descriptions).toMatchObject([{ title: 'SHELF MARKS' }]);
    const again = join(folder, 'again.jsonl');
    await packs.export((await packs.list())[0]!.id, again);
    expect(readFileSync(again)).toEqual(readFileSync(out));
  });

  it('tells which dumps of the collection it knows, and of which disc of the same 32 bits it does not', async () => {
    const path = join(folder, 'catalogue.db');
    await withCatalogue(path, async (catalogue) => {
      const disc = {
        ...numberedSidecar(1),
        kind: 'optical' as const,
        disc: mixedDiscRecord({ ...plain, ids }),
      };
      await catalogue.record(disc, '/images');
      await catalogue.record(numberedSidecar(2), '/images');
      const packs = library();
      const { pack } = await packs.import(packFile('a.jsonl', [facts.musicbrainz]));
      const other = await packs.import(packFile('b.jsonl', [facts.otherCddb], { name: 'Others' }));
      expect(await packs.matches(pack.id)).toMatchObject({
        total: 1,
        dumps: [{ dumpId: disc.dumpId, dump: 'disk-1', known: { descriptions: [{ title: 'Shelf Marks' }] } }],
      });
      expect(await packs.matches(other.pack.id)).toEqual({ total: 0, dumps: [] });
      await expect(packs.matches(99)).rejects.toEqual(failsWith('not-found'));
    });
  });

  it('may be made of answers of AccurateRip, one by one', async () => {
    const packs = library();
    const path = answer(12);
    await packs.import(path);
    await packs.import(path);
    expect(await packs.list()).toMatchObject([{ name: 'AccurateRip answers', date: '2026-10-05', facts: 1 }]);
    const [known] = (await packs.lookUp(record)).accurateRip;
    expect(known!.pack.date).toBe('2026-10-05');
    expect(known!.tracks[0]).toMatchObject({ confidence: 12, submissions: 12, version: 1 });
    expect(known!.tracks[1]).toMatchObject({ confidence: 0, submissions: 12 });
    const out = join(folder, 'answers.jsonl');
    await packs.export((await packs.list())[0]!.id, out);
    await packs.import(out);
    expect((await packs.lookUp(record)).accurateRip).toHaveLength(1);
  });

  it.each([
    ['empty', () => writeFileSync(join(folder, 'bad'), ''), /empty/],
    ['another kind of file', () => writeFileSync(join(folder, 'bad'), '<datafile/>'), /first line/],
    [
      'of a later version',
      () => writeFileSync(join(folder, 'bad'), packHeaderLine(header).replace('"version":1', '"version":2')),
      /version 2/,
    ],
    [
      'wrong in its third line',
      () => {
        packFile('bad', [facts.cddb]);
        appendFileSync(join(folder, 'bad'), '{"kind":"cddb","discId":"nonsense","title":""}\n');
      },
      /line 3 .*discId/,
    ],
    [
      'cut short',
      () => {
        packFile('bad', [facts.cddb]);
        appendFileSync(join(folder, 'bad'), '{"kind":"cddb","discId":"8e0');
      },
      /line 3/,
    ],
    [
      'no text',
      () => {
        packFile('bad', []);
        appendFileSync(join(folder, 'bad'), Buffer.from([0x22, 0xff, 0xfe, 0x22, 0x0a]));
      },
      /UTF-8/,
    ],
    [
      'a line without end',
      () => {
        packFile('bad', []);
        appendFileSync(join(folder, 'bad'), Buffer.alloc(5_000_000, 'a'));
      },
      /longer/,
    ],
  ])('that is %s is refused in one sentence, and changes nothing', async (_, make, told) => {
    const packs = library();
    await packs.import(packFile('a.jsonl', [facts.musicbrainz]));
    make();
    const error = await packs.import(join(folder, 'bad')).catch((thrown: unknown) => thrown);
    expect(error).toEqual(failsWith('bad-pack'));
    expect((error as Error).message).toMatch(told);
    expect(await packs.list()).toMatchObject([{ date: '2026-11-01', facts: 1 }]);
    expect((await packs.lookUp(record)).descriptions).toHaveLength(1);
  });

  it('made of any bytes is read or refused, never more', () => {
    const line = fc.oneof(
      fc.string(),
      fc.json(),
      fc
        .record({ kind: fc.constantFrom('cddb', 'musicbrainz', 'accuraterip', 'x'), discId: fc.string() })
        .map((value) => JSON.stringify(value)),
    );
    fc.assert(
      fc.property(line, (text) => {
        for (const parse of [parsePackHeader, (given: string) => parsePackFact(given, 2)]) {
          try {
            parse(text);
          } catch (error) {
            expect(error).toBeInstanceOf(SpindleError);
          }
        }
      }),
    );
  });
});
