/** Images at the command line: verified by themselves, converted, and kept from the wrong device. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { spindle, startSpindle } from '../support/cli.ts';
import { ownFolder } from '../support/folders.ts';
import { madeDisc } from '../support/made-disc.ts';
import { has } from '../support/needs.ts';
import { numberedImage } from '../support/sim-medium.ts';

const sheet = 'FILE "disc.bin" BINARY\n  TRACK 01 MODE1/2352\n    INDEX 01 00:00:00\n';

function storedDisc(lengthSectors: number) {
  const folder = ownFolder();
  const { bytes } = madeDisc([{ mode: 'MODE1', lengthSectors }]);
  writeFileSync(join(folder, 'disc.bin'), bytes);
  writeFileSync(join(folder, 'disc.cue'), sheet);
  return { folder, bytes, cue: join(folder, 'disc.cue'), bin: join(folder, 'disc.bin') };
}

describe('spindle verify, without a sidecar', () => {
  it('finds each sector whose check bytes are wrong', async () => {
    const { bytes, cue, bin } = storedDisc(120);
    const good = await spindle('verify', cue, '--json');
    expect(good.status).toBe(0);
    expect(good.result).toMatchObject({ ok: true, checkedSectors: 120, edcErrors: 0, eccErrors: 0 });
    for (const lba of [3, 4, 90]) bytes[lba * 2352 + 500]! ^= 0x10;
    writeFileSync(bin, bytes);
    const bad = await spindle('verify', cue, '--json');
    expect(bad.status).toBe(1);
    expect(bad.result).toMatchObject({ ok: false, checkedSectors: 120, edcErrors: 3, eccErrors: 3 });
    expect(bad.lines.filter(({ type }) => type === 'problem').map(({ lba }) => lba)).toEqual([3, 4, 90]);
  });

  it('names files that are missing or cut short', async () => {
    const { folder, bytes, cue, bin } = storedDisc(20);
    writeFileSync(bin, bytes.subarray(0, bytes.length - 100));
    const short = await spindle('verify', cue, '--json');
    expect(short.lines.find(({ type }) => type === 'problem')).toMatchObject({ path: bin });
    writeFileSync(cue, sheet.replace('disc.bin', 'other.bin'));
    const missing = await spindle('verify', folder, '--json');
    expect(missing.status).toBe(1);
    expect(missing.lines.find(({ type }) => type === 'problem')).toMatchObject({
      path: join(folder, 'other.bin'),
    });
  });
});

describe('spindle convert', () => {
  it('says what is lost before it begins, and again with the result', async () => {
    const { folder, cue } = storedDisc(30);
    const { status, lines, result } = await spindle('convert', cue, join(folder, 'disc.iso'), '--json');
    expect(status).toBe(0);
    expect(lines[0]).toMatchObject({ type: 'plan', format: 'iso', lost: ['sync-header-edc-ecc'] });
    expect(result!.lost).toEqual(['sync-header-edc-ecc']);
    expect(result!.files[0]).toMatchObject({ path: join(folder, 'disc.iso'), sizeBytes: 30 * 2048 });
    expect((await spindle('verify', folder, '--json')).result).toMatchObject({ ok: true, checkedFiles: 1 });
  });

  it('refuses in one line what makes no sense', async () => {
    const { folder, cue } = storedDisc(5);
    const before = readdirSync(folder);
    for (const [args, code] of [
      [[cue, join(folder, 'x.img')], 'unsupported'],
      [[cue, join(folder, 'x.docx')], 'bad-usage'],
      [[join(folder, 'nothing.cue'), join(folder, 'x.iso')], 'not-found'],
      [[cue, join(folder, 'x.wav')], 'unsupported'],
    ] as const) {
      const run = await spindle('convert', ...args, '--json');
      expect([run.status, run.error?.code]).toEqual([2, code]);
    }
    expect(readdirSync(folder)).toEqual(before);
  });

  it('interrupted leaves nothing behind', async () => {
    const { folder, cue } = storedDisc(60_000);
    const before = readdirSync(folder);
    const { child, ended } = startSpindle(['convert', cue, join(folder, 'x.bin'), '--json']);
    child.stdout!.once('data', () => child.kill('SIGINT'));
    const { status } = await ended;
    expect(status).toBe(130);
    expect(readdirSync(folder)).toEqual(before);
  });
});

const rootSource =
  process.platform === 'linux'
    ? spawnSync('findmnt', ['-no', 'SOURCE', '/'], { encoding: 'utf8' }).stdout?.trim()
    : '';

describe('spindle write', () => {
  /** Without --yes nothing could be written even if the guard failed. */
  it.skipIf(!has(rootSource?.startsWith('/dev/') === true, 'needs a / that lies on a block device'))(
    'refuses the disk of the system before anything else',
    async () => {
      const folder = ownFolder();
      writeFileSync(join(folder, 'a.img'), numberedImage(2880));
      const run = await spindle('write', join(folder, 'a.img'), rootSource!, '--no-catalogue', '--json');
      expect([run.status, run.error?.code]).toEqual([2, 'system-disk']);
    },
  );

  it('refuses what is no device', async () => {
    const folder = ownFolder();
    writeFileSync(join(folder, 'a.img'), numberedImage(2880));
    writeFileSync(join(folder, 'b.img'), 'untouched');
    const target = join(folder, 'b.img');
    const run = await spindle('write', join(folder, 'a.img'), target, '--yes', '--no-catalogue', '--json');
    expect([run.status, run.error?.code]).toEqual([2, 'not-a-source']);
    expect(readFileSync(target, 'utf8')).toBe('untouched');
  });
});
