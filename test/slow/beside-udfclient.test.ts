/** UDF volumes that another program filled: plain with small sectors, sparable, and sparable with packets moved. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openUdf } from '../../src/main/core/filesystem/udf/open-udf.ts';
import { memoryReader } from '../../src/main/core/identify/sector-reader.ts';
import { sha256, treeOf } from '../support/filesystem-tree.ts';
import { hasProgram } from '../support/needs.ts';

const folder = mkdtempSync(join(tmpdir(), 'spindle-udfclient-'));
afterAll(() => rmSync(folder, { recursive: true }));

function run(program: string, args: readonly string[], input = ''): string {
  const made = spawnSync(program, args, { cwd: folder, encoding: 'utf8', input });
  if (made.status !== 0) throw new Error(`${program}: ${made.stderr}`);
  return made.stdout;
}

const large = new Uint8Array(300_000).map((_, at) => (at * 7) % 253);
const files = { large, small: large.subarray(0, 4000), text: large.subarray(5, 17) };
const expected = {
  Folder: 'directory',
  'Folder/text': sha256(files.text),
  large: sha256(files.large),
  small: sha256(files.small),
};

/** udfclient shows file sets as directories, and works inside of one. */
function volume(mediaType: string, blockBytes: number): Uint8Array {
  const name = `${mediaType}.img`;
  for (const [file, bytes] of Object.entries(files)) writeFileSync(join(folder, file), bytes);
  const format = [`--media-type=${mediaType}`, '--udfrev=2.01', `--blocksize=${blockBytes}`, '-l', 'Label'];
  run('mkudffs', ['--new-file', ...format, name, String(20_971_520 / blockBytes)]);
  const options = ['-W', '-b', String(blockBytes), name];
  const fileSet = /^d[rwx-]{9} +\S+ +\S+ +\d+ +(.*)$/m.exec(run('udfclient', options, 'ls\nquit\n'))![1];
  const commands = ['mkdir Folder', 'put large', 'put small', 'cd Folder', 'put text', 'ls', 'sync', 'quit'];
  run('udfclient', options, [`cd "${fileSet}"`, ...commands, ''].join('\n'));
  return readFileSync(join(folder, name));
}

/** UDF 2.2.12: the packet of the first file goes to the last spare, and its place is spoilt. */
function withMovedPacket(whole: Uint8Array): Uint8Array {
  const bytes = Uint8Array.from(whole);
  const view = new DataView(bytes.buffer);
  const sectors = Array.from({ length: bytes.length / 2048 }, (_, sector) => sector * 2048);
  const tables = sectors.filter(
    (at) => Buffer.from(bytes.subarray(at + 17, at + 35)).toString() === '*UDF Sparing Table',
  );
  const partitionAt = sectors.slice(0, 512).find((at) => view.getUint16(at, true) === 5)!;
  const start = view.getUint32(partitionAt + 188, true) * 2048;
  const last = tables[0]! + 56 + (view.getUint16(tables[0]! + 48, true) - 1) * 8;
  const spare = view.getUint32(last + 4, true) * 2048;
  const packet = bytes.slice(start, start + 32 * 2048);
  bytes.set(packet, spare);
  bytes.fill(0xff, start, start + packet.length);
  for (const table of tables) view.setUint32(table + last - tables[0]!, 0, true);
  return bytes;
}

const present = hasProgram('mkudffs', 'udftools') && hasProgram('udfclient', 'udfclient');
describe.runIf(present)('a UDF volume filled by udfclient', () => {
  it('for hard disks, with sectors of 512 bytes, gives back its files', () => {
    expect(treeOf(openUdf(memoryReader(volume('hd', 512), 512))!)).toEqual({
      entries: expected,
      warnings: [],
    });
  });

  it('for CD-RW gives back its files, moved to spares or not', () => {
    const bytes = volume('cdrw', 2048);
    expect(treeOf(openUdf(memoryReader(bytes, 2048))!)).toEqual({ entries: expected, warnings: [] });
    const moved = withMovedPacket(bytes);
    expect(treeOf(openUdf(memoryReader(moved, 2048))!)).toEqual({ entries: expected, warnings: [] });
  });
});
