/** The command line on discs: what it knows of drives, what it asks others' answers, and the demo that shows it all. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { spindle } from '../support/cli.ts';
import { ownFolder } from '../support/folders.ts';

const disc = 'sim:practice/cd-audio';

/** A drive that reads beyond the ends of the disc, so that its offset costs nothing. */
function driveFile(folder: string, serial: string): string {
  const path = join(folder, `${serial}.json`);
  const reach = { overread_leadin: true, overread_leadout: true };
  writeFileSync(
    path,
    JSON.stringify({ vendor: 'ACME', product: 'READER  1', serial, read_offset: 30, ...reach }),
  );
  return `${disc}?behaviour=${path}`;
}

function sidecarOf(folder: string, name: string) {
  return JSON.parse(readFileSync(join(folder, `${name}.spindle.json`), 'utf8'));
}

describe('a drive', () => {
  it('is read with the offset of its model, and the bytes are those of the disc', async () => {
    const folder = ownFolder();
    const catalogue = ['--catalogue', join(folder, 'c.db')];
    const list = join(folder, 'offsets.csv');
    writeFileSync(list, 'vendor,product,offset\nacme,READER 1,+30\nacme,READER 2\n');
    const imported = await spindle('catalogue', 'import-offsets', list, ...catalogue, '--json');
    expect(imported).toMatchObject({ status: 0, result: { imported: 1, leftOut: 1, known: 1 } });
    const name = (value: string) => ['--out', folder, '--name', value, ...catalogue, '--json'];
    const plain = await spindle('image', disc, ...name('plain'));
    const offset = await spindle('image', driveFile(folder, 'A1'), ...name('offset'));
    expect(sidecarOf(folder, 'offset').disc).toMatchObject({ readOffset: 30, readOffsetOrigin: 'model' });
    expect(readFileSync(join(folder, 'offset.log'), 'utf8')).toContain('from the imported list');
    const sums = ({ result }: typeof plain) => result?.tracks.map(({ sha1 }: { sha1: string }) => sha1);
    expect(sums(offset)).toEqual(sums(plain));
  });

  it('remembers the offset it was given, and no other drive takes it for its own', async () => {
    const folder = ownFolder();
    const run = (serial: string, name: string, ...more: string[]) =>
      spindle(
        ...['image', driveFile(folder, serial), '--out', folder, '--name', name],
        ...['--catalogue', join(folder, 'c.db'), '--json', ...more],
      );
    expect((await run('A1', 'first', '--read-offset', '30')).status).toBe(0);
    expect((await run('A1', 'second')).status).toBe(0);
    expect((await run('B2', 'other')).status).toBe(0);
    expect(sidecarOf(folder, 'second').disc).toMatchObject({ readOffset: 30, readOffsetOrigin: 'drive' });
    expect(sidecarOf(folder, 'other').disc).toMatchObject({ readOffset: 0, readOffsetOrigin: 'unknown' });
  });

  it('is described by what it really gave', async () => {
    const { result } = await spindle('info', disc, '--json');
    expect(result?.profile).toMatchObject({
      readForm: { c2: 294, subchannel: 'raw-pw', order: 'c2-first' },
      readOffset: null,
    });
  });

  it('has no offset in a file that is no list', async () => {
    const folder = ownFolder();
    writeFileSync(join(folder, 'list'), 'nothing here\n');
    const args = ['--catalogue', join(folder, 'c.db'), '--json'];
    const nonsense = await spindle('catalogue', 'import-offsets', join(folder, 'list'), ...args);
    expect(nonsense).toMatchObject({ status: 2, error: { code: 'bad-request' } });
    const missing = await spindle('catalogue', 'import-offsets', join(folder, 'none'), ...args);
    expect(missing).toMatchObject({ status: 2, error: { code: 'not-found' } });
  });
});

/** `dBAR-...bin` of one pressing: tracks, three identifiers, then confidence, sum and sum of frame 450 of each track. */
function answerFor(ids: string, sums: readonly string[]): Uint8Array {
  const words = ids.split('-').map((word) => Number.parseInt(word, 16));
  const bytes = Buffer.alloc(13 + sums.length * 9);
  bytes[0] = sums.length;
  words.forEach((word, index) => void bytes.writeUInt32LE(word, 1 + index * 4));
  sums.forEach((sum, index) => {
    bytes[13 + index * 9] = 5 + index;
    bytes.writeUInt32LE(Number.parseInt(sum, 16), 14 + index * 9);
  });
  return bytes;
}

describe('verify with an answer of AccurateRip', () => {
  it('says of each track how many agree, and of an answer about another disc that it is one', async () => {
    const folder = ownFolder();
    const out = ['--out', folder, '--name', 'a', '--no-catalogue', '--json'];
    expect((await spindle('image', disc, ...out)).status).toBe(0);
    const { disc: record } = sidecarOf(folder, 'a');
    const [first, , third] = record.tracks;
    const sums = [first.accurateRipV2, '00000001', third.accurateRipV1];
    const answer = join(folder, 'answer.bin');
    writeFileSync(answer, answerFor(record.disc.ids.accurateRip, sums));
    const run = await spindle('verify', join(folder, 'a.spindle.json'), '--accuraterip', answer, '--json');
    const tracks = run.lines.filter(({ type }) => type === 'accuraterip');
    expect(tracks.map(({ number, confidence, version }) => [number, confidence, version])).toEqual([
      [1, 5, 2],
      [2, 0, null],
      [3, 7, 1],
    ]);
    expect(run).toMatchObject({ status: 0, result: { ok: true, accurateRip: { tracks: 3, matched: 2 } } });
    writeFileSync(answer, answerFor('00000001-00000002-00000003', sums));
    const other = await spindle('verify', join(folder, 'a.spindle.json'), '--accuraterip', answer, '--json');
    expect(other).toMatchObject({ status: 1, result: { ok: false } });
  });
});

describe('the demo', () => {
  it('images two diskettes and a worn CD, and finds everything as its sidecars say', async () => {
    const folder = ownFolder();
    const run = await spindle('demo', '--out', folder);
    expect(run.status, run.stderr).toBe(0);
    expect(run.stdout).toContain('practice medium cd-mixed as carrier PRACTICE-3');
    const { outcome, counts, disc: record } = sidecarOf(folder, 'PRACTICE-3');
    expect(outcome).toBe('complete-with-errors');
    expect(counts).toMatchObject({ bad: 6 });
    expect(record.tracks).toHaveLength(3);
  });
});
