/** UDF as mkudffs formats it, as genisoimage fills it, and as the corpus has it. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openUdf } from '../../../../src/main/core/filesystem/udf/open-udf.ts';
import { memoryReader } from '../../../../src/main/core/identify/sector-reader.ts';
import { readerWithout, sha256, treeOf, treeOnDisk } from '../../../support/filesystem-tree.ts';
import { corpus, hasCorpus, hasProgram } from '../../../support/needs.ts';
import { metadataVolume, volumeContent } from '../../../support/udf-volume.ts';

const folder = mkdtempSync(join(tmpdir(), 'spindle-udf-'));
afterAll(() => rmSync(folder, { recursive: true }));

function run(program: string, args: readonly string[], input = ''): string {
  const made = spawnSync(program, args, { cwd: folder, encoding: 'utf8', input });
  if (made.status !== 0) throw new Error(`${program}: ${made.stderr}`);
  return made.stdout;
}

function formatted(name: string, mediaType: string, revision: string, blockBytes: number): Uint8Array {
  const options = [
    `--media-type=${mediaType}`,
    `--udfrev=${revision}`,
    `--blocksize=${blockBytes}`,
    '-l',
    'Läbel ☃',
  ];
  run('mkudffs', ['--new-file', ...options, name, '5000']);
  return readFileSync(join(folder, name));
}

const large = new Uint8Array(300_000).map((_, at) => (at * 7) % 253);
const files = { large, small: large.subarray(0, 4000), text: large.subarray(5, 17) };

describe.runIf(hasProgram('mkudffs', 'udftools'))('an empty UDF volume made by mkudffs', () => {
  it.each([
    ['hd', '1.02', 2048],
    ['hd', '2.01', 512],
    ['hd', '2.01', 4096],
    ['dvdrw', '2.01', 2048],
    ['cdrw', '1.50', 2048],
    ['cdr', '1.50', 2048],
    ['cdr', '2.01', 2048],
    ['bdr', '2.60', 2048],
  ] as const)('for %s, revision %s, blocks of %i, is opened', (mediaType, revision, blockBytes) => {
    const bytes = formatted(`${mediaType}-${revision}-${blockBytes}`, mediaType, revision, blockBytes);
    const filesystem = openUdf(memoryReader(bytes, blockBytes))!;
    expect(filesystem).toMatchObject({ type: 'UDF', label: 'Läbel ☃', warnings: [] });
    expect(filesystem.root.facts).toEqual({ revision });
    expect(treeOf(filesystem).warnings).toEqual([]);
  });
});

describe.runIf(hasProgram('genisoimage', 'genisoimage'))('a UDF bridge disc made by genisoimage', () => {
  function bridge(): Uint8Array {
    const source = join(folder, 'source');
    mkdirSync(join(source, 'Ordner mit Ümlaut', 'deep'), { recursive: true });
    for (const [file, bytes] of Object.entries(files)) writeFileSync(join(source, file), bytes);
    writeFileSync(join(source, 'Ordner mit Ümlaut', 'deep', 'ж'.repeat(40)), 'x');
    for (let at = 0; at < 200; at++) writeFileSync(join(source, 'Ordner mit Ümlaut', `file ${at}`), `${at}`);
    run('genisoimage', [
      '-quiet',
      '-udf',
      '-J',
      '-joliet-long',
      '-V',
      'BRIDGE',
      '-input-charset',
      'utf-8',
      '-o',
      'bridge.iso',
      'source',
    ]);
    return readFileSync(join(folder, 'bridge.iso'));
  }

  it('holds the folder it was made of, with and without its first anchor', () => {
    const bytes = bridge();
    const onDisk = treeOnDisk(join(folder, 'source'));
    expect(treeOf(openUdf(memoryReader(bytes, 2048))!).entries).toEqual(onDisk);
    const end = bytes.length - (bytes.length % 2048);
    const lost = openUdf(readerWithout(bytes.subarray(0, end), [256], 2048));
    if (lost && lost.warnings.length === 0) expect(treeOf(lost).entries).toEqual(onDisk);
    else expect(lost?.warnings.join()).toContain('no anchor');
  });
});

it.runIf(hasCorpus())('UDF images of the corpus hold what 7z found', () => {
  const read = (path: string) =>
    treeOf(openUdf(memoryReader(readFileSync(join(corpus, path)), 2048))!).entries;
  expect(read('iso/isolyzer/udf.iso')).toEqual({});
  // INDEX.md: hashes by 7z.
  expect(read('iso/isolyzer/iso9660_udf.iso')['nimbie.jpg']).toBe(
    '0afddd4dab951111081e6e8f0b674a113b5fb2becdd9d2d00812da14dd8e5157',
  );
  const names = read('iso/libcdio/test-udf1.iso');
  expect(Object.keys(names)).toEqual(['COPYING', 'README']);
  expect(names.COPYING).toBe('8ceb4b9ee5adedde47b31e975c1d90c73ad27b6b165a1dcd80c7c545eb65b903');
});

describe('a UDF 2.50 volume with a metadata partition', () => {
  const bytes = metadataVolume();
  const { first, last, stream, appended } = volumeContent;

  it('gives back files with holes and continued extents, named streams, and the newest of appended entries', () => {
    const filesystem = openUdf(memoryReader(bytes, 2048))!;
    expect(filesystem).toMatchObject({ label: 'Made', warnings: [], root: { facts: { revision: '2.50' } } });
    const { entries, warnings } = filesystem.list(filesystem.root);
    expect(entries.map(({ name }) => name)).toEqual(['Datei ☃', 'appended']);
    expect(warnings).toEqual(['The directory "loop" stands in another place too; it is shown there only.']);
    expect(treeOf(filesystem).entries).toEqual({
      'Datei ☃': sha256(Buffer.concat([first, new Uint8Array(2048), last])),
      appended: sha256(appended),
    });
    const [sparse] = entries;
    expect(sparse).toMatchObject({
      storage: 'sparse',
      modified: '2005-12-24T18:30:15-01:00',
      mode: 0o644,
      extents: [
        { offsetBytes: 330 * 2048, lengthBytes: 2048 },
        { offsetBytes: 332 * 2048, lengthBytes: 100 },
      ],
      forks: [{ name: 'stream', sizeBytes: 3 }],
    });
    const named = new Uint8Array(3);
    expect(filesystem.read(sparse!, 0, named, 'stream')).toEqual([]);
    expect(named).toEqual(stream);
  });

  it('is read by the mirror of its metadata file', () => {
    const hurt = openUdf(readerWithout(bytes, [300], 2048))!;
    expect(hurt.warnings).toEqual(['The metadata file is damaged; its mirror is used.']);
    expect(Object.keys(treeOf(hurt).entries)).toEqual(['Datei ☃', 'appended']);
  });
});

it('a medium without UDF has none', () => {
  expect(openUdf(memoryReader(new Uint8Array(1_474_560)))).toBeNull();
  expect(openUdf(memoryReader(new Uint8Array(0)))).toBeNull();
});
