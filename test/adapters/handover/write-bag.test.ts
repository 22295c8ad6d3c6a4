/** Bags of dumps: whole or not there, right by other programs, and never of files that are no longer what they were. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { planDumpsBag } from '../../../src/main/adapters/handover/bag-dumps.ts';
import { validateBag } from '../../../src/main/adapters/handover/validate-bag.ts';
import { type BagPlan, writeBag } from '../../../src/main/adapters/handover/write-bag.ts';
import type { DumpRecord } from '../../../src/shared/model/catalogue.ts';
import { ownFolder } from '../../support/folders.ts';
import { dumpOnDisk, parseXml, testContext } from '../../support/handed-over.ts';
import { hasProgram } from '../../support/needs.ts';
import { failsWith } from '../sqlite/support.ts';

const { tool, at } = testContext;
const bagOf = (target: string, dumps: readonly DumpRecord[]) =>
  writeBag(target, planDumpsBag(dumps, { tool, at }));

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

const uuids = ['0f9a3c5e-1b2d-4e6f-8a90-000000000001', '0f9a3c5e-1b2d-4e6f-8a90-000000000002'] as const;

/** Two carriers, one of them read twice. */
function collection(folder: string): DumpRecord[] {
  return [
    dumpOnDisk(join(folder, 'one')),
    dumpOnDisk(join(folder, 'two'), { name: 'second try', dumpId: uuids[0], attempt: 2 }),
    dumpOnDisk(join(folder, 'three'), { name: 'Übung 100%', carrier: null, dumpId: uuids[1] }),
  ];
}

describe('a bag of dumps', () => {
  it('is valid, complete, and says what is in it', async () => {
    const folder = ownFolder();
    const bag = join(folder, 'bag');
    const dumps = collection(folder);
    const written = await bagOf(bag, dumps);
    const report = await validateBag(bag);
    expect(report.findings).toEqual([]);
    expect(report).toMatchObject({ verdict: 'valid', version: '1.0' });
    expect(written.files).toBe(12);
    expect(filesOf(bag)).toEqual(
      [
        ...['disk-0001.img', 'disk-0001.log', 'disk-0001.map', 'disk-0001.spindle.json'].map(
          (name) => `data/A-001/attempt-1/${name}`,
        ),
        ...['second try.img', 'second try.log', 'second try.map', 'second try.spindle.json'].map(
          (name) => `data/A-001/attempt-2/${name}`,
        ),
        ...['img', 'log', 'map', 'spindle.json'].map((ending) => `data/Übung 100%/Übung 100%.${ending}`),
        ...['bag-info.txt', 'bagit.txt', 'manifest-sha256.txt', 'manifest-sha512.txt'],
        ...['metadata/dublin-core.xml', 'metadata/mets.xml', 'metadata/premis.xml'],
        ...['A-001-attempt-1', 'A-001-attempt-2', 'Übung 100%'].map((name) => `metadata/${name}.dfxml.xml`),
        ...['tagmanifest-sha256.txt', 'tagmanifest-sha512.txt'],
      ].sort(),
    );
    const info = Object.groupBy(report.info, ({ label }) => label);
    expect(info['External-Identifier']?.map(({ value }) => value)).toEqual(['A-001', 'Übung 100%']);
    expect(info['Payload-Oxum']?.[0]?.value).toBe(`${written.sizeBytes}.12`);
    expect(info['Bagging-Date']?.[0]?.value).toBe('2026-11-21');
    expect(existsSync(`${bag}.part`)).toBe(false);
  });

  it('knows long files as sha256sum does, one behind the other, whichever thread took their digests', async () => {
    const folder = ownFolder();
    const imageBytes = 33 * 1024 * 1024 + 512;
    const dumps = [
      dumpOnDisk(join(folder, 'one'), { imageBytes }),
      dumpOnDisk(join(folder, 'two'), {
        name: 'other',
        dumpId: uuids[0],
        attempt: 2,
        imageBytes: imageBytes * 2,
      }),
    ];
    const bag = join(folder, 'bag');
    await bagOf(bag, dumps);
    for (const program of ['sha256sum', 'sha512sum']) {
      const manifest = `manifest-${program.replace('sum', '')}.txt`;
      expect(spawnSync(program, ['-c', '--strict', '--quiet', manifest], { cwd: bag }).status).toBe(0);
    }
  });

  it('has documents that find its files', async () => {
    const folder = ownFolder();
    const bag = join(folder, 'bag');
    await bagOf(bag, collection(folder));
    const mets = readFileSync(join(bag, 'metadata/mets.xml'), 'utf8');
    parseXml(mets);
    const links = [...mets.matchAll(/xlink:href="([^"]+)"/g)].map(([, href]) => href!);
    expect(links).toHaveLength(9);
    const base = new URL(`file://${encodeURI(bag)}/metadata/mets.xml`);
    for (const href of links) expect(existsSync(fileURLToPath(new URL(href, base))), href).toBe(true);
    expect(readFileSync(join(bag, 'metadata/premis.xml'), 'utf8')).toContain('information package creation');
  });

  it.skipIf(!hasProgram('sha512sum', 'coreutils'))('is right by sha512sum and sha256sum', async () => {
    const folder = ownFolder();
    const bag = join(folder, 'bag');
    await bagOf(bag, [dumpOnDisk(join(folder, 'one'))]);
    for (const [program, manifest] of [
      ['sha512sum', 'manifest-sha512.txt'],
      ['sha256sum', 'manifest-sha256.txt'],
      ['sha512sum', 'tagmanifest-sha512.txt'],
      ['sha256sum', 'tagmanifest-sha256.txt'],
    ] as const) {
      const run = spawnSync(program, ['-c', '--strict', manifest], { cwd: bag, encoding: 'utf8' });
      expect(run.status, run.stderr).toBe(0);
    }
  });

  const python = spawnSync('python3', ['-c', 'import bagit']).status === 0;
  if (!python) console.warn('skipped: needs the bagit module of Python');
  it.skipIf(!python)('is valid by bagit-python', async () => {
    const folder = ownFolder();
    const bag = join(folder, 'bag');
    await bagOf(bag, [dumpOnDisk(join(folder, 'one'))]);
    const run = spawnSync('python3', ['-m', 'bagit', '--validate', bag], { encoding: 'utf8' });
    expect(run.status, run.stderr).toBe(0);
  });

  it('bears any name a file can have', async () => {
    const folder = ownFolder();
    const bag = join(folder, 'bag');
    const names = ['100%.img', '%0A.img', 'line\nend.img', '*star', ' space', 'e\u0301', '~', 'empty'];
    const payload = names.map((name, index) => {
      const source = join(folder, String(index));
      writeFileSync(source, name === 'empty' ? '' : name);
      const sizeBytes = name === 'empty' ? 0 : Buffer.byteLength(name);
      return { path: `data/deep/${name}`, source, expected: null, sizeBytes };
    });
    await writeBag(bag, { payload, tagFiles: [], info: [{ label: 'Note', value: 'a\nb' }] });
    const report = await validateBag(bag);
    expect(report.findings).toEqual([]);
    expect(report.info[0]).toEqual({ label: 'Note', value: 'a b' });
  });
});

describe('no bag is made', () => {
  const nothingLeft = (folder: string) =>
    expect(readdirSync(folder).filter((name) => name.startsWith('bag'))).toEqual([]);

  it.each([
    ['a file has changed', (path: string) => writeFileSync(path, Buffer.alloc(1_474_560, 'x')), 'conflict'],
    ['a file is shorter', (path: string) => writeFileSync(path, 'x'), 'conflict'],
    ['a file is gone', (path: string) => rmSync(path), 'not-found'],
  ])('when %s', async (_what, harm, code) => {
    const folder = ownFolder();
    const dump = dumpOnDisk(join(folder, 'one'));
    harm(join(folder, 'one', 'disk-0001.img'));
    await expect(bagOf(join(folder, 'bag'), [dump])).rejects.toEqual(failsWith(code));
    nothingLeft(folder);
  });

  it('when the sidecar is gone, or says something else than the catalogue', () => {
    const folder = ownFolder();
    const dump = dumpOnDisk(join(folder, 'one'));
    const other = { ...dump, record: { ...dump.record, carrier: 'B-002' } };
    expect(() => planDumpsBag([other], { tool, at })).toThrow(/something else than the catalogue/);
    rmSync(join(folder, 'one', 'disk-0001.spindle.json'));
    expect(() => planDumpsBag([dump], { tool, at })).toThrow(/not there/);
    expect(() => planDumpsBag([], { tool, at })).toThrow(/No dump/);
  });

  it('where something is already, which is left as it is', async () => {
    const folder = ownFolder();
    const dump = dumpOnDisk(join(folder, 'one'));
    mkdirSync(join(folder, 'bag'));
    await expect(bagOf(join(folder, 'bag'), [dump])).rejects.toEqual(failsWith('output-exists'));
    expect(readdirSync(join(folder, 'bag'))).toEqual([]);
    // Somebody's own folder of that name is no leftover of ours.
    mkdirSync(join(folder, 'other.part'));
    writeFileSync(join(folder, 'other.part', 'notes.txt'), 'mine');
    await expect(bagOf(join(folder, 'other'), [dump])).rejects.toEqual(failsWith('output-exists'));
    expect(readdirSync(join(folder, 'other.part'))).toEqual(['notes.txt']);
  });

  it('where it would not fit', async () => {
    const folder = ownFolder();
    const plan: BagPlan = {
      payload: [{ path: 'data/x', source: '/dev/null', expected: null, sizeBytes: Number.MAX_SAFE_INTEGER }],
      ...{ tagFiles: [], info: [] },
    };
    await expect(writeBag(join(folder, 'bag'), plan)).rejects.toEqual(failsWith('output-unwritable'));
    nothingLeft(folder);
  });
});

describe('a bag that lies', () => {
  async function bagIn(folder: string): Promise<string> {
    const bag = join(folder, 'bag');
    await bagOf(bag, [dumpOnDisk(join(folder, 'one'))]);
    return bag;
  }
  const words = async (bag: string) => {
    const { verdict, findings } = await validateBag(bag);
    return `${verdict}: ${findings.map(({ path, what }) => `${path} ${what}`).join('\n')}`;
  };

  it('is found out by one flipped bit', async () => {
    const bag = await bagIn(ownFolder());
    const image = join(bag, 'data/A-001/disk-0001.img');
    const bytes = readFileSync(image);
    bytes[777_777]! ^= 4;
    writeFileSync(image, bytes);
    expect(await words(bag)).toMatch(/^invalid: data\/A-001\/disk-0001.img .*digest differs/);
  });

  it('is not followed out of its folder, by links in it or by what its manifests list', async () => {
    const folder = ownFolder();
    const bag = await bagIn(folder);
    writeFileSync(join(folder, 'secret'), 'secret');
    rmSync(join(bag, 'data/A-001/disk-0001.log'));
    symlinkSync(join(folder, 'secret'), join(bag, 'data/A-001/disk-0001.log'));
    symlinkSync(folder, join(bag, 'data/out'));
    const manifest = join(bag, 'manifest-sha256.txt');
    writeFileSync(manifest, `${readFileSync(manifest, 'utf8')}${'0'.repeat(64)}  data/../../secret\n`);
    const said = await words(bag);
    expect(said).toMatch(/disk-0001\.log is a link, which is not followed/);
    expect(said).toMatch(/data\/out is a link/);
    expect(said).toMatch(/lists data\/\.\.\/\.\.\/secret, which climbs out/);
    expect(said).not.toMatch(/secret.*digest/);
  });

  it('is told apart from what is no bag', async () => {
    const folder = ownFolder();
    expect(await words(folder)).toMatch(/invalid:.*no bagit\.txt/);
    await expect(validateBag(join(folder, 'nothing'))).rejects.toEqual(failsWith('not-found'));
  });
});

describe('kill -9 while a bag is made', () => {
  const script = fileURLToPath(new URL('./bagging-process.ts', import.meta.url));

  it('is not stopped by the empty folder of a run that was killed before it marked it', async () => {
    const folder = ownFolder();
    const source = join(folder, 'payload');
    writeFileSync(source, 'minutes');
    mkdirSync(join(folder, 'bag.part'));
    const [status] = await once(spawn(process.execPath, [script, join(folder, 'bag'), source]), 'close');
    expect(status).toBe(0);
    expect((await validateBag(join(folder, 'bag'))).verdict).toBe('valid');
  });

  it('leaves a valid bag or none, and the next run makes it', { timeout: 120_000 }, async () => {
    const folder = ownFolder();
    const sources = [1, 2, 3].map((number) => {
      const source = join(folder, `payload-${number}`);
      writeFileSync(source, Buffer.alloc(4 << 20, String(number)));
      return source;
    });
    const target = join(folder, 'bag');
    const start = () =>
      spawn(process.execPath, [script, target, ...sources], { stdio: ['ignore', 'pipe', 'inherit'] });
    for (const delayMs of [0, 25]) {
      const child = start();
      await once(child.stdout, 'data');
      await new Promise((resolve) => setTimeout(resolve, delayMs));
      child.kill('SIGKILL');
      await once(child, 'close');
      if (existsSync(target)) {
        expect((await validateBag(target)).verdict).toBe('valid');
        rmSync(target, { recursive: true });
      }
      expect(readdirSync(folder).filter((name) => !/^(payload-\d|bag\.part)$/.test(name))).toEqual([]);
    }
    const [status] = await once(start(), 'close');
    expect(status).toBe(0);
    expect((await validateBag(target)).verdict).toBe('valid');
    expect(readdirSync(folder).sort()).toEqual(['bag', ...sources.map((path) => basename(path))]);
  });
});
