/** `spindle merge` as a script uses it: dumps of damaged media made by simulated drives, put together and looked at. */
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Sidecar } from '../../src/shared/model/sidecar.ts';
import { spindle } from '../support/cli.ts';
import { ownFolder } from '../support/folders.ts';

const disc = 'sim:practice/cd-audio';
const floppySectors = 2880;

/** Every sector of its own. */
function floppy(folder: string, changes: Readonly<Record<number, number>> = {}): string {
  const bytes = Buffer.alloc(floppySectors * 512);
  for (let lba = 0; lba < floppySectors; lba++) bytes.fill((lba % 250) + 1, lba * 512, (lba + 1) * 512);
  for (const [lba, byte] of Object.entries(changes)) bytes[Number(lba) * 512] = byte;
  const path = join(folder, 'floppy.img');
  writeFileSync(path, bytes);
  return path;
}

async function dump(medium: string, folder: string, name: string, behaviour: object, ...more: string[]) {
  const file = join(folder, `${name}.json`);
  writeFileSync(file, JSON.stringify({ serial: name, ...behaviour }));
  const address = `${medium.startsWith('sim:') ? '' : 'sim:'}${medium}?behaviour=${file}`;
  const asked = ['--out', folder, '--name', name, '--no-catalogue', '--retries', '0', '--json', ...more];
  await spindle('image', address, ...asked);
  return join(folder, `${name}.spindle.json`);
}

function merge(folder: string, dumps: readonly string[], ...more: string[]) {
  const catalogue = more.includes('--catalogue') ? [] : ['--no-catalogue'];
  const asked = ['--out', join(folder, 'together'), '--name', 'm', '--json', ...catalogue, ...more];
  return spindle('merge', ...dumps, ...asked);
}

function sidecarOf(folder: string): Sidecar {
  return JSON.parse(readFileSync(join(folder, 'together', 'm.spindle.json'), 'utf8'));
}

function written(folder: string): string[] {
  const path = join(folder, 'together');
  return existsSync(path) ? readdirSync(path) : [];
}

describe('spindle merge', () => {
  it('makes one whole floppy of two that are damaged in different places', async () => {
    const folder = ownFolder();
    const image = floppy(folder);
    const a = await dump(image, folder, 'a', { fail: [{ lba: [100, 120] }] });
    await dump(image, folder, 'b', { fail: [{ lba: [115, 117] }, { lba: 2879 }] });
    const c = await dump(image, folder, 'c', { fail: [{ lba: [0, 110] }, { lba: [118, 2000] }] });
    const catalogue = ['--catalogue', join(folder, 'catalogue.db')];
    const { status, result } = await merge(folder, [a, join(folder, 'b.img'), c], ...catalogue);
    expect(status).toBe(0);
    expect(result).toMatchObject({
      outcome: 'complete',
      sectors: { total: floppySectors, good: floppySectors, bad: 0 },
      disagreements: 0,
      sources: [
        { name: 'a', sectors: floppySectors - 21 },
        { name: 'b', sectors: 18 },
        { name: 'c', sectors: 3 },
      ],
    });
    const recorded = await spindle('catalogue', 'show', result!.dumpId, ...catalogue, '--json');
    expect(recorded.result).toMatchObject({ summary: { name: 'm', outcome: 'complete' } });
    expect(readFileSync(join(folder, 'together', 'm.img')).equals(readFileSync(image))).toBe(true);
    const { merge: record, extents, drives, states } = sidecarOf(folder);
    expect(states).toEqual([[floppySectors, 'good']]);
    expect(record!.sources.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
    expect(record!.stretches.slice(0, 3)).toEqual([
      { lba: 0, lengthSectors: 100, source: 0 },
      { lba: 100, lengthSectors: 15, source: 1 },
      { lba: 115, lengthSectors: 3, source: 2 },
    ]);
    expect(drives.map(({ serial }) => serial)).toEqual(['a', 'b', 'c']);
    expect(extents.map(({ drive }) => drive)).toEqual([0, 1, 2, 1, 0]);
    expect((await spindle('verify', join(folder, 'together'), '--json')).status).toBe(0);
  });

  it('says what none of them has read, and lets the map say so', async () => {
    const folder = ownFolder();
    const image = floppy(folder);
    const a = await dump(image, folder, 'a', { fail: [{ lba: [100, 120] }] });
    const b = await dump(image, folder, 'b', { fail: [{ lba: [110, 130] }] });
    const { status, result } = await merge(folder, [a, b]);
    expect(status).toBe(3);
    expect(result).toMatchObject({ outcome: 'complete-with-errors', sectors: { bad: 11 } });
    expect(sidecarOf(folder).states).toEqual([
      [110, 'good'],
      [11, 'bad'],
      [floppySectors - 121, 'good'],
    ]);
    expect(readFileSync(join(folder, 'together', 'm.map'), 'utf8')).toMatch(/0x0000DC00 {2}0x00001600 {2}-/);
  });

  it('chooses in silence between no two readings that were believed', async () => {
    const folder = ownFolder();
    const a = await dump(floppy(folder), folder, 'a', {});
    const b = await dump(floppy(folder, { 7: 200, 8: 201 }), folder, 'b', {});
    const { status, lines, stderr } = await merge(folder, [a, b]);
    expect(status).toBe(3);
    expect(lines.find(({ type }) => type === 'disagreement')).toMatchObject({
      lba: 7,
      lengthSectors: 2,
      readings: [[0], [1]],
      settledBy: null,
    });
    expect(stderr).toContain('LBA 7 to 8: a against b read something else: in doubt');
    expect(sidecarOf(folder).states[1]).toEqual([2, 'suspect']);
    expect(readFileSync(join(folder, 'together', 'm.log'), 'utf8')).toContain('LBA 7 to 8');
  });

  it('refuses what is not of one medium, is no dump, or has changed since', async () => {
    const folder = ownFolder();
    const image = floppy(folder);
    const a = await dump(image, folder, 'a', {});
    const other = join(folder, 'other.img');
    writeFileSync(other, Buffer.alloc(floppySectors * 512, 9));
    const b = await dump(other, folder, 'b', {});
    const small = join(folder, 'small.img');
    writeFileSync(small, Buffer.alloc(1440 * 512, 9));
    const c = await dump(small, folder, 'c', {});
    const codes = async (...dumps: string[]) => {
      const { status, error } = await merge(folder, dumps);
      return [status, error?.code];
    };
    expect(await codes(a, b)).toEqual([2, 'wrong-medium']);
    expect(await codes(a, c)).toEqual([2, 'wrong-medium']);
    expect(await codes(a, a)).toEqual([2, 'bad-usage']);
    expect(await codes(a)).toEqual([2, 'bad-usage']);
    expect(await codes(a, image)).toEqual([2, 'bad-usage']);
    expect(await codes(a, join(folder, 'none'))).toEqual([2, 'not-found']);
    const d = await dump(image, folder, 'd', {});
    const bytes = readFileSync(join(folder, 'd.img'));
    bytes[5] = 0;
    writeFileSync(join(folder, 'd.img'), bytes);
    expect(await codes(a, d)).toEqual([2, 'bad-image']);
    appendFileSync(join(folder, 'd.img'), 'x');
    expect(await codes(a, d)).toEqual([2, 'bad-image']);
    expect(written(folder)).toEqual([]);
  });

  it('takes what a parked job has read, too', async () => {
    const folder = ownFolder();
    const image = floppy(folder);
    const a = await dump(image, folder, 'a', { fail: [{ lba: [10, 12] }] });
    await dump(image, folder, 'b', { yank_at_read: 20 });
    const store = join(folder, 'b.spindle');
    expect(existsSync(store)).toBe(true);
    const { status } = await merge(folder, [store, a]);
    expect(status).toBe(0);
    expect(readFileSync(join(folder, 'together', 'm.img')).equals(readFileSync(image))).toBe(true);
    expect(sidecarOf(folder).merge!.sources[0]).toMatchObject({ name: 'b', outcome: 'partial' });
  });

  it('makes one CD of several, with sheet, subchannel and the names of the disc', async () => {
    const folder = ownFolder();
    const whole = await dump(disc, folder, 'whole', {}, '--subchannel');
    const a = await dump(disc, folder, 'a', { fail: [{ lba: [30, 40] }] }, '--subchannel');
    const b = await dump(disc, folder, 'b', { fail: [{ lba: [38, 60] }] }, '--subchannel');
    const c = await dump(disc, folder, 'c', { fail: [{ lba: [0, 37] }] }, '--subchannel');
    const d = await dump(disc, folder, 'd', {});
    const { status, result } = await merge(folder, [d, a, b, c]);
    expect(status).toBe(0);
    const digests = (files: Sidecar['files'], stem: string) =>
      files
        .filter(({ role }) => role === 'track' || role === 'subchannel')
        .map(({ path, sha256 }) => [path.split('/').at(-1)!.replace(stem, ''), sha256]);
    const expected: Sidecar = JSON.parse(readFileSync(whole, 'utf8'));
    expect(digests(result!.files, 'm')).toEqual(digests(expected.files, 'whole'));
    const sheet = (path: string, stem: string) => readFileSync(path, 'latin1').replaceAll(`"${stem}`, '"');
    expect(sheet(join(folder, 'together', 'm.cue'), 'm')).toBe(sheet(join(folder, 'whole.cue'), 'whole'));
    expect(sidecarOf(folder).image.sha256).toBe(expected.image.sha256);
    expect(sidecarOf(folder).disc!.tracks).toEqual(expected.disc!.tracks);
    expect(sidecarOf(folder).disc).toMatchObject({
      disc: expected.disc!.disc,
      tocSha1: expected.disc!.tocSha1,
    });
    const report = await spindle('verify', join(folder, 'together'), '--json');
    expect(report).toMatchObject({ status: 0, result: { ok: true } });
  });

  it('refuses dumps whose sound lies apart, and names read offsets', async () => {
    const folder = ownFolder();
    const a = await dump(disc, folder, 'a', {});
    const b = await dump(disc, folder, 'b', { read_offset: 12 });
    const { status, error } = await merge(folder, [a, b]);
    expect(status).toBe(2);
    expect(error).toMatchObject({ code: 'wrong-medium' });
    expect(error!.message).toContain('--read-offset');
  });

  it('makes one DVD of two', async () => {
    const folder = ownFolder();
    mkdirSync(join(folder, 'in'));
    const image = join(folder, 'in', 'dvd.iso');
    const bytes = Buffer.alloc(400 * 2048);
    for (let lba = 0; lba < 400; lba++) bytes.writeUInt32LE(lba + 1, lba * 2048);
    writeFileSync(image, bytes);
    const a = await dump(image, folder, 'a', { media: 'dvd', fail: [{ lba: [20, 25] }] });
    const b = await dump(image, folder, 'b', { media: 'dvd', fail: [{ lba: [25, 70] }] });
    const { status, result } = await merge(folder, [a, b]);
    expect([status, result?.sectors]).toEqual([3, { total: 400, good: 399, bad: 1 }]);
    bytes.fill(0, 25 * 2048, 26 * 2048);
    expect(readFileSync(join(folder, 'together', 'm.iso')).equals(bytes)).toBe(true);
  });
});
