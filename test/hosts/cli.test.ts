/** The command line on bad input: one clear line, the right status, and nothing that existed is touched. */
import { createHash } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { type Run, spindle, startSpindle } from '../support/cli.ts';
import { ownFolder } from '../support/folders.ts';
import { has } from '../support/needs.ts';
import { numberedImage, simMedium } from '../support/sim-medium.ts';

/** Everything below a folder: names, sizes, content. */
function fingerprint(folder: string): string {
  const hash = createHash('sha256');
  const visit = (path: string) => {
    for (const name of readdirSync(path).sort()) {
      const child = join(path, name);
      hash.update(child);
      if (statSync(child).isDirectory()) visit(child);
      else hash.update(readFileSync(child));
    }
  };
  visit(folder);
  return hash.digest('hex');
}

function expectRefusal(run: Run, code: string, status = 2): void {
  expect(run.status, run.stderr).toBe(status);
  expect(run.error?.code).toBe(code);
  const lines = run.stderr.trim().split('\n');
  expect(lines.at(-1)).toMatch(/^spindle: .+/);
  expect(run.stderr).not.toMatch(/\n\s+at /);
}

const image = (source: string, out: string, ...more: string[]) =>
  spindle('image', source, '--out', out, '--no-catalogue', '--json', ...more);

describe('image refuses', () => {
  it.each([
    ['a source that is not there', '/dev/no-such-drive', 'not-found'],
    ['a folder', '/tmp', 'not-a-source'],
    ['a character device', '/dev/null', 'not-a-source'],
    ['a simulated drive without an image', 'sim:/no/such.img', 'not-found'],
    ['an unknown practice medium', 'sim:practice/nothing', 'not-found'],
  ])('%s', async (_what, source, code) => {
    const folder = ownFolder();
    expectRefusal(await image(source, folder, '--name', 'x'), code);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('a behaviour with an unknown key, naming it', async () => {
    const folder = ownFolder();
    const { address } = simMedium(folder, 10, { fial: [] });
    const run = await image(address, join(folder, 'out'), '--name', 'x');
    expectRefusal(run, 'bad-behaviour');
    expect(run.error!.message).toContain('fial');
  });

  it.each(['../x', 'a/b', '.hidden', 'CON', 'x.', 'a:b', '', ' x'])('the name %j', async (name) => {
    const folder = ownFolder();
    expectRefusal(await image('sim:practice/floppy-clean', folder, '--name', name), 'bad-name');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('an output that is a file, or below one', async () => {
    const folder = ownFolder();
    writeFileSync(join(folder, 'file'), 'x');
    expectRefusal(
      await image('sim:practice/floppy-clean', join(folder, 'file'), '--name', 'x'),
      'output-unwritable',
    );
    expectRefusal(
      await image('sim:practice/floppy-clean', join(folder, 'file', 'deep'), '--name', 'x'),
      'output-unwritable',
    );
    expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('x');
  });

  it('a map that is no map, leaving image and map as they are', async () => {
    const folder = ownFolder();
    const { address } = simMedium(folder, 10, {});
    const out = join(folder, 'out');
    mkdirSync(out);
    writeFileSync(join(out, 'x.img'), Buffer.alloc(5120));
    writeFileSync(join(out, 'x.map'), '0 ? 1\n0 512 +\n1024 512 +\n');
    const before = [readFileSync(join(out, 'x.img')), readFileSync(join(out, 'x.map'))];
    const run = await image(address, out, '--name', 'x', '--resume');
    expectRefusal(run, 'bad-map');
    expect(run.error!.details.line).toBe(3);
    expect([readFileSync(join(out, 'x.img')), readFileSync(join(out, 'x.map'))]).toEqual(before);
  });

  it('a damaged sidecar or store, leaving all as it is', async () => {
    const folder = ownFolder();
    const { address } = simMedium(folder, 100, { fail: [{ lba: 5 }] });
    const out = join(folder, 'out');
    expect((await image(address, out, '--name', 'x')).status).toBe(3);
    const sidecar = join(out, 'x.spindle.json');
    const good = readFileSync(sidecar, 'utf8');
    writeFileSync(sidecar, good.slice(0, 300));
    let before = fingerprint(out);
    expectRefusal(await image(address, out, '--name', 'x', '--resume'), 'bad-sidecar');
    expectRefusal(await spindle('verify', out, '--json'), 'bad-sidecar');
    expect(fingerprint(out)).toBe(before);
    writeFileSync(sidecar, good);
    writeFileSync(join(out, 'x.spindle', 'state.json'), '{"format":"spindle-state"');
    before = fingerprint(out);
    expectRefusal(await image(address, out, '--name', 'x', '--resume'), 'store-corrupt');
    expect(fingerprint(out)).toBe(before);
  });

  it('an image that was changed after it was written', async () => {
    const folder = ownFolder();
    const { address } = simMedium(folder, 100, { fail: [{ lba: 5 }] });
    const out = join(folder, 'out');
    await image(address, out, '--name', 'x');
    const changed = readFileSync(join(out, 'x.img'));
    changed[9000]! ^= 1;
    writeFileSync(join(out, 'x.img'), changed);
    expectRefusal(await image(address, out, '--name', 'x', '--resume'), 'store-corrupt');
    expect(readFileSync(join(out, 'x.img')).equals(changed)).toBe(true);
  });

  it.each([
    [['--retries', '-1'], /retries/],
    [['--retries', 'many'], /retries/],
    [['--format', 'img,exe'], /exe/],
    [['--fill', '256'], /fill/],
    [['--no-such-flag'], /no-such-flag/],
  ])('%j', async (flags, words) => {
    const folder = ownFolder();
    const run = await image('sim:practice/floppy-clean', folder, ...flags);
    expectRefusal(run, 'bad-usage');
    expect(run.stderr).toMatch(words);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('a catalogue of a newer version or of another program, byte for byte untouched', async () => {
    const folder = ownFolder();
    const newer = join(folder, 'newer.db');
    await spindle('catalogue', 'check', '--catalogue', newer);
    const db = new Database(newer);
    db.pragma('user_version = 99999');
    db.close();
    const foreign = join(folder, 'foreign.db');
    writeFileSync(foreign, 'this is no database, however long it is'.repeat(100));
    const before = fingerprint(folder);
    for (const [path, code] of [
      [newer, 'catalogue-newer'],
      [foreign, 'catalogue-corrupt'],
    ] as const) {
      const run = await spindle(
        'image',
        'sim:practice/floppy-clean',
        '--out',
        folder,
        '--name',
        'x',
        '--catalogue',
        path,
        '--json',
      );
      expectRefusal(run, code);
    }
    expect(fingerprint(folder)).toBe(before);
  });

  const root = has(process.getuid?.() === 0, 'needs root, to become somebody else');
  it.skipIf(!root)('what may not be read or written, in words', async () => {
    const folder = ownFolder();
    chmodSync(folder, 0o755);
    writeFileSync(join(folder, 'secret.img'), numberedImage(10));
    chmodSync(join(folder, 'secret.img'), 0o600);
    const out = join(folder, 'out');
    mkdirSync(out);
    chmodSync(out, 0o777);
    const asNobody = { uid: 65534, env: { HOME: '/nonexistent' } };
    const args = [
      'image',
      join(folder, 'secret.img'),
      '--out',
      out,
      '--name',
      'x',
      '--no-catalogue',
      '--json',
    ];
    expectRefusal(await startSpindle(args, asNobody).ended, 'permission-denied');
    chmodSync(join(folder, 'secret.img'), 0o644);
    chmodSync(out, 0o755);
    expectRefusal(await startSpindle(args, asNobody).ended, 'output-unwritable');
    expect(readdirSync(out)).toEqual([]);
  });
});

describe('image keeps what exists', () => {
  it('by another name, and says where the parked one is', async () => {
    const folder = ownFolder();
    for (const suffix of ['.img', '.map', '.log', '.spindle.json', '.imz', '.ima']) {
      const out = join(folder, suffix);
      mkdirSync(out);
      writeFileSync(join(out, `x${suffix}`), 'precious');
      const run = await image('sim:practice/floppy-720k', out, '--name', 'x');
      expect(run.status, run.stderr).toBe(0);
      expect(run.result!.name).toBe('x-2');
      expect(readFileSync(join(out, `x${suffix}`), 'utf8')).toBe('precious');
    }
  }, 60_000);

  it('also when a name is a link to elsewhere', async () => {
    const folder = ownFolder();
    writeFileSync(join(folder, 'elsewhere'), 'precious');
    const out = join(folder, 'out');
    mkdirSync(out);
    symlinkSync(join(folder, 'elsewhere'), join(out, 'x.img'));
    const run = await image('sim:practice/floppy-720k', out, '--name', 'x');
    expect(run.result!.name).toBe('x-2');
    expect(readFileSync(join(folder, 'elsewhere'), 'utf8')).toBe('precious');
  });
});

describe('image resumes', () => {
  it('a dump with errors when a better drive is there, and replaces its files by better ones', async () => {
    const folder = ownFolder();
    const medium = simMedium(folder, 2880, { serial: 'A', fail: [{ lba: [100, 110] }, { lba: 700 }] });
    const out = join(folder, 'out');
    const first = await image(medium.address, out, '--name', 'x', '--fill', '0xEE');
    expect(first.status).toBe(3);
    expect(first.result!.sectors).toEqual({ total: 2880, good: 2868, bad: 12 });
    writeFileSync(join(folder, 'behaviour.json'), JSON.stringify({ serial: 'B', fail: [{ lba: 700 }] }));
    const second = await image(medium.address, out, '--name', 'x', '--resume');
    expect(second.status, second.stderr).toBe(3);
    expect(second.result!.sectors.bad).toBe(1);
    expect(second.result!.dumpId).toBe(first.result!.dumpId);
    const made = readFileSync(join(out, 'x.img'));
    expect(made.subarray(0, 700 * 512).equals(medium.image.subarray(0, 700 * 512))).toBe(true);
    const { extents, drives, events } = JSON.parse(readFileSync(join(out, 'x.spindle.json'), 'utf8'));
    expect(drives.map((drive: { serial: string }) => drive.serial)).toEqual(['A', 'B']);
    expect(extents.filter((extent: { drive: number }) => extent.drive === 1)).toEqual([
      { lba: 100, lengthSectors: 11, drive: 1 },
    ]);
    expect(events.filter((event: { type: string }) => event.type === 'ima')).toHaveLength(2);
    writeFileSync(join(folder, 'behaviour.json'), JSON.stringify({ serial: 'B' }));
    const third = await image(medium.address, out, '--name', 'x', '--resume');
    expect(third.status, third.stderr).toBe(0);
    expect(third.result!.outcome).toBe('complete-after-retries');
    expect(readFileSync(join(out, 'x.img')).equals(medium.image)).toBe(true);
    expect(readdirSync(out).sort()).toEqual(['x.img', 'x.log', 'x.map', 'x.spindle.json']);
    expect((await image(medium.address, out, '--name', 'x', '--resume')).result).toMatchObject({
      outcome: 'complete-after-retries',
      dumpId: first.result!.dumpId,
    });
    expect((await spindle('verify', out, '--json')).result!.ok).toBe(true);
  });

  it('where the medium was pulled, and refuses another one in between', async () => {
    const folder = ownFolder();
    const medium = simMedium(folder, 2880, { yank_at_read: 60 });
    const out = join(folder, 'out');
    const pulled = await image(medium.address, out, '--name', 'x');
    expect(pulled.status).toBe(4);
    expect(pulled.error!.code).toBe('source-gone');
    expect(pulled.error!.message).toMatch(/kept/);
    expect(pulled.result!.sectors.good).toBe(59 * 18);
    const other = ownFolder();
    const wrong = simMedium(other, 2880, {});
    writeFileSync(join(other, 'medium.img'), Buffer.alloc(2880 * 512, 9));
    const before = fingerprint(join(out, 'x.spindle'));
    expectRefusal(await image(wrong.address, out, '--name', 'x', '--resume'), 'wrong-medium');
    expect(fingerprint(join(out, 'x.spindle'))).toBe(before);
    writeFileSync(join(folder, 'behaviour.json'), '{}');
    const rest = await image(medium.address, out, '--name', 'x', '--resume');
    expect(rest.status, rest.stderr).toBe(0);
    expect(readFileSync(join(out, 'x.img')).equals(medium.image)).toBe(true);
  });

  it('after Ctrl-C, with status 130', async () => {
    const folder = ownFolder();
    const medium = simMedium(folder, 2880, { cmd_ms: 30 });
    const out = join(folder, 'out');
    const run = startSpindle([
      'image',
      medium.address,
      '--out',
      out,
      '--name',
      'x',
      '--no-catalogue',
      '--json',
    ]);
    await new Promise<void>((reading) => run.child.stdout!.once('data', () => reading()));
    run.child.kill('SIGINT');
    const { status, result } = await run.ended;
    expect(status).toBe(130);
    expect(result!.outcome).toBe('partial');
    writeFileSync(join(folder, 'behaviour.json'), '{}');
    expect((await image(medium.address, out, '--name', 'x', '--resume')).status).toBe(0);
    expect(readFileSync(join(out, 'x.img')).equals(medium.image)).toBe(true);
  });

  it('only one job at a time on a store', async () => {
    const folder = ownFolder();
    const medium = simMedium(folder, 2880, { cmd_ms: 30 });
    const out = join(folder, 'out');
    const run = startSpindle([
      'image',
      medium.address,
      '--out',
      out,
      '--name',
      'x',
      '--no-catalogue',
      '--json',
    ]);
    await new Promise<void>((reading) => run.child.stdout!.once('data', () => reading()));
    // The second waits for the first to end, and then finds nothing left to do.
    const second = await image(medium.address, out, '--name', 'x', '--resume');
    const first = await run.ended;
    expect(first.status, first.stderr).toBe(0);
    expect(second.status, second.stderr).toBe(0);
    expect(second.result!.dumpId).toBe(first.result!.dumpId);
  });
});

describe('a dump', () => {
  it('in the catalogue is the same after the catalogue is made again from the sidecars', async () => {
    const folder = ownFolder();
    const out = join(folder, 'out');
    const at = (name: string) => ['--catalogue', join(folder, name)];
    for (const [medium, carrier] of [
      ['floppy-clean', 'A-1'],
      ['floppy-worn', 'A-2'],
      ['floppy-worn', 'A-2'],
    ] as const) {
      await spindle('image', `sim:practice/${medium}`, '--out', out, '--carrier', carrier, ...at('one.db'));
    }
    expect((await spindle('catalogue', 'import', out, ...at('two.db'), '--json')).result).toMatchObject({
      added: 3,
      refused: 0,
    });
    for (const code of ['A-1', 'A-2']) {
      const [one, two] = await Promise.all(
        ['one.db', 'two.db'].map((name) => spindle('catalogue', 'show', code, ...at(name), '--json')),
      );
      expect(one!.status).toBe(0);
      expect(two!.result).toEqual(one!.result);
      for (const { dumpId } of one!.result!.dumps) {
        const [a, b] = await Promise.all(
          ['one.db', 'two.db'].map((name) => spindle('catalogue', 'show', dumpId, ...at(name), '--json')),
        );
        expect(b!.result).toEqual(a!.result);
      }
    }
    expect((await spindle('catalogue', 'check', ...at('two.db'), '--json')).result).toMatchObject({
      ok: true,
      dumps: 3,
    });
  }, 60_000);

  it('that was tampered with is found out by verify', async () => {
    const folder = ownFolder();
    const run = await image('sim:practice/floppy-720k', folder, '--name', 'x', '--format', 'img,ima,imz');
    expect(run.status).toBe(0);
    const path = join(folder, 'x.ima');
    const bytes = readFileSync(path);
    bytes[700_000]! ^= 4;
    writeFileSync(path, bytes);
    const verified = await spindle('verify', folder, '--json');
    expect(verified.status).toBe(1);
    expect(verified.result).toMatchObject({ ok: false, hashMismatches: 1 });
    expect(verified.lines.filter((line) => line.type === 'problem').map((line) => line.path)).toEqual([path]);
  });
});

it('info says what a medium is, with evidence', async () => {
  const { result, status } = await spindle('info', 'sim:practice/floppy-clean', '--json');
  expect(status).toBe(0);
  expect(result).toMatchObject({
    kind: 'block',
    sizeBytes: 1474560,
    sectorSize: 512,
    geometry: { name: '1.44M', sectorsPerTrack: 18 },
  });
  expect(result!.filesystems).toMatchObject([{ type: 'FAT12', label: 'PRACTICE 1', startLba: 0 }]);
  expect(result!.filesystems[0].evidence.length).toBeGreaterThan(0);
});

it('no arguments that make no sense are taken for sense', async () => {
  expect((await spindle('imgae')).status).toBe(2);
  expect((await spindle('image')).status).toBe(2);
  expect((await spindle('verify', '/no/such/path', '--json')).error!.code).toBe('not-found');
  expect((await spindle('--help')).status).toBe(0);
});
