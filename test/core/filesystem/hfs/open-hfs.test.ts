import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Entry, Filesystem } from '../../../../src/main/core/filesystem/filesystem.ts';
import { openHfs } from '../../../../src/main/core/filesystem/hfs/open-hfs.ts';
import { walk } from '../../../../src/main/core/filesystem/walk.ts';
import { memoryReader } from '../../../../src/main/core/identify/sector-reader.ts';
import { contentOf, readerWithout, sha256, treeOf } from '../../../support/filesystem-tree.ts';
import { macBinary } from '../../../support/mac-binary.ts';
import { corpus, hasCorpus, hasProgram } from '../../../support/needs.ts';
import { seededRandom } from '../../../support/seeded-random.ts';

const hasHfsutils = hasProgram('hformat', 'hfsutils');
const folder = mkdtempSync(join(tmpdir(), 'spindle-hfs-'));
afterAll(() => rmSync(folder, { recursive: true }));

function noise(lengthBytes: number, seed: number): Uint8Array {
  const random = seededRandom(seed);
  return Uint8Array.from({ length: lengthBytes }, () => random() * 256);
}

/** hfsutils remember the mounted volume in the home folder. */
function hfs(program: string, ...args: readonly string[]): string {
  const run = spawnSync(program, args, {
    cwd: folder,
    env: { ...process.env, HOME: folder },
    encoding: 'latin1',
  });
  if (run.status !== 0) throw new Error(`${program} ${args.join(' ')}: ${run.stderr}`);
  return run.stdout;
}

const files = {
  small: noise(4000, 1),
  large: noise(300_000, 2),
  data: noise(70_000, 3),
  resource: noise(9_000, 4),
};
const fragmentSizes = Array.from({ length: 60 }, (_, at) => 600 + at);

/** A volume full of holes, then a file that fills them: more extents than a catalogue record holds. */
function build(): Uint8Array {
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
  writeFileSync(join(folder, 'mac.bin'), macBinary('Program', files.data, files.resource));
  writeFileSync(join(folder, 'hfs.img'), '');
  truncateSync(join(folder, 'hfs.img'), 1_474_560);
  hfs('hformat', '-l', 'Test Volume', 'hfs.img');
  hfs('hmkdir', ':Folder', ':Folder:Deep');
  hfs('hcopy', '-m', 'mac.bin', ':Folder:');
  // Mac Roman 8E is é; arguments of programs are UTF-8 otherwise.
  hfs('sh', '-c', 'hcopy -r small ":Folder:Deep:a/b caf$(printf "\\216")"');
  for (const [at, size] of fragmentSizes.entries()) {
    writeFileSync(join(folder, 'piece'), noise(size * 10, 100 + at));
    hfs('hcopy', '-r', 'piece', `:piece ${at}`);
  }
  for (let at = 0; at < fragmentSizes.length; at += 2) hfs('hdel', `:piece ${at}`);
  const free = Number(/(\d+) bytes free/.exec(hfs('hvol'))![1]);
  writeFileSync(join(folder, 'filler'), noise(free - 400_000, 5));
  hfs('hcopy', '-r', 'filler', ':filler');
  hfs('hcopy', '-r', 'large', ':fragmented');
  hfs('humount');
  return readFileSync(join(folder, 'hfs.img'));
}

function entryAt(filesystem: Filesystem, path: string): Entry {
  return [...walk(filesystem)].find((walked) => walked.path === path)!.entry;
}

describe.runIf(hasHfsutils)('an HFS volume made by hfsutils', () => {
  const bytes = hasHfsutils ? build() : new Uint8Array(0);
  const open = () => openHfs(memoryReader(bytes))!;

  it('is listed whole, with the names people see', () => {
    expect(open()).toMatchObject({ type: 'HFS', label: 'Test Volume', warnings: [] });
    const { entries, warnings } = treeOf(open());
    expect(warnings).toEqual([]);
    const pieces = fragmentSizes.flatMap((_, at) => (at % 2 ? [`piece ${at}`] : []));
    const others = [
      'Folder',
      'Folder/Deep',
      'Folder/Deep/a:b café',
      'Folder/Program',
      'filler',
      'fragmented',
    ];
    expect(Object.keys(entries)).toEqual([...others, ...pieces].sort());
  });

  it('gives back data and resource forks, types and creators', () => {
    const filesystem = open();
    const { entries } = treeOf(filesystem);
    expect(entries['Folder/Deep/a:b café']).toBe(sha256(files.small));
    expect(entries['Folder/Program']).toBe(sha256(files.data));
    const program = entryAt(filesystem, 'Folder/Program');
    expect(program.facts).toMatchObject({ type: 'APPL', creator: 'test' });
    const resource = new Uint8Array(program.forks[0]!.sizeBytes);
    expect(filesystem.read(program, 0, resource, 'resource')).toEqual([]);
    expect(sha256(resource)).toBe(sha256(files.resource));
  });

  it('follows the extents of a file through the overflow file', () => {
    const filesystem = open();
    const entry = entryAt(filesystem, 'fragmented');
    expect(sha256(contentOf(filesystem, entry))).toBe(sha256(files.large));
    expect(entry.extents.length).toBeGreaterThan(3);
    const joined = entry.extents.map(({ offsetBytes, lengthBytes }) =>
      bytes.subarray(offsetBytes, offsetBytes + lengthBytes),
    );
    expect(sha256(Buffer.concat(joined))).toBe(sha256(files.large));
  });

  it('names the bytes of a file that lie in bad sectors, and no others', () => {
    const { offsetBytes } = entryAt(open(), 'filler').extents[0]!;
    const hurt = openHfs(readerWithout(bytes, [offsetBytes / 512 + 2]))!;
    for (const { path, entry } of walk(hurt)) {
      const unread = hurt.read(entry, 0, new Uint8Array(entry.sizeBytes));
      expect(unread, path).toEqual(path === 'filler' ? [{ offsetBytes: 1024, lengthBytes: 512 }] : []);
    }
  });

  it('is found without its first block, and its files without the way through the tree', () => {
    const paths = Object.keys(treeOf(open()).entries);
    const lost = treeOf(openHfs(readerWithout(bytes, [2]))!);
    expect(lost.warnings.join()).toContain('copy');
    expect(Object.keys(lost.entries)).toEqual(paths);
    const indexNodes = Array.from({ length: bytes.length / 512 }, (_, sector) => sector).filter((sector) => {
      const [kind, height, countHigh, count] = bytes.subarray(sector * 512 + 8);
      return kind === 0 && height === 2 && countHigh === 0 && count! > 0 && count! < 40;
    });
    const broken = treeOf(openHfs(readerWithout(bytes, indexNodes))!);
    expect(broken.warnings.join()).toContain('one by one');
    expect(Object.keys(broken.entries)).toEqual(paths);
  });
});

it.runIf(hasCorpus())('HFS volumes of the corpus hold what hls and others found', () => {
  const read = (path: string) => openHfs(memoryReader(readFileSync(join(corpus, path))))!;
  const hello = read('floppy/opf-hfs/hello-world-untitled-volume.img');
  expect(Object.keys(treeOf(hello).entries)).toEqual(['helloworld.txt']);
  expect(entryAt(hello, 'helloworld.txt')).toMatchObject({
    sizeBytes: 19,
    facts: { type: '????', creator: '????' },
  });
  expect(entryAt(read('floppy/fluxengine/mac800.dsk'), 'Desktop')).toMatchObject({
    sizeBytes: 0,
    facts: { type: 'FNDR', creator: 'ERIK', finder: 'invisible' },
    forks: [{ name: 'resource', sizeBytes: 321 }],
  });
  // facts/iso/isolyzer/iso9660_udf.iso.txt has the hash of the same file by 7z.
  expect(treeOf(read('iso/isolyzer/iso9660_hfs.iso')).entries['nimbie.jpg']).toBe(
    '0afddd4dab951111081e6e8f0b674a113b5fb2becdd9d2d00812da14dd8e5157',
  );
});
